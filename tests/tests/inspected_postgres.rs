//! What the inspector sees of a Postgres database is enough to make another one like it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::{Inspected, postgres};
use dualect_codegen::migration::{Files, Transition, files};
use dualect_codegen::plan::Terms;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::migration_case::{Case, paths};
use dualect_tests::migration_run::{apply, fresh};

async fn inspected(database: &Database) -> Inspected {
    let rows = database.rows(postgres::QUERY).await;
    let text = rows[0][0].as_deref().expect("it answers");
    postgres::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn between(from: &Catalog, to: &Catalog) -> Files {
    let transition = Transition::new(from.clone(), to.clone(), &Renames::default());
    assert_eq!(transition.there.unplanned, []);
    let (up, down) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    files(&up, &down)
}

fn same(found: &Catalog, wanted: &Catalog, what: &str) {
    let transition = Transition::new(found.clone(), wanted.clone(), &Renames::default());
    let changes: Vec<String> = transition
        .there
        .changes
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        changes.is_empty(),
        "{what}: {changes:#?}\n{:#?}",
        transition.there.changes
    );
}

#[tokio::test]
async fn every_case_goes_from_one_inspected_database_to_the_other() {
    let mut failed = Vec::new();
    for path in paths() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let task = tokio::task::LocalSet::new();
        let done = task.run_until(async move {
            tokio::task::spawn_local(async move { one(&Case::read(&path)).await }).await
        });
        if let Err(error) = done.await {
            failed.push(format!("{name}: {error}"));
        }
    }
    assert!(
        failed.is_empty(),
        "{} fail:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

async fn one(case: &Case) {
    let transition = case.transition(Dialect::Postgres);
    let (engine, sqlite) = (Engine::Postgres, SqliteVersion::BUNDLED);
    let (from, _) = fresh(engine, &transition.from, sqlite).await;
    let (to, _) = fresh(engine, &transition.to, sqlite).await;
    let (before, after) = (inspected(&from).await, inspected(&to).await);
    assert_eq!((before.beyond, after.beyond), (vec![], vec![]));
    let (before, after) = (before.catalog, after.catalog);
    let Files { up, down } = between(&before, &after);
    apply(&from, &up)
        .await
        .unwrap_or_else(|error| panic!("{error}\nby\n{up}"));
    same(&inspected(&from).await.catalog, &after, &up);
    apply(&from, &down)
        .await
        .unwrap_or_else(|error| panic!("{error}\nback by\n{down}"));
    same(&inspected(&from).await.catalog, &before, &down);
}
