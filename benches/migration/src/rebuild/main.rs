//! A rebuild of a large SQLite table by the runtime's migrator, as the generator writes it, beside the same by hand: the bare
//! `INSERT INTO .. SELECT`, the drop, the rename and the index, in one transaction under the same pragmas.
//!
//! `cargo run --release -p dualect-bench-migration --bin dualect-bench-rebuild -- [--key bigint] [ROWS [ROUNDS]]` in `benches/`
//! prints the table that `RESULTS.md` keeps. `--parts` tells what each statement of the migration takes, run by hand. Five million
//! rows take some three gigabytes in the folder that `TMPDIR` names, meanwhile.

mod by_hand;
mod project;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dualect::{Db, Options};
use project::{Key, Project};
use tokio::runtime::Runtime;

/// Where nothing else is asked for.
const ROWS: usize = 5_000_000;
const ROUNDS: usize = 3;

/// What one way took.
struct Times {
    /// Until it is committed.
    committed: Duration,
    /// Until the connection is closed, and the log with it.
    closed: Duration,
}

fn main() {
    let mut numbers = Vec::new();
    let (mut key, mut parts) = (Key::Uuid, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--parts" => parts = true,
            "--key" => key = Key::named(&arguments.next().expect("uuid or bigint")),
            number => numbers.push(number.parse().expect("a number")),
        }
    }
    let rows = numbers.first().copied().unwrap_or(ROWS);
    let rounds = numbers.get(1).copied().unwrap_or(ROUNDS);

    let project = Project::new(key);
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template.db");
    let runtime = runtime();
    runtime.block_on(async {
        let db = opened(&template).await;
        db.migrate(&project.before())
            .await
            .expect("the first migration runs");
        db.close().await.expect("it closes");
    });
    rows::fill(&template, key, rows);
    println!(
        "{rows} rows, {} MiB",
        fs::metadata(&template).expect("it is there").len() >> 20
    );
    if parts {
        return by_hand::parts(&copy(&template, "parts.db"), &project);
    }

    println!(
        "| round | dualect: committed | closed | by hand: committed | closed | ratio |\n|---|---|---|---|---|---|"
    );
    let mut ratios = Vec::new();
    for round in 1..=rounds {
        let (ours, theirs) = (copy(&template, "dualect.db"), copy(&template, "by_hand.db"));
        // Who is first, changes.
        let [ours_took, theirs_took] = if round % 2 == 1 {
            let first = migrated(&runtime, &ours, &project);
            [first, by_hand::migrated(&theirs, key)]
        } else {
            let first = by_hand::migrated(&theirs, key);
            [migrated(&runtime, &ours, &project), first]
        };
        by_hand::assert_same(&ours, &theirs);
        for file in [ours, theirs] {
            fs::remove_file(file).expect("it is there");
        }
        let ratio = ours_took.closed.as_secs_f64() / theirs_took.closed.as_secs_f64();
        println!(
            "| {round} | {:.2} s | {:.2} s | {:.2} s | {:.2} s | {ratio:.2} |",
            ours_took.committed.as_secs_f64(),
            ours_took.closed.as_secs_f64(),
            theirs_took.committed.as_secs_f64(),
            theirs_took.closed.as_secs_f64(),
        );
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("median ratio: {:.2}", ratios[ratios.len() / 2]);
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

async fn opened(path: &Path) -> Db {
    let options = Options::new().file(path);
    Db::connect_with(options).await.expect("the database opens")
}

/// As an app does it when it starts.
fn migrated(runtime: &Runtime, path: &Path, project: &Project) -> Times {
    runtime.block_on(async {
        let db = opened(path).await;
        let start = Instant::now();
        let applied = db
            .migrate(&project.both())
            .await
            .expect("the second migration runs");
        let committed = start.elapsed();
        assert_eq!(applied.tags.len(), 1);
        db.close().await.expect("it closes");
        Times {
            committed,
            closed: start.elapsed(),
        }
    })
}

/// A copy of the template, on the disk before anything is measured.
fn copy(template: &Path, name: &str) -> PathBuf {
    let path = template.with_file_name(name);
    fs::copy(template, &path).expect("there is room");
    let file = fs::File::open(&path).expect("it is there");
    file.sync_all().expect("it is synced");
    path
}
