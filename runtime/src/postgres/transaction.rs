//! Transactions and savepoints on one connection of the pool.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use deadpool_postgres::Object;
use tokio::runtime::Handle;

use super::error::{error, is_stale_plan};
use super::{Client, Postgres, closed};
use crate::error::Result;
use crate::operation::Operation;
use crate::transaction::Isolation;
use crate::transaction::state::{State, savepoint};

/// An open transaction, shared by its handles.
pub(crate) struct Transaction {
    state: Mutex<State>,
    /// The connection until the end. One call at a time, as on SQLite: what a failure leaves unusable is then the same.
    client: tokio::sync::Mutex<Option<Object>>,
}

impl Transaction {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rolls back what was left behind, then says whether statements are taken.
    async fn ready(&self, client: &Client) -> Result<()> {
        let abandoned = self.state().abandoned;
        if let Some(level) = abandoned {
            self.roll_back_to(client, level).await?;
            self.state().abandoned = None;
        }
        self.state().check()
    }

    async fn roll_back_to(&self, client: &Client, level: u32) -> Result<()> {
        let name = savepoint(level);
        self.send(client, &format!("ROLLBACK TO {name}; RELEASE {name}"))
            .await?;
        self.state().rolled_back_to(level);
        Ok(())
    }

    async fn send(&self, client: &Client, sql: &str) -> Result<()> {
        let answer = self.asked(client.batch_execute(sql)).await;
        let outcome = answer.map_err(|failure| error(&failure));
        self.state().record(&outcome);
        outcome
    }

    /// Notes that an answer is due, for as long as it is.
    async fn asked<T>(&self, answer: impl Future<Output = T>) -> T {
        self.state().unanswered = true;
        let answer = answer.await;
        self.state().unanswered = false;
        answer
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // Still here: nobody could roll back. The pool must not hand it out again.
        if let Some(client) = self.client.get_mut().take() {
            drop(Object::take(client));
        }
    }
}

/// A transaction (level 0) or a savepoint that is open until it is ended here; dropped, it is rolled back.
pub(crate) struct Open {
    pub(crate) transaction: Arc<Transaction>,
    level: u32,
    ended: bool,
}

impl Postgres {
    /// Begins a transaction.
    pub(crate) async fn begin(&self, isolation: Isolation) -> Result<Open> {
        let sql = match isolation {
            Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            Isolation::RepeatableRead => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
        };
        begin_on(self.client().await?, sql).await
    }

    /// Runs a call inside a transaction.
    pub(crate) async fn call_in<O: Operation>(
        &self,
        transaction: &Transaction,
        operation: O,
    ) -> Result<O::Output> {
        transaction.call(&operation).await
    }
}

/// Begins a transaction on that connection.
pub(super) async fn begin_on(client: Object, sql: &str) -> Result<Open> {
    // Made first: whoever drops this future drops the transaction, and so the connection is rolled back.
    let client = tokio::sync::Mutex::new(Some(client));
    let transaction = Arc::new(Transaction {
        state: Mutex::new(State::new()),
        client,
    });
    let open = Open {
        transaction,
        level: 0,
        ended: false,
    };
    let begun = {
        let client = open.transaction.client.lock().await;
        let client = client.as_ref().ok_or_else(closed)?;
        open.transaction.send(client, sql).await
    };
    begun.map(|()| open)
}

impl Transaction {
    async fn call<O: Operation>(&self, operation: &O) -> Result<O::Output> {
        let client = self.client.lock().await;
        let client = client.as_ref().ok_or_else(closed)?;
        self.ready(client).await?;
        let outcome = self.asked(operation.postgres(client)).await;
        let mut state = self.state();
        state.record(&outcome);
        // A table was altered behind a prepared statement, which is forgotten now: run again, it is prepared anew.
        state.retryable |= outcome.as_ref().is_err_and(is_stale_plan);
        drop(state);
        outcome
    }
}

impl Open {
    pub(super) async fn call<O: Operation>(&self, operation: &O) -> Result<O::Output> {
        self.transaction.call(operation).await
    }

    /// Sets a savepoint in the transaction, or in the savepoint, of that level.
    pub(crate) async fn savepoint(transaction: &Arc<Transaction>, level: u32) -> Result<Self> {
        let client = transaction.client.lock().await;
        let held = client.as_ref().ok_or_else(closed)?;
        transaction.ready(held).await?;
        transaction.state().check_innermost(level)?;
        let level = level + 1;
        // Dropped while the answer is due, it is rolled back, which is right whether the server has got it or not.
        let open = Self {
            transaction: Arc::clone(transaction),
            level,
            ended: false,
        };
        transaction.state().depth = level;
        transaction
            .send(held, &format!("SAVEPOINT {}", savepoint(level)))
            .await?;
        drop(client);
        Ok(open)
    }

    /// Commits the transaction, or releases the savepoint. After a failure it is rolled back, and that is an error.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let transaction = Arc::clone(&self.transaction);
        let mut client = transaction.client.lock().await;
        let held = client.as_ref().ok_or_else(closed)?;
        let outcome = self.try_commit(held).await;
        if self.level == 0 {
            if outcome.is_err() {
                // COMMIT has ended it already where it was COMMIT that failed; else this does.
                self.end_by(held, "ROLLBACK").await?;
            }
            transaction.state().end();
            drop(client.take());
        } else if outcome.is_err() {
            transaction.roll_back_to(held, self.level).await?;
        }
        self.ended = true;
        outcome
    }

    async fn try_commit(&self, client: &Client) -> Result<()> {
        let transaction = &self.transaction;
        transaction.ready(client).await?;
        if transaction.state().unanswered {
            // A call was dropped before its answer: if it failed, COMMIT would roll back and not say so.
            transaction.send(client, "SELECT").await?;
        }
        if self.level == 0 {
            return transaction.send(client, "COMMIT").await;
        }
        transaction
            .send(client, &format!("RELEASE {}", savepoint(self.level)))
            .await?;
        transaction.state().depth = self.level - 1;
        Ok(())
    }

    /// Rolls back the transaction, or to the savepoint.
    pub(crate) async fn roll_back(mut self) -> Result<()> {
        let transaction = Arc::clone(&self.transaction);
        let mut client = transaction.client.lock().await;
        let held = client.as_ref().ok_or_else(closed)?;
        if self.level == 0 {
            self.end_by(held, "ROLLBACK").await?;
            transaction.state().end();
            drop(client.take());
        } else {
            transaction.state().forget_abandoned(self.level);
            transaction.roll_back_to(held, self.level).await?;
        }
        self.ended = true;
        Ok(())
    }

    async fn end_by(&self, client: &Client, sql: &str) -> Result<()> {
        client
            .batch_execute(sql)
            .await
            .map_err(|failure| error(&failure))
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
        self.transaction.state().end();
        let transaction = Arc::clone(&self.transaction);
        // Without a runtime to wait in, the connection is closed when the transaction is dropped, and the server rolls back.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                let mut client = transaction.client.lock().await;
                if let Some(held) = client.as_ref()
                    && held.batch_execute("ROLLBACK").await.is_ok()
                {
                    // Clean: back to the pool.
                    drop(client.take());
                }
            });
        }
    }
}
