//! `odd`: names that need quotes, and words that are reserved.

use parity_db::odd::{self, NewOdd, OddPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(30) {
        0 => call!(
            "odd::find_by_where_and_after",
            [text = random.text(), number = random.smallint()],
            |db| odd::find_by_where_and_after(&db, &text, number.into())
        ),
        1 => call!("odd::list_by_type", [level = random.level()], |db| {
            odd::list_by_type(&db, level)
        }),
        2 => call!(
            "odd::list_by_type_and_after",
            [level = random.level(), number = random.int()],
            |db| odd::list_by_type_and_after(&db, level, number)
        ),
        3 | 4 => call!(
            "odd::upsert_by_where_and_after",
            [new = new(random)],
            |db| odd::upsert_by_where_and_after(&db, new)
        ),
        5 => call!(
            "odd::insert_or_get_by_where_and_after",
            [new = new(random)],
            |db| odd::insert_or_get_by_where_and_after(&db, new)
        ),
        6 => call!(
            "odd::page_by_type_and_after",
            [limits = random.limits()],
            |db| walk(&limits, async |after, limit| odd::page_by_type_and_after(
                &db, after, limit
            )
            .await)
        ),
        7 => call!(
            "odd::page_in_type_by_after",
            [level = random.level(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                odd::page_in_type_by_after(&db, level, after, limit).await
            })
        ),
        _ => usual_call!(
            random, odd, scope [], |db| &db,
            key [key = random.bytes(), select = random.flag()] => (&key, select),
            keys |random| (random.bytes(), random.flag()) => |keys| &keys
                .iter()
                .map(|(key, select)| (key.as_slice(), *select))
                .collect::<Vec<_>>(),
            new new(random), patch patch(random)
        ),
    }
}

fn new(random: &mut Random) -> NewOdd {
    NewOdd {
        key: random.bytes(),
        select: random.flag(),
        r#where: if random.one_in(2) {
            "where".to_owned()
        } else {
            random.text()
        },
        r#type: random.maybe(Random::level),
        after: random.maybe(Random::int),
    }
}

fn patch(random: &mut Random) -> OddPatch {
    OddPatch {
        r#where: random.seldom(Random::text),
        r#type: random.seldom(|random| random.maybe(Random::level)),
        after: random.seldom(|random| random.maybe(Random::int)),
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("odd::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { odd::page(&db, after, limit).await }
    ))
}
