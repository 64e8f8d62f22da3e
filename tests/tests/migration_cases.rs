//! Every case of `tests/cases` on both engines: the files are the golden ones; the database that was migrated holds what a
//! fresh one would; the rows are still there; going back gives the database that there was, and going forth again works.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::migration::Files;
use dualect_format::statements::sections;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::live_catalog::describe;
use dualect_tests::migration_case::{Case, migration};

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn dialect(engine: Engine) -> Dialect {
    match engine {
        Engine::Sqlite => Dialect::Sqlite,
        Engine::Postgres => Dialect::Postgres,
    }
}

/// Applies a file as the migrator does: pragmas outside the one transaction.
async fn apply(database: &Database, file: &str) {
    match database {
        Database::Sqlite(database) => {
            let connection = database.connect();
            let mut open = false;
            for section in sections(file) {
                let is_pragma = section.text.lines().any(|line| line.starts_with("PRAGMA"));
                if is_pragma == open {
                    connection
                        .execute_batch(if is_pragma {
                            "COMMIT"
                        } else {
                            "BEGIN IMMEDIATE"
                        })
                        .unwrap();
                    open = !is_pragma;
                }
                let done = connection.execute_batch(section.text);
                done.unwrap_or_else(|error| panic!("{error}\nin {}", section.text));
            }
            if open {
                connection.execute_batch("COMMIT").unwrap();
            }
        }
        Database::Postgres(database) => {
            let mut client = database.connect().await;
            let transaction = client.transaction().await.unwrap();
            for section in sections(file) {
                let done = transaction.batch_execute(section.text).await;
                done.unwrap_or_else(|error| panic!("{error:?}\nin {}", section.text));
            }
            transaction.commit().await.unwrap();
        }
    }
}

async fn expect_answers(database: &Database, answers: &[(String, String)], when: &str) {
    for (query, expected) in answers {
        let rows = database.rows(query).await;
        let found: Vec<String> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| cell.as_deref().unwrap_or("NULL"))
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        assert_eq!(
            &found.join("; "),
            expected,
            "{} {when}: {query}",
            database.engine()
        );
    }
}

async fn fresh(engine: Engine, catalog: &Catalog, sqlite: SqliteVersion) -> (Database, String) {
    let database = engine.database().await;
    let Files { up, .. } = migration(&Catalog::empty(catalog.dialect), catalog, sqlite);
    apply(&database, &up).await;
    let description = describe(&database).await;
    (database, description)
}

async fn run(case: &Case, engine: Engine, sqlite: SqliteVersion) {
    let (before, after) = case.catalogs(dialect(engine));
    let files = case.files(dialect(engine), sqlite);
    let (_, wanted) = fresh(engine, &after, sqlite).await;
    let (database, start) = fresh(engine, &before, sqlite).await;
    if !case.rows().is_empty() {
        database.execute(case.rows()).await;
    }
    expect_answers(&database, &case.answers(&["kept"]), "before").await;
    for round in ["first", "second"] {
        apply(&database, &files.up).await;
        assert_eq!(
            describe(&database).await,
            wanted,
            "{engine}: migrated is not as fresh ({round} time)"
        );
        if round == "first" {
            expect_answers(&database, &case.answers(&["kept", "up"]), "after").await;
        }
        apply(&database, &files.down).await;
        assert_eq!(
            describe(&database).await,
            start,
            "{engine}: back is not as before ({round} time)"
        );
        expect_answers(
            &database,
            &case.answers(&["kept", "down"]),
            "after going back",
        )
        .await;
    }
}

#[tokio::test]
async fn every_case_migrates_there_and_back_on_both_engines() {
    for path in cases() {
        eprintln!("{}", path.display());
        let mut case = Case::read(&path);
        let written: BTreeMap<Dialect, Files> = Dialect::ALL
            .map(|dialect| (dialect, case.files(dialect, SqliteVersion::BUNDLED)))
            .into();
        case.compare(&written);
        for engine in Engine::ALL {
            run(&case, engine, SqliteVersion::BUNDLED).await;
        }
    }
}

#[tokio::test]
async fn every_case_also_migrates_by_rebuilds_for_an_older_sqlite() {
    let before_native_foreign_keys = SqliteVersion {
        major: 3,
        minor: 53,
        patch: 0,
    };
    for path in cases() {
        eprintln!("{}", path.display());
        for version in [SqliteVersion::OLDEST, before_native_foreign_keys] {
            run(&Case::read(&path), Engine::Sqlite, version).await;
        }
    }
}
