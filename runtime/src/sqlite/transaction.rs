//! Transactions and savepoints on the writing connection.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connection::{roll_back, run};
use super::in_place::settle;
use super::{Exclusive, Sqlite, catch, is_busy, violation};
use crate::error::{Error, ErrorKind, Result};
use crate::operation::Operation;
use crate::transaction::state::{State, savepoint};

/// An open transaction, shared by its handles and by the jobs that run in it.
///
/// Its state changes only where the writing connection is held, and so in the order of the calls.
pub(crate) struct Transaction {
    state: Mutex<State>,
    /// How many short calls its commit is as long as, about; [`u32::MAX`] after one that is not short.
    extent: AtomicU32,
    /// The turn on the writing connection, until the end.
    turn: Mutex<Option<Exclusive>>,
}

/// So many rows written are committed about as quickly as one is read.
const SHORT_COMMIT: u32 = 32;

impl Transaction {
    fn new(turn: Exclusive) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State::new()),
            extent: AtomicU32::new(0),
            turn: Mutex::new(Some(turn)),
        })
    }

    /// Counts a call. Calls of one transaction at the same moment may miscount by one another, which does not matter.
    fn count(&self, is_short: bool) {
        let extent = if is_short {
            self.extent.load(Ordering::Relaxed).saturating_add(1)
        } else {
            u32::MAX
        };
        self.extent.store(extent, Ordering::Relaxed);
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Marks the end, and lets the next one have the connection.
    fn end(&self) {
        self.state().end();
        let turn = self
            .turn
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(turn);
    }

    /// Rolls back, unless it has ended: then the connection may be another transaction's by now.
    fn abort(&self, connection: &Connection) {
        if !self.state().is_ended() {
            roll_back(connection);
            self.end();
        }
    }

    /// Runs a call, and remembers whether it has failed.
    fn call<O: Operation>(&self, connection: &Connection, operation: &O) -> Result<O::Output> {
        self.ready(connection)?;
        let outcome = catch(|| operation.sqlite(connection));
        if outcome.is_err() {
            self.state().record(&outcome);
        }
        outcome
    }

    /// Rolls back what was left behind, then says whether statements are taken.
    fn ready(&self, connection: &Connection) -> Result<()> {
        let mut state = self.state();
        if let Some(level) = state.abandoned.take()
            && !state.is_ended()
        {
            roll_back_to(connection, level, &mut state)?;
        }
        state.check()
    }
}

fn roll_back_to(connection: &Connection, level: u32, state: &mut State) -> Result<()> {
    let name = savepoint(level);
    if connection.is_autocommit() {
        // The failure was such that SQLite has rolled back everything.
        state.fail();
        return Err(Error::new(ErrorKind::TransactionAborted));
    }
    let outcome = run(connection, &format!("ROLLBACK TO {name}"))
        .and_then(|()| run(connection, &format!("RELEASE {name}")));
    match outcome {
        Ok(()) => {
            state.rolled_back_to(level);
            Ok(())
        }
        Err(failure) => {
            state.fail();
            Err(violation::error(&failure))
        }
    }
}

/// A transaction (level 0) or a savepoint that is open until it is ended here; dropped, it is rolled back.
pub(crate) struct Open {
    pub(crate) engine: Arc<Sqlite>,
    pub(crate) transaction: Arc<Transaction>,
    level: u32,
    ended: bool,
}

impl Sqlite {
    /// Begins a transaction. It writes from the start: SQLite has no way to turn a stale reader into a writer.
    pub(crate) async fn begin(self: &Arc<Self>) -> Result<Open> {
        let turn = self.take().await?;
        if !self.wal.is_renewed()
            && let Some(begun) = self.here(&self.writer, begin)
            && !is_busy(&begun)
        {
            begun?;
            let open = Open::outermost(self, turn);
            settle().await;
            return Ok(open);
        }
        let engine = Arc::clone(self);
        self.run(&self.writer, move |connection| {
            begin(connection)?;
            // Made here: if nobody waits for it any more, it is dropped here and so rolled back.
            Ok(Open::outermost(&engine, turn))
        })
        .await
    }

    /// Runs a call inside a transaction.
    pub(crate) async fn call_in<O: Operation>(
        &self,
        transaction: &Arc<Transaction>,
        operation: O,
    ) -> Result<O::Output> {
        let is_short = operation.is_short();
        transaction.count(is_short);
        if is_short {
            let call = |connection: &Connection| transaction.call(connection, &operation);
            if let Some(outcome) = self.here(&self.writer, call) {
                settle().await;
                return outcome;
            }
        }
        let transaction = Arc::clone(transaction);
        // Kept out of this future, which most calls need only the start of.
        Box::pin(self.run(&self.writer, move |connection| {
            transaction.call(connection, &operation)
        }))
        .await
    }
}

