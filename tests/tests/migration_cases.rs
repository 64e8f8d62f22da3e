//! Every case of `tests/cases` on both engines: the files are the golden ones; the database that was migrated holds what a
//! fresh one would; the rows are still there; going back gives the database and the rows that there were, or says what it
//! loses, and going forth again works; rows that a hazard tells of are refused, and nothing is changed then.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::migration::Files;
use dualect_tests::engine::Engine;
use dualect_tests::migration_case::{Case, folder, online, paths};
use dualect_tests::migration_refusal::{Wrong, data_dependent, refuse, told};
use dualect_tests::migration_reverse::Reverse;
use dualect_tests::migration_run::{Rows, dialect, run, run_files};
use tokio::task::LocalSet;

/// Cases that run at once: the Postgres server has work while SQLite's are done.
const AT_ONCE: usize = 4;

fn named(name: &str) -> Case {
    Case::read(&folder().join(format!("{name}.txt")))
}

fn rows(case: &Case, dialect: Dialect) -> Rows {
    Rows {
        put: case.rows(dialect),
        kept: case.answers("kept", dialect),
        up: case.answers("up", dialect),
        down: case.answers("down", dialect),
        put_after: case.rows_after(dialect),
        put_right: case.rows_before_going_back(dialect),
    }
}

async fn run_case(case: &Case, engine: Engine, sqlite: SqliteVersion) -> Reverse {
    let dialect = dialect(engine);
    let transition = case.transition(dialect);
    let rows = rows(case, dialect);
    let reverse = run(&transition, &rows, engine, sqlite).await;
    for refused in case.refused(dialect) {
        let told = told(&transition, &refused, sqlite);
        let done = refuse(&transition, &told, &rows, &refused, engine, sqlite).await;
        done.unwrap_or_else(|wrong| panic!("{engine}: {wrong}"));
    }
    reverse
}

/// Runs a body for every case, and names all that fail.
async fn for_every_case(body: impl AsyncFn(Case) + Clone + 'static) {
    let mut failed = Vec::new();
    for paths in paths().chunks(AT_ONCE) {
        let local = LocalSet::new();
        let running: Vec<_> = paths
            .iter()
            .map(|path| {
                let (path, body) = (path.clone(), body.clone());
                local.spawn_local(async move { body(Case::read(&path)).await })
            })
            .collect();
        local.await;
        for (path, running) in paths.iter().zip(running) {
            if let Err(error) = running.await {
                failed.push(format!("{}: {error}", path.display()));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} cases fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[tokio::test]
async fn every_case_migrates_there_and_back_on_both_engines() {
    for_every_case(async |mut case: Case| {
        let mut written: Vec<(&str, Files)> = Dialect::ALL
            .map(|dialect| {
                let files = case.files(dialect, SqliteVersion::BUNDLED);
                (dialect.as_str(), files)
            })
            .into();
        if case.shows_online() {
            let transition = case.transition(Dialect::Postgres);
            written.push(("postgres online", online(&transition)));
        }
        case.compare(&written);
        let mut reverses = Vec::new();
        for engine in Engine::ALL {
            reverses.push(run_case(&case, engine, SqliteVersion::BUNDLED).await);
        }
        let labelled = reverses.iter().any(|reverse| reverse.labelled_lossy);
        let shown = reverses
            .iter()
            .any(|reverse| reverse.labelled_lossy && !reverse.lost.is_empty());
        let name = case.name();
        if case.keeps() {
            assert!(
                labelled && !shown,
                "{name}: `down keeps` says that rows show no loss: {reverses:#?}"
            );
        } else {
            assert!(
                shown || !labelled,
                "{name}: no row shows what down.sql says that it loses; put some into `rows after`"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn every_case_also_migrates_by_rebuilds_for_an_older_sqlite() {
    let before_native_foreign_keys = SqliteVersion {
        major: 3,
        minor: 53,
        patch: 0,
    };
    for_every_case(async move |case: Case| {
        for version in [SqliteVersion::OLDEST, before_native_foreign_keys] {
            run_case(&case, Engine::Sqlite, version).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_case_also_migrates_online() {
    for_every_case(async |case: Case| {
        let transition = case.transition(Dialect::Postgres);
        let files = online(&transition);
        let rows = rows(&case, Dialect::Postgres);
        let (engine, sqlite) = (Engine::Postgres, SqliteVersion::BUNDLED);
        let reverse = run_files(&transition, &files, &rows, engine, sqlite).await;
        reverse.hides_nothing().unwrap();
    })
    .await;
}

#[test]
fn every_hazard_that_depends_on_rows_is_shown_by_some() {
    let cases: Vec<Case> = paths().iter().map(|path| Case::read(path)).collect();
    let shown: BTreeSet<String> = cases
        .iter()
        .flat_map(|case| Dialect::ALL.map(|dialect| case.refused(dialect)))
        .flatten()
        .map(|refused| refused.code)
        .collect();
    let missing: Vec<&str> = data_dependent()
        .filter(|code| !shown.contains(*code))
        .collect();
    assert!(missing.is_empty(), "no `refused rows` for {missing:?}");
}

#[tokio::test]
async fn a_lossy_reverse_without_its_label_is_found_by_its_rows() {
    let case = named("add_and_drop");
    for engine in Engine::ALL {
        let transition = case.transition(dialect(engine));
        let mut files = case.files(dialect(engine), SqliteVersion::BUNDLED);
        let rows = rows(&case, dialect(engine));
        let honest = run_files(&transition, &files, &rows, engine, SqliteVersion::BUNDLED).await;
        honest.hides_nothing().unwrap();
        assert!(!honest.claims_too_much());
        let (label, rest) = files.down.split_once('\n').unwrap();
        assert!(label.starts_with("-- dualect: lossy"));
        files.down = rest.to_owned();
        let rigged = run_files(&transition, &files, &rows, engine, SqliteVersion::BUNDLED).await;
        rigged.hides_nothing().unwrap_err();
    }
}

#[tokio::test]
async fn a_lossless_reverse_that_is_called_lossy_is_found_by_its_rows() {
    let case = named("rename_values_of_an_enum");
    for engine in Engine::ALL {
        let transition = case.transition(dialect(engine));
        let mut files = case.files(dialect(engine), SqliteVersion::BUNDLED);
        let rows = rows(&case, dialect(engine));
        files.down.insert_str(0, "-- dualect: lossy: nothing\n");
        let rigged = run_files(&transition, &files, &rows, engine, SqliteVersion::BUNDLED).await;
        assert!(rigged.claims_too_much());
    }
}

#[tokio::test]
async fn a_plan_that_does_not_tell_of_what_it_fails_on_is_found() {
    let case = named("nullability_both_ways");
    for engine in Engine::ALL {
        let transition = case.transition(dialect(engine));
        let rows = rows(&case, dialect(engine));
        let all = case.refused(dialect(engine));
        let refused = all.first().expect("the case has refused rows");
        let version = SqliteVersion::BUNDLED;
        let silent = refuse(&transition, &[], &rows, refused, engine, version).await;
        assert!(matches!(silent, Err(Wrong::Untold { .. })), "{silent:?}");
        let mut harmless = refused.clone();
        harmless.put = "SELECT 1".to_owned();
        let told = told(&transition, refused, version);
        let taken = refuse(&transition, &told, &rows, &harmless, engine, version).await;
        assert!(matches!(taken, Err(Wrong::Taken(_))), "{taken:?}");
    }
}
