//! How to connect, and what to allow.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::location::redacted;

/// How to connect, and what to allow. Every setting has a default.
///
/// ```
/// use std::time::Duration;
///
/// let options = dualect::Options::new()
///     .url("postgres://app:secret@db.example/app")
///     .pool_size(16)
///     .statement_timeout(Duration::from_secs(30));
/// assert!(!format!("{options:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct Options {
    pub(crate) url: Option<String>,
    pub(crate) file: PathBuf,
    pub(crate) application_name: String,
    pub(crate) readers: usize,
    pub(crate) synchronous: Synchronous,
    pub(crate) pool_size: usize,
    pub(crate) busy_timeout: Duration,
    pub(crate) statement_timeout: Option<Duration>,
    pub(crate) connect_attempts: u32,
    pub(crate) connect_backoff: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) transaction_attempts: u32,
    #[cfg(feature = "tracing")]
    pub(crate) slow_query: Duration,
}

/// When SQLite waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// At every commit: what was committed survives a power failure.
    #[default]
    Full,
    /// At checkpoints: the last commits may be lost with the power, the file never breaks.
    Normal,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            url: None,
            file: PathBuf::from("app.db"),
            application_name: "dualect".to_owned(),
            readers: 4,
            synchronous: Synchronous::Full,
            pool_size: 10,
            busy_timeout: Duration::from_secs(5),
            statement_timeout: None,
            connect_attempts: 6,
            connect_backoff: Duration::from_secs(1),
            connect_timeout: Duration::from_secs(10),
            transaction_attempts: 5,
            #[cfg(feature = "tracing")]
            slow_query: Duration::from_secs(1),
        }
    }
}

impl Options {
    /// The defaults: an SQLite file `app.db` in the current folder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The defaults, and the URL that the environment variable `DATABASE_URL` holds, if it does.
    #[must_use]
    pub fn from_env() -> Self {
        Self {
            url: std::env::var("DATABASE_URL").ok(),
            ..Self::default()
        }
    }

    /// Where the database is; see [`Db::connect`](crate::Db::connect). An empty URL is none.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The application's name: `<name>.db` is its SQLite file where no URL is given, and Postgres lists its connections by it.
    #[must_use]
    pub fn app(mut self, name: &str) -> Self {
        self.file = PathBuf::from(format!("{name}.db"));
        name.clone_into(&mut self.application_name);
        self
    }

    /// The SQLite file where no URL is given. Default: `app.db`.
    #[must_use]
    pub fn file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = file.into();
        self
    }

    /// How many connections read from an SQLite file, each on a thread. Default: 4.
    #[must_use]
    pub fn readers(mut self, readers: usize) -> Self {
        self.readers = readers;
        self
    }

    /// When SQLite waits for the disk. Default: [`Synchronous::Full`].
    #[must_use]
    pub fn synchronous(mut self, synchronous: Synchronous) -> Self {
        self.synchronous = synchronous;
        self
    }

    /// How many connections to Postgres are kept at most. Default: 10.
    #[must_use]
    pub fn pool_size(mut self, size: usize) -> Self {
        self.pool_size = size;
        self
    }

    /// How long to wait for somebody else's lock, or for a free connection, before
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy). Default: 5 s.
    #[must_use]
    pub fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy_timeout = timeout;
        self
    }

    /// How long a statement may run on Postgres before [`ErrorKind::Timeout`](crate::ErrorKind::Timeout). Default: as long as
    /// it takes. SQLite's statements are not stopped.
    #[must_use]
    pub fn statement_timeout(mut self, timeout: Duration) -> Self {
        self.statement_timeout = Some(timeout);
        self
    }

    /// How often the first connection is tried, where trying again can help. Default: 6.
    #[must_use]
    pub fn connect_attempts(mut self, attempts: u32) -> Self {
        self.connect_attempts = attempts.max(1);
        self
    }

    /// How long to wait after the first failed attempt; twice as long after each further one. Default: 1 s.
    #[must_use]
    pub fn connect_backoff(mut self, backoff: Duration) -> Self {
        self.connect_backoff = backoff;
        self
    }

    /// How long one attempt may take. Default: 10 s; a `connect_timeout` in the URL comes first.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How often [`Db::transaction`](crate::Db::transaction) runs its work at most. Default: 5.
    #[must_use]
    pub fn transaction_attempts(mut self, attempts: u32) -> Self {
        self.transaction_attempts = attempts.max(1);
        self
    }

    /// From when on a call is warned of as slow (`dualect::slow`), its waiting included. Default: 1 s.
    #[cfg(feature = "tracing")]
    #[must_use]
    pub fn slow_query(mut self, threshold: Duration) -> Self {
        self.slow_query = threshold;
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Options");
        shown
            .field("url", &self.url.as_deref().map(redacted))
            .field("file", &self.file)
            .field("application_name", &self.application_name)
            .field("readers", &self.readers)
            .field("synchronous", &self.synchronous)
            .field("pool_size", &self.pool_size)
            .field("busy_timeout", &self.busy_timeout)
            .field("statement_timeout", &self.statement_timeout)
            .field("connect_attempts", &self.connect_attempts)
            .field("connect_backoff", &self.connect_backoff)
            .field("connect_timeout", &self.connect_timeout)
            .field("transaction_attempts", &self.transaction_attempts);
        #[cfg(feature = "tracing")]
        shown.field("slow_query", &self.slow_query);
        shown.finish()
    }
}
