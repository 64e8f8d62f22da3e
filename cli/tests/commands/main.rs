//! The commands that need no database, on projects in temporary folders.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod check;
mod command_line;
mod decisions;
mod default_database;
mod generate;
mod include;
mod json_schema;
mod mistakes;
mod project;
mod rebase;
mod rust_tables;
mod squash;
mod stale;
mod templates_of_ones_own;
