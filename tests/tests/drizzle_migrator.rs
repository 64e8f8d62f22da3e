//! drizzle-orm's own migrator (better-sqlite3, node-postgres) and ours share one folder layout and one tracking table.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::path::Path;

use dualect_tests::{drizzle, postgres, sqlite};
use tempfile::TempDir;

/// A folder of migrations as it lies under `drizzle/<dialect>/`.
fn folder_of(migrations: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (tag, sql) in migrations {
        std::fs::create_dir(folder.path().join(tag)).unwrap();
        std::fs::write(folder.path().join(tag).join("migration.sql"), sql).unwrap();
    }
    folder
}

fn applied_on_sqlite(sql: &str) -> Result<(), String> {
    let database = sqlite::Database::create();
    drizzle::migrate_sqlite(
        &database.path(),
        folder_of(&[("20260101000000_init", sql)]).path(),
    )
}

fn applied_on_postgres(sql: &str) -> Result<(), String> {
    let database = postgres::Database::create_blocking();
    drizzle::migrate_postgres(
        &database.url(),
        folder_of(&[("20260101000000_init", sql)]).path(),
    )
}

/// What its migrator demands of a section is what ours must write: the reason for several rules of our folders.
mod a_section {
    use super::{applied_on_postgres, applied_on_sqlite};

    const TWO_SECTIONS: &str =
        "CREATE TABLE a (id bigint);\n--> statement-breakpoint\nCREATE TABLE b (id bigint);\n";
    const TRAILING_BREAK: &str = "CREATE TABLE a (id bigint);\n--> statement-breakpoint\n";
    const ONLY_A_COMMENT: &str =
        "CREATE TABLE a (id bigint);\n--> statement-breakpoint\n-- nothing\n";
    const TWO_STATEMENTS: &str = "CREATE TABLE a (id bigint); CREATE TABLE b (id bigint);\n";

    #[test]
    fn with_one_statement_is_taken_by_both() {
        assert_eq!(applied_on_sqlite(TWO_SECTIONS), Ok(()));
        assert_eq!(applied_on_postgres(TWO_SECTIONS), Ok(()));
    }

    #[test]
    fn may_open_with_a_comment() {
        let sql = "-- why\nCREATE TABLE a (id bigint); -- done\n";
        assert_eq!(applied_on_sqlite(sql), Ok(()));
        assert_eq!(applied_on_postgres(sql), Ok(()));
    }

    #[test]
    fn that_is_empty_is_refused_by_better_sqlite3() {
        assert!(
            applied_on_sqlite(TRAILING_BREAK)
                .unwrap_err()
                .contains("contains no statements")
        );
        assert!(
            applied_on_sqlite(ONLY_A_COMMENT)
                .unwrap_err()
                .contains("contains no statements")
        );
    }

    #[test]
    fn with_two_statements_is_refused_by_better_sqlite3() {
        assert!(
            applied_on_sqlite(TWO_STATEMENTS)
                .unwrap_err()
                .contains("contains more than one statement")
        );
    }

    #[test]
    fn for_a_dialect_with_nothing_to_do_is_taken_by_both() {
        let sql = "DROP TABLE IF EXISTS __dualect_noop;\n";
        assert_eq!(applied_on_sqlite(sql), Ok(()));
        assert_eq!(applied_on_postgres(sql), Ok(()));
    }

    #[test]
    fn that_can_not_be_in_a_transaction_is_refused_by_its_postgres_migrator() {
        let sql = "CREATE TABLE a (id bigint);\n--> statement-breakpoint\nCREATE INDEX CONCURRENTLY i ON a (id);\n";
        assert!(
            applied_on_postgres(sql)
                .unwrap_err()
                .contains("cannot run inside a transaction block")
        );
    }
}

/// A rebuild drops the old table, and with foreign keys on that deletes the children; its migrator always runs inside BEGIN, where the
/// pragma does nothing.
mod a_rebuild {
    use super::{Path, drizzle, folder_of, sqlite};

    const PARENT_AND_CHILD: &str = "
        CREATE TABLE parents (id INTEGER PRIMARY KEY);
        CREATE TABLE children (parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE);
        INSERT INTO parents VALUES (1);
        INSERT INTO children VALUES (1);";

    const REBUILD: &str = "CREATE TABLE new_parents (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
--> statement-breakpoint
INSERT INTO new_parents (id) SELECT id FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE new_parents RENAME TO parents;
";

    fn children_after(database: &sqlite::Database) -> u32 {
        database
            .connect()
            .query_row("SELECT count(*) FROM children", [], |row| row.get(0))
            .unwrap()
    }

    fn apply(database: &sqlite::Database, folder: &Path) -> Result<(), String> {
        drizzle::migrate_sqlite(&database.path(), folder)
    }

    /// The danger itself: the day this fails, the guard can go.
    #[test]
    fn without_a_guard_wipes_the_children() {
        let database = sqlite::Database::create();
        database.connect().execute_batch(PARENT_AND_CHILD).unwrap();
        let sql = format!("PRAGMA foreign_keys=OFF;\n--> statement-breakpoint\n{REBUILD}");
        assert_eq!(
            apply(
                &database,
                folder_of(&[("20260101000000_rebuild", &sql)]).path()
            ),
            Ok(())
        );
        assert_eq!(children_after(&database), 0);
    }
}

/// What `db-generate` writes, in both directions.
mod a_generated_folder {
    use dualect_cli::Exit;
    use dualect_tests::both_engines;
    use dualect_tests::engine::{Database, Engine};
    use dualect_tests::live_catalog::describe;
    use dualect_tests::project::Project;

    use super::drizzle;

    /// The schema that this repository generates its reference app from.
    const REFERENCE: &str = include_str!("../../schema.toml");

