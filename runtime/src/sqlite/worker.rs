//! The threads that bring connections, and run jobs on them.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::connection::{self, Role};
use super::pool::Pool;
use super::wal::Wal;
use super::{Place, Settings, catch, violation};
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

/// What a thread does beside its pool's jobs.
pub(super) enum Duty {
    /// Writes, and closes the connection after everybody who holds the other end of this. SQLite empties and removes the WAL
    /// with the last connection, but connections that close at the same moment each see another one, and then none does it.
    Write {
        /// Ends when the last reader has closed its connection.
        readers: std::sync::mpsc::Receiver<()>,
        /// The log that its writes go to.
        wal: Arc<Wal>,
    },
    /// Reads.
    Read {
        /// Held until what connections this thread closes are closed.
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
    pool: Arc<Pool>,
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
            match catch(|| open(&settings, &duty)) {
                Ok(connection) => {
                    connection::wait_for_locks(&connection, Duration::ZERO);
                    pool.add(connection);
                    if opened.send(Ok(())).is_err() {
                        // Nobody waits any more: there is nobody who would close it.
                        pool.close();
                    }
                    work(&pool, settings.busy_timeout, duty);
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

fn open(settings: &Settings, duty: &Duty) -> Result<Connection> {
    let mut connection = connection::open(settings, duty.role())?;
    match duty {
        Duty::Write { wal, .. } if settings.place != Place::Memory => wal
            .watch(&mut connection)
            .map_err(|failure| violation::error(&failure))?,
        Duty::Write { .. } | Duty::Read { .. } => {}
    }
    Ok(connection)
}

fn work(pool: &Pool, busy_timeout: Duration, duty: Duty) {
    let mut last = None;
    while let Some((job, mut connection)) = pool.next(last) {
        // Whoever borrows a connection must not wait for locks; a thread may.
        connection::wait_for_locks(&connection, busy_timeout);
        job(&mut connection);
        connection::wait_for_locks(&connection, Duration::ZERO);
        match &duty {
            Duty::Write { wal, .. } if wal.is_due() => wal.put_back(&connection),
            Duty::Write { .. } | Duty::Read { .. } => {}
        }
        last = Some(connection);
    }
    match duty {
        Duty::Write { readers, .. } => {
            // Nothing is ever sent: this ends when the last reader is gone.
            let _ = readers.recv();
            close(pool);
        }
        Duty::Read { open } => {
            close(pool);
            drop(open);
        }
    }
}

/// Closes what connections there are; those that are borrowed, when they come back.
fn close(pool: &Pool) {
    while let Some(connection) = pool.retire() {
        drop(connection);
    }
}
