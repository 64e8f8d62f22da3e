//! The transaction that a migration runs in, which is also the lock against other migrators.

use std::time::Duration;

use rusqlite::Connection;

use super::super::error::MigrationErrorKind;
use super::super::progress::Progress;
use super::super::script::Script;
use super::super::settings::Settings;
use super::{failed, is_locked};

/// An exclusive transaction; dropping it rolls back.
pub(super) struct Transaction<'a> {
    connection: &'a Connection,
}

impl<'a> Transaction<'a> {
    /// Begins, once nobody else writes; SQLite itself waits, for as long as the connection's time-out says.
    pub(super) fn begin(
        connection: &'a Connection,
        settings: &Settings,
    ) -> Result<Self, MigrationErrorKind> {
        let begin = || connection.execute_batch("BEGIN EXCLUSIVE");
        // At first without waiting: SQLite would wait without a word, and somebody may want to know.
        let at_once = connection
            .busy_timeout(Duration::ZERO)
            .and_then(|()| begin());
        let patient = connection.busy_timeout(settings.lock_wait);
        let transaction = match at_once {
            Err(error) if is_locked(&error) => {
                settings.observer.tell(|| Progress::Waiting);
                patient.and_then(|()| begin())
            }
            other => other.and(patient),
        };
        match transaction {
            Ok(()) => Ok(Self { connection }),
            Err(error) if is_locked(&error) => Err(MigrationErrorKind::Locked {
                waited: settings.lock_wait,
            }),
            Err(error) => Err(failed("beginning a transaction")(error)),
        }
    }

    pub(super) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Commits what `script` did. Where foreign keys were not enforced meanwhile, they are checked first.
    pub(super) fn commit(
        self,
        script: Option<&Script>,
        check: bool,
    ) -> Result<(), MigrationErrorKind> {
        if check {
            self.check_foreign_keys(script)?;
        }
        self.connection.execute_batch("COMMIT").map_err(|error| {
            // A deferred foreign key is checked by COMMIT, which does not name it.
            self.check_foreign_keys(script)
                .err()
                .unwrap_or_else(|| failed("committing a migration")(error))
        })
    }

    fn check_foreign_keys(&self, script: Option<&Script>) -> Result<(), MigrationErrorKind> {
        let doing = failed("checking foreign keys");
        let mut statement = self
            .connection
            .prepare("PRAGMA foreign_key_check")
            .map_err(&doing)?;
        let violations: Vec<(String, String)> = statement
            .query_map([], |row| Ok((row.get("table")?, row.get("parent")?)))
            .and_then(Iterator::collect)
            .map_err(&doing)?;
        match violations.first() {
            None => Ok(()),
            Some((table, parent)) => Err(MigrationErrorKind::ForeignKeys {
                tag: script
                    .map(|script| script.tag.to_string())
                    .unwrap_or_default(),
                table: table.clone(),
                parent: parent.clone(),
                rows: violations.len(),
            }),
        }
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // Some errors have rolled back already. If this fails, closing the connection does it.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
