//! What rows that are already there get in a new column.

use super::hazard::Hazard;
use super::step::Direction;
use crate::catalog::model::{Column, Meaning, Table};

/// The value for existing rows, and what a reviewer must know of it.
pub(super) struct Filling<'a> {
    /// An expression to fill in; `None` where the column's own default, or NULL, does, or nothing can.
    pub(super) value: Option<&'a str>,
    pub(super) hazard: Option<Hazard>,
}

/// How rows get a value when `column` comes to `table` (as it shall be).
pub(super) fn filling<'a>(table: &Table, column: &'a Column, direction: Direction) -> Filling<'a> {
    if column.generated.is_some() {
        return Filling {
            value: None,
            hazard: None,
        };
    }
    let here = || (table.name.clone(), column.name.clone());
    // Postgres has the time as a default, which rows get whether they could have NULL or not.
    let may_be_unset = column.nullable && !(is_moment(column) && column.fill.generated.is_some());
    let fills_itself = may_be_unset || column.default.is_some() || column.identity.is_some();
    let generated = column.fill.generated.as_deref().filter(|_| !fills_itself);
    let (value, hazard) = match direction {
        Direction::Up if fills_itself || generated.is_some() => (generated, None),
        Direction::Down if fills_itself || generated.is_some() => {
            let (table, column) = here();
            (generated, Some(Hazard::ComesBackUnset { table, column }))
        }
        Direction::Down if !is_constrained(table, column) => {
            let value = &column.fill.neutral;
            let (table, column) = here();
            (
                Some(value.as_str()),
                Some(Hazard::FillsNeutral {
                    table,
                    column,
                    value: value.clone(),
                }),
            )
        }
        // One neutral value in every row would break a unique constraint, or refer to nothing.
        Direction::Up | Direction::Down => {
            let (table, column) = here();
            (None, Some(Hazard::NeedsEmpty { table, column }))
        }
    };
    Filling { value, hazard }
}

fn is_moment(column: &Column) -> bool {
    matches!(column.meaning, Some(Meaning::Timestamp(_)))
}

fn is_constrained(table: &Table, column: &Column) -> bool {
    table
        .uniques
        .iter()
        .any(|unique| unique.columns.contains(&column.name))
        || table
            .foreign_keys
            .iter()
            .any(|key| key.columns.contains(&column.name))
}
