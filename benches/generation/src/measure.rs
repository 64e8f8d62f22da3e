//! One process: how long it took, and the most memory that it held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// Of the process itself, or of its largest child.
    pub(crate) peak_bytes: u64,
}

/// Runs a command that must succeed.
pub(crate) fn run(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut errors = child.stderr.take().expect("standard error is piped");
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut errors, &mut text).expect("it is text");
        text
    });
    let done = child.wait4().expect("it ends");
    let wall = start.elapsed();
    let errors = reader.join().expect("it is read");
    assert!(done.status.success(), "{command:?}: {errors}");
    Cost {
        wall,
        peak_bytes: done.rusage.maxrss,
    }
}

/// The run whose time is the middle one.
pub(crate) fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.wall);
    costs[costs.len() / 2]
}
