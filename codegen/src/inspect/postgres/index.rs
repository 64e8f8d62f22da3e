//! Indexes; one with other operators, collations or settings than the usual ones is kept as the server writes it.

use super::table::object_name;
use super::text::settled;
use super::{Reader, named, names, rows};
use crate::catalog::model::{
    Expression, Index, IndexKey, IndexPart, Kind, Nulls, Object, Piece, QualifiedName, Reference,
    Relation, Spelling,
};
use crate::catalog::quote;
use crate::ddl;
use crate::name::DbName;

const DESCENDING: i64 = 1;
const NULLS_FIRST: i64 = 2;

impl Reader {
    pub(super) fn indexes(&mut self, indexes: Vec<rows::Index>) {
        for index in indexes {
            let name = named(index.schema.clone(), index.name.as_str());
            self.index_settings(&index);
            if index.constraint {
                continue;
            }
            if !index.valid {
                self.beyond.push(format!("index {name}: invalid"));
                continue;
            }
            let on_table = self.tables.contains_key(&index.table);
            if !on_table || !is_usual(&index) {
                // What comes with a parent's comes and goes with that.
                if !index.inherited {
                    self.unusual_index(&name, index);
                }
                continue;
            }
            let (id, inherited) = (index.table, index.inherited);
            let index = read(index);
            if let Some(table) = self.table(id) {
                if inherited {
                    table.family.inherited.insert(index.name.clone());
                }
                table.indexes.push(index);
            }
        }
    }

    fn unusual_index(&mut self, name: &QualifiedName, index: rows::Index) {
        let on = self.tables.get(&index.table).cloned();
        let after = match self.relations.get(&index.table) {
            Some(Relation::View(view)) => {
                vec![Reference::Object(object_name("materialized view", view))]
            }
            Some(Relation::Table(_)) => Vec::new(),
            // Of a table that is listed by name.
            None => return,
        };
        let of = object_name("index", name);
        self.know_object("pg_class", index.id, &of, "INDEX", &quote::qualified(name));
        self.object(Object {
            name: of,
            on,
            create: vec![index.definition],
            drop: vec![ddl::drop_index_if_there(name)],
            after,
            opaque: true,
            kind: Kind::Plain,
        });
    }

    /// What is said of an index, a constraint's as well.
    fn index_settings(&mut self, index: &rows::Index) {
        let Some(table) = self.tables.get(&index.table).cloned() else {
            return;
        };
        let place = (&table, index.name.as_str());
        let of = self.know_part("pg_class", index.id, place, "INDEX");
        let alter = || [Piece::from("ALTER TABLE "), Piece::Whole];
        let on = |words: &'static str| alter().into_iter().chain([words.into(), Piece::Name]);
        let off = |words: &'static str| alter().into_iter().chain([words.into()]);
        if index.clustered {
            let (set, unset) = (on(" CLUSTER ON "), off(" SET WITHOUT CLUSTER"));
            self.say_in_words(&of, "cluster", set, unset);
        }
        if index.replica {
            let unset = off(" REPLICA IDENTITY DEFAULT");
            self.say_in_words(
                &of,
                "replica identity",
                on(" REPLICA IDENTITY USING INDEX "),
                unset,
            );
        }
        for (at, target) in index.statistics.iter().flatten() {
            let words = |target: i64| {
                let column = format!(" ALTER COLUMN {at} SET STATISTICS {target}");
                [Piece::from("ALTER INDEX "), Piece::Beside, column.into()]
            };
            self.say_in_words(&of, &format!("statistics {at}"), words(*target), words(-1));
        }
    }
}

fn is_usual(index: &rows::Index) -> bool {
    let mut parts = index.parts.iter().flatten();
    index.options.is_none()
        && parts.all(|part| part.plain == Some(true))
        && ![" COLLATE ", " NULLS NOT DISTINCT"]
            .iter()
            .any(|part| index.definition.contains(part))
}

fn read(index: rows::Index) -> Index {
    let reads = names(index.reads);
    let expression = |sql: &str| Expression {
        sql: settled(sql),
        columns: Some(reads.clone()),
    };
    let part = |part: rows::Part| {
        let descending = part.option & DESCENDING != 0;
        let first = part.option & NULLS_FIRST != 0;
        IndexPart {
            key: match part.column {
                Some(column) => IndexKey::Column(DbName::new(column)),
                None => IndexKey::Expression(expression(&part.sql)),
            },
            descending,
            // A descending part has them first by itself.
            nulls: (first != descending).then_some(if first { Nulls::First } else { Nulls::Last }),
        }
    };
    Index {
        name: DbName::new(index.name),
        unique: index.unique,
        method: Some(index.method).filter(|method| method != "btree"),
        parts: index
            .parts
            .unwrap_or_default()
            .into_iter()
            .map(part)
            .collect(),
        include: names(index.include),
        predicate: index.predicate.as_deref().map(expression),
        spelling: Spelling::default(),
    }
}
