//! Where a history stands that somebody else began: what its database holds, in the schema file's own words.

use std::sync::Arc;

use super::unify::natural;
use crate::catalog::model::{Catalog, Column, Meaning, QualifiedName, Table, Width};
use crate::name::DbName;

/// What the schema file comes to, without what the database does not have yet.
pub(super) fn start(
    found: &Catalog,
    wanted: &Catalog,
    converted: &[(QualifiedName, DbName)],
) -> Catalog {
    let mut start = wanted.clone();
    start
        .tables
        .retain(|name, _| found.tables.contains_key(name));
    for (name, table) in &mut start.tables {
        if let Some(held) = found.tables.get(name) {
            let is_converted = |column: &DbName| {
                converted
                    .iter()
                    .any(|(table, other)| table == name && other == column)
            };
            lessen(Arc::make_mut(table), held, is_converted);
        }
    }
    start.enums.retain(|name, _| found.enums.contains_key(name));
    start
}

fn lessen(table: &mut Table, held: &Table, is_converted: impl Fn(&DbName) -> bool) {
    table
        .columns
        .retain(|name, _| held.columns.contains_key(name));
    for (name, column) in &mut table.columns {
        let Some(there) = held.columns.get(name) else {
            continue;
        };
        column.nullable = there.nullable;
        column.identity.clone_from(&there.identity);
        if is_converted(name) {
            column.sql_type.clone_from(&there.sql_type);
            column.meaning = Some(meaning(there));
            column.default.clone_from(&there.default);
        } else if there.default.is_none() && column.default.is_some() {
            column.default = None;
        } else if there.default.is_some() && column.default.is_none() {
            column.default.clone_from(&there.default);
        }
    }
    // What has no name there is told by its columns.
    table.uniques.retain(|one| {
        let mut known = held.uniques.iter();
        let mut indexes = held.indexes.iter();
        known.any(|known| known.name == one.name || known.columns == one.columns)
            || indexes.any(|index| index.name == one.name)
    });
    table.checks.retain(|one| {
        let mut known = held.checks.iter();
        known.any(|known| known.name == one.name)
    });
    table.foreign_keys.retain(|one| {
        let mut known = held.foreign_keys.iter();
        known.any(|known| {
            known.name == one.name || (known.columns == one.columns && known.parent == one.parent)
        })
    });
    table.indexes.retain(|one| {
        let mut known = held.indexes.iter();
        known.any(|known| known.name == one.name)
    });
}

fn meaning(column: &Column) -> Meaning {
    match natural(column) {
        "bigint" => Meaning::Integer(Width::Bits64),
        "bytes" => Meaning::Bytes,
        "double" => Meaning::Float(Width::Bits64),
        _ => Meaning::Text,
    }
}
