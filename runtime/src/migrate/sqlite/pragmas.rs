//! The connection's settings while it migrates, put back afterwards whatever happens.

use std::time::Duration;

use rusqlite::Connection;

use super::super::error::MigrationErrorKind;
use super::super::script::{Step, StepKind};
use super::super::settings::Settings;
use super::failed;
use super::transaction::Transaction;

const PREPARING: &str = "preparing the connection for migrations";

/// A connection prepared for migrating; dropping it puts the connection's settings back.
pub(super) struct Prepared<'a> {
    connection: &'a Connection,
    settings: &'a Settings,
    busy_timeout: Duration,
    case_sensitive_like: bool,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        settings: &'a Settings,
    ) -> Result<Self, MigrationErrorKind> {
        if !connection.is_autocommit() {
            return Err(MigrationErrorKind::Database {
                doing: PREPARING,
                message: "the connection is within a transaction".to_owned(),
                code: None,
            });
        }
        // A cached statement may be half-read, which would lock its table against being dropped.
        connection.flush_prepared_statement_cache();
        let number = |sql| {
            connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .map_err(failed(PREPARING))
        };
        let milliseconds = number("PRAGMA busy_timeout")?;
        // This pragma cannot be asked for, but it can be seen at work.
        let case_sensitive_like = number("SELECT 'a' NOT LIKE 'A'")? == 1;
        let prepared = Self {
            connection,
            settings,
            busy_timeout: Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0)),
            case_sensitive_like,
        };
        connection
            .busy_timeout(settings.lock_wait)
            .map_err(failed(PREPARING))?;
        if case_sensitive_like {
            // A table made elsewhere may have a LIKE in a CHECK, which its rows satisfied as SQLite reads it by default.
            connection
                .execute_batch("PRAGMA case_sensitive_like = OFF")
                .map_err(failed(PREPARING))?;
        }
        Ok(prepared)
    }

    pub(super) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Begins a transaction once nobody else writes.
    pub(super) fn begin(&self) -> Result<Transaction<'a>, MigrationErrorKind> {
        Transaction::begin(self.connection, self.settings)
    }

    /// Enforcement of foreign keys as these sections ask for it: off for the whole of a file that turns it off anywhere.
    /// Within a transaction the pragma does nothing, and dropping a table then deletes the rows that refer to its rows.
    pub(super) fn foreign_keys_for(
        &self,
        steps: &[Step<'_>],
    ) -> Result<ForeignKeys<'a>, MigrationErrorKind> {
        let asked = steps
            .iter()
            .any(|step| step.kind == StepKind::ForeignKeys { off: true });
        let connection = self.connection;
        let enforced: bool = connection
            .query_row("PRAGMA foreign_keys", [], |row| row.get(0))
            .map_err(failed(PREPARING))?;
        if asked && enforced {
            connection
                .execute_batch("PRAGMA foreign_keys = OFF")
                .map_err(failed(PREPARING))?;
        }
        Ok(ForeignKeys {
            connection,
            off: asked,
            restore: asked && enforced,
        })
    }
}

impl Drop for Prepared<'_> {
    fn drop(&mut self) {
        self.connection.flush_prepared_statement_cache();
        // Setting a time-out and these pragmas outside a transaction cannot fail; if they did, there would be nobody to tell.
        let _ = self.connection.busy_timeout(self.busy_timeout);
        if self.case_sensitive_like {
            let _ = self
                .connection
                .execute_batch("PRAGMA case_sensitive_like = ON");
        }
    }
}

/// Enforcement of foreign keys, put back when this is dropped: after the transaction.
pub(super) struct ForeignKeys<'a> {
    connection: &'a Connection,
    off: bool,
    restore: bool,
}

impl ForeignKeys<'_> {
    pub(super) fn are_off(&self) -> bool {
        self.off
    }
}

impl Drop for ForeignKeys<'_> {
    fn drop(&mut self) {
        if self.restore {
            let _ = self.connection.execute_batch("PRAGMA foreign_keys = ON");
        }
    }
}
