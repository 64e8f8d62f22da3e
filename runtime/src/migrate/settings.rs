//! How a migrator waits, and what it may do.

use std::time::Duration;

use jiff::Timestamp;

/// How a migrator waits, and what it may do.
///
/// ```
/// use std::time::Duration;
/// use dualect::migrate::Settings;
///
/// let settings = Settings { lock_wait: Duration::from_secs(5), ..Settings::default() };
/// assert!(!settings.accept_lossy);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How long to wait for another migrator to be done.
    pub lock_wait: Duration,
    /// How long a statement may wait for a table that others use, on Postgres: while it waits, everybody who comes later
    /// waits behind it.
    pub lock_timeout: Duration,
    /// For how long a transaction that waited in vain for a table is tried again, on Postgres. A file can say how long one wait
    /// lasts (`SET LOCAL lock_timeout = '50ms'`), and so keep out of others' way.
    pub lock_patience: Duration,
    /// Whether a rollback may run a `down.sql` that says it loses data.
    pub accept_lossy: bool,
    /// Whether to go on where the database has migrations that we do not: it was migrated by a later version of the app.
    pub allow_missing: bool,
    /// The clock: the only one that a migrator reads.
    pub clock: fn() -> Timestamp,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lock_wait: Duration::from_secs(60),
            lock_timeout: Duration::from_secs(10),
            lock_patience: Duration::from_secs(60),
            accept_lossy: false,
            allow_missing: false,
            clock: Timestamp::now,
        }
    }
}
