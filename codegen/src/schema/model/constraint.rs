//! Unique constraints, checks and foreign keys.

use serde::Serialize;

use super::Expression;
use crate::name::{ColumnName, DbName, TableName};

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unique {
    /// The key under `[tables.x.uniques]`; `None` for a column's `unique = true`, whose name lowering makes.
    pub name: Option<DbName>,
    /// In key order.
    pub columns: Vec<ColumnName>,
    /// `sqlite = ".."`: what it is there.
    #[serde(skip_serializing_if = "SqliteUnique::is_usual")]
    pub sqlite: SqliteUnique,
    /// `postgres = ".."`: what it is there.
    #[serde(skip_serializing_if = "PostgresUnique::is_usual")]
    pub postgres: PostgresUnique,
}

/// What a unique constraint is in SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum SqliteUnique {
    /// A unique index, which comes and goes without a rebuild: the usual one.
    #[default]
    Index,
    /// A constraint in the table.
    Constraint,
    /// The same without a name.
    Unnamed,
}

/// What a unique constraint is in Postgres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum PostgresUnique {
    /// A constraint: the usual one.
    #[default]
    Constraint,
    /// A unique index.
    Index,
}

impl SqliteUnique {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes the field by reference"
    )]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl PostgresUnique {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes the field by reference"
    )]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A check of the file's own; those that types bring come with lowering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The key under `[tables.x.checks]`, or its `db_name`.
    pub name: DbName,
    /// What must not be false of any row.
    pub expression: Expression,
    /// `unnamed = true`: SQLite's has no name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sqlite_unnamed: bool,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForeignKey {
    /// A name by choice, or the key under `[tables.x.foreign_keys]`; `None` is the rule's.
    pub name: Option<DbName>,
    /// This table's columns.
    pub columns: Vec<ColumnName>,
    /// The table referred to; may be the same one.
    pub parent: TableName,
    /// Its primary key's columns, or a unique's, as many as `columns`.
    pub parent_columns: Vec<ColumnName>,
    /// What becomes of this row when the parent goes.
    pub on_delete: Action,
    /// What becomes of this row when the parent's key changes.
    pub on_update: Action,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// `unnamed = true`: SQLite's has no name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sqlite_unnamed: bool,
}

/// A foreign key's action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Action {
    /// Refused at the statement's end: the default.
    NoAction,
    /// Refused at once.
    Restrict,
    /// The row goes, or its key changes, along.
    Cascade,
    /// The columns become NULL.
    SetNull,
    /// The columns take their defaults.
    SetDefault,
}

/// When a foreign key is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Deferrable {
    /// At the end of each statement: the default.
    #[default]
    No,
    /// At the end of each statement, unless a transaction defers it.
    Immediate,
    /// At the end of the transaction.
    Deferred,
}
