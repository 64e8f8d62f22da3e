//! From one schema to DDL, diff migrations and typed Rust for SQLite and Postgres.
//!
//! Everything here is a pure function of its arguments: no files, no clock, no network, no randomness. The command line
//! (`dualect-cli`) reads and writes.

pub mod catalog;
pub mod conversion;
pub mod ddl;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod drizzle;
pub mod expression;
pub mod generate;
pub mod inspect;
pub mod lockstep;
pub mod migration;
pub mod name;
pub mod output;
mod parallel;
pub mod plan;
pub mod pull;
pub mod query;
pub mod rolling;
pub mod rust;
pub mod rust_tables;
pub mod schema;
pub mod snapshot;
mod spelling;
