//! Opening a connection, and keeping it as it was opened.

use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{Place, Settings, catch, violation};
use crate::error::{ErrorKind, Result};
use crate::options::Synchronous;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The one that writes.
    Writer,
    /// One that must not.
    Reader,
}

/// How many statements stay prepared.
const STATEMENTS: usize = 512;

/// Opens a connection, and waits where another process is just creating the file.
pub(super) fn open(settings: &Settings, role: Role) -> Result<Connection> {
    const PAUSE: Duration = Duration::from_millis(20);

    let started = Instant::now();
    loop {
        match open_once(settings, role) {
            // Switching to WAL does not wait for locks by itself.
            Err(error)
                if error.kind() == &ErrorKind::Busy
                    && started.elapsed() < settings.busy_timeout =>
            {
                std::thread::sleep(PAUSE);
            }
            outcome => return outcome,
        }
    }
}

fn open_once(settings: &Settings, role: Role) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match &settings.place {
        Place::Memory => Connection::open_in_memory_with_flags(flags),
        Place::File(path) => Connection::open_with_flags(path, flags),
    }
    .map_err(|error| violation::open_error(&error))?;
    set_up(&connection, settings, role).map_err(|error| violation::open_error(&error))?;
    Ok(connection)
}

fn set_up(connection: &Connection, settings: &Settings, role: Role) -> rusqlite::Result<()> {
    wait_for_locks(connection, settings.busy_timeout);
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A misspelt column in double quotes is an error, not a text.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    let synchronous = match settings.synchronous {
        Synchronous::Full => "FULL",
        Synchronous::Normal => "NORMAL",
    };
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON; \
         PRAGMA case_sensitive_like = ON; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;"
    ))?;
    match role {
        Role::Writer => Ok(()),
        Role::Reader => connection.execute_batch("PRAGMA query_only = ON"),
    }
}

/// How long a statement waits for another process's lock before it is busy.
pub(super) fn wait_for_locks(connection: &Connection, longest: Duration) {
    // SQLite has no error for this but that of a pointer that is none.
    let _ = connection.busy_timeout(longest);
}

/// Puts the writing connection right after a job that may have left it otherwise.
pub(super) fn restore(connection: &Connection) -> Result<()> {
    roll_back(connection);
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA defer_foreign_keys = OFF; PRAGMA case_sensitive_like = ON;")
        .map_err(|error| violation::error(&error))
}

/// Ends whatever transaction is open; some errors have ended it already.
pub(super) fn roll_back(connection: &Connection) {
    if !connection.is_autocommit() {
        // There is nothing else to try where this fails, and the next statement tells.
        let _ = run(connection, "ROLLBACK");
    }
}

/// Runs a statement that takes and returns nothing, kept prepared.
pub(super) fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.raw_execute().map(drop)
}

/// Runs several statements inside a transaction so that those before a failing one are undone.
pub(crate) fn undone_on_error<T>(
    connection: &Connection,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    run(connection, "SAVEPOINT dualect_several").map_err(|error| violation::error(&error))?;
    let outcome = work();
    // Some failures have ended the transaction, and with it the savepoint.
    if !connection.is_autocommit() {
        if outcome.is_err() {
            undo(connection)?;
        }
        run(connection, "RELEASE dualect_several").map_err(|error| violation::error(&error))?;
    }
    outcome
}

/// Undoes what [`undone_on_error`] has run so far; it goes on.
pub(crate) fn undo(connection: &Connection) -> Result<()> {
    run(connection, "ROLLBACK TO dualect_several").map_err(|error| violation::error(&error))
}

/// Undoes what [`in_transaction`] has run so far; it goes on in another transaction.
pub(crate) fn begin_again(connection: &Connection) -> Result<()> {
    roll_back(connection);
    run(connection, "BEGIN IMMEDIATE").map_err(|error| violation::error(&error))
}

/// Runs several statements as one, outside a transaction.
pub(super) fn in_transaction<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    run(connection, "BEGIN IMMEDIATE").map_err(|error| violation::error(&error))?;
    let outcome = catch(|| work(connection)).and_then(|value| {
        run(connection, "COMMIT").map_err(|error| violation::commit_error(connection, &error))?;
        Ok(value)
    });
    // A COMMIT that failed leaves the transaction open.
    roll_back(connection);
    outcome
}
