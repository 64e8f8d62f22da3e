//! Primary keys, unique constraints, checks and foreign keys.

use super::{Expression, QualifiedName};
use crate::name::DbName;
use crate::schema::model::{Action, Deferrable};

/// A primary key. On SQLite any constraint may have [no name](DbName::is_unnamed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrimaryKey {
    /// Its constraint's name.
    pub name: DbName,
    /// In key order.
    pub columns: Vec<DbName>,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// Its name.
    pub name: DbName,
    /// In key order.
    pub columns: Vec<DbName>,
    /// Whether it stands in SQLite's `CREATE TABLE`, where only a rebuild puts it or takes it away; false on Postgres.
    pub in_table: bool,
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: DbName,
    /// What must not be false of any row.
    pub expression: Expression,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name.
    pub name: DbName,
    /// This table's columns.
    pub columns: Vec<DbName>,
    /// The table referred to.
    pub parent: QualifiedName,
    /// Its columns; none where the parent has no primary key, or is not there, and none were named.
    pub parent_columns: Vec<DbName>,
    /// Whether it names none of them: it refers to the parent's primary key, whatever that is. Only on SQLite, which shows it.
    pub is_to_key: bool,
    /// What becomes of the row when the parent goes.
    pub on_delete: Action,
    /// What becomes of the row when the parent's key changes.
    pub on_update: Action,
    /// When it is checked.
    pub deferrable: Deferrable,
}
