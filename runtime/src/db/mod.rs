//! A database: connect, begin, migrate, close.

mod migrations;
mod steps;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Dialect;
use crate::call::Call;
use crate::error::{Error, Result};
use crate::location::Location;
use crate::options::Options;
use crate::query::{Statement, TableInfo};
use crate::session::{Session, Target};
use crate::transaction::{Isolation, Transaction, Tx, pause};

/// A database. Cheap to clone: all clones share the connections.
///
/// It derefs to [`Session`], so generated functions take it as it is; each call outside a transaction stands for itself.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> dualect::Result<()> {
/// let db = dualect::Db::connect("sqlite::memory:").await?;
/// assert_eq!(db.dialect(), dualect::Dialect::Sqlite);
/// db.close().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Db {
    session: Session,
    about: Arc<About>,
}

struct About {
    /// Without its password.
    location: String,
    transaction_attempts: u32,
}

/// What a database says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Which of the two it is.
    pub dialect: Dialect,
    /// The engine's version, as it tells it.
    pub version: String,
    /// How long it took to answer.
    pub round_trip: Duration,
}

/// How busy the connections of a database are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolStatus {
    /// How many there may be.
    pub max: usize,
    /// How many there are. On SQLite that is how many there may be, until the database is closed.
    pub open: usize,
    /// How many of those nobody uses.
    pub idle: usize,
    /// How many calls and transactions wait for one.
    pub waiting: usize,
}

impl Db {
    /// Connects to what the URL names: `postgres://` or `postgresql://`, `sqlite:<path>`, `sqlite::memory:`, or a path that
    /// ends in `.db`, `.sqlite` or `.sqlite3`. An empty URL is the SQLite file `app.db`.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(Options::new().url(url)).await
    }

    /// Connects to what the environment variable `DATABASE_URL` names; without it, to the SQLite file `app.db`.
    pub async fn from_env() -> Result<Self> {
        Self::connect_with(Options::from_env()).await
    }

    /// Connects as the options say.
    pub async fn connect_with(options: Options) -> Result<Self> {
        let location = Location::parse(options.url.as_deref(), &options.file)?;
        let shown = location.shown();
        let session = Session::new(open(location, &options).await?, &options);
        let about = About {
            location: shown,
            transaction_attempts: options.transaction_attempts,
        };
        Ok(Self {
            session,
            about: Arc::new(about),
        })
    }

    /// Where the database is, without its password.
    #[must_use]
    pub fn location(&self) -> &str {
        &self.about.location
    }

    /// Begins a serializable transaction.
    pub fn begin(&self) -> Call<'_, Transaction> {
        self.begin_with(Isolation::Serializable)
    }

    /// Begins a transaction.
    pub fn begin_with(&self, isolation: Isolation) -> Call<'_, Transaction> {
        Call::new(Transaction::begin(&self.session, isolation))
    }

    /// Runs work in a serializable transaction: committed when it returns `Ok`, rolled back when it returns `Err`.
    ///
    /// Where concurrent transactions got in the way it is run again, a few times and after a pause, so it must not do what
    /// cannot be done twice. Whether that was the reason is remembered by the transaction: the work's own error type need
    /// not tell.
    ///
    /// On Postgres a key that is taken, or refers to nothing, can mean that too: another transaction committed after this one
    /// had looked (<https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html>). The work is run once
    /// more, and finds what is there now; the same key taken again is the work's own error.
    ///
    /// The work is given the transaction by value, so that an `async` closure which borrows what is around it is still
    /// `Send` (<https://github.com/rust-lang/rust/issues/110338> is what stands in the way of a reference).
    ///
    /// ```no_run
    /// # async fn example(db: &dualect::Db) -> dualect::Result<()> {
    /// db.transaction(async |tx| {
    ///     // let agent = agents::insert(&tx, ..).await?;
    ///     # let _ = tx;
    ///     Ok(())
    /// })
    /// .await
    /// # }
    /// ```
    pub async fn transaction<T, E, F, W>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(Tx) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        self.transaction_with(Isolation::Serializable, work).await
    }

    /// [`Db::transaction`] at another level of isolation.
    pub async fn transaction_with<T, E, F, W>(
        &self,
        isolation: Isolation,
        mut work: F,
    ) -> Result<T, E>
    where
        F: FnMut(Tx) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<Error>,
    {
        let mut attempt = 1;
        let mut last_conflict = None;
        loop {
            let (retryable, conflict, error) = match self.begin_with(isolation).await {
                Err(error) => (error.is_retryable(), None, E::from(error)),
                Ok(tx) => match work(tx.handle()).await {
                    Ok(value) => match tx.commit().await {
                        Ok(()) => return Ok(value),
                        Err(error) => (error.is_retryable(), error.conflict(), E::from(error)),
                    },
                    Err(error) => {
                        let (retryable, conflict) = (tx.is_retryable(), tx.conflict());
                        // The work's error says more than that of a rollback after it.
                        drop(tx.rollback().await);
                        (retryable, conflict, error)
                    }
                },
            };
            let raced = isolation == Isolation::Serializable
                && conflict.is_some()
                && conflict != last_conflict;
            last_conflict = conflict;
            if !(retryable || raced) || attempt >= self.about.transaction_attempts {
                return Err(error);
            }
            #[cfg(feature = "tracing")]
            tracing::debug!(target: "dualect::transaction", attempt, "others were in the way: the transaction is run again");
            tokio::time::sleep(pause(attempt)).await;
            attempt += 1;
        }
    }

    /// Asks the database whether it answers.
    pub fn health(&self) -> Call<'_, Health> {
        static VERSION: Statement = Statement::read_per_dialect(
            "dualect::health",
            &TableInfo::NONE,
            "SELECT sqlite_version()",
            "SELECT current_setting('server_version')",
        );

        Call::new(async move {
            let started = Instant::now();
            let version = self.session.fetch_value(&VERSION, Vec::new()).await?;
            Ok(Health {
                dialect: self.dialect(),
                version,
                round_trip: started.elapsed(),
            })
        })
    }

    /// How many connections there are, and how many wait for one: for a gauge that is read every few seconds.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> dualect::Result<()> {
    /// let db = dualect::Db::connect("sqlite::memory:").await?;
    /// let pool = db.pool_status();
    /// assert_eq!((pool.open, pool.idle, pool.waiting), (1, 1, 0));
    /// # db.close().await
    /// # }
    /// ```
    #[must_use]
    pub fn pool_status(&self) -> PoolStatus {
        match self.session.target() {
            #[cfg(feature = "sqlite")]
            Target::Sqlite { engine, .. } => engine.pool_status(),
            #[cfg(feature = "postgres")]
            Target::Postgres { engine, .. } => engine.pool_status(),
        }
    }

    /// Closes the connections, when the calls that are under way are done. Every clone is closed with it; calls after it are
    /// [`ErrorKind::Closed`](crate::ErrorKind::Closed).
    pub fn close(&self) -> Call<'_, ()> {
        Call::new(async move {
            match self.session.target() {
                #[cfg(feature = "sqlite")]
                Target::Sqlite { engine, .. } => engine.close().await,
                #[cfg(feature = "postgres")]
                Target::Postgres { engine, .. } => engine.close(),
            }
            Ok(())
        })
    }
}

