//! A database file for each test.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// An SQLite database of its own, in a folder that goes when this value goes.
///
/// ```
/// let database = dualect_tests::sqlite::Database::create();
/// database.connect().execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY)").unwrap();
/// assert!(database.path().exists());
/// ```
#[derive(Debug)]
pub struct Database {
    folder: TempDir,
}

impl Database {
    /// A place for a new database: the file appears with the first connection.
    #[must_use]
    pub fn create() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("dualect-sqlite-")
            .tempdir()
            .expect("a temporary folder can be made");
        Self { folder }
    }

    /// The database as [`dualect::Db::connect`] takes it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }

    /// The database's file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// The folder of the database's file, where a test may put files of its own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A plain connection, to look behind dualect's back: foreign keys are checked and double quotes name identifiers alone, as in a
    /// connection of dualect's.
    #[must_use]
    pub fn connect(&self) -> rusqlite::Connection {
        let connection =
            rusqlite::Connection::open(self.path()).expect("the database file can be opened");
        connection
            .busy_timeout(std::time::Duration::from_secs(10))
            .expect("busy_timeout can be set");
        connection
            .execute_batch("PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON")
            .expect("pragmas can be set");
        for quoting in [
            rusqlite::config::DbConfig::SQLITE_DBCONFIG_DQS_DML,
            rusqlite::config::DbConfig::SQLITE_DBCONFIG_DQS_DDL,
        ] {
            connection
                .set_db_config(quoting, false)
                .expect("double-quoted strings can be turned off");
        }
        connection
    }

    /// The rows of a query, each value as text.
    #[must_use]
    pub fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let connection = self.connect();
        let mut statement = connection
            .prepare(sql)
            .unwrap_or_else(|error| panic!("{error}\nin {sql}"));
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns).map(|at| Ok(text(row.get_ref(at)?))).collect()
        });
        rows.expect("the query runs")
            .map(|row| row.expect("a row can be read"))
            .collect()
    }
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Some(
            bytes
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
        ),
    }
}
