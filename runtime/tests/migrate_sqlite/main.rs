//! The migrator on real SQLite databases, in files and in memory.

#![cfg(feature = "sqlite")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod adoption;
mod apply;
mod concurrent;
mod failure;
mod rebuild;
mod rollback;
mod status;
mod subject;
