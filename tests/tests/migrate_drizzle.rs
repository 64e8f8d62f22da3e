//! drizzle-orm's migrator and ours on one database, turn by turn.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use dualect::migrate::{Scripts, Settings, postgres, sqlite};
use dualect::{Applied, Dialect, Migration, Migrations};
use dualect_tests::drizzle;
use dualect_tests::postgres::Database;
use tempfile::TempDir;

const MIGRATIONS: [Migration<'static>; 3] = [
    Migration {
        tag: "20260131120000_init",
        up: "CREATE TABLE a (id bigint PRIMARY KEY);\n--> statement-breakpoint\nCREATE TABLE b (id bigint PRIMARY KEY);\n",
        down: "",
    },
    Migration {
        tag: "20260201120000_second",
        up: "-- Nothing to do here.\nDROP TABLE IF EXISTS __dualect_noop;\n",
        down: "",
    },
    Migration {
        tag: "20260201120001_third",
        up: "CREATE TABLE c (id bigint PRIMARY KEY);\n",
        down: "",
    },
];

fn folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for migration in &MIGRATIONS[..count] {
        std::fs::create_dir(folder.path().join(migration.tag)).unwrap();
        std::fs::write(
            folder.path().join(migration.tag).join("migration.sql"),
            migration.up,
        )
        .unwrap();
    }
    folder
}

fn scripts(count: usize, dialect: Dialect) -> Scripts {
    let migrations = &MIGRATIONS[..count];
    Scripts::read(
        &Migrations {
            schema_hash: "",
            sqlite: migrations,
            postgres: migrations,
        },
        dialect,
    )
    .unwrap()
}

#[test]
fn on_sqlite_either_finds_nothing_to_do_after_the_other() {
    let database = tempfile::tempdir().unwrap();
    let path = database.path().join("test.db");
    let ours = |count| -> Applied {
        let mut connection = rusqlite::Connection::open(&path).unwrap();
        sqlite::migrate(
            &mut connection,
            &scripts(count, Dialect::Sqlite),
            &Settings::default(),
        )
        .unwrap()
    };
    let rows = || -> Vec<(i64, String, i64, String, String)> {
        let connection = rusqlite::Connection::open(&path).unwrap();
        let mut statement = connection
            .prepare("SELECT id, typeof(created_at), created_at, name, applied_at FROM __drizzle_migrations ORDER BY id")
            .unwrap();
        let rows = statement.query_map([], |row| row.try_into()).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };

    drizzle::migrate_sqlite(&path, folder(1).path()).unwrap();
    let applied = ours(2);
    assert_eq!(
        (applied.adopted, applied.tags),
        (
            vec![MIGRATIONS[0].tag.to_owned()],
            vec![MIGRATIONS[1].tag.to_owned()]
        )
    );
    let before = rows();
    drizzle::migrate_sqlite(&path, folder(2).path()).unwrap();
    assert_eq!(
        rows(),
        before,
        "its migrator found nothing pending after ours"
    );
    drizzle::migrate_sqlite(&path, folder(3).path()).unwrap();
    let applied = ours(3);
    assert_eq!(
        (applied.tags.len(), applied.adopted),
        (0, vec![MIGRATIONS[2].tag.to_owned()])
    );

    let rows = rows();
    for ((id, kind, created_at, name, applied_at), (number, migration)) in
        rows.iter().zip((1..).zip(&MIGRATIONS))
    {
        assert_eq!(
            (*id, kind.as_str(), name.as_str()),
            (number, "integer", migration.tag)
        );
        assert!(
            created_at % 1_000 == 0 && applied_at.len() == "2026-01-31T12:00:00.000Z".len(),
            "{applied_at}"
        );
    }
}

#[tokio::test]
async fn on_postgres_either_finds_nothing_to_do_after_the_other() {
    let database = Database::create().await;
    let url = database.url();
    let mut client = database.connect().await;
    let settings = Settings::default();

    drizzle::migrate_postgres(&url, folder(1).path()).unwrap();
    let applied = postgres::migrate(&mut client, &scripts(2, Dialect::Postgres), &settings)
        .await
        .unwrap();
    assert_eq!(
        (applied.adopted, applied.tags),
        (
            vec![MIGRATIONS[0].tag.to_owned()],
            vec![MIGRATIONS[1].tag.to_owned()]
        )
    );
    drizzle::migrate_postgres(&url, folder(2).path()).unwrap();
    drizzle::migrate_postgres(&url, folder(3).path()).unwrap();
    let applied = postgres::migrate(&mut client, &scripts(3, Dialect::Postgres), &settings)
        .await
        .unwrap();
    assert_eq!(
        (applied.tags.len(), applied.adopted),
        (0, vec![MIGRATIONS[2].tag.to_owned()])
    );

    let sql = "SELECT id, name, hash, created_at FROM drizzle.__drizzle_migrations ORDER BY id";
    let rows = client.query(sql, &[]).await.unwrap();
    assert_eq!(rows.len(), 3);
    for (row, (number, migration)) in rows.iter().zip((1..).zip(&MIGRATIONS)) {
        assert_eq!(
            (row.get::<_, i32>(0), row.get::<_, &str>(1)),
            (number, migration.tag)
        );
        assert_eq!(
            row.get::<_, String>(2),
            dualect_format::hash::sha256_hex(migration.up)
        );
    }
}

#[tokio::test]
async fn tables_that_ours_made_are_as_drizzle_orm_makes_them() {
    let columns = "SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns
        WHERE table_schema = 'drizzle' AND table_name = '__drizzle_migrations' ORDER BY ordinal_position";
    let (theirs, ours) = (Database::create().await, Database::create().await);
    drizzle::migrate_postgres(&theirs.url(), folder(1).path()).unwrap();
    let mut client = ours.connect().await;
    postgres::migrate(
        &mut client,
        &scripts(1, Dialect::Postgres),
        &Settings::default(),
    )
    .await
    .unwrap();
    let read = async |database: &Database| -> Vec<[Option<String>; 4]> {
        let rows = database.connect().await.query(columns, &[]).await.unwrap();
        rows.iter()
            .map(|row| [row.get(0), row.get(1), row.get(2), row.get(3)])
            .collect()
    };
    assert_eq!(read(&ours).await, read(&theirs).await);

    let folder_of_databases = tempfile::tempdir().unwrap();
    let read = |name: &str| -> Vec<(String, String, bool, bool)> {
        let path = folder_of_databases.path().join(name);
        if name == "theirs" {
            drizzle::migrate_sqlite(&path, folder(1).path()).unwrap();
        }
        let mut connection = rusqlite::Connection::open(&path).unwrap();
        if name == "ours" {
            sqlite::migrate(
                &mut connection,
                &scripts(1, Dialect::Sqlite),
                &Settings::default(),
            )
            .unwrap();
        }
        let sql =
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info('__drizzle_migrations')";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.try_into()).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(read("ours"), read("theirs"));
}
