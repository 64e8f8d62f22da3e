//! `lists`: a list of every scalar type.

use parity_db::lists::{self, ListPatch, NewList};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(30) {
        0 => call!("lists::find_by_label", [label = label(random)], |db| {
            lists::find_by_label(&db, &label)
        }),
        1 => call!("lists::list_by_owner", [owner = random.depot()], |db| {
            lists::list_by_owner(&db, &owner)
        }),
        2 | 3 => call!("lists::upsert_by_label", [new = new(random)], |db| {
            lists::upsert_by_label(&db, new)
        }),
        4 => call!("lists::insert_or_get_by_label", [new = new(random)], |db| {
            lists::insert_or_get_by_label(&db, new)
        }),
        5 => call!(
            "lists::page_by_owner_and_label",
            [limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                lists::page_by_owner_and_label(&db, after, limit).await
            })
        ),
        _ => usual_call!(
            random, lists, scope [], |db| &db,
            key [id = random.int()] => (id),
            keys |random| random.int() => |keys| &keys,
            new new(random), patch patch(random)
        ),
    }
}

fn label(random: &mut Random) -> String {
    random.varchar(4)
}

fn new(random: &mut Random) -> NewList {
    NewList {
        id: random.int(),
        flags: random.maybe(|random| random.several(Random::flag)),
        smalls: random.maybe(|random| random.several(Random::smallint)),
        wholes: random.maybe(|random| random.several(Random::int)),
        larges: random.maybe(|random| random.several(Random::bigint)),
        singles: random.maybe(|random| random.several(Random::real)),
        doubles: random.maybe(|random| random.several(Random::double)),
        prices: random.maybe(|random| random.several(|random| random.decimal(5, 3))),
        titles: random.maybe(|random| random.several(Random::text)),
        codes: random.maybe(|random| random.several(|random| random.varchar(5))),
        blobs: random.maybe(|random| random.several(Random::bytes)),
        tokens: random.maybe(|random| random.several(Random::uuid)),
        moments: random.maybe(|random| random.several(Random::timestamp)),
        days: random.maybe(|random| random.several(Random::date)),
        hours: random.maybe(|random| random.several(Random::time)),
        label: label(random),
        owner: random.seldom(Random::depot),
        tags: random.seldom(|random| random.several(Random::text)),
        ranks: random.seldom(|random| random.several(Random::int)),
    }
}

fn patch(random: &mut Random) -> ListPatch {
    let new = new(random);
    ListPatch {
        flags: random.seldom(|_| new.flags),
        smalls: random.seldom(|_| new.smalls),
        wholes: random.seldom(|_| new.wholes),
        larges: random.seldom(|_| new.larges),
        singles: random.seldom(|_| new.singles),
        doubles: random.seldom(|_| new.doubles),
        prices: random.seldom(|_| new.prices),
        titles: random.seldom(|_| new.titles),
        codes: random.seldom(|_| new.codes),
        blobs: random.seldom(|_| new.blobs),
        tokens: random.seldom(|_| new.tokens),
        moments: random.seldom(|_| new.moments),
        days: random.seldom(|_| new.days),
        hours: random.seldom(|_| new.hours),
        label: random.seldom(|_| new.label),
        owner: random.seldom(|_| new.owner),
        tags: new.tags,
        ranks: new.ranks,
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("lists::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { lists::page(&db, after, limit).await }
    ))
}
