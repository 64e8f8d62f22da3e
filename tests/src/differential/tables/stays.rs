//! `stays`: a key of several types.

use dualect::types::{Date, Decimal, Timestamp};
use parity_db::stays::{self, NewStay, StayPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

type Key = (String, Date, Timestamp, Decimal);

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(30) {
        0 => call!("stays::list_by_guest", [guest = random.uuid()], |db| {
            stays::list_by_guest(&db, guest)
        }),
        1 => call!(
            "stays::list_by_guest_and_wake_and_arrival",
            [
                guest = random.uuid(),
                wake = random.time(),
                arrival = random.date()
            ],
            |db| stays::list_by_guest_and_wake_and_arrival(&db, guest, wake, arrival)
        ),
        2 => call!(
            "stays::find_by_guest_and_arrival_and_wake",
            [
                guest = random.uuid(),
                arrival = random.date(),
                wake = random.time()
            ],
            |db| stays::find_by_guest_and_arrival_and_wake(&db, guest, arrival, wake)
        ),
        3 | 4 => call!(
            "stays::upsert_by_guest_and_arrival_and_wake",
            [new = new(random)],
            |db| stays::upsert_by_guest_and_arrival_and_wake(&db, new)
        ),
        5 => call!(
            "stays::insert_or_get_by_guest_and_arrival_and_wake",
            [new = new(random)],
            |db| stays::insert_or_get_by_guest_and_arrival_and_wake(&db, new)
        ),
        6 => call!(
            "stays::page_by_guest_and_wake_and_arrival",
            [limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                stays::page_by_guest_and_wake_and_arrival(&db, after, limit).await
            })
        ),
        _ => usual_call!(
            random, stays, scope [], |db| &db,
            key [key = key(random)] => (&key.0, key.1, key.2, key.3),
            keys |random| key(random) => |keys| &keys
                .iter()
                .map(|(room, arrival, since, fee)| (room.as_str(), *arrival, *since, *fee))
                .collect::<Vec<_>>(),
            new new(random), patch patch(random)
        ),
    }
}

/// Of few parts, so that the same comes twice.
fn key(random: &mut Random) -> Key {
    let wide = random.one_in(3);
    let room = if wide {
        random.varchar(10)
    } else {
        "a".to_owned()
    };
    let arrival = if wide {
        random.date()
    } else {
        Date::constant(2000, 2, 29)
    };
    let since = random.timestamp();
    let fee = if wide {
        random.decimal(4, 3)
    } else {
        Decimal::ONE
    };
    (room, arrival, since, fee)
}

fn new(random: &mut Random) -> NewStay {
    let (room, arrival, since, fee) = key(random);
    NewStay {
        room,
        arrival,
        since,
        fee,
        guest: random.maybe(Random::uuid),
        wake: random.maybe(Random::time),
        note: random.maybe(Random::text),
    }
}

fn patch(random: &mut Random) -> StayPatch {
    StayPatch {
        guest: random.seldom(|random| random.maybe(Random::uuid)),
        wake: random.seldom(|random| random.maybe(Random::time)),
        note: random.seldom(|random| random.maybe(Random::text)),
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("stays::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { stays::page(&db, after, limit).await }
    ))
}
