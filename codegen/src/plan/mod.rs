//! From changes to the statements that carry them out, in an order that the database accepts.

mod coming;
mod compatibility;
mod fill;
mod hazard;
mod hazard_class;
mod implication;
mod keys;
mod lets_null;
mod locking;
mod needs;
mod order;
mod postgres;
mod route;
mod sqlite;
mod standing;
mod statement;
mod step;

pub(crate) use coming::{Coming, coming};
pub use hazard::Hazard;
pub use hazard_class::HazardClass;
pub use route::{Route, Routes, Rows, Terms};
pub use sqlite::sqlite_script;
pub use step::{Direction, Placement, Plan, Step};

use crate::catalog::model::Catalog;
use crate::dialect::Dialect;
use crate::diff::{Change, Difference};
use crate::name::DbName;

/// What it means that not all is done in one transaction.
const IN_SEVERAL: &str = "in several transactions: where one fails, what came before it stays, and the next run goes on there";

/// The statements that take a database from `from` to `to`, between which there is that difference.
#[must_use]
pub fn plan(
    from: &Catalog,
    to: &Catalog,
    difference: &Difference,
    direction: Direction,
    terms: &Terms,
) -> Plan {
    let (from, changes) = (difference.start(from), &difference.changes);
    let steps = match to.dialect {
        Dialect::Sqlite => sqlite::plan(from, to, changes, direction, terms.sqlite_min_version),
        Dialect::Postgres => postgres::plan(from, to, changes, (direction, &terms.routes)),
    };
    let mut beside = compatibility::hazards(from, changes, direction);
    beside.extend(locking::hazards(from, to, changes, &terms.routes));
    beside.extend(needs::of_computed(from, to, changes));
    if direction == Direction::Down {
        beside.extend(changes.iter().filter_map(comes_back_empty));
    }
    let mut reasons = locking::reasons(from, to, changes, &terms.routes);
    let is_outside = |step: &Step| step.placement == Placement::OutsideTransaction;
    if steps.iter().any(is_outside) {
        reasons.push(IN_SEVERAL.to_owned());
    }
    Plan {
        steps,
        beside,
        reasons,
    }
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
