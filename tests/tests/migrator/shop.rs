//! A shop whose schema has grown in three steps.

use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;
use serde_json::Value;

fn schema(columns: &str) -> String {
    format!(
        "[project]\nname = \"shop\"\n\n[tables.items.columns]\nid = {{ type = \"bigint\", primary_key = true }}\n{columns}"
    )
}

/// The project, and the tags of its three migrations.
pub(crate) fn shop() -> (Project, [String; 3]) {
    let project = Project::generated(&schema("name = \"text\"\n"));
    project.change_to(&schema("name = \"text\"\nnote = \"text?\"\n"));
    project.change_to(&schema(
        "name = \"text\"\nnote = \"text?\"\nprice = \"int?\"\n",
    ));
    let tags = project.tags(Engine::Sqlite).try_into().unwrap();
    (project, tags)
}

/// The tags of the migrations that are recorded as applied, in the order in which they were.
pub(crate) async fn recorded(database: &Database) -> Vec<String> {
    let table = match database.engine() {
        Engine::Sqlite => "__drizzle_migrations",
        Engine::Postgres => "drizzle.__drizzle_migrations",
    };
    let rows = database
        .rows(&format!("SELECT name FROM {table} ORDER BY id"))
        .await;
    rows.into_iter()
        .map(|mut row| row.remove(0).unwrap())
        .collect()
}

/// A command's output, as the one JSON object that it is.
#[track_caller]
pub(crate) fn json(out: &str) -> Value {
    assert_eq!(out.lines().count(), 1, "{out}");
    serde_json::from_str(out).unwrap()
}
