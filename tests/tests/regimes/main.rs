//! How rows live, the same on both engines: computed, versioned, deleted softly, chained by hashes; and types of one's own.
//! The module is generated from the schema in `tests/schemas/regimes`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod chain;
mod computed;
mod enums;
mod fresh;
mod keys;
mod own_types;
mod portable_views;
mod regime_types;
#[path = "../../schemas/regimes/generated/mod.rs"]
mod regimes;
mod soft_delete;
mod version;
mod views;

use dualect::Db;
use dualect_tests::engine::Database;

/// The database with the module's tables.
async fn connect(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&regimes::MIGRATIONS).await.unwrap();
    db
}
