//! From changes to the statements that carry them out, in an order that the database accepts.

mod compatibility;
mod fill;
mod hazard;
mod hazard_class;
mod implication;
mod keys;
mod locking;
mod needs;
mod order;
mod postgres;
mod sqlite;
mod standing;
mod statement;
mod step;

pub use hazard::Hazard;
pub use hazard_class::HazardClass;
pub use step::{Direction, Placement, Plan, Step};

use crate::catalog::model::Catalog;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::{Change, Difference};
use crate::name::DbName;

/// The statements that take a database from `from` to `to`, between which there is that difference.
#[must_use]
pub fn plan(
    from: &Catalog,
    to: &Catalog,
    difference: &Difference,
    direction: Direction,
    sqlite_min_version: SqliteVersion,
) -> Plan {
    let (from, changes) = (difference.start(from), &difference.changes);
    let steps = match to.dialect {
        Dialect::Sqlite => sqlite::plan(from, to, changes, direction, sqlite_min_version),
        Dialect::Postgres => postgres::plan(from, to, changes, direction),
    };
    let mut beside = compatibility::hazards(from, changes, direction);
    beside.extend(locking::hazards(from, to, changes));
    beside.extend(needs::of_computed(from, to, changes));
    if direction == Direction::Down {
        beside.extend(changes.iter().filter_map(comes_back_empty));
    }
    Plan { steps, beside }
}

/// An object's statements do not bring back the rows that it held.
fn comes_back_empty(change: &Change) -> Option<Hazard> {
    if let Change::AddObject { object } = change
        && statement::holds_rows(object)
    {
        return Some(Hazard::ComesBackEmpty {
            table: DbName::new(object.name.as_str()).into(),
        });
    }
    None
}
