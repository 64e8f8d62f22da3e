//! A peer: a process that is told rounds and answers with the time that each took.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use dualect_measure::Round;

use crate::store::{Database, Store};

pub struct Peer {
    pub name: &'static str,
    store: Store,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    process: Child,
}

/// Where the other workspace is.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

/// Builds both workspaces' programs, so that what is measured is what stands in the files.
pub fn build() {
    for (manifest, package) in [
        ("Cargo.toml", "dualect-bench-worker"),
        ("peers/Cargo.toml", "dualect-bench-peers"),
    ] {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest);
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--quiet", "--package", package])
            .arg("--manifest-path")
            .arg(manifest)
            .status()
            .expect("cargo");
        assert!(built.success(), "the peers do not build");
    }
}

impl Peer {
    pub fn start(name: &'static str, database: Database) -> Self {
        let store = Store::create(database);
        let ours = matches!(name, "dualect" | "by-hand");
        let program = if ours {
            std::env::current_exe()
                .expect("this program")
                .with_file_name("dualect-bench-worker")
        } else {
            folder().join("target/release/dualect-bench-peers")
        };
        let mut process = Command::new(program)
            .args([name, database.name(), store.url()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        Self {
            name,
            store,
            input: process.stdin.take().expect("its input"),
            output: BufReader::new(process.stdout.take().expect("its output")),
            process,
        }
    }

    /// How long an operation took.
    pub fn run(&mut self, round: Round) -> Duration {
        writeln!(self.input, "{round}").expect("a peer that lives");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("an answer");
        let nanos: u64 = line
            .trim()
            .parse()
            .unwrap_or_else(|_| panic!("{} fell at {round}", self.name));
        if !round.work.is_read() {
            self.store.clean();
        }
        Duration::from_nanos(nanos) / u32::try_from(round.operations).expect("a count")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends with its input, but nobody waits for that.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
