//! From changes to the statements that carry them out, in an order that the database accepts.

mod fill;
mod keys;
mod order;
mod postgres;
mod sqlite;
mod standing;
mod statement;
mod step;

pub use step::{Direction, Hazard, Placement, Plan, Step};

use crate::catalog::model::Catalog;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Change;

/// The statements that take a database from `from` to `to`; `changes` is their difference.
#[must_use]
pub fn plan(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    direction: Direction,
    sqlite_min_version: SqliteVersion,
) -> Plan {
    let steps = match to.dialect {
        Dialect::Sqlite => sqlite::plan(from, to, changes, direction, sqlite_min_version),
        Dialect::Postgres => postgres::plan(from, to, changes, direction),
    };
    Plan { steps }
}
