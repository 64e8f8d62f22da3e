//! The Postgres driver: a pool of connections that are kept, statements prepared once on each, rows read by position.

mod config;
mod copy;
mod error;
mod flavor;
mod parameter;
mod pool;
mod row;
mod statement;
mod tls;
mod transaction;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Object, Pool, PoolError, TimeoutType, Timeouts};

use crate::Dialect;
use crate::db::PoolStatus;
use crate::error::{Error, ErrorKind, Result};
use crate::operation::Operation;

pub(crate) use copy::Copy;
pub(crate) use error::{is_disconnect, source};
pub(crate) use flavor::Flavor;
pub(crate) use pool::Dedicated;
pub(crate) use row::cell;
pub(crate) use statement::Sql;
pub(crate) use transaction::{Open, Transaction};

/// A connection of the pool, with its prepared statements.
pub(crate) type Client = deadpool_postgres::ClientWrapper;

/// How to connect.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) url: String,
    pub(crate) application_name: String,
    pub(crate) pool_size: usize,
    pub(crate) busy_timeout: Duration,
    pub(crate) statement_timeout: Option<Duration>,
    pub(crate) connect_attempts: u32,
    pub(crate) connect_backoff: Duration,
    pub(crate) connect_timeout: Duration,
}

/// A server that was reached.
pub(crate) struct Postgres {
    pool: Pool,
    connector: Arc<pool::Connector>,
}

impl Postgres {
    /// Runs a call outside a transaction.
    pub(crate) async fn call<O: Operation>(&self, operation: O) -> Result<O::Output> {
        let client = self.client().await?;
        if operation.is_compound(Dialect::Postgres) {
            // Kept out of this future, which has to be moved.
            return Box::pin(call_alone(client, operation)).await;
        }
        match operation.postgres(&client).await {
            // The table was altered behind a prepared statement; it has been forgotten, and nothing was done.
            Err(error) if error::is_stale_plan(&error) => operation.postgres(&client).await,
            outcome => outcome,
        }
    }

    /// A connection of the pool.
    pub(crate) async fn client(&self) -> Result<Object> {
        // One that is free, or may be made, is had without a timer.
        const AT_ONCE: Timeouts = Timeouts {
            wait: Some(Duration::ZERO),
            create: None,
            recycle: None,
        };

        let client = match self.pool.timeout_get(&AT_ONCE).await {
            Err(PoolError::Timeout(TimeoutType::Wait)) => Box::pin(self.pool.get()).await,
            outcome => outcome,
        };
        client.map_err(|failure| pool::error(&failure))
    }

    /// Forgets what was prepared: the schema has changed.
    pub(crate) fn forget_statements(&self) {
        self.pool.manager().statement_caches.clear();
    }

    /// How busy the connections are.
    pub(crate) fn pool_status(&self) -> PoolStatus {
        let status = self.pool.status();
        PoolStatus {
            max: status.max_size,
            open: status.size,
            idle: status.available,
            waiting: status.waiting,
        }
    }

    /// Lets go of all connections; those in use go when they come back.
    pub(crate) fn close(&self) {
        self.pool.close();
    }
}

/// Runs a call of several statements in a transaction of its own.
async fn call_alone<O: Operation>(client: Object, operation: O) -> Result<O::Output> {
    let open = transaction::begin_on(client, "BEGIN ISOLATION LEVEL READ COMMITTED").await?;
    match open.call(&operation).await {
        Ok(outcome) => open.commit().await.map(|()| outcome),
        Err(error) => open.roll_back().await.and(Err(error)),
    }
}

/// A transaction or handle that is over.
fn closed() -> Error {
    Error::new(ErrorKind::Closed)
}
