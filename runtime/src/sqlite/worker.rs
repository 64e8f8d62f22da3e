//! A thread with a connection.

use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::connection::{self, Role};
use super::queue::Queue;
use super::{Settings, catch};
use crate::error::{Error, ErrorKind, Result};

/// Held by a thread while it runs.
pub(super) type Token = mpsc::Sender<()>;

/// Tells when every thread has ended.
pub(super) struct Ended(tokio::sync::Mutex<mpsc::Receiver<()>>);

impl Ended {
    pub(super) async fn wait(&self) {
        // Nothing is ever sent: this ends when the last sender is gone.
        let _ = self.0.lock().await.recv().await;
    }
}

pub(super) fn ended() -> (Token, Ended) {
    let (token, ended) = mpsc::channel(1);
    (token, Ended(tokio::sync::Mutex::new(ended)))
}

/// What a thread does beside its queue's jobs.
pub(super) enum Duty {
    /// Writes, and closes its connection after everybody who holds the other end of this. SQLite empties and removes the WAL
    /// with the last connection, but connections that close at the same moment each see another one, and then none does it.
    Write {
        /// Ends when the last reader has closed its connection.
        readers: std::sync::mpsc::Receiver<()>,
    },
    /// Reads.
    Read {
        /// Held until its connection is closed.
        open: std::sync::mpsc::Sender<()>,
    },
}

impl Duty {
    fn role(&self) -> Role {
        match self {
            Self::Write { .. } => Role::Writer,
            Self::Read { .. } => Role::Reader,
        }
    }
}

/// Starts a thread, and waits until its connection is open.
pub(super) async fn start(
    queue: Arc<Queue>,
    settings: Settings,
    duty: Duty,
    token: Token,
) -> Result<()> {
    let (opened, waiting) = oneshot::channel();
    let role = duty.role();
    let name = match role {
        Role::Writer => "dualect-writer",
        Role::Reader => "dualect-reader",
    };
    let thread = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            match catch(|| connection::open(&settings, role)) {
                Ok(connection) => {
                    if opened.send(Ok(())).is_ok() {
                        work(&queue, connection, duty);
                    }
                }
                Err(error) => {
                    let _ = opened.send(Err(error));
                }
            }
            drop(token);
        });
    if let Err(error) = thread {
        return Err(Error::with_detail(
            ErrorKind::Connect { attempts: 1 },
            format!("cannot start a thread: {error}"),
        ));
    }
    waiting
        .await
        .unwrap_or_else(|_| Err(Error::new(ErrorKind::Closed)))
}

fn work(queue: &Queue, mut connection: Connection, duty: Duty) {
    while let Some(job) = queue.pop() {
        job(&mut connection);
    }
    match duty {
        Duty::Write { readers } => {
            // Nothing is ever sent: this ends when the last reader is gone.
            let _ = readers.recv();
            drop(connection);
        }
        Duty::Read { open } => {
            drop(connection);
            drop(open);
        }
    }
}
