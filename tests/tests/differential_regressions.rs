//! What random calls once found to differ between the databases, each as small as it gets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::types::{Timestamp, Uuid};
use dualect::{Db, ErrorKind};
use dualect_tests::differential::{Answer, Pair};
use parity_db::depots::{self, NewDepot};
use parity_db::lists::{self, NewList};
use parity_db::nodes::{self, NewNode, NodePatch};
use parity_db::parcels::{self, NewParcel};
use parity_db::scalars::{self, NewScalar};
use parity_db::teams::{self, NewTeam};

/// Makes the same calls on both databases and returns the one answer.
#[track_caller]
fn same(sqlite: Answer, postgres: &Answer) -> Answer {
    assert_eq!(
        &sqlite, postgres,
        "sqlite on the left, postgres on the right"
    );
    sqlite
}

async fn both(calls: impl AsyncFn(&Db) -> Answer) -> Answer {
    let pair = Pair::create().await;
    same(
        calls(&pair.sqlite.db).await,
        &calls(&pair.postgres.db).await,
    )
}

fn foreign_key(table: &str, constraint: &str) -> Answer {
    Answer::Failed(ErrorKind::ForeignKey {
        table: table.to_owned(),
        constraint: constraint.to_owned(),
    })
}

fn unique(table: &str, constraint: &str) -> Answer {
    Answer::Failed(ErrorKind::Unique {
        table: table.to_owned(),
        constraint: constraint.to_owned(),
    })
}

#[expect(clippy::unnecessary_wraps, reason = "for columns that may be null")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn an_upsert_touches_a_column_that_is_stored_in_seconds() {
    let answer = both(async |db| {
        let acme = db.scope("acme");
        let new = |name: &str| NewTeam {
            id: Some(Uuid::from_u128(1)),
            secret: Some(Uuid::nil()),
            founded: Some(Timestamp::UNIX_EPOCH),
            ..NewTeam::new(name)
        };
        teams::insert(&acme, new("a")).await.unwrap();
        Answer::of(teams::upsert(&acme, new("b")).await)
    })
    .await;
    assert!(
        format!("{answer:?}").contains("seen: Some(<now>)"),
        "{answer:?}"
    );
}

#[tokio::test]
async fn of_two_foreign_keys_that_an_update_breaks_the_first_declared_is_named() {
    let answer = both(async |db| {
        nodes::insert(db, NewNode::new(8)).await.unwrap();
        let patch = NodePatch {
            twin: Some(Some(5)),
            peer: Some(Some(4)),
            ..NodePatch::default()
        };
        Answer::of(nodes::update(db, 8, patch).await)
    })
    .await;
    assert_eq!(answer, foreign_key("nodes", "nodes_twin_fkey"));
}

#[tokio::test]
async fn of_many_rows_that_break_foreign_keys_the_first_is_named() {
    let answer = both(async |db| {
        let row = |id| NewParcel {
            fallback: Some(None),
            ..NewParcel::new(id)
        };
        let rows = vec![
            row(1),
            NewParcel {
                sender: text("?"),
                target: text("?"),
                ..row(9)
            },
            NewParcel {
                owner: text("?"),
                ..row(2)
            },
        ];
        Answer::of(parcels::insert_many(db, rows).await)
    })
    .await;
    assert_eq!(answer, foreign_key("parcels", "parcels_sender_fkey"));
}

#[tokio::test]
async fn many_rows_may_refer_to_rows_that_come_much_later() {
    let answer = both(async |db| {
        let rows = (0..200).map(|id| NewNode {
            parent: (id < 199).then_some(id + 1),
            ..NewNode::new(id)
        });
        Answer::of(nodes::insert_many(db, rows.collect()).await)
    })
    .await;
    assert_eq!(answer, Answer::Done("200".to_owned()));
}

#[tokio::test]
async fn a_key_that_comes_twice_is_found_before_a_reference_that_leads_nowhere() {
    let answer = both(async |db| {
        let mut rows: Vec<NewNode> = (0..150).map(NewNode::new).collect();
        rows[0].parent = Some(1000);
        rows.push(NewNode::new(3));
        let answer = Answer::of(nodes::insert_many(db, rows).await);
        assert_eq!(nodes::count(db).await.unwrap(), 0);
        answer
    })
    .await;
    assert_eq!(answer, unique("nodes", "nodes_pkey"));
}