fn begin(connection: &Connection) -> Result<()> {
    run(connection, "BEGIN IMMEDIATE").map_err(|failure| violation::error(&failure))
}

impl Open {
    fn outermost(engine: &Arc<Sqlite>, turn: Exclusive) -> Self {
        Self {
            engine: Arc::clone(engine),
            transaction: Transaction::new(turn),
            level: 0,
            ended: false,
        }
    }

    /// Commits here and now, if that is known to be quick. `None` where the thread is to do it, or to say why it cannot be done.
    fn commit_here(&self) -> Option<Result<()>> {
        let transaction = &self.transaction;
        if self.level > 0
            || !self.engine.commits_quickly
            || transaction.extent.load(Ordering::Relaxed) > SHORT_COMMIT
        {
            return None;
        }
        let outcome = self.engine.here(&self.engine.writer, |connection| {
            transaction.ready(connection)?;
            Ok(run(connection, "COMMIT").map_err(|failure| {
                // Where it is still open, the next attempt fails like this one; to find out why may take long.
                let is_over = connection.is_autocommit();
                is_over.then(|| violation::error(&failure))
            }))
        });
        let outcome = match outcome?.ok()? {
            Ok(()) => Ok(()),
            Err(error) => Err(error?),
        };
        transaction.state().record(&outcome);
        transaction.end();
        Some(outcome)
    }

    /// Sets a savepoint in the transaction, or in the savepoint, of that level.
    pub(crate) async fn savepoint(
        engine: &Arc<Sqlite>,
        transaction: &Arc<Transaction>,
        level: u32,
    ) -> Result<Self> {
        let (own, transaction) = (Arc::clone(engine), Arc::clone(transaction));
        engine
            .run(&engine.writer, move |connection| {
                transaction.ready(connection)?;
                transaction.state().check_innermost(level)?;
                let level = level + 1;
                run(connection, &format!("SAVEPOINT {}", savepoint(level)))
                    .map_err(|failure| violation::error(&failure))?;
                transaction.state().depth = level;
                Ok(Self {
                    engine: own,
                    transaction,
                    level,
                    ended: false,
                })
            })
            .await
    }

    /// Commits the transaction, or releases the savepoint. After a failure it is rolled back, and that is an error.
    pub(crate) async fn commit(mut self) -> Result<()> {
        if let Some(outcome) = self.commit_here() {
            self.ended = true;
            self.engine.put_back_if_due();
            settle().await;
            return outcome;
        }
        let (transaction, level) = (Arc::clone(&self.transaction), self.level);
        let committing = self.engine.run(&self.engine.writer, move |connection| {
            let ready = transaction.ready(connection);
            if level == 0 {
                let outcome = ready.and_then(|()| {
                    run(connection, "COMMIT")
                        .map_err(|failure| violation::commit_error(connection, &failure))
                });
                transaction.state().record(&outcome);
                if outcome.is_ok() {
                    transaction.end();
                } else {
                    // A COMMIT that failed leaves it open.
                    transaction.abort(connection);
                }
                return outcome;
            }
            if let Err(error) = ready {
                let mut state = transaction.state();
                if !state.is_ended() {
                    roll_back_to(connection, level, &mut state)?;
                }
                return Err(error);
            }
            let outcome = run(connection, &format!("RELEASE {}", savepoint(level)))
                .map_err(|failure| violation::error(&failure));
            let mut state = transaction.state();
            state.record(&outcome);
            state.depth = level - 1;
            outcome
        });
        let outcome = committing.await;
        self.ended = true;
        outcome
    }

    /// Rolls back the transaction, or to the savepoint.
    pub(crate) async fn roll_back(mut self) -> Result<()> {
        let (transaction, level) = (Arc::clone(&self.transaction), self.level);
        let rolling_back = self.engine.run(&self.engine.writer, move |connection| {
            if level == 0 {
                transaction.abort(connection);
                return Ok(());
            }
            let mut state = transaction.state();
            state.forget_abandoned(level);
            if state.is_ended() {
                Ok(())
            } else {
                roll_back_to(connection, level, &mut state)
            }
        });
        let outcome = rolling_back.await;
        self.ended = true;
        outcome
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if self.level > 0 {
            self.transaction.state().abandon(self.level);
            return;
        }
        let transaction = Arc::clone(&self.transaction);
        // Behind the jobs that are under way. A closed queue has no connection any more to roll back.
        let _ = self.engine.writer.push(Box::new(move |connection| {
            transaction.abort(connection);
        }));
    }
}
