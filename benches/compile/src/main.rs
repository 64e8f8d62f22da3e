//! How long `cargo check` takes for a generated crate of a hundred tables of twelve columns with all its functions, its dependencies
//! built, the crate touched, nothing incremental; beside five functions a table by hand on both drivers.
//!
//! `cargo run --release -p dualect-bench-compile` in `benches/` prints the table that `RESULTS.md` keeps. With a folder it works there and
//! leaves it: `-- /tmp/compile --prepare` only builds the dependencies, `-- /tmp/compile` then measures.

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
    let mut arguments = std::env::args().skip(1);
    let given = arguments.next();
    let only_prepare = arguments.next().as_deref() == Some("--prepare");
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = given.as_deref().map_or(temporary.path(), Path::new);
    let by_hand = Project::by_hand(&folder.join("by_hand"), TABLES);
    let generated = Project::generated(&folder.join("generated"), &repository, TABLES);
    let mut variants: [(&str, &Project, &[&str], Vec<Duration>); 3] = [
        (
            "by hand, rusqlite and tokio-postgres",
            &by_hand,
            &[],
            Vec::new(),
        ),
        ("generated", &generated, &[], Vec::new()),
        (
            "generated, serde",
            &generated,
            &["--features", "serde"],
            Vec::new(),
        ),
    ];
    // The first round builds the dependencies.
    let rounds = if only_prepare { 0 } else { ROUNDS };
    for round in 0..=rounds {
        for (_, project, features, times) in &mut variants {
            let took = project.check(features);
            if round > 0 {
                times.push(took);
            }
        }
    }
    if only_prepare {
        return;
    }
    println!("| cargo check, {TABLES} tables x 12 columns | lines | s |\n|---|---|---|");
    for (name, project, _, mut times) in variants {
        times.sort();
        let median = times[times.len() / 2].as_secs_f64();
        println!("| {name} | {} | {median:.2} |", project.lines());
    }
}
