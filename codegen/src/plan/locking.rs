//! Who waits while Postgres carries a change out. SQLite has one writer, who holds up nobody's reading.
//!
//! <https://www.postgresql.org/docs/current/sql-altertable.html>, <https://www.postgresql.org/docs/current/explicit-locking.html>

use std::collections::BTreeSet;

use super::hazard::Hazard;
use crate::catalog::model::{Catalog, Column};
use crate::dialect::Dialect;
use crate::diff::Change;

/// Each table once for each way in which it is held; one that is new holds up nobody.
pub(super) fn hazards(from: &Catalog, to: &Catalog, changes: &[Change]) -> Vec<Hazard> {
    match to.dialect {
        Dialect::Sqlite => return Vec::new(),
        Dialect::Postgres => {}
    }
    let mut seen = BTreeSet::new();
    let mut hazards = Vec::new();
    for change in changes {
        if let Some(hazard) = of_change(from, change)
            && seen.insert(hazard.key())
        {
            hazards.push(hazard);
        }
    }
    hazards
}

fn of_change(from: &Catalog, change: &Change) -> Option<Hazard> {
    let table = from.tables.get(change.table()?)?.name.clone();
    if writes_rows(change) {
        return Some(Hazard::RewritesTable { table });
    }
    let lets_others_read = matches!(
        change,
        Change::AddIndex { .. } | Change::AddForeignKey { .. }
    );
    if lets_others_read {
        return Some(Hazard::BlocksWrites { table });
    }
    let reads = matches!(
        change,
        Change::AddCheck { .. } | Change::AddUnique { .. } | Change::SetPrimaryKey { .. }
    ) || matches!(change, Change::SetNullable { column, .. } if !column.nullable);
    reads.then_some(Hazard::ScansTable { table })
}

/// A default that is no constant, and whatever is computed or counted, is written into every row.
fn writes_rows(change: &Change) -> bool {
    let is_constant = |column: &Column| {
        let default = column
            .default
            .as_deref()
            .or(column.fill.generated.as_deref());
        column.nullable && column.default.is_none()
            || default.is_none_or(|default| !default.contains('('))
    };
    if let Change::AddColumn { column, .. } = change {
        return column.generated.is_some() || column.identity || !is_constant(column);
    }
    // Without an expression Postgres writes the rows all the same, unless the two types are written alike.
    if let Change::SetType {
        from,
        to,
        conversion,
        ..
    } = change
    {
        return conversion.sql.is_some() || from.sql_type != to.sql_type;
    }
    matches!(change, Change::SetGenerated { to, .. } if to.generated.is_some())
}
