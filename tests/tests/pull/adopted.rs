//! What a database is told, and what it is not.

use dualect_cli::Exit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

use super::{holding, pulled, same};

const NOTES: &str = "
    CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, title text NOT NULL);
    INSERT INTO notes VALUES (1, 'one'), (2, 'two');";

async fn count(database: &Database, sql: &str) -> String {
    database.rows(sql).await[0][0].clone().unwrap()
}

#[tokio::test]
async fn the_first_migration_is_recorded_and_nothing_of_it_is_run() {
    for engine in Engine::ALL {
        let database = holding(engine, NOTES).await;
        let project = pulled(&database);
        let status = project.run(&["db-status"], Some(&database));
        assert!(
            status.out.contains("_baseline") && status.out.contains("0 pending"),
            "{}",
            status.out
        );
        assert_eq!(count(&database, "SELECT count(*) FROM notes").await, "2");
        let back = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        back.assert_ended(Exit::Database);
        assert!(back.err.contains("was never run here"), "{}", back.err);
        assert_eq!(count(&database, "SELECT count(*) FROM notes").await, "2");
    }
}

#[tokio::test]
async fn a_new_database_runs_what_the_old_one_has_recorded() {
    for engine in Engine::ALL {
        let old = holding(engine, NOTES).await;
        let project = pulled(&old);
        let new = engine.database().await;
        project.migrate(&new);
        same(&project, &new);
        assert_eq!(count(&new, "SELECT count(*) FROM notes").await, "0");
    }
}

#[tokio::test]
async fn one_more_database_is_taken_over_if_it_is_the_same() {
    for engine in Engine::ALL {
        let first = holding(engine, NOTES).await;
        let project = pulled(&first);
        let other = holding(engine, NOTES).await;
        other
            .execute("ALTER TABLE notes ADD COLUMN extra text")
            .await;
        let refused = project.run(&["db-pull", "--adopt"], Some(&other));
        refused.assert_ended(Exit::Wrong);
        assert!(
            refused.err.contains("drop column notes.extra"),
            "{}",
            refused.err
        );
        other.execute("ALTER TABLE notes DROP COLUMN extra").await;
        for expected in ["recorded", "is recorded already"] {
            let taken = project.run(&["db-pull", "--adopt"], Some(&other));
            taken.assert_ended(Exit::Done);
            assert!(taken.out.contains(expected), "{}", taken.out);
        }
        let migrated = project.run(&["db-migrate"], Some(&other));
        assert!(
            migrated.out.contains("nothing is pending"),
            "{}",
            migrated.out
        );
    }
}

#[tokio::test]
async fn what_drizzle_has_recorded_stays_and_counts_for_nothing() {
    let table = "id INTEGER PRIMARY KEY, hash text NOT NULL, created_at bigint";
    for (engine, place, schema) in [
        (Engine::Sqlite, "__drizzle_migrations", String::new()),
        (
            Engine::Postgres,
            "drizzle.__drizzle_migrations",
            "CREATE SCHEMA drizzle;".to_owned(),
        ),
    ] {
        let table = match engine {
            Engine::Sqlite => table.to_owned(),
            Engine::Postgres => table.replace("INTEGER", "SERIAL"),
        };
        let database = holding(engine, &format!("{schema} {NOTES} CREATE TABLE {place} ({table}); INSERT INTO {place} (hash, created_at) VALUES ('abc', 1767225600000), ('def', 1767225600000);")).await;
        let project = pulled(&database);
        let rows = format!("SELECT count(*) FROM {place} WHERE hash IN ('abc', 'def')");
        assert_eq!(count(&database, &rows).await, "2");
        let schema = project
            .schema()
            .replace("title = \"text\"", "title = \"text\"\nbody = \"text?\"");
        project.change_to(&schema);
        project.migrate(&database);
        same(&project, &database);
        let back = project.run(&["db-rollback", "--accept-lossy"], Some(&database));
        back.assert_ended(Exit::Done);
        assert_eq!(count(&database, &rows).await, "2");
    }
}

#[tokio::test]
async fn a_database_under_our_migrations_is_refused_by_name() {
    for engine in Engine::ALL {
        let database = holding(engine, NOTES).await;
        pulled(&database);
        let again = Project::empty().run(&["db-pull"], Some(&database));
        again.assert_ended(Exit::Wrong);
        assert!(
            again.err.contains("_baseline") && again.err.contains("db-migrate"),
            "{}",
            again.err
        );
    }
}
