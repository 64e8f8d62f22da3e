//! Transactions: begun, and committed or rolled back; or run as a whole, and run again where others got in the way.

mod retry;
pub(crate) mod state;

use std::fmt;
use std::ops::Deref;

use crate::call::Call;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "postgres")]
use crate::postgres;
use crate::session::{Session, Target};
#[cfg(feature = "sqlite")]
use crate::sqlite;

pub(crate) use retry::pause;

/// How far a transaction is kept apart from others.
///
/// SQLite has one kind: nobody else writes meanwhile, which is [`Isolation::Serializable`] whatever is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolation {
    /// As if transactions ran one after another.
    #[default]
    Serializable,
    /// What was read once stays as it was read.
    RepeatableRead,
    /// Each statement sees what is committed by then: what was read may be out of date when it is written.
    ReadCommitted,
}

/// What runs in a transaction: the handle that its work is given.
///
/// It derefs to [`Session`], so generated functions take it as they take a [`Db`](crate::Db). After a statement has failed
/// every further one is refused ([`ErrorKind::TransactionAborted`](crate::ErrorKind::TransactionAborted)) until the savepoint
/// around it is rolled back, on both databases. Kept beyond the transaction's end, it refuses everything.
pub struct Tx {
    session: Session,
    /// 0 for the transaction, 1 for a savepoint in it, and so on.
    level: u32,
}

impl Tx {
    /// Another handle on the same transaction.
    pub(crate) fn again(&self) -> Self {
        Self {
            session: self.session.clone(),
            level: self.level,
        }
    }

    /// Runs work that can be undone by itself: an error rolls back to where it began, and the transaction goes on.
    ///
    /// ```no_run
    /// # async fn example(tx: &dualect::Tx) -> dualect::Result<()> {
    /// let outcome: dualect::Result<()> = tx
    ///     .savepoint(async |inner| {
    ///         // agents::insert(&inner, ..).await?;
    ///         # let _ = inner;
    ///         Ok(())
    ///     })
    ///     .await;
    /// // Where it failed, it is as if it had not been tried, and `tx` goes on.
    /// # let _ = outcome;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn savepoint<T, E, F, W>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(Self) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        let inner = self.open_savepoint().await?;
        match work(inner.handle()).await {
            Ok(value) => {
                inner.commit().await?;
                Ok(value)
            }
            Err(error) => {
                inner.rollback().await?;
                Err(error)
            }
        }
    }

    async fn open_savepoint(&self) -> Result<Transaction> {
        let open = match self.session.target() {
            #[cfg(feature = "sqlite")]
            Target::Sqlite {
                engine,
                transaction: Some(transaction),
            } => Open::Sqlite(sqlite::Open::savepoint(engine, transaction, self.level).await?),
            #[cfg(feature = "postgres")]
            Target::Postgres {
                engine,
                transaction: Some(transaction),
            } => Open::Postgres(
                postgres::Open::savepoint(transaction, self.level).await?,
                engine.clone(),
            ),
            #[cfg(feature = "sqlite")]
            Target::Sqlite { .. } => return Err(Error::new(ErrorKind::Closed)),
            #[cfg(feature = "postgres")]
            Target::Postgres { .. } => return Err(Error::new(ErrorKind::Closed)),
        };
        Ok(Transaction::new(&self.session, open, self.level + 1))
    }
}

impl Deref for Tx {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("dialect", &self.dialect())
            .finish_non_exhaustive()
    }
}

/// A transaction begun by hand. Dropped without [`Transaction::commit`], it is rolled back before its connection is used
/// again.
///
/// It derefs to [`Tx`], and so to [`Session`].
///
/// ```no_run
/// # async fn example(db: &dualect::Db) -> dualect::Result<()> {
/// let tx = db.begin().await?;
/// // agents::insert(&tx, ..).await?;
/// tx.commit().await
/// # }
/// ```
pub struct Transaction {
    tx: Tx,
    open: Open,
}

/// The driver's side of it, which rolls back when it is dropped.
enum Open {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlite::Open),
    #[cfg(feature = "postgres")]
    Postgres(postgres::Open, std::sync::Arc<postgres::Postgres>),
}

impl Transaction {
    pub(crate) async fn begin(session: &Session, isolation: Isolation) -> Result<Self> {
        let open = match session.target() {
            #[cfg(feature = "sqlite")]
            Target::Sqlite { engine, .. } => {
                // The one kind there is is stronger than what may be asked for.
                let _ = isolation;
                Open::Sqlite(engine.begin().await?)
            }
            #[cfg(feature = "postgres")]
            Target::Postgres { engine, .. } => {
                Open::Postgres(engine.begin(isolation).await?, engine.clone())
            }
        };
        Ok(Self::new(session, open, 0))
    }

    fn new(around: &Session, open: Open, level: u32) -> Self {
        let target = match &open {
            #[cfg(feature = "sqlite")]
            Open::Sqlite(open) => Target::Sqlite {
                engine: open.engine.clone(),
                transaction: Some(open.transaction.clone()),
            },
            #[cfg(feature = "postgres")]
            Open::Postgres(open, engine) => Target::Postgres {
                engine: engine.clone(),
                transaction: Some(open.transaction.clone()),
            },
        };
        let session = around.on(target);
        Self {
            tx: Tx { session, level },
            open,
        }
    }

    /// The handle that work is given.
    pub(crate) fn handle(&self) -> Tx {
        Tx {
            session: self.tx.session.clone(),
            level: self.tx.level,
        }
    }

    /// Commits. Where a statement has failed, or the commit itself does, everything is rolled back, and this is an error.
    pub fn commit(self) -> Call<'static, ()> {
        Call::new(async move {
            match self.open {
                #[cfg(feature = "sqlite")]
                Open::Sqlite(open) => open.commit().await,
                #[cfg(feature = "postgres")]
                Open::Postgres(open, _) => open.commit().await,
            }
        })
    }

    /// Rolls back.
    pub fn rollback(self) -> Call<'static, ()> {
        Call::new(async move {
            match self.open {
                #[cfg(feature = "sqlite")]
                Open::Sqlite(open) => open.roll_back().await,
                #[cfg(feature = "postgres")]
                Open::Postgres(open, _) => open.roll_back().await,
            }
        })
    }

    /// Whether something failed in it that may succeed when all is run again.
    pub(crate) fn is_retryable(&self) -> bool {
        match &self.open {
            #[cfg(feature = "sqlite")]
            Open::Sqlite(open) => open.transaction.state().retryable,
            #[cfg(feature = "postgres")]
            Open::Postgres(open, _) => open.transaction.state().retryable,
        }
    }

    /// The key that met a row, where that is what failed.
    pub(crate) fn conflict(&self) -> Option<u64> {
        match &self.open {
            #[cfg(feature = "sqlite")]
            Open::Sqlite(open) => open.transaction.state().conflict,
            #[cfg(feature = "postgres")]
            Open::Postgres(open, _) => open.transaction.state().conflict,
        }
    }
}

impl Deref for Transaction {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction")
            .field("dialect", &self.dialect())
            .finish_non_exhaustive()
    }
}
