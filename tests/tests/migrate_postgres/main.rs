//! The migrator on a real Postgres server.

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
mod outside_transactions;
mod rollback;
mod subject;
