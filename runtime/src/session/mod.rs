//! What generated functions talk to: a database, or a transaction on it.

mod calls;
mod chained;
mod scoped;
#[cfg(feature = "tracing")]
mod trace;

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::Dialect;
use crate::error::{Error, Result};
use crate::operation::Operation;
use crate::options::Options;
#[cfg(feature = "postgres")]
use crate::postgres;
#[cfg(feature = "sqlite")]
use crate::sqlite;
use crate::value::Value;
use crate::value::timestamp::now;

pub use scoped::Scoped;

/// A database, or a transaction on it: what generated functions take.
///
/// [`Db`](crate::Db), [`Tx`](crate::Tx) and [`Scoped`] deref to it.
#[derive(Clone)]
pub struct Session {
    target: Target,
    /// From when on a call is told of as slow.
    #[cfg(feature = "tracing")]
    slow: std::time::Duration,
}

/// Where calls go.
#[derive(Clone)]
pub(crate) enum Target {
    #[cfg(feature = "sqlite")]
    Sqlite {
        engine: Arc<sqlite::Sqlite>,
        transaction: Option<Arc<sqlite::Transaction>>,
    },
    #[cfg(feature = "postgres")]
    Postgres {
        engine: Arc<postgres::Postgres>,
        transaction: Option<Arc<postgres::Transaction>>,
    },
}

impl Session {
    #[cfg_attr(
        not(feature = "tracing"),
        expect(unused_variables, reason = "all that a session heeds is for tracing")
    )]
    pub(crate) fn new(target: Target, options: &Options) -> Self {
        Self {
            target,
            #[cfg(feature = "tracing")]
            slow: options.slow_query,
        }
    }

    /// The same with another target: a transaction in place of its database.
    pub(crate) fn on(&self, target: Target) -> Self {
        let mut other = self.clone();
        other.target = target;
        other
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    /// The database it talks to.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match &self.target {
            #[cfg(feature = "sqlite")]
            Target::Sqlite { .. } => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Target::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// The time, to the microsecond: of the transaction, which has one for all it writes, or the present.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.target {
            #[cfg(feature = "sqlite")]
            Target::Sqlite {
                transaction: Some(transaction),
                ..
            } => transaction.state().now,
            #[cfg(feature = "postgres")]
            Target::Postgres {
                transaction: Some(transaction),
                ..
            } => transaction.state().now,
            #[cfg(feature = "sqlite")]
            Target::Sqlite {
                transaction: None, ..
            } => now(),
            #[cfg(feature = "postgres")]
            Target::Postgres {
                transaction: None, ..
            } => now(),
        }
    }

    /// A handle on the tables of one tenant.
    ///
    /// ```no_run
    /// # fn example(db: &dualect::Db) {
    /// let acme = db.scope("acme");
    /// # let _ = acme;
    /// # }
    /// ```
    #[must_use]
    pub fn scope(&self, tenant: impl Into<Value>) -> Scoped {
        Scoped::new(self.clone(), tenant.into())
    }

    /// A call of one operation, made ready: an error before anything is sent is the call's.
    async fn call<O: Operation>(&self, operation: Result<O, Error>) -> Result<O::Output> {
        let operation = operation?;
        #[cfg(feature = "tracing")]
        return trace::told(self, operation.name(), self.run(operation)).await;
        #[cfg(not(feature = "tracing"))]
        self.run(operation).await
    }

    /// Runs it where it goes.
    async fn run<O: Operation>(&self, operation: O) -> Result<O::Output> {
        match &self.target {
            #[cfg(feature = "sqlite")]
            Target::Sqlite {
                engine,
                transaction: None,
            } => engine.call(operation).await,
            #[cfg(feature = "sqlite")]
            Target::Sqlite {
                engine,
                transaction: Some(transaction),
            } => engine.call_in(transaction, operation).await,
            // A future of many states, kept out of this one: SQLite's calls are over sooner than so much is set up.
            #[cfg(feature = "postgres")]
            Target::Postgres {
                engine,
                transaction: None,
            } => Box::pin(engine.call(operation)).await,
            #[cfg(feature = "postgres")]
            Target::Postgres {
                engine,
                transaction: Some(transaction),
            } => Box::pin(engine.call_in(transaction, operation)).await,
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("dialect", &self.dialect())
            .finish_non_exhaustive()
    }
}
