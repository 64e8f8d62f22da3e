//! Every schema of the cases: its database, pulled, is the schema's own again.

use std::path::PathBuf;

use dualect_cli::Exit;
use dualect_codegen::dialect::SqliteVersion;
use dualect_tests::engine::Engine;
use dualect_tests::migration_case::Case;
use dualect_tests::migration_run::{dialect, fresh};
use dualect_tests::project::Project;

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    if let Ok(part) = std::env::var("DUALECT_CASE") {
        paths.retain(|path| path.to_string_lossy().contains(&part));
    }
    paths
}

async fn one(engine: Engine, path: PathBuf) {
    let case = Case::read(&path);
    let transition = case.transition(dialect(engine));
    let (database, _) = fresh(engine, &transition.to, SqliteVersion::BUNDLED).await;
    // As if nobody had ever migrated it.
    let forget = match engine {
        Engine::Sqlite => {
            "DROP TABLE IF EXISTS __dualect_migrations; DROP TABLE IF EXISTS __drizzle_migrations;"
        }
        Engine::Postgres => "DROP SCHEMA IF EXISTS drizzle CASCADE;",
    };
    database.execute(forget).await;
    let project = Project::empty();
    let ran = project.run(&["db-pull", "--dry-run"], Some(&database));
    ran.assert_ended(Exit::Done);
    // The command has proved it by itself; what is written down proves it once more.
    project.write_schema(&ran.out);
    let url = database.url();
    let left = project.run(
        &[
            "db-diff",
            "--from",
            &url,
            "--to",
            "schema.toml",
            "--accept",
            "all",
        ],
        None,
    );
    left.assert_ended(Exit::Done);
    assert_eq!(left.out, "", "{}", ran.out);
    assert!(!ran.out.contains("a table by its statement"), "{}", ran.out);
}

async fn all(engine: Engine) {
    let mut failed = Vec::new();
    for path in cases() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let task = tokio::task::LocalSet::new();
        let done = task.run_until(async move { tokio::task::spawn_local(one(engine, path)).await });
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

#[tokio::test]
async fn every_case_is_pulled_from_sqlite_as_it_is() {
    all(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_case_is_pulled_from_postgres_as_it_is() {
    all(Engine::Postgres).await;
}