async fn open(location: Location, options: &Options) -> Result<Target> {
    match location {
        #[cfg(feature = "sqlite")]
        Location::SqliteMemory => open_sqlite(crate::sqlite::Place::Memory, options).await,
        #[cfg(feature = "sqlite")]
        Location::SqliteFile(path) => open_sqlite(crate::sqlite::Place::File(path), options).await,
        #[cfg(feature = "postgres")]
        Location::Postgres(url) => {
            let settings = crate::postgres::Settings {
                url,
                application_name: options.application_name.clone(),
                pool_size: options.pool_size,
                busy_timeout: options.busy_timeout,
                statement_timeout: options.statement_timeout,
                connect_attempts: options.connect_attempts,
                connect_backoff: options.connect_backoff,
                connect_timeout: options.connect_timeout,
            };
            let engine = Arc::new(crate::postgres::Postgres::connect(&settings).await?);
            Ok(Target::Postgres {
                engine,
                transaction: None,
            })
        }
        #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
        other => {
            let detail = format!("this build has no driver for {}", other.dialect());
            Err(Error::with_detail(crate::ErrorKind::Unsupported, detail))
        }
    }
}

#[cfg(feature = "sqlite")]
async fn open_sqlite(place: crate::sqlite::Place, options: &Options) -> Result<Target> {
    let settings = crate::sqlite::Settings {
        place,
        readers: options.readers,
        busy_timeout: options.busy_timeout,
        synchronous: options.synchronous,
    };
    Ok(Target::Sqlite {
        engine: crate::sqlite::Sqlite::open(&settings).await?,
        transaction: None,
    })
}

impl Deref for Db {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db")
            .field("location", &self.about.location)
            .finish_non_exhaustive()
    }
}

/// Where the database is, without its password.
impl fmt::Display for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.about.location)
    }
}