    const FAMILY: &str = r#"
[project]
name = "family"

[tables.parents.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text", default = "nobody" }

[tables.children.columns]
id = { type = "bigint", primary_key = true }
parent_id = { references = "parents.id", on_delete = "cascade" }
"#;

    const ROWS: &str = "INSERT INTO parents (id, name) VALUES (1, 'Ada');
        INSERT INTO children (id, parent_id) VALUES (7, 1), (8, 1);";

    /// A rebuild on SQLite.
    fn with_another_default() -> String {
        FAMILY.replace("nobody", "somebody")
    }

    /// Applies the project's folder with drizzle-orm's migrator.
    fn drizzle(project: &Project, database: &Database) -> Result<(), String> {
        let folder = project.migrations(database.engine());
        match database {
            Database::Sqlite(file) => drizzle::migrate_sqlite(&file.path(), &folder),
            Database::Postgres(server) => drizzle::migrate_postgres(&server.url(), &folder),
        }
    }

    async fn count(database: &Database, table: &str) -> String {
        let rows = database
            .rows(&format!("SELECT count(*) FROM {table}"))
            .await;
        rows[0][0].clone().unwrap()
    }

    fn tracking_table(database: &Database) -> &'static str {
        match database.engine() {
            Engine::Sqlite => "__drizzle_migrations",
            Engine::Postgres => "drizzle.__drizzle_migrations",
        }
    }

    /// What a database holds besides the migrators' own tables.
    async fn shape(database: &Database) -> Vec<String> {
        let text = describe(database).await;
        let is_own = |line: &&str| line.contains("__dualect_") || line.contains("__drizzle_");
        text.lines()
            .filter(|line| !is_own(line))
            .map(str::to_owned)
            .collect()
    }

    #[track_caller]
    fn assert_nothing_is_pending(project: &Project, database: &Database) {
        let status = project.run(&["db-status", "--json"], Some(database));
        status.assert_ended(Exit::Done);
        let status: serde_json::Value = serde_json::from_str(&status.out).unwrap();
        assert_eq!(status["pending"], serde_json::json!([]), "{status:#}");
        let tags = project.tags(database.engine());
        assert_eq!(
            status["applied"].as_array().unwrap().len(),
            tags.len(),
            "{status:#}"
        );
    }

    both_engines! {
        async fn applied_by_its_migrator_leaves_nothing_pending_for_ours(database: Database) {
            let project = Project::generated(REFERENCE);
            assert_eq!(drizzle(&project, &database), Ok(()));
            let ours = database.engine().database().await;
            project.migrate(&ours);
            assert_eq!(shape(&database).await, shape(&ours).await);

            assert_nothing_is_pending(&project, &database);
            project.migrate(&database);
            assert_eq!(count(&database, tracking_table(&database)).await, "1");
            assert_nothing_is_pending(&project, &database);
        }

        async fn applied_by_ours_leaves_nothing_pending_for_its_migrator(database: Database) {
            let project = Project::generated(FAMILY);
            project.migrate(&database);
            database.execute(ROWS).await;
            assert_eq!(drizzle(&project, &database), Ok(()));
            assert_eq!(count(&database, tracking_table(&database)).await, "1");
            assert_eq!(count(&database, "children").await, "2");
        }
    }

    #[tokio::test]
    async fn with_a_rebuild_stops_its_migrator_before_a_child_is_lost_and_ours_goes_on() {
        let project = Project::generated(FAMILY);
        let database = Engine::Sqlite.database().await;
        assert_eq!(drizzle(&project, &database), Ok(()));
        database.execute(ROWS).await;
        let before = shape(&database).await;
        project.change_to(&with_another_default());

        let refusal = drizzle(&project, &database).unwrap_err();
        assert!(
            refusal.contains("foreign_keys must be OFF before BEGIN"),
            "{refusal}"
        );
        assert_eq!(count(&database, "children").await, "2");
        assert_eq!(shape(&database).await, before);
        assert_eq!(count(&database, tracking_table(&database)).await, "1");

        project.migrate(&database);
        assert_eq!(count(&database, "children").await, "2");
        assert_ne!(shape(&database).await, before);
        assert_nothing_is_pending(&project, &database);
        assert_eq!(drizzle(&project, &database), Ok(()));
        assert_eq!(count(&database, tracking_table(&database)).await, "2");
    }

    #[tokio::test]
    async fn with_the_same_change_is_taken_by_its_migrator_on_postgres() {
        let project = Project::generated(FAMILY);
        let database = Engine::Postgres.database().await;
        assert_eq!(drizzle(&project, &database), Ok(()));
        database.execute(ROWS).await;
        project.change_to(&with_another_default());
        assert_eq!(drizzle(&project, &database), Ok(()));
        assert_eq!(count(&database, "children").await, "2");
        assert_nothing_is_pending(&project, &database);
    }

    /// better-sqlite3's SQLite can be older than the runtime's: `min_version` names the engine that folders are written for.
    #[tokio::test]
    async fn for_the_engine_that_the_project_names_is_taken_by_an_older_better_sqlite3() {
        let family = format!("{FAMILY}\n[sqlite]\nmin_version = \"3.53\"\n");
        let orphaned = family.replace(
            "{ references = \"parents.id\", on_delete = \"cascade\" }",
            "\"bigint\"",
        );
        assert_ne!(orphaned, family);
        let project = Project::generated(&family);
        let database = Engine::Sqlite.database().await;
        assert_eq!(drizzle(&project, &database), Ok(()));
        database.execute(ROWS).await;
        project.change_to(&orphaned);
        assert_eq!(drizzle(&project, &database), Ok(()));
        assert_eq!(count(&database, "children").await, "2");
        assert_nothing_is_pending(&project, &database);
    }
}
