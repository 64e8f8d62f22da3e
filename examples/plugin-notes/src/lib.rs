//! A plugin that brings its own tables, beside a host with a schema file.
//!
//! - [`notes`]: a table that the host migrates with its own. `schema.toml` lists the file in `rust_tables`, so that
//!   `cargo xtask db-generate --schema examples/plugin-notes/schema.toml` makes its migrations too.
//! - [`cache`]: a table that nobody migrates. The plugin makes it itself, when it starts.

pub mod cache;
pub mod host;
pub mod notes;

use dualect::{Db, Result, Schema};

/// The build fails where the migrations are behind the host's schema file or the plugin's tables.
#[derive(Debug, Schema)]
#[schema(path = "schema.toml", generated = "src/host", migrations = "drizzle")]
pub struct HostSchema;

/// Brings a database up: the host's migrations, the plugin's table among them, then what the plugin keeps to itself.
pub async fn start(db: &Db) -> Result<()> {
    db.migrate(&host::MIGRATIONS).await?;
    db.ensure::<cache::CacheEntry>().await?;
    Ok(())
}

/// What `docs/tables-in-rust.md` shows compiles, and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/tables-in-rust.md")]
mod documentation {}
