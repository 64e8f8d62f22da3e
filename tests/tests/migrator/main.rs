//! The commands that run migrations, as who operates a database meets them, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod by_hand;
mod current;
mod history;
mod json;
mod repair;
mod shop;
mod steps;
mod targets;
mod tasks;
mod waiting;
