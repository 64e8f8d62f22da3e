//! How long it takes to find what lies between two schemas of N tables with a hundred changes between them, at growing N.
//!
//! `cargo run --release -p dualect-bench-migration --bin dualect-bench-diff -- [TABLES..]` in `benches/` prints the tables that
//! `RESULTS.md` keeps.

#[path = "../../../generation/src/schema.rs"]
#[allow(dead_code, reason = "the other languages are the other benchmark's")]
mod schema;

mod edits;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::{Intent, Renames, diff, resolve};
use dualect_codegen::migration::{Transition, files};
use dualect_codegen::plan::Terms;
use dualect_codegen::schema::model::Schema;

/// Where nothing else is asked for.
const TABLES: [usize; 3] = [1_000, 3_000, 10_000];
const ROUNDS: usize = 15;

fn main() {
    let mut sizes: Vec<usize> = std::env::args()
        .skip(1)
        .map(|argument| argument.parse().expect("a number of tables"))
        .collect();
    if sizes.is_empty() {
        sizes = TABLES.to_vec();
    }
    println!(
        "| database | tables | changes | `diff` | there and back | the same, equal tables shared | plans | SQL |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for dialect in Dialect::ALL {
        for tables in &sizes {
            report(dialect, *tables);
        }
    }
}

fn report(dialect: Dialect, tables: usize) {
    let before = schema::toml(tables, false);
    let after = edits::apply(&before, tables);
    let [before, after] = [before, after].map(understood);
    let from = lower(&before, dialect);
    let to = lower(&after, dialect);
    let found = resolve(&Intent::of(&after, dialect), &from, &BTreeSet::new());
    assert!(found.unknown.is_empty(), "every new name is of something");
    let renames = found.renames;
    // As generation has it: a table whose lines are the snapshot's is not read, and is the new catalog's own.
    let sharing = shared(&from, &to);

    let whole = Transition::new(from.clone(), to.clone(), &renames);
    assert!(whole.there.unplanned.is_empty() && whole.back.unplanned.is_empty());
    let plans = whole.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let times = [
        median(|| (), |()| diff(&from, &to, &renames)),
        transition(&from, &to, &renames),
        transition(&sharing, &to, &renames),
        median(
            || (),
            |()| whole.plans(&Terms::simple(SqliteVersion::BUNDLED)),
        ),
        median(|| (), |()| files(&plans.0, &plans.1)),
    ];
    let times = times.map(|time| format!("{:.2} ms", time.as_secs_f64() * 1e3));
    let changes = whole.there.changes.len();
    println!(
        "| {dialect} | {tables} | {changes} | {} |",
        times.join(" | ")
    );
}

fn transition(from: &Catalog, to: &Catalog, renames: &Renames) -> Duration {
    median(
        || (from.clone(), to.clone()),
        |(from, to)| Transition::new(from, to, renames),
    )
}

fn understood(text: String) -> Schema {
    match dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text)) {
        Ok(schema) => schema,
        Err(mistakes) => panic!("{mistakes}"),
    }
}

fn shared(from: &Catalog, to: &Catalog) -> Catalog {
    let mut catalog = from.clone();
    for (name, table) in &mut catalog.tables {
        if let Some(other) = to.tables.get(name).filter(|other| *other == table) {
            *table = Arc::clone(other);
        }
    }
    catalog
}

/// The middle time of the work, without what prepares it and without what drops its result.
fn median<I, R>(prepare: impl Fn() -> I, work: impl Fn(I) -> R) -> Duration {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let input = prepare();
        let start = Instant::now();
        let result = black_box(work(black_box(input)));
        times.push(start.elapsed());
        drop(result);
    }
    times.sort();
    times[times.len() / 2]
}
