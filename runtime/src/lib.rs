//! One schema, SQLite and Postgres: the runtime that generated query modules call.
//!
//! An application connects, and hands the [`Db`], or a [`Tx`] on it, to the functions that `cargo xtask db-generate` wrote from
//! its `schema.toml`. The same call returns the same, or fails with the same [`ErrorKind`], on both databases.
//!
//! ```no_run
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> dualect::Result<()> {
//! // An SQLite file, or whatever DATABASE_URL names.
//! let db = dualect::Db::from_env().await?;
//! // db.migrate(&my_db::MIGRATIONS).await?;
//! // let agent = my_db::agents::get(&db, id).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Calls run inside a tokio runtime whose time driver is on (and its I/O driver, for Postgres).
//!
//! With the feature `tracing`, each call is a span (`dualect::query`), and what is slow is warned of (`dualect::slow`); no value is told.
//!
//! - [`query`]: what generated modules are written with.
//! - [`types`]: the Rust types of columns.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test fails by panicking"
    )
)]

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("dualect needs a database: enable the feature `sqlite`, `postgres`, or both");

mod call;
mod db;
mod dialect;
mod error;
mod ids;
mod location;
pub mod migrate;
mod operation;
mod options;
#[cfg(feature = "postgres")]
mod postgres;
pub mod query;
mod schema;
mod session;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod table;
mod transaction;
pub mod types;
mod value;

pub use db::{Db, Health, PoolStatus};
pub use dialect::Dialect;
#[cfg(feature = "table")]
pub use dualect_macros::Table;
pub use dualect_macros::{Row, Schema};
pub use error::{Error, ErrorKind, Result, TableDifference, ValueProblem};
pub use ids::{new_uuid_v4, new_uuid_v7};
pub use migrate::{Applied, Migration, MigrationErrorKind, Migrations, RolledBack, Status};
pub use options::{Options, Synchronous};
pub use schema::Schema;
pub use session::{Scoped, Session};
pub use table::{EnsuredTable, Table};
pub use transaction::{Isolation, Transaction, Tx};

// A generated crate depends on this one alone.
pub use {jiff, rust_decimal, serde_json, uuid};

#[cfg(feature = "serde")]
pub use serde;
