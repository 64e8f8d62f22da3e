//! What the runtime is told about a table, to name constraints in errors.

use serde::Serialize;

use crate::catalog::naming;
use crate::name::ColumnName;
use crate::rust::neighbours::{Reference, physical};
use crate::rust::sql::Subject;
use crate::schema::model::{Index, IndexKey};

/// The static `TABLE`.
#[derive(Debug, Serialize)]
pub(super) struct TableInfo<'s> {
    name: String,
    primary_key: Vec<String>,
    uniques: Vec<Constraint>,
    foreign_keys: &'s [Reference],
    referenced_by: &'s [Reference],
}

#[derive(Debug, Serialize)]
struct Constraint {
    name: String,
    columns: Vec<String>,
}

pub(super) fn info<'s>(subject: &Subject<'s>) -> TableInfo<'s> {
    let Subject { around, table } = *subject;
    let mut uniques: Vec<Constraint> = table
        .uniques
        .iter()
        .map(|unique| Constraint {
            name: naming::unique_name(table, unique).to_string(),
            columns: physical(table, &unique.columns),
        })
        .collect();
    let indexes = table.indexes.iter().filter(|index| index.unique);
    uniques.extend(indexes.filter_map(|index| {
        Some(Constraint {
            name: index.name.to_string(),
            columns: physical(table, &plain_parts(index)?),
        })
    }));
    // The runtime knows the key's name by the rule; one that the rule had to shorten is listed.
    let key_name = naming::primary_key_name(table).to_string();
    if key_name != format!("{}_pkey", table.db_name) {
        uniques.push(Constraint {
            name: key_name,
            columns: physical(table, &table.primary_key),
        });
    }
    TableInfo {
        name: table.db_name.to_string(),
        primary_key: physical(table, &table.primary_key),
        uniques,
        foreign_keys: &around.foreign_keys,
        referenced_by: &around.referenced_by,
    }
}

/// The columns of an index over columns alone: SQLite names those when it is violated, and any other index by its name.
fn plain_parts(index: &Index) -> Option<Vec<ColumnName>> {
    index
        .parts
        .iter()
        .map(|part| match &part.key {
            IndexKey::Column(column) => Some(column.clone()),
            IndexKey::Expression { .. } => None,
        })
        .collect()
}
