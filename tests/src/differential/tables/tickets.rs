//! `tickets`: the database numbers these, so a row is named and compared by its place among all.

use std::fmt::Debug;

use dualect::types::Decimal;
use dualect::{Result, Session};
use parity_db::tickets::{self, NewTicket, TicketPatch};

use crate::differential::operation::walk;
use crate::differential::{Answer, Operation, Random};

const DESKS: [i32; 3] = [-1, 0, i32::MAX];

/// What a call is given besides its session: its tenant, and the numbers of all rows there are.
struct Given {
    desk: i32,
    ids: Vec<i64>,
}

impl Given {
    /// The number of the row at that place, or one that no row has.
    fn id(&self, place: usize) -> i64 {
        self.ids.get(place).copied().unwrap_or(-7)
    }
}

/// The numbers of all rows, in order. Where they cannot be read the call itself will tell why.
async fn ids(session: &Session) -> Vec<i64> {
    let mut ids = Vec::new();
    for desk in DESKS {
        let page = tickets::page(&session.scope(desk), None, u32::MAX).await;
        ids.extend(
            page.into_iter()
                .flat_map(|page| page.rows)
                .map(|row| row.id),
        );
    }
    ids.sort_unstable();
    ids
}

/// Writes an operation whose rows are named by their places.
fn placed<T: Debug, C>(text: impl std::fmt::Display, desk: i32, call: C) -> Operation
where
    C: AsyncFn(Session, Given) -> Result<T> + Clone + 'static,
{
    Operation::new(format!("tickets::{text} desk: {desk}"), move |session| {
        let call = call.clone();
        Box::pin(async move {
            let before = ids(&session).await;
            let result = call(session.clone(), Given { desk, ids: before }).await;
            match Answer::of(result) {
                Answer::Done(text) => Answer::Done(by_place(&text, &ids(&session).await)),
                failed @ Answer::Failed(_) => failed,
            }
        })
    })
}

/// `Ticket { id: 17, ..` with the place of 17 instead.
fn by_place(text: &str, ids: &[i64]) -> String {
    const START: &str = "Ticket { id: ";

    let mut parts = text.split(START);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once(',').unwrap_or((part, ""));
        let place = id
            .parse()
            .ok()
            .and_then(|id: i64| ids.iter().position(|other| *other == id));
        shown.push_str(&format!("{START}{place:?},{rest}"));
    }
    shown
}

pub(super) fn any(random: &mut Random) -> Operation {
    let desk = random.pick(&DESKS);
    let place = random.below(12);
    let (new, patch) = (new(random), patch(random));
    match random.below(18) {
        0 => placed(format!("get {place}"), desk, async move |db, given| {
            tickets::get(&db.scope(given.desk), given.id(place)).await
        }),
        1 => {
            let places = random.several(|random| random.below(12));
            placed(
                format!("get_many {places:?}"),
                desk,
                async move |db, given| {
                    let keys: Vec<i64> = places.iter().map(|place| given.id(*place)).collect();
                    tickets::get_many(&db.scope(given.desk), &keys).await
                },
            )
        }
        2 => placed(
            format!("find_by_code {:?}", new.code),
            desk,
            async move |db, given| tickets::find_by_code(&db.scope(given.desk), &new.code).await,
        ),
        3 => placed(format!("exists {place}"), desk, async move |db, given| {
            tickets::exists(&db.scope(given.desk), given.id(place)).await
        }),
        4 => page(desk, random.limits()),
        5 => by_urgency(desk, random.limits()),
        6 => {
            let urgency = random.level();
            placed(
                format!("list_by_urgency {urgency}"),
                desk,
                async move |db, given| {
                    tickets::list_by_urgency(&db.scope(given.desk), urgency).await
                },
            )
        }
        7..=9 => placed(format!("insert {new:?}"), desk, async move |db, given| {
            tickets::insert(&db.scope(given.desk), new.clone()).await
        }),
        10 => {
            let several = random.several(self::new);
            placed(
                format!("insert_many {several:?}"),
                desk,
                async move |db, given| {
                    tickets::insert_many(&db.scope(given.desk), several.clone()).await
                },
            )
        }
        11 => placed(
            format!("upsert_by_code {new:?}"),
            desk,
            async move |db, given| {
                tickets::upsert_by_code(&db.scope(given.desk), new.clone()).await
            },
        ),
        12 => placed(
            format!("upsert_by_subject {new:?}"),
            desk,
            async move |db, given| {
                tickets::upsert_by_subject(&db.scope(given.desk), new.clone()).await
            },
        ),
        13 => placed(
            format!("insert_or_get_by_code {new:?}"),
            desk,
            async move |db, given| {
                tickets::insert_or_get_by_code(&db.scope(given.desk), new.clone()).await
            },
        ),
        14 | 15 => placed(
            format!("update {place} {patch:?}"),
            desk,
            async move |db, given| {
                tickets::update(&db.scope(given.desk), given.id(place), patch.clone()).await
            },
        ),
        16 => placed(format!("delete {place}"), desk, async move |db, given| {
            tickets::delete(&db.scope(given.desk), given.id(place)).await
        }),
        _ => {
            let places = random.several(|random| random.below(12));
            placed(
                format!("delete_many {places:?}"),
                desk,
                async move |db, given| {
                    let keys: Vec<i64> = places.iter().map(|place| given.id(*place)).collect();
                    tickets::delete_many(&db.scope(given.desk), &keys).await
                },
            )
        }
    }
}

/// The rows of a walk, without its cursors: those hold the numbers.
fn page(desk: i32, limits: Vec<u32>) -> Operation {
    placed(format!("page {limits:?}"), desk, async move |db, given| {
        let scope = db.scope(given.desk);
        let pages = walk(&limits, async |after, limit| {
            tickets::page(&scope, after, limit).await
        })
        .await?;
        Ok(pages.into_iter().map(|(rows, _)| rows).collect::<Vec<_>>())
    })
}

fn by_urgency(desk: i32, limits: Vec<u32>) -> Operation {
    placed(
        format!("page_by_urgency_and_cost {limits:?}"),
        desk,
        async move |db, given| {
            let scope = db.scope(given.desk);
            let pages = walk(&limits, async |after, limit| {
                tickets::page_by_urgency_and_cost(&scope, after, limit).await
            })
            .await?;
            Ok(pages.into_iter().map(|(rows, _)| rows).collect::<Vec<_>>())
        },
    )
}

fn new(random: &mut Random) -> NewTicket {
    NewTicket {
        code: if random.one_in(2) {
            random.varchar(4)
        } else {
            random.pick(&["x", "y", "X"]).to_owned()
        },
        subject: random.maybe(|random| random.pick(&["help", "Help", ""]).to_owned()),
        urgency: random.seldom(Random::level),
        cost: random.seldom(|random| random.maybe(cost)),
    }
}

fn cost(random: &mut Random) -> Decimal {
    random.decimal(8, 4)
}

fn patch(random: &mut Random) -> TicketPatch {
    let new = new(random);
    TicketPatch {
        code: random.seldom(|_| new.code),
        subject: random.seldom(|_| new.subject),
        urgency: new.urgency,
        cost: new.cost,
    }
}

/// All rows of each tenant.
pub(super) fn all() -> Vec<Operation> {
    DESKS.map(|desk| page(desk, vec![1000])).into()
}
