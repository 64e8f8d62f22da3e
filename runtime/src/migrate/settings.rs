//! How a migrator waits, and what it may do.

use std::time::Duration;

use jiff::Timestamp;

use super::progress::Observer;
use super::step::Steps;

/// How a migrator waits, and what it may do.
///
/// ```
/// use std::time::Duration;
/// use dualect::migrate::Settings;
///
/// let settings = Settings { lock_wait: Duration::from_secs(5), ..Settings::default() };
/// assert!(!settings.accept_lossy);
/// ```
#[derive(Debug, Clone)]
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
    /// The last migration to apply, by its tag; `None` is the newest. Those after it stay pending.
    pub to: Option<String>,
    /// Who applies them, for the record that `db-history` prints: the program's name, and what it was asked.
    pub by: String,
    /// The steps in Rust that this program has.
    pub steps: Steps,
    /// Who is told of what is going on.
    pub observer: Observer,
    /// The clock that says when a migration was applied, on SQLite. How long it took is measured by another one.
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
            to: None,
            by: program(),
            steps: Steps::default(),
            observer: Observer::default(),
            clock: Timestamp::now,
        }
    }
}

/// The name of this process's program.
fn program() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let name = path.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
