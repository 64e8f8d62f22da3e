//! The logical schema: what `schema.toml` means, before any database is thought of.
//!
//! Everything here has been resolved: every reference names something that exists, every type is known (a column that
//! `references` another has that key's type), every list keeps the order of the file.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::dialect::{Dialect, SqliteVersion};
use crate::name::{ColumnName, DbName, EnumName, TableName};

/// A whole schema file.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The `[project]`, `[sqlite]` and `[output]` sections.
    pub project: Project,
    /// `[enums]`, in file order.
    pub enums: IndexMap<EnumName, Enum>,
    /// `[tables]`, in file order.
    pub tables: IndexMap<TableName, Table>,
}

/// Settings that hold for the whole project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// `[project] name`: the generated crate's name is `<name>-db` unless `[output] crate` says otherwise.
    pub name: String,
    /// `[project] dialects`, without repeats, in [`Dialect::ALL`] order. Default: both.
    pub dialects: Vec<Dialect>,
    /// `[project] lowering`: the edition of the rules by which types and names become physical ones. Only 1 exists.
    pub lowering: u32,
    /// `[sqlite] min_version`: the oldest SQLite that migrations must run on. Default [`SqliteVersion::BUNDLED`].
    pub sqlite_min_version: SqliteVersion,
    /// `[output]`.
    pub output: OutputSettings,
}

/// Where generated files go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputSettings {
    /// `[output] path`: the generated crate's (or module's) folder, relative to the schema file. Default `generated`.
    pub path: String,
    /// `[output] migrations`: the migrations folder, relative to the schema file. Default `drizzle`.
    pub migrations: String,
    /// `[output] crate`: the generated crate's name in its `Cargo.toml`.
    pub crate_name: String,
    /// `[output] layout`.
    pub layout: Layout,
}

/// The shape of the generated Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A crate of its own: `Cargo.toml`, `src/lib.rs`, `src/<table>.rs`.
    Crate,
    /// A module inside the user's crate: `mod.rs`, `<table>.rs`.
    Module,
}

/// A closed set of text values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// The key under `[enums]`.
    pub name: EnumName,
    /// Rustdoc of the generated enum.
    pub doc: Option<String>,
    /// The values as stored, in file order; never empty, never repeated.
    pub values: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The key under `[tables]`.
    pub name: TableName,
    /// The name in the databases: `db_name`, or the key.
    pub db_name: DbName,
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
    /// From `references`, in column order.
    pub foreign_keys: Vec<ForeignKey>,
    /// `tenant`: the column that every generated function of this table is scoped by.
    pub tenant: Option<ColumnName>,
    /// `deserialize = true`: the row struct implements `Deserialize` too, under the generated crate's `serde` feature.
    pub deserialize: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The key under `[tables.x.columns]`.
    pub name: ColumnName,
    /// The name in the databases: `db_name`, or the key.
    pub db_name: DbName,
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
    /// `sqlite = { .. }`.
    pub sqlite: SqliteColumn,
    /// `postgres = { .. }`.
    pub postgres: PostgresColumn,
}

/// How SQLite holds a column, where it is not the canonical way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteColumn {
    /// `storage`: timestamps take any of the first four, decimals `text` past 18 digits.
    pub storage: Option<SqliteStorage>,
    /// `check = false` leaves out the check that the type brings.
    pub check: bool,
}

/// A storage by choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresColumn {
    /// `collate`: a text column's collation; `None` is the canonical `"C"`.
    pub collate: Option<String>,
    /// `check = false` leaves out the check that the type brings.
    pub check: bool,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A type that lists can hold too.
    Scalar(Scalar),
    /// `json`.
    Json,
    /// The name of an enum.
    Enum(EnumName),
    /// `text[]`, `int[]` and so on: a list of non-null scalars.
    List(Scalar),
}

/// A type without parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// `bool`.
    Bool,
    /// `smallint`: 16 bits.
    SmallInt,
    /// `int`: 32 bits.
    Int,
    /// `bigint`: 64 bits.
    BigInt,
    /// `real`: an `f32`, stored in 64 bits on both databases.
    Real,
    /// `double`: an `f64`.
    Double,
    /// `decimal(p,s)`: `precision` digits in all, `scale` of them after the point. 1 <= precision <= 28, scale <= precision.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// `text`.
    Text,
    /// `varchar(n)`: at most that many characters (Unicode scalar values).
    Varchar(u32),
    /// `bytes`.
    Bytes,
    /// `uuid`.
    Uuid,
    /// `timestamp`: an instant, to the microsecond.
    Timestamp,
    /// `date`.
    Date,
    /// `time`: of day, to the microsecond.
    Time,
}

/// What an insert that gives no value stores.
#[derive(Debug, Clone, PartialEq)]
pub enum Default {
    /// A value written in the file.
    Literal(Literal),
    /// A value that the runtime makes.
    Generator(Generator),
}

/// A default's value, already checked against the column's type.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// On `bool`.
    Bool(bool),
    /// On `smallint`, `int`, `bigint`; in range.
    Int(i64),
    /// On `real`, `double`; finite.
    Float(f64),
    /// On `decimal`: the digits in canonical form with exactly `scale` digits after the point, such as `-12.50`.
    Decimal(String),
    /// On `text`, `varchar`, and an enum's value.
    Text(String),
    /// On `json`.
    Json(Json),
    /// On a list: each element a literal of the element's type.
    List(Vec<Literal>),
}

/// A value that the runtime makes for each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// The transaction's time, on `timestamp`.
    Now,
    /// A random uuid.
    UuidV4,
    /// A uuid that sorts by time.
    UuidV7,
}

/// What an update that gives no value stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnUpdate {
    /// The transaction's time.
    Now,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// The key under `[tables.x.uniques]`; `None` for a column's `unique = true`, whose name lowering makes.
    pub name: Option<DbName>,
    /// In key order.
    pub columns: Vec<ColumnName>,
}

/// A plain index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The key under `[tables.x.indexes]`, or its `db_name`.
    pub name: DbName,
    /// In key order; never empty, never repeated.
    pub columns: Vec<IndexColumn>,
}

/// One column of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexColumn {
    /// A column of the index's table.
    pub column: ColumnName,
    /// `"status desc"`.
    pub descending: bool,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// A name by choice; `None` is the rule's.
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
}

/// A foreign key's action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
