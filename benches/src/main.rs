//! Generated functions beside the same work by hand on the driver and on other libraries, in one run: every peer is a process of its
//! own, and they take turns round by round.
//!
//! `cargo run --release` in this folder prints the tables that `RESULTS.md` keeps; `-- sqlite` or `-- postgres` only one of them, and
//! `--rounds 3`, `--peers dualect,by-hand` and `--work get,insert` make it shorter; `--percentile 10` is for a busy machine.

mod arguments;
mod peer;
mod store;
mod table;

use std::time::Duration;

use arguments::Arguments;
use dualect_measure::Round;
use peer::Peer;
use store::Database;
use table::Table;

/// How many tasks do the work at the same time.
const TASKS: [usize; 2] = [1, 16];

fn main() {
    let arguments = Arguments::of_this_process();
    if !arguments.as_built {
        peer::build();
    }
    for database in &arguments.databases {
        compare(*database, &arguments);
    }
}

fn compare(database: Database, arguments: &Arguments) {
    let mut peers: Vec<Peer> = arguments
        .peers(database)
        .into_iter()
        .map(|name| Peer::start(name, database))
        .collect();
    let mut number = 0;
    for tasks in TASKS {
        let mut table = Table::new(database, tasks, &peers);
        for work in arguments.work.iter().copied() {
            let mut times: Vec<Vec<Duration>> = vec![Vec::new(); peers.len()];
            // The first round warms up.
            for round in 0..=arguments.rounds {
                number += 1;
                let told = Round {
                    work,
                    tasks,
                    operations: work.operations(tasks),
                    number,
                };
                for (at, peer) in peers.iter_mut().enumerate() {
                    let took = peer.run(told);
                    if round > 0 {
                        times[at].push(took);
                    }
                }
            }
            table.row(work, times, arguments.percentile);
        }
        table.print();
    }
}
