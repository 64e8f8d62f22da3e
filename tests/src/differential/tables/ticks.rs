//! `ticks`: times as keys, in every storage.

use dualect::types::{Time, Timestamp};
use parity_db::ticks::{self, NewTick, TickPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    usual_call!(
        random, ticks, scope [], |db| &db,
        key [key = key(random)] => (key.0, key.1, key.2, key.3),
        keys |random| key(random) => |keys| &keys,
        new new(random), patch TickPatch { blob: random.maybe(Random::bytes) }
    )
}

/// Mostly alike in all parts but one.
fn key(random: &mut Random) -> (Timestamp, Timestamp, Timestamp, Time) {
    let mut key = (
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Time::midnight(),
    );
    match random.below(4) {
        0 => key.0 = random.timestamp(),
        1 => key.1 = random.timestamp(),
        2 => key.2 = random.timestamp(),
        _ => key.3 = random.time(),
    }
    key
}

fn new(random: &mut Random) -> NewTick {
    let (written, millis, micros, hour) = key(random);
    NewTick {
        written,
        millis,
        micros,
        hour,
        blob: random.bytes(),
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("ticks::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { ticks::page(&db, after, limit).await }
    ))
}
