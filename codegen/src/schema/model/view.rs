//! Views.

use indexmap::IndexMap;

use super::{Column, Expression};
use crate::name::{ColumnName, DbName, TableName, ViewName};

/// A query with a name, to be read like a table.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The key under `[views]`.
    pub name: ViewName,
    /// The name in the databases: `db_name`, or the key.
    pub db_name: DbName,
    /// `postgres = { schema = ".." }`.
    pub schema: Option<DbName>,
    /// `rust_name`: the row struct's name where the singular of the key is not wanted.
    pub rust_name: Option<String>,
    /// Rustdoc, and a comment in Postgres.
    pub doc: Option<String>,
    /// What it yields, in order; never empty. Their defaults are `None`.
    pub columns: IndexMap<ColumnName, Column>,
    /// The `SELECT`, without a semicolon.
    pub query: Expression,
    /// What it reads, in the order of the file.
    pub reads: Vec<Relation>,
    /// `key`: columns whose values are different in every row; they order lists. Empty where the file names none.
    pub key: Vec<ColumnName>,
    /// `tenant`: the column that every generated function is scoped by.
    pub tenant: Option<ColumnName>,
}

/// What a query can read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A table.
    Table(TableName),
    /// A view.
    View(ViewName),
}
