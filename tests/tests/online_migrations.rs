//! Large tables of Postgres are changed without holding them: which route is taken, and what happens when it is broken off.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use dualect_cli::Exit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

fn schema(of_notes: &str, columns: &str) -> String {
    format!(
        "[project]
name = \"notes\"

[tables.notes]
{of_notes}
[tables.notes.columns]
id = {{ type = \"bigint\", primary_key = true }}
{columns}
"
    )
}

const BEFORE: &str = "title = \"text?\"";
const AFTER: &str = "title = { type = \"text\", unique = true }";

fn migration(project: &Project) -> String {
    let folder = project.path("drizzle/postgres");
    let mut tags: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    tags.sort();
    std::fs::read_to_string(tags.pop().unwrap().join("migration.sql")).unwrap()
}

/// The migration that comes of the change, of a table of which that is said.
fn changed(of_notes: &str, arguments: &[&str]) -> (Project, String) {
    let project = Project::generated(&schema(of_notes, BEFORE));
    project.write_schema(&schema(of_notes, AFTER));
    let arguments: Vec<&str> = [&["db-generate"], arguments].concat();
    project.run(&arguments, None).assert_ended(Exit::Done);
    let migration = migration(&project);
    (project, migration)
}

#[test]
fn a_table_takes_the_route_that_its_size_asks_for_and_the_file_says_why() {
    let (project, small) = changed("expected_rows = 2000", &[]);
    assert!(
        small.starts_with(
            "-- simple: notes has 2000 rows (expected_rows), about 2 ms to read; the lock budget is 100 ms\n"
        ),
        "{small}"
    );
    assert!(!small.contains("CONCURRENTLY"), "{small}");
    let lint = project.run(&["db-lint", "--fail-on", "never"], None);
    assert!(!lint.out.contains("locking"), "{}", lint.out);

    let (project, large) = changed("expected_rows = 5_000_000", &[]);
    assert!(
        large.starts_with(
            "-- online: notes has 5000000 rows (expected_rows), about 5 s to read; the lock budget is 100 ms\n"
        ),
        "{large}"
    );
    assert!(
        large.contains("CREATE UNIQUE INDEX CONCURRENTLY"),
        "{large}"
    );
    let lint = project.run(&["db-lint", "--fail-on", "never"], None);
    assert!(!lint.out.contains("locking"), "{}", lint.out);

    let (project, unknown) = changed("", &[]);
    assert!(!unknown.contains("CONCURRENTLY") && !unknown.contains("simple"));
    let lint = project.run(&["db-lint", "--fail-on", "never"], None);
    assert!(lint.out.contains("scans-table"), "{}", lint.out);

    let (_, asked) = changed("expected_rows = 2000", &["--online"]);
    assert!(asked.starts_with("-- online: notes"), "{asked}");
    assert!(asked.contains("CONCURRENTLY"), "{asked}");
}

#[test]
fn the_lock_budget_is_the_projects_to_choose() {
    let budget = "expected_rows = 5_000_000\n[postgres]\nlock_budget_ms = 60000";
    let (_, migration) = changed(budget, &[]);
    assert!(migration.starts_with("-- simple: "), "{migration}");
    assert!(migration.contains("the lock budget is 60 s"), "{migration}");
}

#[test]
fn how_many_rows_are_expected_is_no_change_of_the_schema() {
    let project = Project::generated(&schema("", BEFORE));
    project.write_schema(&schema("expected_rows = 7", BEFORE));
    let ran = project.run(&["db-generate"], None);
    ran.assert_ended(Exit::Done);
    assert!(!ran.out.contains("new migration"), "{}", ran.out);
}

#[tokio::test]
async fn a_live_database_says_how_many_rows_there_are_under_their_old_names() {
    let database = Engine::Postgres.database().await;
    let project = Project::generated(&schema("expected_rows = 1", BEFORE));
    project.migrate(&database);
    let rows = "INSERT INTO notes (id, title) SELECT n, n::text FROM generate_series(1, 150000) n";
    database.execute(rows).await;
    database.execute("ANALYZE notes").await;
    let renamed = schema("", AFTER)
        .replace("tables.notes]", "tables.pages]\nrenamed_from = \"notes\"")
        .replace("tables.notes.", "tables.pages.");
    project.write_schema(&renamed);
    let ran = project.run(&["db-generate", "--stats"], Some(&database));
    ran.assert_ended(Exit::Done);
    let text = migration(&project);
    let first = text.lines().next().unwrap();
    assert!(
        first.starts_with("-- online: pages has about 15"),
        "{first}"
    );
    assert!(first.contains("rows (statistics)"), "{first}");
    project.migrate(&database);
    let indexes = "SELECT count(*) FROM pg_index WHERE indrelid = 'pages'::regclass AND indisvalid";
    assert_eq!(database.rows(indexes).await, [[Some("2".to_owned())]]);
}

#[tokio::test]
async fn statistics_come_from_postgres_alone_and_nothing_is_created() {
    let project = Project::generated(&schema("", BEFORE));
    project.write_schema(&schema("", AFTER));
    for arguments in [&["--stats"][..], &["--stats", "sqlite:new.db"]] {
        let arguments = [&["db-generate"], arguments].concat();
        let ran = project.run(&arguments, None);
        ran.assert_ended(Exit::Wrong);
        assert!(
            ran.err.contains("no Postgres database to ask"),
            "{}",
            ran.err
        );
    }
    assert!(!project.path("new.db").exists() && !project.path("app.db").exists());
    let nobody = "postgres://nobody@127.0.0.1:1/none";
    let ran = project.run(&["db-generate", "--stats", nobody], None);
    ran.assert_ended(Exit::Database);
}

#[tokio::test]
async fn a_row_in_the_way_stops_it_half_way_and_the_next_run_goes_on_there() {
    let database = Engine::Postgres.database().await;
    let project = Project::generated(&schema("", BEFORE));
    project.migrate(&database);
    database
        .execute("INSERT INTO notes (id, title) VALUES (1, 'a'), (2, NULL)")
        .await;
    project.write_schema(&schema("", AFTER));
    project
        .run(&["db-generate", "--online"], None)
        .assert_ended(Exit::Done);
    let ran = project.run(&["db-migrate"], Some(&database));
    ran.assert_ended(Exit::Database);
    assert!(ran.err.contains("__dualect_not_null_title"), "{}", ran.err);
    assert!(ran.err.contains("stay applied"), "{}", ran.err);
    // What was committed holds for every new row.
    let refused = refuses(&database, "INSERT INTO notes (id) VALUES (3)").await;
    assert!(refused, "a new row needs a title already");
    let status = project.run(&["db-status"], Some(&database));
    assert!(status.out.contains("pending"), "{}", status.out);
    database
        .execute("UPDATE notes SET title = 'b' WHERE id = 2")
        .await;
    project.migrate(&database);
    let checks = "SELECT count(*) FROM pg_constraint WHERE conrelid = 'notes'::regclass
        AND (conname LIKE '%dualect%' OR NOT convalidated)";
    assert_eq!(database.rows(checks).await, [[Some("0".to_owned())]]);
}

async fn refuses(database: &Database, sql: &str) -> bool {
    let Database::Postgres(postgres) = database else {
        panic!("it is Postgres")
    };
    postgres.connect().await.batch_execute(sql).await.is_err()
}
