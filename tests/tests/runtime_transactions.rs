//! Transactions: commit, rollback, savepoints, and what a failure leaves usable: the same on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use std::time::Duration;

use dualect::types::Uuid;
use dualect::{Db, Error, ErrorKind, Isolation, Tx};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

async fn names(db: &Db) -> Vec<String> {
    teams::list(db)
        .await
        .unwrap()
        .into_iter()
        .map(|team| team.name)
        .collect()
}

both_engines! {
    /// Nobody sees it before the commit; everybody does after.
    async fn a_commit_keeps_everything(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        assert_eq!(teams::count(&tx).await.unwrap(), 1);
        assert_eq!(teams::count(&db).await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["a"]);
    }

    /// By a call, and by going out of scope.
    async fn a_rollback_keeps_nothing(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(teams::count(&db).await.unwrap(), 0);

        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        drop(tx);
        assert_eq!(teams::count(&db).await.unwrap(), 0);
        // The connection is as good as new.
        teams::insert(&db, id(1), "a").await.unwrap();
        assert_eq!(names(&db).await, ["a"]);
    }

    /// However often it is dropped, the next one that gets the connection is not in somebody else's transaction.
    async fn a_dropped_transaction_never_leaks_into_the_next(database: Database) {
        let db = connect(&database).await;
        for n in 0..20 {
            let tx = db.begin().await.unwrap();
            teams::insert(&tx, id(n), "dropped").await.unwrap();
            drop(tx);
            teams::insert(&db, id(100 + n), &format!("kept {n:02}")).await.unwrap();
        }
        assert_eq!(teams::count(&db).await.unwrap(), 20);
    }

    /// After a failure every statement is refused, and so is the commit.
    async fn a_failed_statement_makes_the_transaction_unusable(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        let error = teams::insert(&tx, id(2), "a").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unique { .. }), "{error}");
        for _ in 0..2 {
            let error = teams::count(&tx).await.unwrap_err();
            assert_eq!(error.kind(), &ErrorKind::TransactionAborted);
        }
        let error = tx.commit().await.unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::TransactionAborted);
        assert_eq!(teams::count(&db).await.unwrap(), 0);
    }

    /// A row that is not there is an answer, not a failure.
    async fn what_the_runtime_finds_out_itself_leaves_it_usable(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        assert_eq!(teams::expect(&tx, id(1)).await.unwrap_err().kind(), &ErrorKind::NotFound);
        teams::insert(&tx, id(1), "a").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["a"]);
    }

    /// An error in it undoes what it did, and the transaction goes on.
    async fn a_savepoint_that_fails_is_undone_alone(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(1), "a").await.unwrap();
        let outcome = tx
            .savepoint(async |inner: Tx| {
                teams::insert(&inner, id(2), "b").await?;
                teams::insert(&inner, id(3), "a").await
            })
            .await;
        assert!(matches!(outcome.unwrap_err().kind(), ErrorKind::Unique { .. }));
        tx.savepoint(async |inner: Tx| teams::insert(&inner, id(4), "d").await).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["a", "d"]);
    }

    /// Each level for itself.
    async fn savepoints_nest(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        tx.savepoint(async |one: Tx| {
            teams::insert(&one, id(1), "one").await?;
            let inner = one
                .savepoint(async |two: Tx| {
                    teams::insert(&two, id(2), "two").await?;
                    Err::<(), Error>(teams::expect(&two, id(9)).await.unwrap_err())
                })
                .await;
            assert_eq!(inner.unwrap_err().kind(), &ErrorKind::NotFound);
            one.savepoint(async |two: Tx| teams::insert(&two, id(3), "three").await).await
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["one", "three"]);
    }

    /// Work that swallows a failure cannot commit half of what it did.
    async fn a_savepoint_whose_failure_is_swallowed_does_not_succeed(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        let outcome = tx
            .savepoint(async |inner: Tx| {
                teams::insert(&inner, id(1), "a").await?;
                let _ = teams::insert(&inner, id(1), "b").await;
                Ok::<_, Error>(())
            })
            .await;
        assert_eq!(outcome.unwrap_err().kind(), &ErrorKind::TransactionAborted);
        teams::insert(&tx, id(2), "c").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["c"]);
    }

    /// A savepoint that is cancelled in its middle is undone before the next statement.
    async fn a_savepoint_that_is_dropped_is_undone(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        let work = tx.savepoint(async |inner: Tx| {
            teams::insert(&inner, id(1), "a").await?;
            std::future::pending::<dualect::Result<()>>().await
        });
        assert!(tokio::time::timeout(Duration::from_millis(200), work).await.is_err());
        assert_eq!(teams::count(&tx).await.unwrap(), 0);
        teams::insert(&tx, id(2), "b").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["b"]);
    }

    /// Two at once would undo each other.
    async fn a_second_savepoint_beside_an_open_one_is_refused(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        tx.savepoint(async |_: Tx| {
            let error = tx.savepoint(async |_: Tx| Ok::<_, Error>(())).await.unwrap_err();
            assert_eq!(error.kind(), &ErrorKind::Unsupported);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// A handle that outlives its transaction does not write outside of it.
    async fn a_scope_is_closed_with_its_transaction(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        let scoped = tx.scope("acme");
        teams::insert(&scoped, id(1), "a").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(teams::insert(&scoped, id(2), "b").await.unwrap_err().kind(), &ErrorKind::Closed);
        let dropped = db.begin().await.unwrap().scope("acme");
        assert_eq!(teams::insert(&dropped, id(2), "b").await.unwrap_err().kind(), &ErrorKind::Closed);
        assert_eq!(names(&db).await, ["a"]);
    }

    /// A call that is cancelled may have happened or not; the transaction knows, and the connection is not lost.
    async fn calls_may_be_dropped_at_any_time(database: Database) {
        let db = connect(&database).await;
        for n in 0..30 {
            let _ = tokio::time::timeout(Duration::from_micros(n * 20), teams::insert(&db, id(n.into()), &format!("{n}"))).await;
            let begun = tokio::time::timeout(Duration::from_micros(n * 20), db.begin()).await;
            if let Ok(Ok(tx)) = begun {
                let name = format!("in {n}");
                let _ = tokio::time::timeout(Duration::from_micros(n * 20), teams::insert(&tx, id(1000 + u128::from(n)), &name)).await;
                let _ = tokio::time::timeout(Duration::from_micros(n * 20), tx.commit()).await;
            }
        }
        teams::insert(&db, id(5000), "last").await.unwrap();
        let tx = db.begin().await.unwrap();
        assert!(teams::exists(&tx, id(5000)).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// If it failed, COMMIT would say nothing of it on Postgres.
    async fn a_failure_that_nobody_waited_for_stops_the_commit(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, id(2), "b").await.unwrap();
        // Prepared by now; polled once, so that it is sent, and dropped before the answer.
        let mut failing = teams::insert(&tx, id(3), "a");
        let polled = std::future::poll_fn(|context| {
            std::task::Poll::Ready(std::pin::Pin::new(&mut failing).poll(context).is_pending())
        });
        // A short call on SQLite may be over already, and nobody has looked at how it ended.
        assert!(polled.await || database.engine() == Engine::Sqlite);
        drop(failing);
        assert_eq!(tx.commit().await.unwrap_err().kind(), &ErrorKind::TransactionAborted);
        assert_eq!(names(&db).await, ["a"]);
    }

    /// One time for all that a transaction writes, to the microsecond.
    async fn a_transaction_has_one_time(database: Database) {
        let db = connect(&database).await;
        let tx = db.begin().await.unwrap();
        let now = tx.now();
        tokio::time::sleep(Duration::from_millis(2)).await;
        assert_eq!(tx.scope("acme").now(), now);
        assert_eq!(now.subsec_nanosecond() % 1_000, 0);
        assert!(db.now() > now);
    }

    /// Its error type is the work's own.
    async fn a_closure_commits_on_ok_and_rolls_back_on_err(database: Database) {
        #[derive(Debug)]
        enum Mine {
            Refused,
            Database(Error),
        }

        impl From<Error> for Mine {
            fn from(error: Error) -> Self {
                Self::Database(error)
            }
        }

        let db = connect(&database).await;
        let team = db.transaction(async |tx| Ok::<_, Mine>(teams::insert(&tx, id(1), "a").await?)).await.unwrap();
        assert_eq!(team.name, "a");
        let refused = db
            .transaction(async |tx| {
                teams::insert(&tx, id(2), "b").await?;
                Err::<(), _>(Mine::Refused)
            })
            .await;
        assert!(matches!(refused, Err(Mine::Refused)));
        let failed = db.transaction(async |tx| Ok::<_, Mine>(teams::insert(&tx, id(3), "a").await?)).await;
        assert!(matches!(failed, Err(Mine::Database(error)) if matches!(error.kind(), ErrorKind::Unique { .. })));
        assert_eq!(names(&db).await, ["a"]);
    }

    /// From several tasks at once, in which serializable transactions do get in each other's way: no update is lost.
    async fn concurrent_increments_are_all_counted(database: Database) {
        const TASKS: i32 = 4;
        const TIMES: i32 = 5;

        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        members::insert(&db, Member { age: Some(0), ..Member::new(1, id(1)) }).await.unwrap();
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| {
                let db = db.clone();
                // This compiles only if the future is Send.
                tokio::spawn(async move {
                    let mut done = 0;
                    while done < TIMES {
                        let outcome = db
                            .transaction(async |tx| {
                                let age = members::age(&tx, 1).await?.unwrap_or_default();
                                tokio::task::yield_now().await;
                                members::set_age(&tx, 1, age + 1).await
                            })
                            .await;
                        match outcome {
                            Ok(_) => done += 1,
                            Err(error) => assert!(error.is_retryable(), "{error}"),
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(members::age(&db, 1).await.unwrap(), Some(TASKS * TIMES));
    }

    /// A weaker level is asked for by name.
    async fn every_isolation_level_begins(database: Database) {
        let db = connect(&database).await;
        for (n, isolation) in (1..).zip([Isolation::Serializable, Isolation::RepeatableRead, Isolation::ReadCommitted]) {
            let tx = db.begin_with(isolation).await.unwrap();
            teams::insert(&tx, id(n), &format!("{n}")).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(teams::count(&db).await.unwrap(), 3);
    }

    /// Somebody else's lock is waited for, and not for ever.
    async fn a_lock_that_is_held_too_long_is_busy(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let holder = db.begin().await.unwrap();
        teams::rename(&holder, id(1), "b").await.unwrap();
        let error = teams::rename(&db, id(1), "c").await.unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Busy);
        holder.commit().await.unwrap();
        assert!(teams::rename(&db, id(1), "c").await.unwrap());
    }

    /// Another process holds it: the same answer.
    async fn a_lock_of_another_process_is_busy(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, id(1), "a").await.unwrap();
        let error = match database.engine() {
            Engine::Sqlite => {
                let Database::Sqlite(file) = &database else { unreachable!() };
                let other = file.connect();
                other.execute_batch("BEGIN IMMEDIATE").unwrap();
                teams::rename(&db, id(1), "c").await.unwrap_err()
            }
            Engine::Postgres => {
                let Database::Postgres(server) = &database else { unreachable!() };
                let other = server.connect().await;
                other.batch_execute("BEGIN; UPDATE teams SET name = 'x'").await.unwrap();
                teams::rename(&db, id(1), "c").await.unwrap_err()
            }
        };
        assert_eq!(error.kind(), &ErrorKind::Busy);
        assert_eq!(error.statement(), Some("teams::rename"));
    }
}

/// On Postgres the retry itself: the conflict is made to happen once.
#[tokio::test]
async fn a_serialization_failure_is_run_again_whatever_the_error_type() {
    let database = Engine::Postgres.database().await;
    let db = connect(&database).await;
    teams::insert(&db, id(1), "a").await.unwrap();
    members::insert(
        &db,
        Member {
            age: Some(1),
            ..Member::new(1, id(1))
        },
    )
    .await
    .unwrap();
    let runs = std::cell::Cell::new(0);
    let other = db.clone();
    let outcome = db
        .transaction(async |tx| {
            runs.set(runs.get() + 1);
            let age = members::age(&tx, 1).await?.unwrap();
            if runs.get() == 1 {
                // Changes what was read, from outside.
                members::set_age(&other, 1, 10).await?;
            }
            members::set_age(&tx, 1, age + 1).await?;
            Ok::<_, Text>(())
        })
        .await;
    outcome.unwrap();
    assert_eq!(runs.get(), 2);
    assert_eq!(members::age(&db, 1).await.unwrap(), Some(11));
}

/// On Postgres, where a key that another took after we had looked is a violation and no serialization failure.
#[tokio::test]
async fn a_key_that_was_taken_meanwhile_is_looked_for_again() {
    let database = Engine::Postgres.database().await;
    let db = connect(&database).await;
    let (runs, other) = (std::cell::Cell::new(0), db.clone());
    let outcome = db
        .transaction(async |tx| {
            runs.set(runs.get() + 1);
            let next = u128::try_from(teams::count(&tx).await?).unwrap();
            if runs.get() == 1 {
                teams::insert(&other, id(next), "theirs").await?;
            }
            teams::insert(&tx, id(next), "ours").await?;
            Ok::<_, Text>(())
        })
        .await;
    outcome.unwrap();
    assert_eq!(runs.get(), 2);
    assert_eq!(names(&db).await, ["ours", "theirs"]);
    // Taken again, it was taken before: that is said, and not tried for ever.
    runs.set(0);
    let taken = db
        .transaction(async |tx| {
            runs.set(runs.get() + 1);
            teams::insert(&tx, id(7), "ours").await
        })
        .await;
    assert!(matches!(
        taken.unwrap_err().kind(),
        ErrorKind::Unique { .. }
    ));
    assert_eq!(runs.get(), 2);
}

/// An error that has forgotten what it came from.
#[derive(Debug)]
#[allow(dead_code, reason = "shown where the test fails")]
struct Text(String);

impl From<Error> for Text {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}
