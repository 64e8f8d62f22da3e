//! `depots`: what parcels and lists refer to.

use parity_db::depots::{self, DepotPatch, NewDepot};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

impl Random {
    /// A depot's key.
    pub(super) fn depot(&mut self) -> String {
        if self.one_in(60) {
            return self.varchar(6);
        }
        self.pick(&["a", "A", "ä", "b", "é", ""]).to_owned()
    }

    /// A depot's other key, which `parcels.fallback` refers to.
    pub(super) fn depot_name(&mut self) -> String {
        self.pick(&["home", "Home", "away", "", "b"]).to_owned()
    }
}

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(20) {
        0 => call!("depots::find_by_name", [name = random.depot_name()], |db| {
            depots::find_by_name(&db, &name)
        }),
        1 | 2 => call!("depots::upsert_by_name", [new = new(random)], |db| {
            depots::upsert_by_name(&db, new)
        }),
        3 => call!("depots::insert_or_get_by_name", [new = new(random)], |db| {
            depots::insert_or_get_by_name(&db, new)
        }),
        _ => usual_call!(
            random, depots, scope [], |db| &db,
            key [code = random.depot()] => (&code),
            keys |random| random.depot() => |keys| &keys.iter().map(String::as_str).collect::<Vec<_>>(),
            new new(random), patch patch(random)
        ),
    }
}

fn new(random: &mut Random) -> NewDepot {
    NewDepot {
        code: random.depot(),
        name: random.depot_name(),
        size: random.seldom(|random| random.maybe(Random::level)),
        meta: random.seldom(Random::json),
    }
}

fn patch(random: &mut Random) -> DepotPatch {
    DepotPatch {
        name: random.seldom(Random::depot_name),
        size: random.seldom(|random| random.maybe(Random::level)),
        meta: random.seldom(Random::json),
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("depots::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { depots::page(&db, after, limit).await }
    ))
}
