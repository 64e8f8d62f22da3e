//! `scalars`: a nullable column of every scalar type.

use parity_db::scalars::{self, NewScalar, ScalarPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    if random.one_in(2) {
        return list(random);
    }
    usual_call!(
        random, scalars, scope [], |db| &db,
        key [id = random.bigint()] => (id),
        keys |random| random.bigint() => |keys| &keys,
        new new(random), patch patch(random)
    )
}

fn new(random: &mut Random) -> NewScalar {
    NewScalar {
        id: random.bigint(),
        flag: random.maybe(Random::flag),
        small: random.maybe(Random::smallint),
        whole: random.maybe(Random::int),
        large: random.maybe(Random::bigint),
        single: random.maybe(Random::real),
        double: random.maybe(Random::double),
        price: random.maybe(|random| random.decimal(8, 2)),
        longest: random.maybe(|random| random.decimal(0, 18)),
        units: random.maybe(|random| random.decimal(5, 0)),
        precise: random.maybe(|random| random.decimal(18, 10)),
        cents: random.maybe(|random| random.decimal(4, 2)),
        title: random.maybe(Random::text),
        code: random.maybe(|random| random.varchar(5)),
        blob: random.maybe(Random::bytes),
        token: random.maybe(Random::uuid),
        micros: random.maybe(Random::timestamp),
        millis: random.maybe(Random::timestamp),
        seconds: random.maybe(Random::timestamp),
        written: random.maybe(Random::timestamp),
        day: random.maybe(Random::date),
        hour: random.maybe(Random::time),
        data: random.maybe(Random::json),
        mood: random.maybe(Random::mood),
    }
}

fn patch(random: &mut Random) -> ScalarPatch {
    let new = new(random);
    ScalarPatch {
        flag: random.seldom(|_| new.flag),
        small: random.seldom(|_| new.small),
        whole: random.seldom(|_| new.whole),
        large: random.seldom(|_| new.large),
        single: random.seldom(|_| new.single),
        double: random.seldom(|_| new.double),
        price: random.seldom(|_| new.price),
        longest: random.seldom(|_| new.longest),
        units: random.seldom(|_| new.units),
        precise: random.seldom(|_| new.precise),
        cents: random.seldom(|_| new.cents),
        title: random.seldom(|_| new.title),
        code: random.seldom(|_| new.code),
        blob: random.seldom(|_| new.blob),
        token: random.seldom(|_| new.token),
        micros: random.seldom(|_| new.micros),
        millis: random.seldom(|_| new.millis),
        seconds: random.seldom(|_| new.seconds),
        written: random.seldom(|_| new.written),
        day: random.seldom(|_| new.day),
        hour: random.seldom(|_| new.hour),
        data: random.seldom(|_| new.data),
        mood: random.seldom(|_| new.mood),
    }
}

/// Writes a walk through the pages of a list that has arguments or none.
macro_rules! pages {
    ($random:ident, $function:ident $(, $argument:ident = $value:expr => $pass:expr)*) => {
        call!(
            concat!("scalars::", stringify!($function)),
            [$($argument = $value,)* limits = $random.limits()],
            |db| walk(&limits, async |after, limit| scalars::$function(&db, $($pass,)* after, limit).await)
        )
    };
}

fn list(random: &mut Random) -> Operation {
    match random.below(26) {
        0 => call!("scalars::list_by_flag", [flag = random.flag()], |db| {
            scalars::list_by_flag(&db, flag)
        }),
        1 => call!(
            "scalars::list_by_double",
            [double = random.double()],
            |db| scalars::list_by_double(&db, double)
        ),
        2 => call!(
            "scalars::list_by_double_and_single",
            [double = random.double(), single = random.real()],
            |db| scalars::list_by_double_and_single(&db, double, single)
        ),
        3 => call!(
            "scalars::list_by_double_and_single_and_price",
            [
                double = random.double(),
                single = random.real(),
                price = random.decimal(8, 2)
            ],
            |db| scalars::list_by_double_and_single_and_price(&db, double, single, price)
        ),
        4 => call!("scalars::list_by_title", [title = random.text()], |db| {
            scalars::list_by_title(&db, &title)
        }),
        5 => call!(
            "scalars::list_by_title_and_code",
            [title = random.text(), code = random.varchar(5)],
            |db| scalars::list_by_title_and_code(&db, &title, &code)
        ),
        6 => call!(
            "scalars::list_by_seconds",
            [seconds = random.timestamp()],
            |db| scalars::list_by_seconds(&db, seconds)
        ),
        7 => call!(
            "scalars::list_by_seconds_and_millis_and_written",
            [
                seconds = random.timestamp(),
                millis = random.timestamp(),
                written = random.timestamp()
            ],
            |db| scalars::list_by_seconds_and_millis_and_written(&db, seconds, millis, written)
        ),
        8 => call!(
            "scalars::list_by_written",
            [written = random.timestamp()],
            |db| scalars::list_by_written(&db, written)
        ),
        9 => call!("scalars::list_by_day", [day = random.date()], |db| {
            scalars::list_by_day(&db, day)
        }),
        10 => call!(
            "scalars::list_by_day_and_hour",
            [day = random.date(), hour = random.time()],
            |db| scalars::list_by_day_and_hour(&db, day, hour)
        ),
        11 => call!("scalars::list_by_token", [token = random.uuid()], |db| {
            scalars::list_by_token(&db, token)
        }),
        12 => call!(
            "scalars::list_by_token_and_blob",
            [token = random.uuid(), blob = random.bytes()],
            |db| scalars::list_by_token_and_blob(&db, token, &blob)
        ),
        13 => call!(
            "scalars::list_by_mood_and_longest",
            [mood = random.mood(), longest = random.decimal(0, 18)],
            |db| scalars::list_by_mood_and_longest(&db, mood, longest)
        ),
        14 => pages!(random, page_by_flag_and_small),
        15 => pages!(random, page_in_flag_by_small, flag = random.flag() => flag),
        16 => pages!(random, page_by_double_and_single_and_price),
        17 => pages!(random, page_by_title_and_code),
        18 => pages!(random, page_in_title_by_code, title = random.text() => &title),
        19 => pages!(random, page_by_seconds_and_millis_and_written),
        20 => pages!(random, page_by_written_and_micros),
        21 => pages!(random, page_in_written_by_micros, written = random.timestamp() => written),
        22 => pages!(random, page_by_day_and_hour),
        23 => pages!(random, page_by_token_and_blob),
        24 => pages!(random, page_by_mood_and_longest_and_units),
        _ => pages!(
            random,
            page_in_double_and_single_by_price,
            double = random.double() => double,
            single = random.real() => single
        ),
    }
}

/// All rows.
pub(super) fn all() -> Operation {
    call!("scalars::page", [limits = vec![1000]], |db| walk(
        &limits,
        async |after, limit| { scalars::page(&db, after, limit).await }
    ))
}
