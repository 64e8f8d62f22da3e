//! The logical schema: what `schema.toml` means, before any database is thought of.
//!
//! Everything here has been resolved: every reference names something that exists, every type is known (a column that
//! `references` another has that key's type), every list keeps the order of the file.

mod column;
mod constraint;
mod default;
mod expression;
mod index;
mod object;
mod table;
mod types;
mod view;

use std::collections::BTreeMap;
use std::time::Duration;

use indexmap::IndexMap;
use serde::Serialize;

pub use column::{Column, PostgresColumn, SqliteColumn, SqliteStorage};
pub use constraint::{Action, Check, Deferrable, ForeignKey, PostgresUnique, SqliteUnique, Unique};
pub use default::{Default, Generator, Literal, OnUpdate};
pub use expression::Expression;
pub use index::{Index, IndexColumn, IndexKey, IndexPart};
pub use object::{Object, ObjectReference, Objects};
pub use table::{HashChain, SqliteTable, Table};
pub use types::{Scalar, Type};
pub use view::{Relation, View};

use crate::dialect::{Dialect, SqliteVersion};
use crate::name::{DbName, EnumName, TableName, ViewName};

/// A whole schema file.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The `[project]`, `[sqlite]` and `[output]` sections.
    pub project: Project,
    /// `[enums]`, in file order.
    pub enums: IndexMap<EnumName, Enum>,
    /// `[tables]`, in file order.
    pub tables: IndexMap<TableName, Table>,
    /// `[views]`, each after those that it reads; otherwise in file order.
    pub views: IndexMap<ViewName, View>,
    /// `[sqlite.objects]` and `[postgres.objects]`.
    pub objects: Objects,
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
    /// `[project] rust_tables`: Rust files whose `derive(Table)` structs are tables too, relative to the schema file.
    pub rust_tables: Vec<String>,
    /// `[postgres] schemas`: what tables, enums and views may stand in beside the connection's own schema.
    pub postgres_schemas: Vec<DbName>,
    /// `[postgres] extensions`.
    pub postgres_extensions: Vec<DbName>,
    /// `[postgres] lock_budget_ms`: how long a migration may hold a table of known size.
    pub lock_budget: Option<Duration>,
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
    /// `[output] templates`: the folder of the user's own Rust templates, relative to the schema file.
    pub templates: Option<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enum {
    /// The key under `[enums]`.
    pub name: EnumName,
    /// The name of a native enum's type in Postgres: `db_name`, or the key.
    pub db_name: DbName,
    /// `postgres = { native = true }`: Postgres has a type for it; `None` is text with a check.
    pub native: Option<NativeEnum>,
    /// `renamed_from`: the native type's name until now.
    #[serde(skip)]
    pub renamed_from: Option<DbName>,
    /// `renamed_values`: what values were called until now, by what they are called now.
    #[serde(skip)]
    pub renamed_values: BTreeMap<String, String>,
    /// `rust_name`: the enum's name in Rust where the key's is not wanted.
    pub rust_name: Option<String>,
    /// `rust_names`: the variants' names in Rust, by value, where those of the values are not wanted.
    pub rust_names: BTreeMap<String, String>,
    /// Rustdoc of the generated enum.
    pub doc: Option<String>,
    /// The values as stored, in file order; never empty, never repeated.
    pub values: Vec<String>,
}

/// An enum that is a type of its own in Postgres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NativeEnum {
    /// `schema`: one of the project's schemas.
    pub schema: Option<DbName>,
}
