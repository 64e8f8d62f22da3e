//! What came out, as Markdown.

use std::time::Duration;

use dualect_measure::Work;

use crate::peer::Peer;
use crate::store::Database;

pub struct Table {
    lines: Vec<String>,
}

impl Table {
    pub fn new(database: Database, tasks: usize, peers: &[Peer]) -> Self {
        let names: Vec<&str> = peers.iter().map(|peer| peer.name).collect();
        let tasks = match tasks {
            1 => "1 task".to_owned(),
            tasks => format!("{tasks} tasks"),
        };
        Self {
            lines: vec![
                format!("| {}, {tasks} | {} |", database.name(), names.join(" | ")),
                format!("|---|{}", "---|".repeat(names.len())),
            ],
        }
    }

    /// The rounds at that percentile, and how often the first peer's each is.
    pub fn row(&mut self, work: Work, times: Vec<Vec<Duration>>, percentile: usize) {
        let picked: Vec<f64> = times
            .into_iter()
            .map(|times| at_percentile(times, percentile))
            .collect();
        let first = picked.first().copied().unwrap_or(f64::NAN);
        let cells: Vec<String> = picked
            .iter()
            .enumerate()
            .map(|(at, time)| {
                let digits = usize::from(*time < 1_000.0);
                if at == 0 {
                    format!("{time:.digits$}")
                } else {
                    format!("{time:.digits$} ({:.2})", time / first)
                }
            })
            .collect();
        let line = format!("| {work} | {} |", cells.join(" | "));
        eprintln!("{line}");
        self.lines.push(line);
    }

    pub fn print(&self) {
        println!("{}\n", self.lines.join("\n"));
    }
}

/// In microseconds.
fn at_percentile(mut times: Vec<Duration>, percentile: usize) -> f64 {
    times.sort();
    let last = times.len() - 1;
    times[(times.len() * percentile / 100).min(last)].as_secs_f64() * 1e6
}
