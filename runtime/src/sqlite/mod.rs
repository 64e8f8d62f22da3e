//! The SQLite driver: one writing connection, several reading ones, and as many threads, one hop a call.
//!
//! A job is sent to a thread, runs there to its end, decodes its rows there, and its answer comes back. The future that waits
//! for it may go away at any time; the job does not, and it owns whatever has to be given back after it.
//!
//! A call that is known to be short (a row by its key, a row written) does without the hop: it runs where it is awaited, on a
//! connection that is free (`in_place`).

mod connection;
mod foreign_key;
mod in_place;
mod pool;
mod statement;
mod transaction;
mod violation;
mod wal;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock, oneshot};

use crate::Dialect;
use crate::db::PoolStatus;
use crate::error::{Error, ErrorKind, Result};
use crate::operation::Operation;
use crate::options::Synchronous;
use crate::query::Access;
use in_place::{Pace, settle};
use pool::Pool;
use wal::Wal;
use worker::Duty;

pub(crate) use connection::{begin_again, undo, undone_on_error};
pub(crate) use foreign_key::insert_together;
pub(crate) use statement::Sql;
pub(crate) use transaction::{Open, Transaction};
pub(crate) use violation::explained;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In memory: one connection, gone with it.
    Memory,
    /// In a file.
    File(PathBuf),
}

/// How connections are set up.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) place: Place,
    pub(crate) readers: usize,
    pub(crate) busy_timeout: Duration,
    pub(crate) synchronous: Synchronous,
}

/// An open database.
pub(crate) struct Sqlite {
    writer: Arc<Pool>,
    /// The writer's pool where the database is in memory.
    readers: Arc<Pool>,
    /// Who may use the writing connection: calls share it (the queue puts them in order), a transaction has it alone.
    /// Waiters come in order.
    gate: Arc<RwLock<()>>,
    busy_timeout: Duration,
    /// Whether short calls run where they are awaited.
    pace: Pace,
    /// Whether a commit is as quick as the write before it: it does not wait for the disk.
    commits_quickly: bool,
    wal: Arc<Wal>,
    /// Closed when every thread has ended.
    ended: worker::Ended,
    /// How many connections there are while it is open.
    connections: usize,
    /// How many wait at the gate.
    waiting: AtomicUsize,
}

/// Counts who waits, until this is dropped: a future may be dropped while it does.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn at(gate: &'a AtomicUsize) -> Self {
        gate.fetch_add(1, Ordering::Relaxed);
        Self(gate)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Held by a call on the writing connection until its job is done.
type Shared = OwnedRwLockReadGuard<()>;
/// Held by a transaction until its end.
type Exclusive = OwnedRwLockWriteGuard<()>;

impl Sqlite {
    /// Opens the database, creating the file if there is none.
    pub(crate) async fn open(settings: &Settings) -> Result<Arc<Self>> {
        let writer = Arc::new(Pool::new());
        let (token, ended) = worker::ended();
        let (open, readers) = std::sync::mpsc::channel();
        let wal = Arc::new(Wal::new());
        worker::start(
            Arc::clone(&writer),
            settings.clone(),
            Duty::Write {
                readers,
                wal: Arc::clone(&wal),
            },
            token.clone(),
        )
        .await?;
        // From here on, whoever drops this stops the threads.
        let mut sqlite = Self {
            readers: Arc::clone(&writer),
            writer,
            gate: Arc::new(RwLock::new(())),
            busy_timeout: settings.busy_timeout,
            pace: Pace::new(),
            commits_quickly: settings.place == Place::Memory
                || settings.synchronous == Synchronous::Normal,
            wal,
            ended,
            connections: 1,
            waiting: AtomicUsize::new(0),
        };
        if settings.place != Place::Memory {
            sqlite.readers = Arc::new(Pool::new());
            sqlite.connections += settings.readers.max(1);
            for _ in 0..settings.readers.max(1) {
                let pool = Arc::clone(&sqlite.readers);
                let duty = Duty::Read { open: open.clone() };
                worker::start(pool, settings.clone(), duty, token.clone()).await?;
            }
        }
        Ok(Arc::new(sqlite))
    }

    /// Runs a call outside a transaction.
    pub(crate) async fn call<O: Operation>(&self, operation: O) -> Result<O::Output> {
        let compound = operation.is_compound(Dialect::Sqlite);
        match operation.access() {
            Access::Read => {
                if operation.is_short()
                    && let Some(outcome) = self.read_in_place(&operation).await
                {
                    return outcome;
                }
                // Kept out of this future, which most short calls need only the start of.
                Box::pin(self.read(move |connection| operation.sqlite(connection))).await
            }
            Access::Write => {
                if operation.is_short()
                    && self.commits_quickly
                    && let Some(outcome) = self.write_in_place(&operation, compound).await
                {
                    return outcome;
                }
                Box::pin(self.write(operation, compound)).await
            }
        }
    }

    /// Runs a writing call on the thread, outside a transaction.
    async fn write<O: Operation>(&self, operation: O, compound: bool) -> Result<O::Output> {
        let turn = self.share().await?;
        self.run(&self.writer, move |connection| {
            let outcome = write(connection, &operation, compound);
            drop(turn);
            outcome
        })
        .await
    }

