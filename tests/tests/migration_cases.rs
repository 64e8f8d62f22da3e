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

use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::migration::Files;
use dualect_tests::engine::Engine;
use dualect_tests::migration_case::Case;
use dualect_tests::migration_run::{Rows, dialect, run};

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    // For who works on one case: a part of its file's name.
    if let Ok(part) = std::env::var("DUALECT_CASE") {
        paths.retain(|path| path.to_string_lossy().contains(&part));
    }
    assert!(!paths.is_empty());
    paths
}

fn rows(case: &Case, dialect: Dialect) -> Rows {
    Rows {
        put: case.rows(dialect),
        kept: case.answers("kept", dialect),
        up: case.answers("up", dialect),
        down: case.answers("down", dialect),
    }
}

async fn run_case(case: &Case, engine: Engine, sqlite: SqliteVersion) {
    let dialect = dialect(engine);
    let transition = case.transition(dialect);
    run(&transition, &rows(case, dialect), engine, sqlite).await;
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
            run_case(&case, engine, SqliteVersion::BUNDLED).await;
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
            run_case(&Case::read(&path), Engine::Sqlite, version).await;
        }
    }
}
