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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the language, and none excludes another"
)]
pub struct SqliteColumn {
    /// `storage`: timestamps take any of the first four, decimals `text` past 18 digits.
    pub storage: Option<SqliteStorage>,
    /// `collate`: a text column's collation; `None` compares bytes.
    pub collate: Option<String>,
    /// `check = false` leaves out the check that the type brings.
    pub check: bool,
    /// `type`: the type as the table declares it, where it is not the canonical one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// `not_null = false`: a primary key's column that SQLite lets be NULL, as it does unless told.
    #[serde(skip_serializing_if = "is_false")]
    pub key_nullable: bool,
    /// `autoincrement = false`: an identity by the rowid alone, which may hand out again what was deleted.
    #[serde(skip_serializing_if = "is_false")]
    pub plain_rowid: bool,
    /// `virtual = true`: what is computed is not stored.
    #[serde(skip_serializing_if = "is_false")]
    pub is_virtual: bool,
}

impl SqliteColumn {
    /// The canonical way.
    pub const USUAL: Self = Self {
        storage: None,
        collate: None,
        check: true,
        declared: None,
        key_nullable: false,
        plain_rowid: false,
        is_virtual: false,
    };
}

impl PostgresColumn {
    /// The canonical way.
    pub const USUAL: Self = Self {
        collate: None,
        check: true,
        declared: None,
        identity_by_default: false,
        is_virtual: false,
    };
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes the field by reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
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
    /// `type`: the type as the table declares it, where it is not the canonical one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// `identity = "by default"`: an identity that takes a value that is given.
    #[serde(skip_serializing_if = "is_false")]
    pub identity_by_default: bool,
    /// `virtual = true`: what is computed is not stored.
    #[serde(skip_serializing_if = "is_false")]
    pub is_virtual: bool,
}
