//! `db-generate` from nothing, with nothing to do (`--check`), and after one added column, at growing numbers of tables,
//! beside drizzle-kit on the same schema in the same run.
//!
//! `cargo run --release -p dualect-bench-generation -- [--peers] [TABLES..]` in `benches/` prints the tables that
//! `RESULTS.md` keeps. `DUALECT` names another binary than `target/release/dualect`.

mod drizzle_kit;
mod dualect;
mod measure;
mod schema;

use drizzle_kit::DrizzleKit;
use dualect::Costs;
use measure::Cost;

/// Where nothing else is asked for.
const TABLES: [usize; 4] = [10, 100, 1_000, 10_000];
/// drizzle-kit is not waited for past this many.
const PEERS_UP_TO: usize = 1_000;

fn main() {
    let mut peers = false;
    let mut sizes: Vec<usize> = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "--peers" {
            peers = true;
        } else {
            sizes.push(argument.parse().expect("a number of tables"));
        }
    }
    if sizes.is_empty() {
        sizes = TABLES.to_vec();
    }
    let binary = dualect::binary();
    let kits = if peers {
        vec![DrizzleKit::install("latest", "latest")]
    } else {
        Vec::new()
    };
    println!("| tables | tool | from nothing | nothing to do | one column more |");
    println!("|---|---|---|---|---|");
    for size in sizes {
        let rounds = if size > PEERS_UP_TO { 3 } else { 5 };
        let ours = dualect::measure(&binary, size, rounds);
        report(size, "dualect, both dialects and Rust", &ours, None);
        for kit in kits.iter().filter(|_| size <= PEERS_UP_TO) {
            let theirs = kit.measure(size, rounds.min(3));
            let name = format!("drizzle-kit {}, both dialects", kit.version());
            report(size, &name, &theirs, Some(&ours));
        }
    }
}

fn report(size: usize, tool: &str, costs: &Costs, ours: Option<&Costs>) {
    let cell = |cost: &Cost, ours: Option<&Cost>| {
        let seconds = cost.wall.as_secs_f64();
        let times = ours.map_or_else(String::new, |ours| {
            format!(", {:.0}x", seconds / ours.wall.as_secs_f64())
        });
        format!("{seconds:.3} s, {} MiB{times}", cost.peak_bytes >> 20)
    };
    println!(
        "| {size} | {tool} | {} | {} | {} |",
        cell(&costs.scratch, ours.map(|ours| &ours.scratch)),
        cell(&costs.check, ours.map(|ours| &ours.check)),
        cell(&costs.one_column, ours.map(|ours| &ours.one_column)),
    );
}
