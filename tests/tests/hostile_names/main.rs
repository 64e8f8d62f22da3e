//! Names that break careless tools, in every place where a name can stand: `tests/schemas/hostile/schema.toml`. What is generated
//! for them compiles, and does the same on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod keywords;
mod log;
mod migrations;
mod rebuild;
mod regimes;
mod signs;
mod violations;

use dualect::Db;
use dualect_tests::engine::Database;

/// The database with the crate's tables.
async fn connect(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&hostile_names_db::MIGRATIONS).await.unwrap();
    db
}
