//! Primary keys of tables that stay.

use super::step::Hazard;
use crate::catalog::model::Table;

/// What a new primary key asks of the rows, unless the rows were held to it before.
pub(super) fn needs_distinct(from: &Table, to: &Table) -> Option<Hazard> {
    let columns = &to.primary_key.columns;
    let held = |key: &[_]| key.iter().all(|column| columns.contains(column));
    let is_held = held(&from.primary_key.columns)
        || from.uniques.iter().any(|unique| {
            let never_null = unique.columns.iter().all(|column| {
                from.columns
                    .get(column)
                    .is_some_and(|column| !column.nullable)
            });
            never_null && held(&unique.columns)
        });
    (!is_held).then(|| Hazard::NeedsDistinct {
        table: to.name.clone(),
        columns: columns.clone(),
    })
}
