//! `members`: of a tenant's team, with a key of two parts.

use dualect::types::{Date, Decimal};
use parity_db::members::{self, MemberPatch, NewMember};

use super::teams::ORGS;
use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(32) {
        0 => call!(
            "members::find_by_nick_and_mood",
            [
                org = random.org(),
                nick = nick(random),
                mood = random.mood()
            ],
            |db| members::find_by_nick_and_mood(&db.scope(org), &nick, mood)
        ),
        1 | 2 => call!(
            "members::upsert_by_nick_and_mood",
            [org = random.org(), new = new(random)],
            |db| members::upsert_by_nick_and_mood(&db.scope(org), new)
        ),
        3 => call!(
            "members::insert_or_get_by_nick_and_mood",
            [org = random.org(), new = new(random)],
            |db| members::insert_or_get_by_nick_and_mood(&db.scope(org), new)
        ),
        4 => call!(
            "members::list_by_mood",
            [org = random.org(), mood = random.mood()],
            |db| members::list_by_mood(&db.scope(org), mood)
        ),
        5 => call!(
            "members::list_by_pay_and_joined",
            [
                org = random.org(),
                pay = pay(random),
                joined = joined(random)
            ],
            |db| members::list_by_pay_and_joined(&db.scope(org), pay, joined)
        ),
        6 => call!(
            "members::list_by_team_id",
            [org = random.org(), team = random.team()],
            |db| members::list_by_team_id(&db.scope(org), team)
        ),
        7 => call!(
            "members::page_by_mood_and_joined",
            [org = random.org(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                members::page_by_mood_and_joined(&db.scope(&*org), after, limit).await
            })
        ),
        8 => call!(
            "members::page_by_pay_and_joined",
            [org = random.org(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                members::page_by_pay_and_joined(&db.scope(&*org), after, limit).await
            })
        ),
        9 => call!(
            "members::page_in_pay_by_joined",
            [
                org = random.org(),
                pay = pay(random),
                limits = random.limits()
            ],
            |db| walk(&limits, async |after, limit| {
                members::page_in_pay_by_joined(&db.scope(&*org), pay, after, limit).await
            })
        ),
        _ => usual_call!(
            random, members, scope [org = random.org()], |db| &db.scope(&*org),
            key [team_id = random.team(), number = number(random)] => (team_id, number),
            keys |random| (random.team(), number(random)) => |keys| &keys,
            new new(random), patch patch(random)
        ),
    }
}

fn number(random: &mut Random) -> i16 {
    random.pick(&[i16::MIN, 1, 2])
}

fn nick(random: &mut Random) -> String {
    if random.one_in(20) {
        return random.varchar(5);
    }
    random.pick(&["jo", "Jo", "ö"]).to_owned()
}

fn pay(random: &mut Random) -> Decimal {
    if random.one_in(2) {
        Decimal::TEN
    } else {
        random.decimal(6, 2)
    }
}

fn joined(random: &mut Random) -> Date {
    random.date()
}

fn new(random: &mut Random) -> NewMember {
    NewMember {
        team_id: random.team(),
        number: number(random),
        nick: random.maybe(nick),
        mood: random.seldom(Random::mood),
        joined: random.maybe(joined),
        pay: random.seldom(pay),
        buddy: random.seldom(Random::team),
    }
}

fn patch(random: &mut Random) -> MemberPatch {
    let new = new(random);
    MemberPatch {
        nick: random.seldom(|_| new.nick),
        mood: new.mood,
        joined: random.seldom(|_| new.joined),
        pay: new.pay,
        buddy: random.seldom(|_| new.buddy),
    }
}

/// All rows of each tenant.
pub(super) fn all() -> Vec<Operation> {
    let of = |org: &str| {
        call!(
            "members::page",
            [org = org.to_owned(), limits = vec![1000]],
            |db| {
                walk(&limits, async |after, limit| {
                    members::page(&db.scope(&*org), after, limit).await
                })
            }
        )
    };
    ORGS.map(of).into()
}
