//! `parcels`: refers to depots in every way.
//!
//! A row with an even key has the references that are followed (cascade, set null, set default), one with an odd key those that are
//! checked (restrict, no action): where a row has both, Postgres follows and checks in the order of declaration, SQLite checks last.

use parity_db::parcels::{self, NewParcel, ParcelPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(34) {
        0 => call!("parcels::list_by_owner", [owner = random.depot()], |db| {
            parcels::list_by_owner(&db, &owner)
        }),
        1 => call!(
            "parcels::list_by_owner_and_weight",
            [owner = random.depot(), weight = weight(random)],
            |db| parcels::list_by_owner_and_weight(&db, &owner, weight)
        ),
        2 => call!(
            "parcels::list_by_fallback",
            [fallback = random.depot_name()],
            |db| parcels::list_by_fallback(&db, &fallback)
        ),
        3 => call!("parcels::list_by_via", [via = random.depot()], |db| {
            parcels::list_by_via(&db, &via)
        }),
        4 => call!(
            "parcels::find_by_sender_and_target_and_weight",
            [
                sender = random.depot(),
                target = random.depot(),
                weight = weight(random)
            ],
            |db| parcels::find_by_sender_and_target_and_weight(&db, &sender, &target, weight)
        ),
        5 | 6 => call!(
            "parcels::upsert_by_sender_and_target_and_weight",
            [new = new(random)],
            |db| parcels::upsert_by_sender_and_target_and_weight(&db, new)
        ),
        7 => call!(
            "parcels::insert_or_get_by_sender_and_target_and_weight",
            [new = new(random)],
            |db| parcels::insert_or_get_by_sender_and_target_and_weight(&db, new)
        ),
        8 => call!(
            "parcels::page_by_owner_and_weight_and_note",
            [limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                parcels::page_by_owner_and_weight_and_note(&db, after, limit).await
            })
        ),
        9 => call!(
            "parcels::page_in_via_by_weight",
            [via = random.depot(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                parcels::page_in_via_by_weight(&db, &via, after, limit).await
            })
        ),
        10 => call!(
            "parcels::insert_many",
            [new = (10..10 + random.below(150))
                .map(|id| numbered(random, id))
                .collect::<Vec<_>>()],
            |db| parcels::insert_many(&db, new)
        ),
        11 | 12 => {
            let id = random.smallint();
            call!(
                "parcels::update",
                [id = id, patch = patch(random, id)],
                |db| parcels::update(&db, id, patch)
            )
        }
        _ => usual_call!(
            random, parcels, scope [], |db| &db,
            key [id = random.smallint()] => (id),
            keys |random| random.smallint() => |keys| &keys,
            new new(random), patch ParcelPatch { note: random.maybe(Random::text), ..ParcelPatch::default() }
        ),
    }
}

fn weight(random: &mut Random) -> f64 {
    if random.one_in(2) {
        1.5
    } else {
        random.double()
    }
}

fn new(random: &mut Random) -> NewParcel {
    let id = random.smallint();
    let followed = id % 2 == 0;
    let mut depot = |wanted: bool| random.seldom(Random::depot).filter(|_| wanted);
    let (owner, via) = (depot(followed), depot(followed));
    let (sender, target) = (depot(!followed), depot(!followed));
    let fallback = random.seldom(Random::depot_name).filter(|_| followed);
    NewParcel {
        id,
        owner,
        sender,
        via,
        target,
        fallback: Some(fallback).filter(|_| !followed || !random.one_in(6)),
        weight: random.maybe(weight),
        note: random.seldom(Random::text),
    }
}

/// One of many: with its own number, and seldom a reference that may lead nowhere.
fn numbered(random: &mut Random, id: usize) -> NewParcel {
    let mut new = if random.one_in(40) {
        new(random)
    } else {
        NewParcel::new(0)
    };
    let followed = new.id % 2 == 0;
    new.id = i16::try_from(id * 2 + usize::from(!followed)).unwrap();
    if !followed || !random.one_in(40) {
        new.fallback = Some(None);
    }
    new
}

/// For a row with that key.
fn patch(random: &mut Random, id: i16) -> ParcelPatch {
    let new = loop {
        let new = new(random);
        if new.id % 2 == id % 2 {
            break new;
        }
    };
    ParcelPatch {
        owner: random.seldom(|_| new.owner),
        sender: random.seldom(|_| new.sender),
        via: random.seldom(|_| new.via),
        target: random.seldom(|_| new.target),
        fallback: random.seldom(|_| new.fallback).flatten(),
        weight: random.seldom(|_| new.weight),
        note: new.note,
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("parcels::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { parcels::page(&db, after, limit).await }
    ))
}
