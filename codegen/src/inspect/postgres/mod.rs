//! A Postgres database as it stands, from the server's own catalog.
//!
//! One query, however many tables there are: <https://www.postgresql.org/docs/current/catalogs.html>. Expressions stand as the
//! server writes them, which is not as they were written: two databases are compared with each other, not with a text.

mod constraint;
mod index;
mod object;
mod rows;
mod table;
mod text;

use std::collections::BTreeMap;

use super::{Inspected, Problem};
use crate::catalog::model::{Catalog, Enum, QualifiedName, Relation, View};
use crate::dialect::Dialect;
use crate::name::DbName;

/// Answers with one text: the database as JSON, for [`read`]. For Postgres 12 and later.
pub const QUERY: &str = include_str!("query.sql");

/// What the query's answer says.
///
/// # Errors
/// It is no answer of that query.
pub fn read(answer: &str) -> Result<Inspected, Problem> {
    let answer: rows::Answer =
        serde_json::from_str(answer).map_err(|error| Problem::new(error.to_string()))?;
    let mut reader = Reader {
        catalog: Catalog::empty(Dialect::Postgres),
        beyond: answer.beyond.unwrap_or_default(),
        tables: BTreeMap::new(),
        relations: BTreeMap::new(),
    };
    let schemas = answer.schemas.unwrap_or_default();
    reader.catalog.schemas = schemas.into_iter().map(DbName::new).collect();
    let extensions = answer.extensions.unwrap_or_default();
    reader.catalog.extensions = extensions.into_iter().map(DbName::new).collect();
    reader.enums(answer.enums.unwrap_or_default());
    reader.types(
        answer.domains.unwrap_or_default(),
        answer.composites.unwrap_or_default(),
    );
    let (functions, reading) = reader.functions(answer.functions.unwrap_or_default());
    reader.tables(answer.tables.unwrap_or_default());
    let serials = reader.columns(answer.columns.unwrap_or_default());
    reader.sequences(answer.sequences.unwrap_or_default(), &serials);
    reader.constraints(answer.constraints.unwrap_or_default());
    reader.views(answer.views.unwrap_or_default());
    reader.functions_after(reading);
    reader.indexes(answer.indexes.unwrap_or_default());
    reader.triggers(answer.triggers.unwrap_or_default(), &functions);
    reader.policies(answer.policies.unwrap_or_default());
    Ok(Inspected {
        catalog: reader.catalog,
        beyond: reader.beyond,
    })
}

/// What has been read so far.
struct Reader {
    catalog: Catalog,
    beyond: Vec<String>,
    /// The names of the tables in the catalog, by the server's numbers.
    tables: BTreeMap<i64, QualifiedName>,
    /// Those of tables and views.
    relations: BTreeMap<i64, Relation>,
}

fn named(schema: Option<String>, name: impl Into<String>) -> QualifiedName {
    QualifiedName::new(schema.map(DbName::new), DbName::new(name))
}

fn names(names: Option<Vec<String>>) -> Vec<DbName> {
    names
        .unwrap_or_default()
        .into_iter()
        .map(DbName::new)
        .collect()
}

impl Reader {
    fn enums(&mut self, enums: Vec<rows::Enum>) {
        for found in enums {
            let name = named(found.schema, found.name);
            if found.comment.is_some() {
                self.beyond.push(format!("comment on type {name}"));
            }
            let values = found.values.unwrap_or_default();
            let declared = Enum {
                name: name.clone(),
                values,
            };
            self.catalog.enums.insert(name, declared);
        }
    }

    fn views(&mut self, views: Vec<rows::View>) {
        for view in &views {
            let name = named(view.schema.clone(), view.name.as_str());
            self.relations.insert(view.id, Relation::View(name));
        }
        for view in views {
            let name = named(view.schema.clone(), view.name.as_str());
            let reads = view.reads.iter().flatten();
            let reads: Vec<Relation> = reads
                .filter_map(|id| self.relations.get(id).cloned())
                .collect();
            let sql = view.sql.trim().trim_end_matches(';').to_owned();
            if view.stored || view.options.is_some() {
                self.unusual_view(&view, &name, &sql, &reads);
                continue;
            }
            let view = View {
                name: name.clone(),
                columns: names(view.columns),
                sql,
                reads,
                opaque: false,
                comment: view.comment,
            };
            self.catalog.views.insert(name, view);
        }
    }
}
