//! The generated functions do the same on both engines: the module in `tests/schemas/shapes` is
//! generated from the schema there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bulk;
mod pages;
#[path = "../../schemas/shapes/generated/mod.rs"]
mod shapes;
mod types;
mod updates;
mod upserts;

use dualect::Db;
use dualect_tests::engine::Database;

/// The database with the module's tables.
async fn connect(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&shapes::MIGRATIONS).await.unwrap();
    db
}
