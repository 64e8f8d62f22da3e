//! A project of three migrations, before and after a squash.

use dualect_cli::Exit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::live_catalog::describe;
use dualect_tests::project::{Project, Ran};

pub(crate) const INIT: &str = "20260101000000_init";
pub(crate) const SECOND: &str = "20260101010000_add_column_items_note";
pub(crate) const THIRD: &str = "20260101020000_add_table_orders";
/// Of the first two.
pub(crate) const BASELINE: &str = "20260101010000_baseline";
/// Of all three.
pub(crate) const WHOLE: &str = "20260101020000_baseline";

const SCHEMA: &str = r#"[project]
name = "shop"

[tables.items.columns]
id   = { type = "bigint", primary_key = true }
name = { type = "text", unique = true }
"#;

const ORDERS: &str = r#"
[tables.orders.columns]
id   = { type = "bigint", primary_key = true }
item = { references = "items.id" }
"#;

/// A project with its first so many migrations.
pub(crate) fn with(migrations: usize) -> Project {
    let project = Project::generated(SCHEMA);
    let second = format!("{SCHEMA}note = \"text?\"\n");
    if migrations > 1 {
        project.change_to(&second);
    }
    if migrations > 2 {
        project.change_to(&format!("{second}{ORDERS}"));
    }
    assert_eq!(
        project.tags(Engine::Sqlite),
        [INIT, SECOND, THIRD][..migrations]
    );
    project
}

pub(crate) fn squash(project: &Project, to: &str) {
    project
        .run(&["db-squash", "--to", to], None)
        .assert_ended(Exit::Done);
}

/// All three migrations, the first two of them squashed.
pub(crate) fn squashed() -> Project {
    let project = with(3);
    squash(&project, SECOND);
    project
}

#[track_caller]
pub(crate) fn migrate(project: &Project, database: &Database) -> Ran {
    let ran = project.run(&["db-migrate"], Some(database));
    ran.assert_ended(Exit::Done);
    ran
}

/// A migration that has to stop, and leaves the tracking tables as they were.
pub(crate) async fn refused(project: &Project, database: &Database, says: &[&str]) {
    let before = (recorded(database).await, notes(database).await);
    let ran = project.run(&["db-migrate"], Some(database));
    ran.assert_ended(Exit::Database);
    for part in says {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert_eq!((recorded(database).await, notes(database).await), before);
}

/// The place of a table that tracks migrations.
pub(crate) fn tracking(database: &Database, table: &str) -> String {
    match database.engine() {
        Engine::Sqlite => table.to_owned(),
        Engine::Postgres => format!("drizzle.{table}"),
    }
}

async fn names(database: &Database, table: &str, order: &str) -> Vec<String> {
    let table = tracking(database, table);
    let sql = format!("SELECT name FROM {table} ORDER BY {order}");
    let rows = database.rows(&sql).await;
    let names = rows.into_iter().map(|row| row[0].clone().unwrap());
    names.collect()
}

/// What drizzle-orm's table says, in the order in which it was recorded.
pub(crate) async fn recorded(database: &Database) -> Vec<String> {
    names(database, "__drizzle_migrations", "id").await
}

/// What our table says, with the state.
pub(crate) async fn notes(database: &Database) -> Vec<String> {
    names(database, "__dualect_migrations", "name").await
}

/// What the database holds besides the migrators' own tables.
pub(crate) async fn shape(database: &Database) -> Vec<String> {
    let text = describe(database).await;
    let is_own = |line: &&str| line.contains("__dualect_") || line.contains("__drizzle_");
    let lines = text.lines().filter(|line| !is_own(line));
    lines.map(str::to_owned).collect()
}

pub(crate) async fn count(database: &Database, table: &str) -> String {
    let rows = database
        .rows(&format!("SELECT count(*) FROM {table}"))
        .await;
    rows[0][0].clone().unwrap()
}
