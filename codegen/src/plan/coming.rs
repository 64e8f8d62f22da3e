//! What the rows that are there have in a column that comes.

use super::fill::filling;
use super::hazard::Hazard;
use super::step::Direction;
use crate::catalog::model::{Column, Expression, Meaning, Table};

/// What the rows have in a new column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coming<'a> {
    /// NULL, each of them.
    Null,
    /// One and the same value, as SQL.
    Same(&'a str),
    /// What is computed from the rest of the row.
    Computed(&'a Expression),
    /// A value of its own, each of them.
    Distinct,
    /// A value that nobody can foresee.
    Unknown,
    /// There is no row, or the migration stops.
    NoRow,
}

/// What the rows have in `column`, which comes to `table` (as it shall be).
pub(crate) fn coming<'a>(table: &Table, column: &'a Column, direction: Direction) -> Coming<'a> {
    if let Some(generated) = &column.generated {
        return Coming::Computed(generated);
    }
    let filling = filling(table, column, direction);
    if matches!(filling.hazard, Some(Hazard::NeedsEmpty { .. })) {
        return Coming::NoRow;
    }
    if column.identity.is_some() {
        return Coming::Distinct;
    }
    match (filling.value, column.default.as_deref()) {
        (Some(_), _)
            if column.meaning == Some(Meaning::Uuid) && column.fill.generated.is_some() =>
        {
            Coming::Distinct
        }
        // The clock stands still while a statement runs.
        (Some(value), _) => Coming::Same(value),
        (None, Some(default)) if is_one_value(default) => Coming::Same(default),
        (None, Some(_)) => Coming::Unknown,
        (None, None) => Coming::Null,
    }
}

/// Whether the default is a constant, or the time.
fn is_one_value(default: &str) -> bool {
    !default.contains('(') || default == "now()" || default.starts_with('\'')
}
