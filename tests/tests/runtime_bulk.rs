//! Many rows at once, upserts and insert-or-get.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use dualect::ErrorKind;
use dualect::query::{InsertedOrFound, Upserted};
use dualect::types::Uuid;
use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn numbered(range: std::ops::Range<u128>) -> impl Iterator<Item = (Uuid, String)> {
    range.map(|n| (id(n), format!("team {n}")))
}

both_engines! {
    async fn many_rows_are_inserted_at_once(database: Database) {
        let db = connect(&database).await;
        assert_eq!(teams::insert_many(&db, []).await.unwrap(), 0);
        assert_eq!(teams::insert_many(&db, numbered(0..1)).await.unwrap(), 1);
        assert_eq!(teams::insert_many(&db, numbered(1..1_000)).await.unwrap(), 999);
        assert_eq!(teams::insert_many_row_by_row(&db, numbered(1_000..1_100)).await.unwrap(), 100);
        assert_eq!(teams::count(&db).await.unwrap(), 1_100);
        let members = (0..300).map(|n| Member { age: (n % 2 == 0).then_some(1), ..Member::new(n, id(1)) });
        assert_eq!(members::insert_many(&db, members.collect()).await.unwrap(), 300);
        assert_eq!(members::total_age(&db).await.unwrap(), 150);
    }

    async fn if_one_row_fails_none_is_inserted(database: Database) {
        let db = connect(&database).await;
        let twice = || numbered(0..500).chain(numbered(499..500));
        for outcome in [teams::insert_many(&db, twice()).await, teams::insert_many_row_by_row(&db, twice()).await] {
            let error = outcome.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Unique { table, .. } if table == "teams"), "{error}");
            assert_eq!(error.statement(), Some("teams::insert"));
            assert_eq!(teams::count(&db).await.unwrap(), 0);
        }
    }

    /// Thousands of rows go to Postgres by COPY, which looks at a later row's check before an earlier row's unique constraint.
    async fn of_several_violations_in_a_large_batch_the_first_row_s_is_met(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let members = || (0..3_000).map(|n| match n {
            701 => Member { email: Member::new(700, id(1)).email, ..Member::new(n, id(1)) },
            702 => Member { age: Some(-1), ..Member::new(n, id(1)) },
            703 => Member { team_id: id(9), ..Member::new(n, id(1)) },
            _ => Member::new(n, id(1)),
        }).collect::<Vec<_>>();
        let expected = ErrorKind::Unique { table: "members".into(), constraint: "members_email_key".into() };
        let error = members::insert_many(&db, members()).await.unwrap_err();
        assert_eq!(error.kind(), &expected);
        assert_eq!(error.statement(), Some("members::insert"));
        assert_eq!(members::count(&db).await.unwrap(), 0);

        let tx = db.begin().await.unwrap();
        members::insert(&tx, Member::new(5_000, id(1))).await.unwrap();
        let outcome: dualect::Result<()> = tx.savepoint(async |inner| {
            members::insert_many(&inner, members()).await.map(drop)
        }).await;
        assert_eq!(outcome.unwrap_err().kind(), &expected);
        assert_eq!(members::insert_many(&tx, (0..2_000).map(|n| Member::new(n, id(1))).collect()).await.unwrap(), 2_000);
        let error = members::insert_many(&tx, members()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unique { .. }), "{error}");
        assert_eq!(tx.commit().await.unwrap_err().kind(), &ErrorKind::TransactionAborted);
        assert_eq!(members::count(&db).await.unwrap(), 0);
    }

    /// Whichever way they go in.
    async fn a_large_batch_holds_what_a_small_one_does(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let member = |n: i64| Member {
            mentor_id: (n > 0).then_some(n - 1),
            email: format!("{n} é\t\\N\n"),
            age: (n % 3 == 0).then(|| i32::try_from(n).unwrap()),
            ..Member::new(n, id(1))
        };
        assert_eq!(members::insert_many(&db, (0..5_000).map(member).collect()).await.unwrap(), 5_000);
        let page = members::page(&db, None, 10_000).await.unwrap();
        assert_eq!(page.rows, (0..5_000).map(member).collect::<Vec<_>>());
    }

    async fn a_batch_in_a_transaction_goes_with_it(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert_many(&tx, numbered(0..200)).await.unwrap();
        teams::insert_many_row_by_row(&tx, numbered(200..300)).await.unwrap();
        assert_eq!(teams::count(&tx).await.unwrap(), 300);
        tx.rollback().await.unwrap();
        assert_eq!(teams::count(&db).await.unwrap(), 0);
    }

    async fn a_batch_that_fails_in_a_savepoint_leaves_nothing_there(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert_many(&tx, numbered(0..10)).await.unwrap();
        let outcome: dualect::Result<()> = tx.savepoint(async |inner| {
            teams::insert_many(&inner, numbered(100..300).chain(numbered(5..6))).await.map(drop)
        }).await;
        assert!(matches!(outcome.unwrap_err().kind(), ErrorKind::Unique { .. }));
        assert_eq!(teams::count(&tx).await.unwrap(), 10);
        tx.commit().await.unwrap();
        assert_eq!(teams::count(&db).await.unwrap(), 10);
    }

    /// Alone and in a transaction, where what stood there before stays.
    async fn rows_may_refer_to_later_ones_of_their_batch(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let chain = |range: std::ops::Range<i64>| range.map(|n| Member { mentor_id: Some(n + 1), ..Member::new(n, id(1)) });
        let whole = |from: i64| chain(from..from + 199).chain([Member::new(from + 199, id(1))]).collect::<Vec<_>>();
        assert_eq!(members::insert_many(&db, whole(0)).await.unwrap(), 200);
        let error = members::insert_many(&db, chain(1_000..1_200).collect()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::ForeignKey { .. }), "{error}");
        assert_eq!(members::count(&db).await.unwrap(), 200);

        let tx = db.begin().await.unwrap();
        members::insert(&tx, Member::new(5_000, id(1))).await.unwrap();
        assert_eq!(members::insert_many(&tx, whole(2_000)).await.unwrap(), 200);
        let outcome: dualect::Result<()> = tx.savepoint(async |inner| {
            members::insert_many(&inner, chain(3_000..3_200).collect()).await.map(drop)
        }).await;
        assert!(matches!(outcome.unwrap_err().kind(), ErrorKind::ForeignKey { .. }));
        tx.commit().await.unwrap();
        assert_eq!(members::count(&db).await.unwrap(), 401);
    }

    async fn a_value_that_cannot_be_stored_stops_a_batch_before_it_starts(database: Database) {
        let db = connect(&database).await;
        let error = teams::insert_many(&db, [(id(1), "a".to_owned()), (id(2), "\0".to_owned())]).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidValue { parameter: 1, .. }));
        assert_eq!(teams::count(&db).await.unwrap(), 0);
    }

    async fn an_upsert_says_what_it_did(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let member = |age: Option<i32>| Member { email: "e".into(), age, ..Member::new(1, id(1)) };

        // Left to its default.
        let inserted = members::upsert_by_email(&db, member(None)).await.unwrap();
        assert_eq!(inserted, Upserted::Inserted(member(Some(18))));
        let unchanged = members::upsert_by_email(&db, member(Some(18))).await.unwrap();
        assert_eq!(unchanged, Upserted::Unchanged(member(Some(18))));
        // The key of the row that is there stays.
        let updated = members::upsert_by_email(&db, Member { id: 9, ..member(Some(20)) }).await.unwrap();
        assert_eq!(updated, Upserted::Updated(member(Some(20))));
        // A column left to its default keeps what it has.
        let unchanged = members::upsert_by_email(&db, member(None)).await.unwrap();
        assert_eq!(unchanged.into_row().age, Some(20));
        let updated = members::upsert_by_email(&db, Member { mentor_id: Some(1), ..member(None) }).await.unwrap();
        assert_eq!(updated, Upserted::Updated(Member { mentor_id: Some(1), ..member(Some(20)) }));
        assert_eq!(members::count(&db).await.unwrap(), 1);
    }

    async fn an_upsert_in_a_transaction_says_the_same(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        let member = |age: i32| Member { age: Some(age), ..Member::new(1, id(1)) };
        assert!(matches!(members::upsert_by_email(&tx, member(1)).await.unwrap(), Upserted::Inserted(_)));
        assert!(matches!(members::upsert_by_email(&tx, member(2)).await.unwrap(), Upserted::Updated(_)));
        assert!(matches!(members::upsert_by_email(&tx, member(2)).await.unwrap(), Upserted::Unchanged(_)));
        tx.commit().await.unwrap();
        assert_eq!(members::age(&db, 1).await.unwrap(), Some(2));
    }

    /// Another key is in the way: its violation, and nothing is written.
    async fn an_upsert_that_hits_another_key_is_a_violation(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        members::insert(&db, Member::new(1, id(1))).await.unwrap();
        let error = members::upsert_by_email(&db, Member { email: "other".into(), ..Member::new(1, id(1)) }).await.unwrap_err();
        let expected = ErrorKind::Unique { table: "members".into(), constraint: "members_pkey".into() };
        assert_eq!(error.kind(), &expected);
        let error = members::upsert_by_email(&db, Member { age: Some(-1), ..Member::new(2, id(1)) }).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Check { .. }), "{error}");
        assert_eq!(members::count(&db).await.unwrap(), 1);
    }

    /// Many tasks, one row: one inserts it, the others change it or find it.
    async fn concurrent_upserts_make_one_row(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    let member = Member { email: "one".into(), age: Some(7), ..Member::new(n, id(1)) };
                    members::upsert_by_email(&db, member).await.unwrap()
                })
            })
            .collect();
        let mut inserted = 0;
        for task in tasks {
            inserted += usize::from(matches!(task.await.unwrap(), Upserted::Inserted(_)));
        }
        assert_eq!(inserted, 1);
        assert_eq!(members::count(&db).await.unwrap(), 1);
    }

    async fn insert_or_get_inserts_once(database: Database) {
        let db = connect(&database).await;
        let first = teams::insert_or_get_by_name(&db, id(1), "a").await.unwrap();
        assert!(matches!(first, InsertedOrFound::Inserted(_)));
        let second = teams::insert_or_get_by_name(&db, id(2), "a").await.unwrap();
        assert!(matches!(&second, InsertedOrFound::Found(team) if team.id == id(1)));
        // Not by the name, but by the key it is in the way.
        let error = teams::insert_or_get_by_name(&db, id(1), "b").await.unwrap_err();
        let expected = ErrorKind::Unique { table: "teams".into(), constraint: "teams_pkey".into() };
        assert_eq!(error.kind(), &expected);
    }
}
