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

    /// Medians, and how often the first peer's each is.
    pub fn row(&mut self, work: Work, times: Vec<Vec<Duration>>) {
        let medians: Vec<f64> = times.into_iter().map(median).collect();
        let first = medians.first().copied().unwrap_or(f64::NAN);
        let cells: Vec<String> = medians
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
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
