//! How long `cargo check` takes for a generated crate of a hundred tables of twelve columns with all its functions, its dependencies
//! built, the crate touched, nothing incremental; beside five functions a table by hand on both drivers.
//!
//! `cargo run --release -p dualect-bench-compile` in `benches/` prints the table that `RESULTS.md` keeps.

mod by_hand;
mod project;
mod schema;

use std::path::Path;
use std::time::Duration;

use project::Project;

const TABLES: usize = 100;
const ROUNDS: usize = 5;

fn main() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = repository.canonicalize().expect("the repository");
    let folder = tempfile::tempdir().expect("a folder");
    let projects = [
        (
            "by hand, rusqlite and tokio-postgres",
            Project::by_hand(&folder.path().join("by_hand"), TABLES),
            &[][..],
        ),
        (
            "generated",
            Project::generated(&folder.path().join("generated"), &repository, TABLES),
            &[][..],
        ),
    ];
    let mut variants: Vec<(&str, &Project, &[&str], Vec<Duration>)> = Vec::new();
    let [by_hand, generated] = &projects;
    variants.push((by_hand.0, &by_hand.1, by_hand.2, Vec::new()));
    variants.push((generated.0, &generated.1, generated.2, Vec::new()));
    variants.push((
        "generated, serde",
        &generated.1,
        &["--features", "serde"],
        Vec::new(),
    ));
    // The first round builds the dependencies.
    for round in 0..=ROUNDS {
        for (_, project, features, times) in &mut variants {
            let took = project.check(features);
            if round > 0 {
                times.push(took);
            }
        }
    }
    println!("| cargo check, {TABLES} tables x 12 columns | lines | s |\n|---|---|---|");
    for (name, project, _, mut times) in variants {
        times.sort();
        let median = times[times.len() / 2].as_secs_f64();
        println!("| {name} | {} | {median:.2} |", project.lines());
    }
}
