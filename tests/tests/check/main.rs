//! `db-check`: histories replayed on scratch databases, drift of live ones, and releases that still run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod drift;
mod replay;
mod rolling;

use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::{Project, Ran};

const SCHEMA: &str = r#"[project]
name = "blog"

[enums]
kind = ["note", "essay"]

[tables.authors.columns]
id = { type = "bigint", primary_key = true }
name = { type = "text", unique = true }

[tables.posts.columns]
id = { type = "bigint", primary_key = true }
author_id = { references = "authors.id", on_delete = "cascade" }
kind = { type = "kind", default = "note" }
title = "varchar(80)"
price = { type = "decimal(10,2)", default = "1.50" }
public = { type = "bool", default = false }
tags = "text[]"
data = "json?"
at = { type = "timestamp", default = "now" }

[tables.posts.indexes]
posts_by_title = { on = ["title"], sqlite = false }
posts_public = { on = ["author_id"], where = "public" }
"#;

/// A second migration and a third.
fn grown() -> Project {
    let project = Project::generated(SCHEMA);
    let more = SCHEMA.replace(
        "data = \"json?\"",
        "data = \"json?\"\nbody = { type = \"text\", default = \"\" }",
    );
    project.change_to(&more);
    project.change_to(&more.replace("varchar(80)", "varchar(90)"));
    project
}

async fn check(project: &Project, more: &[&str]) -> Ran {
    let server = Engine::Postgres.database().await;
    let url = server.url();
    project.run(&[&["db-check", "--scratch", &url], more].concat(), None)
}

fn edit(project: &Project, engine: Engine, migration: usize, file: &str, from: &str, to: &str) {
    let tag = &project.tags(engine)[migration];
    let path = project.migrations(engine).join(tag).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(path, text.replace(from, to)).unwrap();
}

/// Those that somebody has there at this moment.
async fn scratch_databases(server: &Database) -> Vec<String> {
    let rows = server
        .rows("SELECT datname FROM pg_database WHERE datname LIKE 'dualect\\_scratch\\_%'")
        .await;
    rows.into_iter().flatten().flatten().collect()
}
