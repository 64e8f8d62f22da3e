//! What an app hands to the migrator.

use crate::Dialect;

/// The migrations of a schema, for each database, oldest first. Generated code has them in a static; a command reads them
/// from their folders.
///
/// ```
/// use dualect::{Migration, Migrations};
///
/// static MIGRATIONS: Migrations = Migrations {
///     schema_hash: "",
///     sqlite: &[Migration {
///         tag: "20260131120000_init",
///         up: "CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT;\n",
///         down: "DROP TABLE notes;\n",
///     }],
///     postgres: &[],
/// };
/// assert_eq!(MIGRATIONS.of(dualect::Dialect::Sqlite).len(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrations<'a> {
    /// The hash of the schema that they lead to.
    pub schema_hash: &'a str,
    /// Those for SQLite.
    pub sqlite: &'a [Migration<'a>],
    /// Those for Postgres.
    pub postgres: &'a [Migration<'a>],
}

impl<'a> Migrations<'a> {
    /// Those for one database.
    #[must_use]
    pub fn of(&self, dialect: Dialect) -> &'a [Migration<'a>] {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// One migration: a folder of the `drizzle` tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration<'a> {
    /// The folder's name, `yyyymmddhhmmss_name`.
    pub tag: &'a str,
    /// `migration.sql`.
    pub up: &'a str,
    /// `down.sql`; empty where the folder has none.
    pub down: &'a str,
}
