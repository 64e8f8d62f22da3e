//! Who waits while Postgres carries a change out, and by which route nobody does. SQLite has one writer, who holds up nobody's
//! reading.
//!
//! <https://www.postgresql.org/docs/current/sql-altertable.html>, <https://www.postgresql.org/docs/current/explicit-locking.html>

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::hazard::Hazard;
use super::postgres::enums;
use super::route::{Route, Routes};
use crate::catalog::model::{Catalog, Column, QualifiedName};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::diff::Change;

/// What a change does to a table that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Writes every row.
    Write,
    /// Reads every row, though others can read meanwhile by the simple route.
    Build,
    /// Reads every row.
    Read,
    /// Reads every row, by either route.
    ReadAlways,
}

/// Each table once for each way in which it is held; one that is new, or known to be small, holds up nobody.
pub(super) fn hazards(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    routes: &Routes,
) -> Vec<Hazard> {
    let mut seen = BTreeSet::new();
    let works = works(from, to, changes).into_iter();
    let hazards = works.filter_map(|(table, work)| {
        if routes.is_within_budget(table) {
            return None;
        }
        let (route, table) = (routes.of(table), table.clone());
        match (work, route) {
            (Work::Write, Route::Simple | Route::Online) => Some(Hazard::RewritesTable { table }),
            (Work::Build, Route::Simple) => Some(Hazard::BlocksWrites { table }),
            (Work::Read, Route::Simple) | (Work::ReadAlways, Route::Simple | Route::Online) => {
                Some(Hazard::ScansTable { table })
            }
            (Work::Build | Work::Read, Route::Online) => None,
        }
    });
    hazards.filter(|hazard| seen.insert(hazard.key())).collect()
}

/// By which route each table is changed, for who reads the SQL. Where nothing holds a table for long, only the online route is
/// worth a word: it is patient.
pub(super) fn reasons(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    routes: &Routes,
) -> Vec<String> {
    match to.dialect {
        Dialect::Sqlite => return Vec::new(),
        Dialect::Postgres => {}
    }
    let works = works(from, to, changes);
    let touched = changes.iter().filter_map(Change::table);
    let worked = works.iter().map(|(table, _)| *table);
    let tables: IndexSet<&QualifiedName> = touched.chain(worked).collect();
    let stays = |table: &&QualifiedName| from.tables.contains_key(*table);
    let reason = |table: &QualifiedName| {
        let size = routes.size(table)?;
        let mut of_table = works.iter().filter(|(name, _)| *name == table);
        let no_way = of_table
            .clone()
            .any(|(_, work)| matches!(work, Work::Write | Work::ReadAlways));
        match routes.of(table) {
            Route::Simple => of_table.next().map(|_| format!("simple: {size}")),
            Route::Online if no_way => Some(format!(
                "simple: {size}; but nothing writes its rows anew, or changes its key, online"
            )),
            Route::Online => Some(format!("online: {size}")),
        }
    };
    tables
        .into_iter()
        .filter(stays)
        .filter_map(reason)
        .collect()
}

/// What is done to the tables that stay, each change by itself.
fn works<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    changes: &'a [Change],
) -> Vec<(&'a QualifiedName, Work)> {
    match to.dialect {
        Dialect::Sqlite => return Vec::new(),
        Dialect::Postgres => {}
    }
    let of_change = changes.iter().filter_map(|change| {
        let table = from.tables.get(change.table()?)?;
        Some((&table.name, work(change)?))
    });
    let of_enums = of_enums(from, to, changes);
    of_change.chain(of_enums).collect()
}

/// The columns of an enum that becomes another type are written anew.
fn of_enums<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    changes: &'a [Change],
) -> impl Iterator<Item = (&'a QualifiedName, Work)> {
    let replaced = changes.iter().filter_map(|change| {
        if let Change::SetEnumValues { from, to } = change
            && !enums::only_adds(from, to)
        {
            Some(quote::qualified(&to.name))
        } else {
            None
        }
    });
    let replaced: BTreeSet<_> = replaced.collect();
    let tables = to.tables.values().filter(move |table| {
        let mut columns = table.columns.values();
        !replaced.is_empty()
            && from.tables.contains_key(&table.name)
            && columns.any(|column| replaced.contains(column.sql_type.as_str()))
    });
    tables.map(|table| (&table.name, Work::Write))
}

fn work(change: &Change) -> Option<Work> {
    if writes_rows(change) {
        return Some(Work::Write);
    }
    if matches!(
        change,
        Change::AddIndex { .. } | Change::AddForeignKey { .. }
    ) {
        return Some(Work::Build);
    }
    if matches!(change, Change::AddCheck { .. } | Change::AddUnique { .. }) {
        return Some(Work::Read);
    }
    if let Change::SetPrimaryKey { to, .. } = change {
        // Another name alone is no matter, nor is that there is none any more.
        return (change.is_other_key() && to.is_some()).then_some(Work::ReadAlways);
    }
    let Change::SetNullable { column, .. } = change else {
        return None;
    };
    match (column.nullable, column.identity.is_some()) {
        (true, true | false) => None,
        (false, true) => Some(Work::ReadAlways),
        (false, false) => Some(Work::Read),
    }
}

/// The same for every row of a statement: Postgres keeps it beside the table, as it does a constant.
const NOW: &str = "now()";

/// A default that is no constant, and whatever is computed or counted, is written into every row.
fn writes_rows(change: &Change) -> bool {
    let is_constant = |column: &Column| {
        let default = column
            .default
            .as_deref()
            .or(column.fill.generated.as_deref());
        column.nullable && column.default.is_none()
            || default.is_none_or(|default| !default.contains('(') || default == NOW)
    };
    if let Change::AddColumn { column, .. } = change {
        return column.generated.is_some() || column.identity.is_some() || !is_constant(column);
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
    // The check goes first, and with it the table is held.
    matches!(change, Change::RenameValues { .. })
        || matches!(change, Change::SetGenerated { to, .. } if to.generated.is_some())
}
