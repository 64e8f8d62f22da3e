//! Columns.

use serde::Serialize;

use super::{Default, Expression, OnUpdate, Type};
use crate::name::{ColumnName, DbName};

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// The key under `[tables.x.columns]`.
    pub name: ColumnName,
    /// The name in the databases: `db_name`, or the key.
    pub db_name: DbName,
    /// `renamed_from`: its name in the databases until now.
    #[serde(skip)]
    pub renamed_from: Option<DbName>,
    /// `rust_name`: the field's name where the key is not wanted.
    pub rust_name: Option<String>,
    /// `rust_type`: the path of a type by which Rust knows the column's values. On `json` it is what is parsed; on any other type
    /// it is made from the column's own Rust type (`TryFrom`), which is made from it (`From`).
    pub rust_type: Option<String>,
    /// Rustdoc, and a comment in Postgres.
    pub doc: Option<String>,
    /// What it holds.
    pub ty: Type,
    /// Whether NULL may stand in it. Never true of a primary key's column.
    pub nullable: bool,
    /// What an insert that gives no value stores.
    pub default: Option<Default>,
    /// What an update that gives no value stores; only `now`, on timestamps.
    pub on_update: Option<OnUpdate>,
    /// Auto-increment: the database gives the value and refuses ours. The single column of a primary key, of an integer type.
    pub identity: bool,
    /// `generated`: what the database computes the column from, and stores.
    pub generated: Option<Expression>,
    /// `sqlite = { .. }`.
    pub sqlite: SqliteColumn,
    /// `postgres = { .. }`.
    pub postgres: PostgresColumn,
}

/// How SQLite holds a column, where it is not the canonical way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SqliteColumn {
    /// `storage`: timestamps take any of the first four, decimals `text` past 18 digits.
    pub storage: Option<SqliteStorage>,
    /// `collate`: a text column's collation; `None` compares bytes.
    pub collate: Option<String>,
    /// `check = false` leaves out the check that the type brings.
    pub check: bool,
}

/// A storage by choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SqliteStorage {
    /// INTEGER, microseconds since 1970 UTC: a timestamp's canonical storage.
    Micros,
    /// INTEGER, milliseconds since 1970 UTC.
    Millis,
    /// INTEGER, seconds since 1970 UTC.
    Seconds,
    /// TEXT: a timestamp as `2026-01-31T12:00:00.000000Z`; a decimal as its digits.
    Text,
}

/// How Postgres holds a column, where it is not the canonical way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostgresColumn {
    /// `collate`: a text column's collation; `None` is the canonical `"C"`.
    pub collate: Option<String>,
    /// `check = false` leaves out the check that the type brings.
    pub check: bool,
}
