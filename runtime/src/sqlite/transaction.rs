//! Transactions and savepoints on the writing connection.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::connection::{roll_back, run};
use super::{Exclusive, Sqlite, catch, violation};
use crate::error::{Error, ErrorKind, Result};
use crate::operation::Operation;
use crate::transaction::state::{State, savepoint};

/// An open transaction, shared by its handles and by the jobs that run in it.
///
/// Its state changes only where the writing connection is held, and so in the order of the calls.
pub(crate) struct Transaction {
    state: Mutex<State>,
    /// The turn on the writing connection, until the end.
    turn: Mutex<Option<Exclusive>>,
}

impl Transaction {
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
        self.state().record(&outcome);
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
        let engine = Arc::clone(self);
        self.run(&self.writer, move |connection| {
            run(connection, "BEGIN IMMEDIATE").map_err(|failure| violation::error(&failure))?;
            let transaction = Arc::new(Transaction {
                state: Mutex::new(State::new()),
                turn: Mutex::new(Some(turn)),
            });
            // Made here: if nobody waits for it any more, it is dropped here and so rolled back.
            Ok(Open {
                engine,
                transaction,
                level: 0,
                ended: false,
            })
        })
        .await
    }

    /// Runs a call inside a transaction.
    pub(crate) async fn call_in<O: Operation>(
        &self,
        transaction: &Arc<Transaction>,
        operation: O,
    ) -> Result<O::Output> {
        if operation.is_short() {
            let here = |connection: &Connection| transaction.call(connection, &operation);
            if let Some(outcome) = self.in_place(&self.writer, here).await {
                return outcome;
            }
        }
        let transaction = Arc::clone(transaction);
        self.run(&self.writer, move |connection| {
            transaction.call(connection, &operation)
        })
        .await
    }
}

impl Open {
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
