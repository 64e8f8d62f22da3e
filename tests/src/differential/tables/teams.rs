//! `teams`: of a tenant, with values that the session makes.

use dualect::types::Uuid;
use parity_db::teams::{self, NewTeam, TeamPatch};

use crate::differential::operation::{call, usual_call, walk};
use crate::differential::{Operation, Random};

/// The tenants that there are.
pub(super) const ORGS: [&str; 3] = ["acme", "Acme", "ümlaut"];

impl Random {
    /// A tenant of `teams` and `members`; seldom one that cannot be.
    pub(super) fn org(&mut self) -> String {
        if self.one_in(100) {
            return self.pick(&["x\0", "longer than twelve"]).to_owned();
        }
        self.pick(&ORGS).to_owned()
    }

    /// A team's key.
    pub(super) fn team(&mut self) -> Uuid {
        self.uuid()
    }
}

pub(super) fn any(random: &mut Random) -> Operation {
    match random.below(48) {
        0 => call!(
            "teams::find_by_slug",
            [org = random.org(), slug = slug(random)],
            |db| teams::find_by_slug(&db.scope(org), &slug)
        ),
        1 => call!(
            "teams::find_by_name",
            [org = random.org(), name = name(random)],
            |db| teams::find_by_name(&db.scope(org), &name)
        ),
        2 => call!(
            "teams::find_by_rank_and_score",
            [
                org = random.org(),
                rank = rank(random),
                score = score(random)
            ],
            |db| teams::find_by_rank_and_score(&db.scope(org), rank, score)
        ),
        3..=5 => call!(
            "teams::upsert_by_slug",
            [org = random.org(), new = new(random)],
            |db| teams::upsert_by_slug(&db.scope(org), new)
        ),
        6..=8 => call!(
            "teams::upsert_by_name",
            [org = random.org(), new = new(random)],
            |db| teams::upsert_by_name(&db.scope(org), new)
        ),
        9 | 10 => call!(
            "teams::upsert_by_rank_and_score",
            [org = random.org(), new = new(random)],
            |db| teams::upsert_by_rank_and_score(&db.scope(org), new)
        ),
        11 => call!(
            "teams::insert_or_get_by_slug",
            [org = random.org(), new = new(random)],
            |db| teams::insert_or_get_by_slug(&db.scope(org), new)
        ),
        12 => call!(
            "teams::insert_or_get_by_name",
            [org = random.org(), new = new(random)],
            |db| teams::insert_or_get_by_name(&db.scope(org), new)
        ),
        13 => call!(
            "teams::insert_or_get_by_rank_and_score",
            [org = random.org(), new = new(random)],
            |db| teams::insert_or_get_by_rank_and_score(&db.scope(org), new)
        ),
        14 => call!(
            "teams::list_by_rank",
            [org = random.org(), rank = rank(random)],
            |db| teams::list_by_rank(&db.scope(org), rank)
        ),
        15 => call!(
            "teams::list_by_score_and_rank",
            [
                org = random.org(),
                score = score(random),
                rank = rank(random)
            ],
            |db| teams::list_by_score_and_rank(&db.scope(org), score, rank)
        ),
        16 => call!(
            "teams::page_by_rank_and_name",
            [org = random.org(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                teams::page_by_rank_and_name(&db.scope(&*org), after, limit).await
            })
        ),
        17 => call!(
            "teams::page_by_score_and_rank_and_name",
            [org = random.org(), limits = random.limits()],
            |db| walk(&limits, async |after, limit| {
                teams::page_by_score_and_rank_and_name(&db.scope(&*org), after, limit).await
            })
        ),
        18 => call!(
            "teams::page_in_rank_by_name",
            [
                org = random.org(),
                rank = rank(random),
                limits = random.limits()
            ],
            |db| walk(&limits, async |after, limit| {
                teams::page_in_rank_by_name(&db.scope(&*org), rank, after, limit).await
            })
        ),
        _ => usual_call!(
            random, teams, scope [org = random.org()], |db| &db.scope(&*org),
            key [id = random.team()] => (id),
            keys |random| random.team() => |keys| &keys,
            new new(random), patch patch(random)
        ),
    }
}

fn name(random: &mut Random) -> String {
    random
        .pick(&["red", "Red", "blue", "grün", "gru\u{308}n", ""])
        .to_owned()
}

fn slug(random: &mut Random) -> String {
    if random.one_in(20) {
        return random.varchar(8);
    }
    random.pick(&["r", "R", "b", "g"]).to_owned()
}

fn rank(random: &mut Random) -> i32 {
    random.pick(&[i32::MIN, 0, 3, 3, i32::MAX])
}

fn score(random: &mut Random) -> f64 {
    if random.one_in(2) {
        0.5
    } else {
        random.double()
    }
}

/// The key is always given: one that the session makes is another on each database.
fn new(random: &mut Random) -> NewTeam {
    NewTeam {
        id: Some(random.team()),
        name: name(random),
        slug: random.seldom(slug),
        rank: random.seldom(|random| random.maybe(rank)),
        score: random.seldom(score),
        labels: random.seldom(|random| random.several(Random::text)),
        secret: random.maybe(Random::uuid),
        founded: random.maybe(Random::timestamp),
        touched: random.seldom(Random::timestamp),
        seen: random.seldom(Random::timestamp),
    }
}

fn patch(random: &mut Random) -> TeamPatch {
    let new = new(random);
    TeamPatch {
        name: random.seldom(|_| new.name),
        slug: random.seldom(|_| new.slug),
        rank: new.rank,
        score: random.seldom(|_| new.score),
        labels: new.labels,
        secret: random.seldom(|_| new.secret).flatten(),
        founded: random.seldom(|_| new.founded).flatten(),
        touched: new.touched,
        seen: random.seldom(|_| new.seen),
    }
}

/// All rows of each tenant.
pub(super) fn all() -> Vec<Operation> {
    let of = |org: &str| {
        call!(
            "teams::page",
            [org = org.to_owned(), limits = vec![1000]],
            |db| {
                walk(&limits, async |after, limit| {
                    teams::page(&db.scope(&*org), after, limit).await
                })
            }
        )
    };
    ORGS.map(of).into()
}
