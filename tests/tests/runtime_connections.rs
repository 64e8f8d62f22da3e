//! Connecting, closing, and what is never shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod runtime_fixture;

use std::time::{Duration, Instant};

use dualect::{Db, Dialect, ErrorKind, Options};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use runtime_fixture::{connect, teams};

both_engines! {
    async fn a_database_says_that_it_is_well(database: Database) {
        let db = connect(&database).await;
        let health = db.health().await.unwrap();
        let expected = match database.engine() {
            Engine::Sqlite => Dialect::Sqlite,
            Engine::Postgres => Dialect::Postgres,
        };
        assert_eq!(health.dialect, expected);
        assert!(health.version.starts_with(|first: char| first.is_ascii_digit()), "{}", health.version);
    }

    async fn a_closed_database_refuses_calls(database: Database) {
        let db = connect(&database).await;
        let clone = db.clone();
        db.close().await.unwrap();
        assert_eq!(teams::count(&clone).await.unwrap_err().kind(), &ErrorKind::Closed);
        assert_eq!(clone.begin().await.unwrap_err().kind(), &ErrorKind::Closed);
    }

    /// Reads go on beside each other, and beside a writer.
    async fn many_readers_at_once_are_answered(database: Database) {
        let db = connect(&database).await;
        teams::insert(&db, dualect::new_uuid_v7(), "a").await.unwrap();
        let tx = db.begin().await.unwrap();
        teams::insert(&tx, dualect::new_uuid_v7(), "b").await.unwrap();
        let tasks: Vec<_> = (0..50)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { teams::count(&db).await })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.unwrap().unwrap(), 1);
        }
        tx.commit().await.unwrap();
    }
}

fn options(url: &str) -> Options {
    Options::new()
        .url(url)
        .connect_backoff(Duration::from_millis(10))
        .connect_attempts(3)
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again_and_the_error_says_why() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("postgres://app:hunter2@127.0.0.1:{port}/app");
    let started = Instant::now();
    let error = Db::connect_with(options(&url)).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Connect { attempts: 3 });
    // 10 ms, then 20.
    assert!(started.elapsed() >= Duration::from_millis(30));
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("refused"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[tokio::test]
async fn what_will_not_heal_is_not_tried_again() {
    let database = dualect_tests::postgres::Database::create().await;
    let url = database.url();
    let (base, _) = url.rsplit_once('/').unwrap();
    let error = Db::connect_with(options(&format!("{base}/no_such_database")))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Connect { attempts: 1 });
    assert!(error.to_string().contains("3D000"), "{error}");
}

#[tokio::test]
async fn a_server_without_encryption_is_refused_where_encryption_is_required() {
    let database = dualect_tests::postgres::Database::create().await;
    let url = database.url();
    let joint = if url.contains('?') { '&' } else { '?' };
    for mode in ["require", "verify-full"] {
        let outcome = Db::connect_with(options(&format!("{url}{joint}sslmode={mode}"))).await;
        // A server that was given to the tests may have it.
        if std::env::var_os("DUALECT_TEST_POSTGRES_URL").is_none() {
            assert_eq!(outcome.unwrap_err().kind(), &ErrorKind::Tls);
        }
    }
}

#[tokio::test]
async fn a_password_is_shown_nowhere() {
    let secret = "sw0rdfish";
    let options = options(&format!(
        "postgres://app:{secret}@127.0.0.1:1/app?password={secret}"
    ));
    assert!(!format!("{options:?}").contains(secret));
    let error = Db::connect_with(options.connect_attempts(1))
        .await
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains(secret));
    // Where it is no URL at all, or the secret stands in the wrong place.
    for url in [
        secret.to_owned(),
        format!("postgres://h/d?{secret}=1"),
        format!("mysql://app:{secret}@h/d"),
    ] {
        let error = Db::connect(&url).await.unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::InvalidUrl);
        assert!(!format!("{error} {error:?}").contains(secret), "{error}");
    }
    let database = dualect_tests::postgres::Database::create().await;
    let db = Db::connect(&database.url()).await.unwrap();
    assert!(db.location().starts_with("postgres"));
    assert_eq!(format!("{db}"), db.location());
}

#[tokio::test]
async fn an_altered_table_does_not_break_a_prepared_statement() {
    let database = Engine::Postgres.database().await;
    let db = connect(&database).await;
    teams::insert(&db, dualect::new_uuid_v7(), "a")
        .await
        .unwrap();
    assert_eq!(teams::list(&db).await.unwrap().len(), 1);
    // Behind the runtime's back: what is prepared returns another type now.
    database
        .execute("ALTER TABLE teams ALTER COLUMN name TYPE varchar(200)")
        .await;
    assert_eq!(teams::list(&db).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_statement_that_runs_too_long_is_stopped() {
    use dualect::query::{Statement, TableInfo};

    static NONE: TableInfo = TableInfo {
        name: "",
        primary_key: &[],
        uniques: &[],
        foreign_keys: &[],
        referenced_by: &[],
    };
    static SLEEP: Statement = Statement::read("sleep", &NONE, "SELECT pg_sleep(5)::text");

    let database = dualect_tests::postgres::Database::create().await;
    let options = Options::new()
        .url(database.url())
        .statement_timeout(Duration::from_millis(50));
    let db = Db::connect_with(options).await.unwrap();
    let error = db.fetch_value::<String>(&SLEEP, vec![]).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Timeout);
}

#[tokio::test]
async fn a_connection_that_the_server_dropped_is_replaced() {
    let database = Engine::Postgres.database().await;
    let db = connect(&database).await;
    teams::insert(&db, dualect::new_uuid_v7(), "a")
        .await
        .unwrap();
    let tx = db.begin().await.unwrap();
    teams::count(&tx).await.unwrap();
    database
        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()")
        .await;
    // The transaction is gone with it, and says so to the end.
    let error = teams::count(&tx).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Closed);
    assert!(tx.commit().await.is_err());
    assert_eq!(teams::count(&db).await.unwrap(), 1);
}
