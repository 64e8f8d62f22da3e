//! Generated functions beside the same SQL by hand on rusqlite, with the same settings, round by round in one run.
//!
//! `cargo run --release` in this folder prints the table that `RESULTS.md` keeps.

mod by_hand;

use std::time::{Duration, Instant};

use ash_db::MIGRATIONS;
use ash_db::runners::{self, NewRunner};
use dualect::{Db, Result};

const ROWS: usize = 1_000;
const ROUNDS: usize = 9;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bench.db");
    let db = Db::connect(&format!("sqlite:{}", path.display())).await?;
    db.migrate(&MIGRATIONS).await?;
    let rows = (0..ROWS).map(|number| NewRunner::new(key(number), "localhost", 8080));
    runners::insert_many(&db, rows.collect()).await?;
    let by_hand = by_hand::open(&path);

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for number in 0..ROWS {
            assert!(runners::get(&db, &key(number)).await?.is_some());
        }
        ours.push(start.elapsed() / ROWS as u32);
        let start = Instant::now();
        for number in 0..ROWS {
            assert!(by_hand::get(&by_hand, &key(number)).is_some());
        }
        theirs.push(start.elapsed() / ROWS as u32);
    }
    report("get by key", &mut ours, &mut theirs);

    for size in [100, 1_000] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS * 3 {
            let start = Instant::now();
            assert_eq!(
                runners::page(&db, None, size).await?.rows.len(),
                size as usize
            );
            ours.push(start.elapsed());
            let start = Instant::now();
            assert_eq!(by_hand::page(&by_hand, size).len(), size as usize);
            theirs.push(start.elapsed());
        }
        report(&format!("page of {size}"), &mut ours, &mut theirs);
    }

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let start = Instant::now();
        let tx = db.begin().await?;
        for number in 0..ROWS {
            let id = format!("ours-{round}-{number}");
            runners::insert(&tx, NewRunner::new(id, "localhost", 8080)).await?;
        }
        ours.push(start.elapsed() / ROWS as u32);
        tx.rollback().await?;
        let start = Instant::now();
        by_hand.execute_batch("BEGIN IMMEDIATE").expect("begin");
        for number in 0..ROWS {
            by_hand::insert(&by_hand, &format!("theirs-{round}-{number}"));
        }
        theirs.push(start.elapsed() / ROWS as u32);
        by_hand.execute_batch("ROLLBACK").expect("rollback");
    }
    report("insert in a transaction", &mut ours, &mut theirs);
    db.close().await
}

fn key(number: usize) -> String {
    format!("runner-{number:04}")
}

fn report(what: &str, ours: &mut [Duration], theirs: &mut [Duration]) {
    let median = |times: &mut [Duration]| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1e6
    };
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "| {what} | {ours:.1} | {theirs:.1} | {:.2} |",
        ours / theirs
    );
}
