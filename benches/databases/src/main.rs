//! How long the commands that look at databases take: `db-diff` of two databases of a thousand tables, the inspection within it, and `db-check`
//! of a hundred migrations, as a person runs them. Prints a Markdown table.
//!
//! `cargo run --release -p dualect-bench-databases [-- TABLES MIGRATIONS]` in `benches/`; `DUALECT` names another binary than
//! `target/release/dualect`.

#[path = "../../generation/src/measure.rs"]
#[allow(dead_code, reason = "the memory is another binary's")]
mod measure;
#[path = "../../generation/src/schema.rs"]
#[allow(dead_code, reason = "the other languages are another binary's")]
mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use dualect_codegen::inspect::{postgres, sqlite};
use dualect_tests::engine::{Database, Engine};
use measure::{Cost, median, run};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const ROUNDS: usize = 5;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse().expect("a number"));
    let tables = numbers.next().unwrap_or(1_000);
    let migrations = numbers.next().unwrap_or(100);
    let runtime = Runtime::new().expect("a runtime");
    println!("| what | engine | took |");
    println!("|---|---|---|");
    for engine in Engine::ALL {
        let (one, other) = (
            filled(&runtime, engine, tables, false),
            filled(&runtime, engine, tables, true),
        );
        let (asked, read) = inspected(&runtime, &one);
        println!("| the inspection's query, {tables} tables | {engine} | {} |", shown(asked));
        println!("| reading its answer | {engine} | {} |", shown(read));
        for (what, to) in [("of two equal ones", &one), ("with a column more", &other)] {
            let diff = [
                "db-diff".to_owned(),
                "--from".to_owned(),
                one.url(),
                "--to".to_owned(),
                to.url(),
            ];
            let cost = times(|| run(Command::new(binary()).args(&diff)));
            println!("| db-diff {what}, {tables} tables each | {engine} | {} |", shown(cost.wall));
        }
    }
    let project = history(migrations);
    let server = runtime.block_on(Engine::Postgres.database());
    let check = ["db-check".to_owned(), "--scratch".to_owned(), server.url()];
    let cost = times(|| run(Command::new(binary()).args(&check).current_dir(project.path())));
    println!("| db-check of {migrations} migrations | both | {} |", shown(cost.wall));
}

fn times(run: impl Fn() -> Cost) -> Cost {
    median((0..ROUNDS).map(|_| run()).collect())
}

fn shown(took: Duration) -> String {
    format!("{:.3} s", took.as_secs_f64())
}

/// `DUALECT`, or what `cargo build --release -p dualect-cli` leaves.
fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/dualect");
    std::env::var_os("DUALECT").map_or(built, PathBuf::from)
}

/// A database that the migrations of that schema have made.
fn filled(runtime: &Runtime, engine: Engine, tables: usize, added: bool) -> Database {
    let project = tempfile::tempdir().expect("a temporary folder");
    fs::write(project.path().join("schema.toml"), schema::toml(tables, added)).expect("it is written");
    let database = runtime.block_on(engine.database());
    generate(&project, 0);
    let migrate = ["db-migrate".to_owned(), "--database".to_owned(), database.url()];
    run(Command::new(binary()).args(migrate).current_dir(project.path()));
    database
}

/// The inspection's own two parts: what the server does, and what is made of its answer.
fn inspected(runtime: &Runtime, database: &Database) -> (Duration, Duration) {
    let query = match database.engine() {
        Engine::Sqlite => sqlite::QUERY,
        Engine::Postgres => postgres::QUERY,
    };
    let mut asked = Vec::new();
    let mut read = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let rows = runtime.block_on(database.rows(query));
        asked.push(start.elapsed());
        let answer = rows[0][0].as_deref().expect("it answers");
        let start = Instant::now();
        let tables = match database.engine() {
            Engine::Sqlite => sqlite::read(answer),
            Engine::Postgres => postgres::read(answer),
        };
        assert!(!tables.expect("it can be read").catalog.tables.is_empty());
        read.push(start.elapsed());
    }
    asked.sort();
    read.sort();
    (asked[ROUNDS / 2], read[ROUNDS / 2])
}

/// A project of so many migrations: a column more, or another check, in one of ten tables each time.
fn history(migrations: usize) -> TempDir {
    let project = tempfile::tempdir().expect("a temporary folder");
    for number in 0..migrations {
        let mut text = schema::toml(10, false);
        for column in 0..number {
            let table = format!("[tables.table_{:05}.columns]\n", column % 10);
            let kind = if column % 3 == 0 { "int?" } else { "text?" };
            text = text.replace(&table, &format!("{table}column_{column:03} = \"{kind}\"\n"));
        }
        fs::write(project.path().join("schema.toml"), text).expect("it is written");
        generate(&project, number);
    }
    project
}

fn generate(project: &TempDir, number: usize) {
    let at = format!("202601{:02}{:02}0000", 1 + number / 24, number % 24);
    run(Command::new(binary())
        .args(["db-generate", "--at", &at])
        .current_dir(project.path()));
}
