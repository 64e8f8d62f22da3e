//! The service as a process.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use dualect_tests::engine::Database;

use crate::client::Client;

/// A running service, killed when this value goes.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    /// The line that it began with.
    pub(crate) greeting: String,
    client: Client,
}

/// What a service left behind that was asked to stop.
#[derive(Debug)]
pub(crate) struct Stopped {
    pub(crate) status: ExitStatus,
    pub(crate) stderr: String,
}

/// The service on that database, not started yet: on SQLite without configuration, in the database's folder.
pub(crate) fn command(database: &Database) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agent-server"));
    command
        .env_remove("DATABASE_URL")
        .env("ADDRESS", "127.0.0.1:0")
        .stdin(Stdio::null());
    match database {
        Database::Sqlite(database) => command.current_dir(database.folder()),
        Database::Postgres(database) => command
            .current_dir(std::env::temp_dir())
            .env("DATABASE_URL", database.url()),
    };
    command
}

/// The file that the service keeps on SQLite; `None` on Postgres.
pub(crate) fn file(database: &Database) -> Option<PathBuf> {
    match database {
        Database::Sqlite(database) => Some(database.folder().join("agents.db")),
        Database::Postgres(_) => None,
    }
}

impl Server {
    /// Starts the service and waits until it listens.
    pub(crate) fn start(database: &Database) -> Self {
        Self::run(&mut command(database))
    }

    /// Starts what [`command`] made.
    pub(crate) fn run(command: &mut Command) -> Self {
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        let stdout = process.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut greeting).unwrap();
        let address = greeting
            .strip_prefix("listening on http://")
            .and_then(|rest| rest.split(',').next());
        let Some(address) = address else {
            panic!("it does not listen: {greeting:?} {}", written(&mut process));
        };
        let client = Client::new(address);
        Self {
            process,
            greeting,
            client,
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Sends it a signal, such as `TERM`, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn stop(mut self, signal: &str) -> Stopped {
        let id = self.process.id().to_string();
        let sent = Command::new("kill")
            .args(["-s", signal, &id])
            .status()
            .unwrap();
        assert!(sent.success());
        let status = ended(&mut self.process);
        let stderr = written(&mut self.process);
        Stopped { status, stderr }
    }
}

/// Waits for the end of a process, but not for ever.
#[cfg(unix)]
fn ended(process: &mut Child) -> ExitStatus {
    for _ in 0..300 {
        if let Some(status) = process.try_wait().unwrap() {
            return status;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("it was told to end half a minute ago");
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What a process says on its error output until it ends.
fn written(process: &mut Child) -> String {
    let mut text = String::new();
    process
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}
