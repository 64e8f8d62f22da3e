//! `Db::require_current`: an app that is started when its database has been migrated.

use std::time::{Duration, Instant};

use dualect::migrate::Settings;
use dualect::{Db, ErrorKind, Migration, MigrationErrorKind, Migrations};
use dualect_tests::both_engines;
use dualect_tests::engine::Database;

const INIT: Migration<'static> = Migration {
    tag: "20260101000000_init",
    up: "CREATE TABLE items (id bigint PRIMARY KEY);\n",
    down: "DROP TABLE items;\n",
};
const MORE: Migration<'static> = Migration {
    tag: "20260102000000_more",
    up: "ALTER TABLE items ADD COLUMN note text;\n--> statement-breakpoint\nCREATE TABLE \"orders\" (id bigint PRIMARY KEY);\n",
    down: "DROP TABLE orders;\n--> statement-breakpoint\nALTER TABLE items DROP COLUMN note;\n",
};
static ONE: Migrations<'static> = Migrations {
    schema_hash: "",
    sqlite: &[INIT],
    postgres: &[INIT],
};
static TWO: Migrations<'static> = Migrations {
    schema_hash: "",
    sqlite: &[INIT, MORE],
    postgres: &[INIT, MORE],
};

both_engines! {
    async fn what_is_lacking_is_named_and_nothing_is_written(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        let error = db.require_current(&TWO).await.unwrap_err();
        assert!(error.to_string().contains("2 migrations are, 20260101000000_init the first of them, not applied; it lacks table items, column items.note, table orders"), "{error}");
        let tables = db.status(&TWO).await.unwrap();
        assert!(!tables.initialized);

        db.migrate(&ONE).await.unwrap();
        db.require_current(&ONE).await.unwrap();
        let error = db.require_current(&TWO).await.unwrap_err();
        let ErrorKind::Migration(MigrationErrorKind::Behind(behind)) = error.kind() else {
            panic!("{error}");
        };
        assert_eq!(behind.pending, [MORE.tag]);
        assert_eq!(behind.lacks, ["column items.note", "table orders"]);
        db.migrate(&TWO).await.unwrap();
        db.require_current(&TWO).await.unwrap();
    }

    async fn a_newer_database_is_refused_unless_that_is_allowed(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate(&TWO).await.unwrap();
        let error = db.require_current(&ONE).await.unwrap_err();
        assert!(error.to_string().contains(MORE.tag), "{error}");
        let settings = Settings { allow_missing: true, ..Settings::default() };
        db.require_current_with(&ONE, settings).await.unwrap();
    }

    /// The best of many: the machine does other things meanwhile.
    async fn the_check_of_a_current_database_is_quick(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate(&TWO).await.unwrap();
        let mut best = Duration::MAX;
        for _ in 0..50 {
            let started = Instant::now();
            db.require_current(&TWO).await.unwrap();
            best = best.min(started.elapsed());
        }
        println!("{}: {best:?}", database.engine());
        let limit = match database {
            Database::Sqlite(_) => Duration::from_millis(5),
            Database::Postgres(_) => Duration::from_millis(50),
        };
        assert!(best < limit, "{best:?}");
    }
}
