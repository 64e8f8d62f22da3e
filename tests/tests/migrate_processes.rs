//! Processes that migrate: killed at any moment, and several at once, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::live_catalog::describe;
use dualect_tests::project::Project;

/// Thousandths of a second after which a process is killed: some before it begins, some in the midst of it.
const MOMENTS: [u64; 6] = [4, 12, 25, 45, 80, 140];
const STEPS: usize = 8;

/// Parents and children, then step after step a table more, and every other time a rebuild of the parents on SQLite.
fn schema(step: usize) -> String {
    use std::fmt::Write as _;
    let default = step / 2;
    let mut text = format!(
        "[project]\nname = \"steps\"\n\n\
         [tables.parents.columns]\n\
         id = {{ type = \"bigint\", primary_key = true }}\n\
         rank = {{ type = \"int\", default = {default} }}\n\n\
         [tables.children.columns]\n\
         id = {{ type = \"bigint\", primary_key = true }}\n\
         parent_id = {{ references = \"parents.id\", on_delete = \"cascade\" }}\n\n\
         [tables.ran.columns]\n\
         id = {{ type = \"bigint\", primary_key = true }}\n"
    );
    for number in 1..=step {
        let _ = write!(
            text,
            "\n[tables.step{number}.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n"
        );
        // Each migration says that it has run: one that runs twice says so twice.
        for engine in ["sqlite", "postgres"] {
            let _ = write!(
                text,
                "\n[{engine}.objects.ran_{number}]\nafter = [\"tables.ran\"]\n\
                 create = \"INSERT INTO ran (id) SELECT coalesce(max(id), 0) + 1 FROM ran\"\n\
                 drop = \"DELETE FROM ran WHERE id = {number}\"\n"
            );
        }
    }
    text
}

fn project(steps: usize) -> Project {
    let project = Project::generated(&schema(0));
    for step in 1..=steps {
        project.change_to(&schema(step));
    }
    project
}

async fn with_rows(database: &Database, project: &Project) {
    project.migrate(database);
    database.execute("INSERT INTO parents (id) SELECT 1 UNION SELECT 2; INSERT INTO children (id, parent_id) SELECT 1, 1 UNION SELECT 2, 2").await;
}

fn process(project: &Project, database: &Database) -> Child {
    Command::new(env!("CARGO_BIN_EXE_test-process"))
        .arg("db-migrate")
        .current_dir(project.path(""))
        .env("DATABASE_URL", database.url())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

async fn count(database: &Database, of: &str) -> usize {
    database.rows(&format!("SELECT count(*) FROM {of}")).await[0][0]
        .as_ref()
        .unwrap()
        .parse()
        .unwrap()
}

/// The migrations that are recorded as applied, those of `with_rows` among them.
async fn recorded(database: &Database) -> usize {
    match database.engine() {
        Engine::Sqlite => count(database, "__drizzle_migrations").await,
        Engine::Postgres => count(database, "drizzle.__drizzle_migrations").await,
    }
}

async fn step_tables(database: &Database) -> usize {
    match database.engine() {
        Engine::Sqlite => {
            count(
                database,
                "sqlite_schema WHERE type = 'table' AND name GLOB 'step*'",
            )
            .await
        }
        Engine::Postgres => {
            count(
                database,
                "pg_class WHERE relkind = 'r' AND relname LIKE 'step%'",
            )
            .await
        }
    }
}

both_engines! {
    /// Whatever is recorded is there, whatever is not is not; the next run does the rest, and no row is lost.
    async fn a_process_killed_at_any_moment_leaves_a_boundary(database: Database) {
        let (start, all) = (project(0), project(STEPS));
        let fresh = database.engine().database().await;
        all.migrate(&fresh);
        let wanted = describe(&fresh).await;
        for moment in MOMENTS {
            let database = database.engine().database().await;
            with_rows(&database, &start).await;
            let mut child = process(&all, &database);
            tokio::time::sleep(Duration::from_millis(moment)).await;
            child.kill().unwrap();
            child.wait().unwrap();
            // The server notices that its client is gone when it next writes to it.
            all.migrate(&database);
            assert_eq!(recorded(&database).await, STEPS + 1, "after {moment} ms");
            assert_eq!(step_tables(&database).await, STEPS, "after {moment} ms");
            assert_eq!(describe(&database).await, wanted, "after {moment} ms");
            assert_eq!(count(&database, "children").await, 2, "after {moment} ms");
        }
    }

    /// The boundary itself, before anything mends it.
    async fn what_is_recorded_is_there_when_a_process_was_killed(database: Database) {
        let (start, all) = (project(0), project(STEPS));
        for moment in MOMENTS {
            let database = database.engine().database().await;
            with_rows(&database, &start).await;
            let mut child = process(&all, &database);
            tokio::time::sleep(Duration::from_millis(moment)).await;
            child.kill().unwrap();
            child.wait().unwrap();
            tokio::time::sleep(Duration::from_millis(200)).await;
            assert_eq!(recorded(&database).await, step_tables(&database).await + 1, "after {moment} ms");
            assert_eq!(count(&database, "children").await, 2, "after {moment} ms");
        }
    }

    /// Each migration runs once, and every process ends well.
    async fn processes_that_migrate_at_once_take_turns(database: Database) {
        let (start, all) = (project(0), project(STEPS));
        with_rows(&database, &start).await;
        let children: Vec<Child> = (0..16).map(|_| process(&all, &database)).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(recorded(&database).await, STEPS + 1);
        assert_eq!(step_tables(&database).await, STEPS);
        assert_eq!(count(&database, "ran").await, STEPS);
        assert_eq!(count(&database, "children").await, 2);
    }
}
