//! The harness of dualect's whole-system tests: a real SQLite file and a real Postgres database for every test.
//!
//! - [`engine`]: one test body, both engines.
//! - [`postgres`]: a throw-away cluster for the test process, a database for each test.
//! - [`sqlite`]: a database file for each test.
//! - [`project`]: a user's project, worked on with dualect's commands.
//! - [`page`]: a page of documentation, done as a reader would do it.
//! - [`drizzle`]: drizzle-orm's own migrator.
//! - [`live_catalog`]: what a database holds, as text that can be compared.
//! - [`live_rows`]: what rows it holds, likewise.
//! - [`migration_case`]: a migration as one readable file.
//! - [`migration_run`]: a migration on a real engine, there and back.
//! - [`migration_reverse`]: whether going back loses what it says.
//! - [`migration_refusal`]: rows on which a migration has to fail.
//! - [`differential`]: the same random calls on both databases.
//! - [`proof`]: migrations between schemas by chance.
//! - [`layout`]: the rules of the workspace's layout, as a check that can be tried on any workspace.
//!
//! A harness that can not do its work has nobody to report to but the person who started the tests, so it panics, and the message says
//! what to install or to change.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test harness reports failure by panicking: that is the interface of a test"
)]

pub mod differential;
pub mod drizzle;
pub mod engine;
pub mod inspection;
pub mod layout;
pub mod live_catalog;
pub mod live_rows;
pub mod migration_case;
pub mod migration_refusal;
pub mod migration_reverse;
pub mod migration_run;
pub mod page;
pub mod postgres;
pub mod project;
pub mod proof;
pub mod sqlite;
mod target;
