//! Tables made at run time: made, added to, left alone and refused the same on both engines, by one process or several.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod additions;
mod differences;
mod jobs;
mod names;
mod options;
mod processes;

use dualect::Db;
use dualect_tests::engine::Database;

async fn connected(database: &Database) -> Db {
    Db::connect(&database.url()).await.unwrap()
}
