//! Indexes; one with other operators, collations or settings than the usual ones is kept as the server writes it.

use super::table::object_name;
use super::text::settled;
use super::{Reader, named, rows};
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
            if index.rare.invalid {
                self.beyond.push(format!("index {name}: invalid"));
                continue;
            }
            let on_table = self.tables.contains_key(&index.table);
            if !on_table || !is_usual(&index) {
                // What comes with a parent's comes and goes with that.
                if !index.rare.inherited {
                    self.unusual_index(&name, index);
                }
                continue;
            }
            let (id, inherited) = (index.table, index.rare.inherited);
            let index = self.index(index);
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
            create: index.definition.into_iter().collect(),
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
        if index.rare.clustered {
            let (set, unset) = (on(" CLUSTER ON "), off(" SET WITHOUT CLUSTER"));
            self.say_in_words(&of, "cluster", set, unset);
        }
        if index.rare.replica {
            let unset = off(" REPLICA IDENTITY DEFAULT");
            self.say_in_words(
                &of,
                "replica identity",
                on(" REPLICA IDENTITY USING INDEX "),
                unset,
            );
        }
        for (at, target) in index.rare.statistics.iter().flatten() {
            let words = |target: i64| {
                let column = format!(" ALTER COLUMN {at} SET STATISTICS {target}");
                [Piece::from("ALTER INDEX "), Piece::Beside, column.into()]
            };
            self.say_in_words(&of, &format!("statistics {at}"), words(*target), words(-1));
        }
    }

    fn index(&self, index: rows::Index) -> Index {
        let reads = index.rare.reads.as_deref().unwrap_or_default();
        let reads = self.numbered(index.table, reads);
        let expression = |sql: &str| Expression {
            sql: settled(sql),
            columns: Some(reads.clone()),
        };
        let texts = index.rare.texts.unwrap_or_default();
        let (keys, include) = index
            .columns
            .split_at_checked(index.keys)
            .unwrap_or((&index.columns, &[]));
        let part = |(at, number): (usize, &i64)| {
            let order = index.orders.get(at).copied().unwrap_or_default();
            let descending = order & DESCENDING != 0;
            let first = order & NULLS_FIRST != 0;
            IndexPart {
                key: match self.numbers.get(&(index.table, *number)) {
                    Some(column) => IndexKey::Column(column.clone()),
                    None => {
                        IndexKey::Expression(expression(texts.get(at).map_or("", String::as_str)))
                    }
                },
                descending,
                // A descending part has them first by itself.
                nulls: (first != descending).then_some(if first {
                    Nulls::First
                } else {
                    Nulls::Last
                }),
            }
        };
        Index {
            name: DbName::new(index.name),
            unique: index.unique,
            method: Some(index.method).filter(|method| method != "btree"),
            parts: keys.iter().enumerate().map(part).collect(),
            include: self.numbered(index.table, include),
            predicate: index.rare.predicate.as_deref().map(expression),
            spelling: Spelling::default(),
        }
    }
}

fn is_usual(index: &rows::Index) -> bool {
    let definition = index.definition.as_deref().unwrap_or_default();
    index.rare.options.is_none()
        && !index.rare.other_operators
        && ![" COLLATE ", " NULLS NOT DISTINCT"]
            .iter()
            .any(|part| definition.contains(part))
}
