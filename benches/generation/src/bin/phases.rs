//! Where `db-generate`'s time goes: each phase of it by itself, in this process and on one thread.
//!
//! `cargo run --release -p dualect-bench-generation --bin phases -- [TABLES]`

#[path = "../schema.rs"]
#[allow(dead_code, reason = "the other languages are the other binary's")]
mod schema;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::{Renames, diff};
use dualect_codegen::generate::{Inputs, generate_from};
use dualect_codegen::migration::Transition;
use dualect_codegen::plan::Terms;
use dualect_codegen::snapshot::{self, Snapshot};

fn main() {
    let tables = std::env::args()
        .nth(1)
        .map_or(1_000, |text| text.parse().expect("a number"));
    let source = SourceFile::new("schema.toml", schema::toml(tables, false));
    let schema = timed("parse", || dualect_codegen::schema::parse(&source)).expect("it is right");
    for dialect in Dialect::ALL {
        let catalog = timed(&format!("lower for {dialect}"), || lower(&schema, dialect));
        let empty = Catalog::empty(dialect);
        let none = Renames::default();
        let step = timed("  diff from nothing, and back", || {
            Transition::new(empty, catalog.clone(), &none)
        });
        let (up, down) = timed("  plans", || {
            step.plans(&Terms::simple(SqliteVersion::BUNDLED))
        });
        timed("  migration.sql and down.sql", || {
            dualect_codegen::migration::files(&up, &down)
        });
        timed("  schema.sql", || dualect_codegen::ddl::script(&catalog));
        let text = timed("  snapshot, written", || {
            let catalog = catalog.clone();
            snapshot::write(&Snapshot {
                parents: Vec::new(),
                renamed: BTreeSet::new(),
                replaces: Vec::new(),
                statements: None,
                hazards: Vec::new(),
                catalog,
            })
        });
        let read = timed("  snapshot, read", || snapshot::read(&text)).expect("it is one");
        timed("  diff of nothing", || diff(&read.catalog, &catalog, &none));
    }
    let inputs = Inputs {
        schema: &source,
        includes: &[],
        history: &[],
        now: 0,
        accept: &[],
        accepted: &[],
        name: None,
        online: false,
        counted: &std::collections::BTreeMap::new(),
        templates: &[],
    };
    let generated = timed("generate, nothing rendered", || {
        generate_from(Cow::Borrowed(&schema), &inputs)
    })
    .expect("it is right");
    let rust = &generated.rust;
    timed("what each file is made from, hashed", || {
        for file in rust.files() {
            black_box(rust.draft(file).inputs());
        }
    });
    timed("the data of each file", || {
        for file in rust.files() {
            black_box(rust.draft(file).data());
        }
    });
    timed("every file's text", || rust.all()).expect("every file is rendered");
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = black_box(work());
    println!("{:>8.1} ms  {what}", start.elapsed().as_secs_f64() * 1e3);
    result
}
