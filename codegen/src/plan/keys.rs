//! Keys of tables that stay.

use super::hazard::Hazard;
use crate::catalog::model::Table;
use crate::name::DbName;

/// What a new primary key asks of the rows, unless the rows were held to it before.
pub(super) fn needs_distinct(from: &Table, to: &Table) -> Option<Hazard> {
    match to.key_columns() {
        [] => None,
        columns => distinct(from, columns),
    }
}

/// What a new key over these columns asks of the rows.
pub(super) fn distinct(from: &Table, columns: &[DbName]) -> Option<Hazard> {
    let held = |key: &[_]| key.iter().all(|column| columns.contains(column));
    let key = from.key_columns();
    let is_held = !key.is_empty() && held(key)
        || from.uniques.iter().any(|unique| {
            let same = unique.columns == columns;
            let never_null = unique.columns.iter().all(|column| {
                from.columns
                    .get(column)
                    .is_some_and(|column| !column.nullable)
            });
            same || (never_null && held(&unique.columns))
        });
    (!is_held).then(|| Hazard::NeedsDistinct {
        table: from.name.clone(),
        columns: columns.to_vec(),
    })
}
