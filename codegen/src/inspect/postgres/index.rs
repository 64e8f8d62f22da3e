//! Indexes; one with other operators, collations or settings than the usual ones is kept as the server writes it.

use super::table::object_name;
use super::text::bare;
use super::{Reader, named, names, rows};
use crate::catalog::model::{
    Expression, Index, IndexKey, IndexPart, Nulls, Object, QualifiedName, Reference, Relation,
    Spelling,
};
use crate::ddl;
use crate::name::DbName;

const DESCENDING: i64 = 1;
const NULLS_FIRST: i64 = 2;

impl Reader {
    pub(super) fn indexes(&mut self, indexes: Vec<rows::Index>) {
        for index in indexes {
            let name = named(index.schema.clone(), index.name.as_str());
            if !index.valid {
                self.beyond.push(format!("index {name}: invalid"));
                continue;
            }
            let on_table = self.tables.contains_key(&index.table);
            if !on_table || !is_usual(&index) {
                self.unusual_index(&name, index);
                continue;
            }
            let id = index.table;
            let index = read(index);
            if let Some(table) = self.table(id) {
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
        self.object(Object {
            name: object_name("index", name),
            on,
            create: vec![index.definition],
            drop: vec![
                ddl::drop_index(name)
                    .trim_end_matches(';')
                    .replace("DROP INDEX ", "DROP INDEX IF EXISTS "),
            ],
            after,
            opaque: true,
        });
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
        sql: bare(sql).to_owned(),
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
