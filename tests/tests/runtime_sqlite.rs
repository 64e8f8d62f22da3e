//! What is SQLite's own: its settings, its threads, its one connection in memory.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dualect::query::{Decode, Decoder, Row, Statement, TableInfo};
use dualect::types::Uuid;
use dualect::{Db, ErrorKind, Options, Result};
use dualect_tests::engine::Engine;
use runtime_fixture::members::{self, Member};
use runtime_fixture::{connect, teams};

static NONE: TableInfo = TableInfo {
    name: "",
    primary_key: &[],
    uniques: &[],
    foreign_keys: &[],
    referenced_by: &[],
};

async fn value<T: Decode + Send + 'static>(db: &Db, statement: &'static Statement) -> Result<T> {
    db.fetch_value(statement, vec![]).await
}

#[tokio::test]
async fn every_connection_has_the_settings() {
    static JOURNAL: Statement = Statement::read(
        "journal",
        &NONE,
        "SELECT journal_mode FROM pragma_journal_mode",
    );
    static SYNCHRONOUS: Statement =
        Statement::read("sync", &NONE, "SELECT synchronous FROM pragma_synchronous");
    static KEYS: Statement = Statement::read(
        "keys",
        &NONE,
        "SELECT foreign_keys FROM pragma_foreign_keys",
    );
    static KEYS_WRITER: Statement = Statement::write(
        "keys",
        &NONE,
        "SELECT foreign_keys FROM pragma_foreign_keys",
    );
    static LIKE: Statement = Statement::read("like", &NONE, "SELECT 'a' LIKE 'A'");
    static QUOTED: Statement = Statement::read("quoted", &NONE, "SELECT \"no such column\"");

    let database = Engine::Sqlite.database().await;
    let db = Db::connect(&database.url()).await.unwrap();
    assert_eq!(value::<String>(&db, &JOURNAL).await.unwrap(), "wal");
    assert_eq!(value::<i64>(&db, &SYNCHRONOUS).await.unwrap(), 2);
    assert_eq!(value::<i64>(&db, &KEYS).await.unwrap(), 1);
    assert_eq!(value::<i64>(&db, &KEYS_WRITER).await.unwrap(), 1);
    assert!(!value::<bool>(&db, &LIKE).await.unwrap());
    assert!(matches!(
        value::<String>(&db, &QUOTED).await.unwrap_err().kind(),
        ErrorKind::Database { .. }
    ));
}

#[tokio::test]
async fn a_database_in_memory_has_one_connection_that_all_share() {
    static CREATE: Statement =
        Statement::write("create", &NONE, "CREATE TABLE t (n INTEGER) STRICT");
    static INSERT: Statement = Statement::write("insert", &NONE, "INSERT INTO t VALUES (1)");
    static COUNT: Statement = Statement::read("count", &NONE, "SELECT count(*) FROM t");

    let db = Db::connect_with(
        Options::new()
            .url("sqlite::memory:")
            .busy_timeout(Duration::from_millis(100)),
    )
    .await
    .unwrap();
    db.execute(&CREATE, vec![]).await.unwrap();
    let tx = db.begin().await.unwrap();
    tx.execute(&INSERT, vec![]).await.unwrap();
    // A read beside the transaction would be a read inside of it: it waits instead.
    assert_eq!(
        value::<i64>(&db, &COUNT).await.unwrap_err().kind(),
        &ErrorKind::Busy
    );
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&db, &COUNT).await.unwrap(), 1);
}

struct Bomb;

impl Row for Bomb {
    const COLUMNS: usize = 1;

    fn decode(_: &mut Decoder<'_>) -> Result<Self> {
        panic!("boom")
    }
}

#[tokio::test]
async fn a_panic_in_decoding_is_an_error_and_the_thread_lives_on() {
    static READ: Statement = Statement::read("read", &NONE, "SELECT 1");
    static SHORT: Statement = Statement::bounded_read("short", &NONE, "SELECT 1");
    static WRITE: Statement = Statement::write("write", &NONE, "SELECT 1");

    let database = Engine::Sqlite.database().await;
    let db = connect(&database).await;
    for statement in [&READ, &SHORT, &WRITE] {
        for _ in 0..10 {
            let error = db
                .fetch_optional::<Bomb>(statement, vec![])
                .await
                .err()
                .unwrap();
            assert_eq!(error.kind(), &ErrorKind::Panicked);
        }
    }
    for statement in [&READ, &SHORT] {
        let tx = db.begin().await.unwrap();
        assert!(tx.fetch_optional::<Bomb>(statement, vec![]).await.is_err());
        assert_eq!(
            tx.commit().await.unwrap_err().kind(),
            &ErrorKind::TransactionAborted
        );
    }
    teams::insert(&db, dualect::new_uuid_v7(), "a")
        .await
        .unwrap();
    assert_eq!(teams::count(&db).await.unwrap(), 1);
}

