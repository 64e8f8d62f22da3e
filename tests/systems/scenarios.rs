//! What five real systems do with their databases, each scenario on SQLite and on Postgres.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "ash/scenario/mod.rs"]
mod ash;
#[path = "codespar/scenario/mod.rs"]
mod codespar;
#[path = "deploystack/scenario/mod.rs"]
mod deploystack;
#[path = "deploystack/plugins/mod.rs"]
mod deploystack_plugins;
mod freshness;
#[path = "orient/scenario/mod.rs"]
mod orient;
#[path = "pipelit/scenario/mod.rs"]
mod pipelit;
