//! SQLite where a commit does not wait for the disk: short writes run where they are awaited.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use dualect::types::Uuid;
use dualect::{Db, ErrorKind, Options, Synchronous};
use dualect_tests::engine::{Database, Engine};
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

async fn quick(database: &Database) -> Db {
    drop(connect(database).await);
    let db = another(database, Duration::from_secs(30)).await;
    teams::insert(&db, Uuid::nil(), "a").await.unwrap();
    db
}

async fn another(database: &Database, patience: Duration) -> Db {
    let options = Options::new()
        .url(database.url())
        .synchronous(Synchronous::Normal)
        .busy_timeout(patience);
    Db::connect_with(options).await.unwrap()
}

fn member(id: i64) -> Member {
    Member::new(id, Uuid::nil())
}

/// Each of the tasks inserts by itself, in transactions and in bulk, changes what is there, and reads.
async fn sixteen_tasks(db: &Db) {
    let tasks: Vec<_> = (0..16)
        .map(|task| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in (0..100).map(|n| task * 1_000 + n * 4) {
                    members::insert(&db, member(n)).await.unwrap();
                    let tx = db.begin().await.unwrap();
                    members::insert(&tx, member(n + 1)).await.unwrap();
                    if n % 3 == 0 {
                        tx.rollback().await.unwrap();
                    } else {
                        tx.commit().await.unwrap();
                    }
                    members::insert_many(&db, vec![member(n + 2), member(n + 3)])
                        .await
                        .unwrap();
                    let changed = Member {
                        age: Some(1),
                        ..member(n)
                    };
                    members::upsert_by_email(&db, changed).await.unwrap();
                    assert_eq!(members::age(&db, n).await.unwrap(), Some(1));
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let rolled_back = (0..16)
        .flat_map(|task| (0..100).map(move |n| task * 1_000 + n * 4))
        .filter(|n| n % 3 == 0)
        .count();
    assert_eq!(
        members::count(db).await.unwrap(),
        16 * 400 - i64::try_from(rolled_back).unwrap()
    );
    assert_eq!(members::total_age(db).await.unwrap(), 1_600);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_write_on_many_threads() {
    let database = Engine::Sqlite.database().await;
    sixteen_tasks(&quick(&database).await).await;
}

#[tokio::test]
async fn many_tasks_write_on_one_thread() {
    let database = Engine::Sqlite.database().await;
    sixteen_tasks(&quick(&database).await).await;
}

/// It waits as a task, so that the one thread there is can go on with the transaction that it waits for.
#[tokio::test]
async fn a_write_waits_for_the_open_transaction() {
    let database = Engine::Sqlite.database().await;
    let db = quick(&database).await;
    let tx = db.begin().await.unwrap();
    let other = tokio::spawn({
        let db = db.clone();
        async move { members::insert(&db, member(2)).await }
    });
    for n in 10..20 {
        members::insert(&tx, member(n)).await.unwrap();
        tokio::task::yield_now().await;
    }
    assert!(!other.is_finished());
    tx.commit().await.unwrap();
    other.await.unwrap().unwrap();
    assert_eq!(members::count(&db).await.unwrap(), 11);
}

#[tokio::test]
async fn another_process_that_writes_is_waited_for_on_a_thread() {
    let database = Engine::Sqlite.database().await;
    let db = quick(&database).await;
    let hasty = another(&database, Duration::from_millis(50)).await;
    // Nothing is shared between two handles but the file.
    let other = another(&database, Duration::from_secs(30)).await;
    let tx = other.begin().await.unwrap();
    members::insert(&tx, member(1)).await.unwrap();

    let busy = members::insert(&hasty, member(3)).await.unwrap_err();
    assert_eq!(busy.kind(), &ErrorKind::Busy);
    let busy = members::upsert_by_email(&hasty, member(3)).await;
    assert_eq!(busy.unwrap_err().kind(), &ErrorKind::Busy);
    assert_eq!(hasty.begin().await.unwrap_err().kind(), &ErrorKind::Busy);

    let waiting = tokio::spawn({
        let db = db.clone();
        async move { members::insert(&db, member(2)).await }
    });
    // The thread that awaits is free all the while.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(members::age(&db, 1).await.is_err());
    assert!(!waiting.is_finished());
    tx.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(members::count(&db).await.unwrap(), 2);
    members::insert(&hasty, member(3)).await.unwrap();
}

#[tokio::test]
async fn a_future_that_is_dropped_leaves_nothing_open() {
    let database = Engine::Sqlite.database().await;
    let db = quick(&database).await;
    let mut context = Context::from_waker(Waker::noop());
    for n in 0..200 {
        // Some of them are over when they are first asked, the others wait for their turn to yield.
        drop(pin!(db.begin()).poll(&mut context));
        drop(pin!(members::insert(&db, member(n))).poll(&mut context));
        let tx = db.begin().await.unwrap();
        members::insert(&tx, member(10_000 + n)).await.unwrap();
        drop(pin!(tx.commit()).poll(&mut context));
    }
    let tx = db.begin().await.unwrap();
    members::insert(&tx, member(-1)).await.unwrap();
    tx.commit().await.unwrap();
    // Each of them was done or was not; none is half done, and none is still to come.
    let count = members::count(&db).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(members::count(&db).await.unwrap(), count);
    assert!(count >= 200, "{count}");
}

#[tokio::test]
async fn a_deferred_key_stops_a_short_commit_as_it_does_a_long_one() {
    let database = Engine::Sqlite.database().await;
    let db = quick(&database).await;
    for calls in [1, 100] {
        let tx = db.begin().await.unwrap();
        for n in 0..calls {
            members::insert(&tx, member(n)).await.unwrap();
        }
        members::insert_note(&tx, 1, 777).await.unwrap();
        let error = tx.commit().await.unwrap_err();
        let ErrorKind::ForeignKey { table, constraint } = error.kind() else {
            panic!("{error}");
        };
        assert_eq!(
            (table.as_str(), constraint.as_str()),
            ("notes", "notes_member_id_fkey")
        );
        assert_eq!(members::count(&db).await.unwrap(), 0);
    }
}

/// SQLite's own automatism is off where the runtime does it in its place.
#[tokio::test]
async fn the_log_does_not_grow_for_ever() {
    let database = Engine::Sqlite.database().await;
    let db = quick(&database).await;
    for n in 0..4_000 {
        members::insert(&db, member(n)).await.unwrap();
    }
    let url = database.url();
    let path = url.strip_prefix("sqlite:").unwrap();
    let length = std::fs::metadata(format!("{path}-wal")).unwrap().len();
    // A thousand pages of 4 KiB, and what is written before the thread has come to it.
    assert!(length < 6 << 20, "{length}");
    assert_eq!(members::count(&db).await.unwrap(), 4_000);
}
