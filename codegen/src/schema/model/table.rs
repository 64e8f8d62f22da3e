//! Tables.

use indexmap::IndexMap;
use serde::Serialize;

use super::{Check, Column, ForeignKey, Index, Unique};
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName, TableName};

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The key under `[tables]`.
    pub name: TableName,
    /// The name in the databases: `db_name`, or the key.
    pub db_name: DbName,
    /// `postgres = { schema = ".." }`: one of the project's schemas; `None` is the connection's own.
    pub schema: Option<DbName>,
    /// `sqlite = { .. }`: how SQLite keeps it. As a rule it is no part of what generated files are made from.
    #[serde(skip_serializing_if = "SqliteTable::is_usual")]
    pub sqlite: SqliteTable,
    /// `as_found = true` of a database: there it holds what is written, and nothing that types, keys and indexes bring besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub as_found: Vec<Dialect>,
    /// `primary_key_constraint`: the primary key's name; `None` is the rule's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_key_name: Option<DbName>,
    /// `renamed_from`: its name in the databases until now.
    #[serde(skip)]
    pub renamed_from: Option<DbName>,
    /// `rust_name`: the row struct's name where the singular of the key is not wanted.
    pub rust_name: Option<String>,
    /// Rustdoc, and a comment in Postgres.
    pub doc: Option<String>,
    /// In file order; never empty.
    pub columns: IndexMap<ColumnName, Column>,
    /// The key's columns in key order; never empty: every table has a primary key.
    pub primary_key: Vec<ColumnName>,
    /// Single-column ones (from `unique = true`) in column order, then those of `[tables.x.uniques]`.
    pub uniques: Vec<Unique>,
    /// `[tables.x.indexes]`, in file order.
    pub indexes: Vec<Index>,
    /// `[tables.x.checks]`, in file order.
    pub checks: Vec<Check>,
    /// From `references`, in column order, then those of `[tables.x.foreign_keys]`.
    pub foreign_keys: Vec<ForeignKey>,
    /// `tenant`: the column that every generated function of this table is scoped by.
    pub tenant: Option<ColumnName>,
    /// `append_only = true`: rows are never updated nor deleted; the database refuses both.
    pub append_only: bool,
    /// `hash_chain`; only where `append_only` is.
    pub hash_chain: Option<HashChain>,
    /// `soft_delete`: the nullable timestamp that says when a row was deleted.
    pub soft_delete: Option<ColumnName>,
    /// `version`: the `int` or `bigint` that counts a row's updates.
    pub version: Option<ColumnName>,
    /// Whether a `derive(Table)` struct declares it, which brings the functions: then no module is generated.
    pub in_rust: bool,
    /// `deserialize = true`: the row struct implements `Deserialize` too, under the generated crate's `serde` feature.
    pub deserialize: bool,
    /// `expected_rows`: about how many rows it has in production.
    #[serde(skip)]
    pub expected_rows: Option<u64>,
}

/// How SQLite keeps a table: the options behind its definition (<https://www.sqlite.org/lang_createtable.html#tableopts>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SqliteTable {
    /// `strict`: whether a value of another kind than its column's is refused.
    pub strict: bool,
    /// `without_rowid`: whether rows are kept in the order of the primary key, and have no number of their own.
    pub without_rowid: bool,
}

impl SqliteTable {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes the field by reference"
    )]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for SqliteTable {
    fn default() -> Self {
        Self {
            strict: true,
            without_rowid: false,
        }
    }
}

/// `hash_chain = { hash = "hash", previous = "previous_hash" }`: each row holds a hash of itself and of the row before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HashChain {
    /// The column of the row's own hash.
    pub hash: ColumnName,
    /// The nullable column of the hash of the row before; NULL in the first.
    pub previous: ColumnName,
}