#[tokio::test]
async fn a_failed_insert_of_many_rows_leaves_nothing_in_a_transaction_that_goes_on() {
    let answer = both(async |db| {
        let tx = db.begin().await.unwrap();
        let many = || {
            let mut rows: Vec<NewNode> = (0..150).map(NewNode::new).collect();
            rows[149].peer = Some(1000);
            rows
        };
        let outcome: Result<u64, dualect::Error> = tx
            .savepoint(async |inner| nodes::insert_many(&inner, many()).await)
            .await;
        outcome.unwrap_err();
        nodes::insert(&tx, NewNode::new(1)).await.unwrap();
        tx.commit().await.unwrap();
        Answer::of(nodes::page(db, None, 10).await.map(|page| page.rows.len()))
    })
    .await;
    assert_eq!(answer, Answer::Done("1".to_owned()));
}

#[tokio::test]
async fn many_rows_with_lists_meet_the_first_violation_row_by_row() {
    let answer = both(async |db| {
        let rows = vec![
            NewList {
                owner: text("?"),
                ..NewList::new(1, "a")
            },
            NewList::new(2, "b"),
            NewList::new(2, "c"),
        ];
        Answer::of(lists::insert_many(db, rows).await)
    })
    .await;
    assert_eq!(answer, foreign_key("lists", "lists_owner_fkey"));
}

#[tokio::test]
async fn each_unique_constraint_that_is_broken_alone_is_named() {
    let base = || NewTeam {
        id: Some(Uuid::from_u128(1)),
        slug: text("s"),
        rank: Some(Some(1)),
        score: Some(1.0),
        ..NewTeam::new("a")
    };
    let other = || NewTeam {
        id: Some(Uuid::from_u128(2)),
        slug: text("t"),
        rank: Some(Some(2)),
        ..NewTeam::new("b")
    };
    let cases = [
        (
            NewTeam {
                id: base().id,
                ..other()
            },
            "teams_pkey",
        ),
        (
            NewTeam {
                slug: base().slug,
                ..other()
            },
            "teams_slug_key",
        ),
        (
            NewTeam {
                name: base().name,
                ..other()
            },
            "teams_name_key",
        ),
        (
            NewTeam {
                rank: base().rank,
                score: base().score,
                ..other()
            },
            "teams_rank_key",
        ),
    ];
    let pair = Pair::create().await;
    for db in [&pair.sqlite.db, &pair.postgres.db] {
        let acme = db.scope("acme");
        teams::insert(&acme, base()).await.unwrap();
        for (new, constraint) in &cases {
            let answer = Answer::of(teams::insert(&acme, new.clone()).await);
            assert_eq!(answer, unique("teams", constraint));
        }
    }
}

#[tokio::test]
async fn rows_that_restrict_each_other_go_in_one_call() {
    let answer = both(async |db| {
        nodes::insert(db, NewNode::new(6)).await.unwrap();
        let guard = NewNode {
            anchor: Some(6),
            ..NewNode::new(7)
        };
        nodes::insert(db, guard).await.unwrap();
        Answer::of(nodes::delete_many(db, &[6, 7]).await)
    })
    .await;
    assert_eq!(answer, Answer::Done("2".to_owned()));
}

#[tokio::test]
async fn a_row_with_a_cascading_and_a_restricting_reference_goes_with_its_parent() {
    both(async |db| {
        depots::insert(db, NewDepot::new("b", "b")).await.unwrap();
        let parcel = NewParcel {
            owner: text("b"),
            sender: text("b"),
            fallback: Some(None),
            ..NewParcel::new(1)
        };
        parcels::insert(db, parcel).await.unwrap();
        Answer::of(depots::delete(db, "b").await)
    })
    .await;
}

#[tokio::test]
async fn rows_that_go_with_each_other_are_all_counted() {
    let answer = both(async |db| {
        nodes::insert(db, NewNode::new(2)).await.unwrap();
        let child = NewNode {
            parent: Some(2),
            ..NewNode::new(6)
        };
        nodes::insert(db, child).await.unwrap();
        Answer::of(nodes::delete_many(db, &[2, 6]).await)
    })
    .await;
    assert_eq!(answer, Answer::Done("2".to_owned()));
}

#[tokio::test]
async fn a_scope_of_the_wrong_type_is_refused() {
    both(async |db| {
        let scope = db.scope(5_i64);
        Answer::of(
            teams::insert(
                &scope,
                NewTeam {
                    id: Some(Uuid::nil()),
                    secret: Some(Uuid::nil()),
                    ..NewTeam::new("a")
                },
            )
            .await,
        )
    })
    .await;
}

#[tokio::test]
async fn a_long_text_in_an_index_is_taken_or_refused() {
    both(async |db| {
        let mut state = 1_u64;
        let noise: String = (0..20_000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                char::from(b'!' + u8::try_from((state >> 33) % 90).unwrap())
            })
            .collect();
        Answer::of(
            scalars::insert(
                db,
                NewScalar {
                    title: Some(noise),
                    ..NewScalar::new(1)
                },
            )
            .await
            .map(|_| ()),
        )
    })
    .await;
}