    /// Runs a reading job, outside a transaction.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        // Where the database is in memory this is the writing connection.
        let turn = if self.is_one_connection() {
            Some(self.share().await?)
        } else {
            None
        };
        self.run(&self.readers, move |connection| {
            let outcome = job(connection);
            drop(turn);
            outcome
        })
        .await
    }

    /// Runs a short reading call here, if it can be done now.
    async fn read_in_place<O: Operation>(&self, operation: &O) -> Option<Result<O::Output>> {
        let outcome = {
            // Where the database is in memory this is the writing connection.
            let _turn = if self.is_one_connection() {
                Some(self.gate.try_read().ok()?)
            } else {
                None
            };
            self.here(&self.readers, |connection| operation.sqlite(connection))?
        };
        settle().await;
        // Somebody recovers the WAL, or takes it away: a thread waits for that.
        (!is_busy(&outcome)).then_some(outcome)
    }

    /// Runs a short writing call here, if it can be done now.
    ///
    /// Where it cannot, it waits as a thread's job and not as a task: a future that nobody polls for a while would hold up everybody
    /// behind it.
    async fn write_in_place<O: Operation>(
        &self,
        operation: &O,
        compound: bool,
    ) -> Option<Result<O::Output>> {
        if self.wal.is_renewed() {
            return None;
        }
        let outcome = {
            let _turn = self.gate.try_read().ok()?;
            self.here(&self.writer, |connection| {
                write(connection, operation, compound)
            })?
        };
        self.put_back_if_due();
        settle().await;
        // Another process writes, and nothing was done here: a thread waits for that.
        (!is_busy(&outcome)).then_some(outcome)
    }

    /// Has the log put back where it is long: any job on the writing connection's thread does it.
    fn put_back_if_due(&self) {
        if self.wal.is_due() {
            // A closed pool puts it back with its last connection.
            let _ = self.writer.push(Box::new(|_| ()));
        }
    }

    /// Runs a job on the writing connection while nobody else uses it, outside a transaction. What the job leaves open or
    /// switched off is put right after it.
    pub(crate) async fn exclusive<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.gate).write_owned().await;
        self.run(&self.writer, move |connection| {
            let outcome = catch(|| job(connection));
            let restored = connection::restore(connection);
            drop(turn);
            outcome.and_then(|value| restored.map(|()| value))
        })
        .await
    }

    fn is_one_connection(&self) -> bool {
        Arc::ptr_eq(&self.writer, &self.readers)
    }

    /// Sends a job to a thread and waits for its answer.
    async fn run<T: Send + 'static>(
        &self,
        pool: &Pool,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, waiting) = oneshot::channel();
        pool.push(Box::new(move |connection: &mut Connection| {
            let outcome = catch(|| job(connection));
            // Whoever asked may have gone.
            let _ = answer.send(outcome);
        }))?;
        waiting
            .await
            .unwrap_or_else(|_| Err(Error::new(ErrorKind::Closed)))
    }

    /// Waits for the open transaction, if there is one.
    async fn share(&self) -> Result<Shared> {
        let gate = Arc::clone(&self.gate);
        match gate.try_read_owned() {
            Ok(turn) => Ok(turn),
            Err(_) => self.wait(Arc::clone(&self.gate).read_owned()).await,
        }
    }

    /// Waits until nobody else uses the writing connection.
    async fn take(&self) -> Result<Exclusive> {
        let gate = Arc::clone(&self.gate);
        match gate.try_write_owned() {
            Ok(turn) => Ok(turn),
            Err(_) => self.wait(Arc::clone(&self.gate).write_owned()).await,
        }
    }

    /// As long as SQLite itself would wait for another process.
    async fn wait<G>(&self, turn: impl Future<Output = G>) -> Result<G> {
        let _waiting = Waiting::at(&self.waiting);
        tokio::time::timeout(self.busy_timeout, turn)
            .await
            .map_err(|_| {
                Error::with_detail(
                    ErrorKind::Busy,
                    "another transaction holds the writing connection",
                )
            })
    }

    /// How busy the connections are.
    pub(crate) fn pool_status(&self) -> PoolStatus {
        let pools = [&self.writer, &self.readers];
        let pools = &pools[..if self.is_one_connection() { 1 } else { 2 }];
        let (mut open, mut idle, mut waiting) = (0, 0, self.waiting.load(Ordering::Relaxed));
        for pool in pools {
            let counts = pool.counts();
            open += counts.0;
            idle += counts.1;
            waiting += counts.2;
        }
        PoolStatus {
            max: self.connections,
            open,
            idle,
            waiting,
        }
    }

    /// Stops taking jobs, does those that wait, closes the connections.
    pub(crate) async fn close(&self) {
        self.stop();
        self.ended.wait().await;
    }

    fn stop(&self) {
        self.writer.close();
        self.readers.close();
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs a writing call outside a transaction.
fn write<O: Operation>(
    connection: &Connection,
    operation: &O,
    compound: bool,
) -> Result<O::Output> {
    if compound {
        connection::in_transaction(connection, |connection| operation.sqlite_alone(connection))
    } else {
        operation.sqlite(connection)
    }
}

/// Whether a lock of another process was in the way.
fn is_busy<T>(outcome: &Result<T>) -> bool {
    outcome
        .as_ref()
        .is_err_and(|error| error.kind() == &ErrorKind::Busy)
}

/// A panic in a job is an error of that job; the thread and its connection live on.
fn catch<T>(job: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| Err(Error::new(ErrorKind::Panicked)))
}