/// Readers and the writer close at the same moment; if each saw another one open, what was committed would stay in the WAL, and
/// whoever then copies the file would miss it. A race: hence the repetitions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_close_the_file_alone_holds_everything() {
    for _ in 0..40 {
        let database = Engine::Sqlite.database().await;
        let db = connect(&database).await;
        teams::insert(&db, dualect::new_uuid_v7(), "a")
            .await
            .unwrap();
        let reads: Vec<_> = (0..16)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { teams::count(&db).await.unwrap() })
            })
            .collect();
        for read in reads {
            read.await.unwrap();
        }
        db.close().await.unwrap();

        let dualect_tests::engine::Database::Sqlite(file) = &database else {
            unreachable!()
        };
        let copy = file.folder().join("copy.db");
        std::fs::copy(file.path(), &copy).unwrap();
        let copy = Db::connect(&format!("sqlite:{}", copy.display()))
            .await
            .unwrap();
        assert_eq!(teams::count(&copy).await.unwrap(), 1);
    }
}

/// Its threads end by themselves, and with them the connections.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_database_is_closed_when_its_last_handle_is_dropped() {
    let database = Engine::Sqlite.database().await;
    let dualect_tests::engine::Database::Sqlite(file) = &database else {
        unreachable!()
    };
    let path = file.path();
    let is_open = || {
        let links = std::fs::read_dir("/proc/self/fd").unwrap();
        links
            .filter_map(|link| std::fs::read_link(link.ok()?.path()).ok())
            .any(|target| target == path)
    };
    let db = Db::connect(&database.url()).await.unwrap();
    let clone = db.clone();
    drop(db);
    clone.health().await.unwrap();
    assert!(is_open());
    drop(clone);
    let closed = async {
        while is_open() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), closed)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_reader_cannot_write() {
    static WRONG: Statement = Statement::read("wrong", &NONE, "DELETE FROM teams");

    let database = Engine::Sqlite.database().await;
    let db = connect(&database).await;
    assert!(db.execute(&WRONG, vec![]).await.is_err());
}

#[tokio::test]
async fn two_handles_on_a_new_file_open_it_at_once() {
    let database = Engine::Sqlite.database().await;
    let url = database.url();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Db::connect(&url).await.map(drop) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

/// They run where they are awaited, and still give way.
#[tokio::test]
async fn a_loop_of_short_calls_lets_other_tasks_run() {
    let database = Engine::Sqlite.database().await;
    let db = connect(&database).await;
    let turns = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&turns);
    let other = tokio::spawn(async move {
        loop {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
        }
    });
    for n in 0..3_000 {
        assert!(members::age(&db, n).await.is_err());
    }
    let tx = db.begin().await.unwrap();
    let team = dualect::new_uuid_v7();
    teams::insert(&tx, team, "a").await.unwrap();
    let before = turns.load(Ordering::Relaxed);
    for n in 0..3_000 {
        members::insert(&tx, Member::new(n, team)).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(before >= 10, "{before}");
    let after = turns.load(Ordering::Relaxed) - before;
    assert!(after >= 10, "{after}");
    other.abort();
}

/// A short call takes a free connection, but not before those who wait for one, and it waits where there is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_calls_and_long_ones_share_the_connections() {
    static LONG: Statement = Statement::read(
        "long",
        &NONE,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000) SELECT max(n) FROM n",
    );

    let database = Engine::Sqlite.database().await;
    drop(connect(&database).await);
    let db = Db::connect_with(Options::new().url(database.url()).readers(1))
        .await
        .unwrap();
    teams::insert(&db, Uuid::nil(), "a").await.unwrap();
    members::insert(&db, Member::new(1, Uuid::nil()))
        .await
        .unwrap();
    let calls: Vec<_> = (0..40)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                if n % 4 == 0 {
                    assert_eq!(value::<i64>(&db, &LONG).await.unwrap(), 100_000);
                } else {
                    for _ in 0..100 {
                        assert!(members::age(&db, 1).await.is_ok());
                    }
                }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    db.close().await.unwrap();
    assert_eq!(
        members::age(&db, 1).await.unwrap_err().kind(),
        &ErrorKind::Closed
    );
}

/// What a transaction writes is seen by its own short reads, and by others' only after its end.
#[tokio::test]
async fn a_short_read_sees_what_is_committed() {
    let database = Engine::Sqlite.database().await;
    let db = connect(&database).await;
    let tx = db.begin().await.unwrap();
    teams::insert(&tx, Uuid::nil(), "a").await.unwrap();
    members::insert(&tx, Member::new(1, Uuid::nil()))
        .await
        .unwrap();
    assert!(members::age(&tx, 1).await.is_ok());
    let outside = members::age(&db, 1).await.unwrap_err();
    assert_eq!(outside.kind(), &ErrorKind::NotFound);
    tx.commit().await.unwrap();
    assert!(members::age(&db, 1).await.is_ok());
}
