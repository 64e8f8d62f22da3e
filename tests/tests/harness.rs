//! The harness itself: what other tests rely on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::{postgres, sqlite};

both_engines! {
    async fn a_body_written_once_runs_on_an_empty_database_of_each_engine(database: Database) {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t VALUES (1)").await;
        match database.engine() {
            Engine::Sqlite => assert!(database.url().starts_with("sqlite:")),
            Engine::Postgres => assert!(database.url().starts_with("postgres")),
        }
    }
}

#[tokio::test]
async fn two_postgres_databases_do_not_see_each_other() {
    let (one, other) = (
        postgres::Database::create().await,
        postgres::Database::create().await,
    );
    one.connect()
        .await
        .batch_execute("CREATE TABLE t (id bigint)")
        .await
        .unwrap();
    let found = other
        .connect()
        .await
        .query_one("SELECT to_regclass('t')::text", &[])
        .await
        .unwrap();
    assert_eq!(found.get::<_, Option<String>>(0), None);
}

#[test]
fn two_sqlite_databases_do_not_see_each_other() {
    let (one, other) = (sqlite::Database::create(), sqlite::Database::create());
    one.connect()
        .execute_batch("CREATE TABLE t (id INTEGER)")
        .unwrap();
    assert!(other.connect().prepare("SELECT * FROM t").is_err());
}

#[test]
fn a_test_that_is_not_async_has_postgres_too() {
    let database = postgres::Database::create_blocking();
    database
        .execute_blocking("CREATE TABLE t (a text, b bigint); INSERT INTO t VALUES ('x', NULL)");
    assert_eq!(
        database.rows_blocking("SELECT a, b FROM t"),
        [[Some("x".to_owned()), None]]
    );
}

/// The cluster's own settings make hidden assumptions show.
#[test]
fn the_server_orders_text_by_a_language_and_not_by_bytes() {
    if std::env::var_os("DUALECT_TEST_POSTGRES_URL").is_some() {
        return;
    }
    let database = postgres::Database::create_blocking();
    let rows = database.rows_blocking("SELECT x FROM (VALUES ('B'), ('a')) v (x) ORDER BY x");
    assert_eq!(rows, [[Some("a".to_owned())], [Some("B".to_owned())]]);
    assert_eq!(
        database.rows_blocking("SELECT to_char(timestamptz 'epoch', 'HH24:MI')"),
        [[Some("05:45".to_owned())]]
    );
}
