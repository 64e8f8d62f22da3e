//! `db-import drizzle`: the folders that the real drizzle-kit makes, in both of its layouts, become projects; and the databases that the
//! real drizzle-orm has migrated go on from there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod both;
mod by_hand;
mod page;
mod turns;

use std::fs;

use dualect_cli::Exit;
use dualect_tests::drizzle::Kit;
use dualect_tests::engine::{Database, Engine};
use dualect_tests::project::Project;

/// drizzle schemas of one app, for either database.
const SQLITE: &str = include_str!("shop.sqlite.ts");
const POSTGRES: &str = include_str!("shop.postgres.ts");

/// The folder that drizzle-kit writes for an engine.
fn folder(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "db/sqlite",
        Engine::Postgres => "db/postgres",
    }
}

fn schema(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

/// Writes a drizzle schema, and has drizzle-kit make the migration that is due.
fn generate(project: &Project, kit: Kit, engine: Engine, schema: &str, name: &str) {
    let file = format!("db/{}.ts", engine.name());
    fs::create_dir_all(project.path("db")).unwrap();
    fs::write(project.path(&file), schema).unwrap();
    let dialect = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgresql",
    };
    let arguments = [
        "drizzle-kit",
        "generate",
        "--dialect",
        dialect,
        "--schema",
        &file,
        "--out",
        folder(engine),
        "--name",
        name,
    ];
    let _ = kit.run(&project.path(""), &arguments);
}

/// A project in which drizzle-kit has made a migration for each of the engines.
fn made(kit: Kit, engines: &[Engine]) -> Project {
    let project = Project::empty();
    for engine in engines {
        generate(&project, kit, *engine, schema(*engine), "init");
    }
    project
}

/// Imports the folders of the engines.
#[track_caller]
fn import(project: &Project, engines: &[Engine]) -> String {
    let mut arguments = vec!["db-import", "drizzle"];
    arguments.extend(engines.iter().map(|engine| folder(*engine)));
    let ran = project.run(&arguments, None);
    ran.assert_ended(Exit::Done);
    format!("{}{}", ran.out, ran.err)
}

/// What drizzle-orm's table holds.
async fn record(database: &Database) -> Vec<Vec<Option<String>>> {
    let table = match database.engine() {
        Engine::Sqlite => "__drizzle_migrations",
        Engine::Postgres => "drizzle.__drizzle_migrations",
    };
    database
        .rows(&format!(
            "SELECT id, hash, created_at FROM {table} ORDER BY id"
        ))
        .await
}
