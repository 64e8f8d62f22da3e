//! Reading databases of SQLite's: those that this program made, those of others, and any text at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod any_text;
mod cases;
mod foreign;
mod planned;
