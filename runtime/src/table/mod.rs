//! Tables declared beside the code: what `derive(Table)` implements, and what makes such a table at run time.

mod difference;
mod ensure;
mod live;

pub use ensure::Ensured;

use crate::query::{Row, Statement, TableInfo};

/// A table that a struct declares: what `derive(Table)` implements.
///
/// The derive, and its keys, are under the feature `table`.
pub trait Table: Row {
    /// The table, as errors name it.
    const INFO: &'static TableInfo;
    /// The statements that make it, and its indexes, in an SQLite database.
    const SQLITE_DDL: &'static str;
    /// The statements that make it, and its indexes, in a Postgres database.
    const POSTGRES_DDL: &'static str;
}

/// A declared table that can be made at run time, by [`Db::ensure`](crate::Db::ensure).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table that can be made at run time",
    label = "it has no prefix",
    note = "give it one: `#[table(prefix = \"plugin_\")]`; `ensure` makes and changes nothing outside of it"
)]
pub trait EnsuredTable: Table {
    /// What makes it, piece by piece.
    const DEFINITION: &'static Definition;
}

/// What makes a table.
#[derive(Debug)]
pub struct Definition {
    /// Its name.
    pub name: &'static str,
    /// What the table's name and those of its indexes begin with.
    pub prefix: &'static str,
    /// The Postgres schema that it stands in; empty for the connection's own.
    pub schema: &'static str,
    /// In SQLite; `None` where it is not for that.
    pub sqlite: Option<Ddl>,
    /// In Postgres; `None` where it is not for that.
    pub postgres: Option<Ddl>,
}

/// What makes a table in one database.
#[derive(Debug)]
pub struct Ddl {
    /// The table and its indexes, where there is none.
    pub create: &'static [Statement],
    /// How the database keeps it, where it has a choice: `strict`, `without rowid`, both with a comma between them, or nothing.
    pub options: &'static str,
    /// Its primary key: `(a, b)`.
    pub primary_key: &'static str,
    /// Its columns.
    pub columns: &'static [ColumnDefinition],
    /// Its unique constraints and indexes.
    pub indexes: &'static [IndexDefinition],
    /// Its foreign keys.
    pub foreign_keys: &'static [ForeignKeyDefinition],
    /// Its checks, but for those that come with an index.
    pub checks: &'static [CheckDefinition],
}

/// What makes a column.
#[derive(Debug)]
pub struct ColumnDefinition {
    /// Its name.
    pub name: &'static str,
    /// Its type, as the database shows it.
    pub sql_type: &'static str,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// What adds it to a table that lacks it; empty where that cannot be done to a table with rows.
    pub add: &'static [Statement],
}

/// What makes a unique constraint or an index.
#[derive(Debug)]
pub struct IndexDefinition {
    /// Its name.
    pub name: &'static str,
    /// What it is over: `unique on (a, b desc) where ..`; an expression is `..`.
    pub over: &'static str,
    /// What makes it.
    pub create: &'static [Statement],
}

/// A foreign key.
#[derive(Debug)]
pub struct ForeignKeyDefinition {
    /// Its name.
    pub name: &'static str,
    /// What it is: `(a) references p (id) on delete cascade`.
    pub references: &'static str,
}

/// A check.
#[derive(Debug)]
pub struct CheckDefinition {
    /// Its name.
    pub name: &'static str,
    /// Its expression.
    pub sql: &'static str,
}
