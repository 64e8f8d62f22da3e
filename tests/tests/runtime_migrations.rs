//! Migrations through the handle an app has.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::query::{Statement, TableInfo};
use dualect::{Db, ErrorKind, Migration, Migrations};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

static FIRST: Migration = Migration {
    tag: "20260131120000_init",
    up: "CREATE TABLE things (id bigint NOT NULL PRIMARY KEY);",
    down: "DROP TABLE things;",
};
static SECOND: Migration = Migration {
    tag: "20260131120001_name",
    up: "ALTER TABLE things ADD COLUMN name text;",
    down: "ALTER TABLE things DROP COLUMN name;",
};
static ONE: Migrations = Migrations {
    schema_hash: "1",
    sqlite: &[FIRST],
    postgres: &[FIRST],
};
static TWO: Migrations = Migrations {
    schema_hash: "2",
    sqlite: &[FIRST, SECOND],
    postgres: &[FIRST, SECOND],
};

static THINGS: TableInfo = TableInfo {
    name: "things",
    primary_key: &["id"],
    uniques: &[],
    foreign_keys: &[],
    referenced_by: &[],
};
static INSERT: Statement = Statement::write(
    "things::insert",
    &THINGS,
    "INSERT INTO things (id) VALUES ($1)",
);
static ALL: Statement = Statement::read("things::all", &THINGS, "SELECT id FROM things");
static NAMES: Statement = Statement::read("things::names", &THINGS, "SELECT name FROM things");

both_engines! {
    async fn an_app_migrates_as_it_starts(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        let status = db.status(&TWO).await.unwrap();
        assert!(!status.initialized);
        assert_eq!((status.applied.len(), status.pending.len()), (0, 2));

        assert_eq!(db.migrate(&ONE).await.unwrap().tags, ["20260131120000_init"]);
        db.execute(&INSERT, vec![1_i64.into()]).await.unwrap();
        assert_eq!(db.fetch_value::<i64>(&ALL, vec![]).await.unwrap(), 1);

        // A release later, on connections that have statements prepared.
        assert_eq!(db.migrate(&TWO).await.unwrap().tags, ["20260131120001_name"]);
        assert!(db.migrate(&TWO).await.unwrap().tags.is_empty());
        assert_eq!(db.fetch_value::<Option<String>>(&NAMES, vec![]).await.unwrap(), None);
        let status = db.status(&TWO).await.unwrap();
        assert_eq!((status.applied.len(), status.pending.len()), (2, 0));

        assert_eq!(db.rollback(&TWO, 1, true).await.unwrap().tags, ["20260131120001_name"]);
        assert!(matches!(db.fetch_value::<Option<String>>(&NAMES, vec![]).await.unwrap_err().kind(), ErrorKind::Database { .. }));
        assert_eq!(db.fetch_value::<i64>(&ALL, vec![]).await.unwrap(), 1);
    }

    /// The app is older than its database: said so, and nothing is done.
    async fn a_migration_that_the_app_does_not_know_stops_it(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate(&TWO).await.unwrap();
        let error = db.migrate(&ONE).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Migration(_)), "{error}");
    }

    /// Every instance of an app does this at the same moment.
    async fn many_handles_migrate_at_once(database: Database) {
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let url = database.url();
                tokio::spawn(async move { Db::connect(&url).await.unwrap().migrate(&TWO).await.unwrap().tags.len() })
            })
            .collect();
        let mut applied = 0;
        for task in tasks {
            applied += task.await.unwrap();
        }
        assert_eq!(applied, 2);
    }
}
