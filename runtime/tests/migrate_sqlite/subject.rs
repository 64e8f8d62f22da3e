//! A database and the migrations it is brought to.

use std::path::PathBuf;
use std::time::Duration;

use dualect::migrate::{Scripts, Settings, sqlite};
use dualect::{Applied, Dialect, Migration, MigrationErrorKind, Migrations, RolledBack, Status};
use rusqlite::Connection;

pub(crate) const INIT: Migration<'static> = Migration {
    tag: "20260131120000_init",
    up: "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE children (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE
) STRICT;
--> statement-breakpoint
CREATE INDEX children_by_parent ON children (parent_id);
",
    down: "DROP TABLE children;\n--> statement-breakpoint\nDROP TABLE parents;\n",
};

pub(crate) const MORE: Migration<'static> = Migration {
    tag: "20260201120000_more",
    up: "ALTER TABLE parents ADD COLUMN note TEXT;\n",
    down: "-- dualect: lossy: the column parents.note\nALTER TABLE parents DROP COLUMN note;\n",
};

/// A connection set up as the driver sets up its own.
pub(crate) struct Subject {
    pub(crate) connection: Connection,
    pub(crate) settings: Settings,
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Subject {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let settings = Settings {
            lock_wait: Duration::from_secs(10),
            clock: || "2026-03-04T05:06:07.089123Z".parse().unwrap(),
            ..Settings::default()
        };
        Self {
            connection: open(&path),
            settings,
            _folder: folder,
            path,
        }
    }

    pub(crate) fn another_connection(&self) -> Connection {
        open(&self.path)
    }

    pub(crate) fn migrate(
        &mut self,
        migrations: &[Migration<'_>],
    ) -> Result<Applied, MigrationErrorKind> {
        sqlite::migrate(&mut self.connection, &scripts(migrations)?, &self.settings)
    }

    pub(crate) fn rollback(
        &mut self,
        migrations: &[Migration<'_>],
        steps: usize,
    ) -> Result<RolledBack, MigrationErrorKind> {
        sqlite::rollback(
            &mut self.connection,
            &scripts(migrations)?,
            steps,
            &self.settings,
        )
    }

    pub(crate) fn status(&self, migrations: &[Migration<'_>]) -> Status {
        sqlite::status(&self.connection, &scripts(migrations).unwrap()).unwrap()
    }

    pub(crate) fn execute(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    pub(crate) fn number(&self, sql: &str) -> i64 {
        self.connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }

    /// Every row as text, columns joined by `|`.
    pub(crate) fn rows(&self, sql: &str) -> Vec<String> {
        let mut statement = self.connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|column| {
                Ok(match row.get_ref(column)? {
                    rusqlite::types::ValueRef::Null => "null".to_owned(),
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    rusqlite::types::ValueRef::Real(number) => format!("real {number}"),
                    rusqlite::types::ValueRef::Text(text) => {
                        String::from_utf8_lossy(text).into_owned()
                    }
                    rusqlite::types::ValueRef::Blob(_) => "blob".to_owned(),
                })
            });
            cells
                .collect::<rusqlite::Result<Vec<_>>>()
                .map(|cells| cells.join("|"))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// The whole database as SQL objects, but for our tables.
    pub(crate) fn schema(&self) -> Vec<String> {
        self.rows("SELECT type, name, sql FROM sqlite_schema WHERE tbl_name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name")
    }
}

pub(crate) fn scripts(migrations: &[Migration<'_>]) -> Result<Scripts, MigrationErrorKind> {
    Scripts::read(
        &Migrations {
            schema_hash: "",
            sqlite: migrations,
            postgres: &[],
        },
        Dialect::Sqlite,
    )
}

pub(crate) fn open(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .busy_timeout(Duration::from_millis(1_234))
        .unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;",
        )
        .unwrap();
    connection
}
