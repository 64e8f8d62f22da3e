//! The same random calls on both databases, and everything that they answer compared.
//!
//! A [`Program`] is one call in autocommit, or a transaction with calls and savepoints in it. Programs are drawn from a seed, run on an
//! SQLite and on a Postgres database, and their [`Answer`]s compared one by one: rows and their order, cursors, or the kind of error.
//! A difference is reported with the seed and the fewest programs that still show it.
//!
//! What is taken for equal although it differs, and nothing else:
//!
//! - moments of the present day and random (version 4) uuids, which each database's session makes for itself;
//! - the numbers that an identity column gives: Postgres leaves gaps where SQLite does not, so a row counts by its place among all;
//! - which of several unique constraints of one table is named, when a row breaks more than one;
//! - which foreign key is named when a delete breaks one: it can break several, of several rows, in the order of the server's plan;
//! - how many rows a `delete_many` counts in a table that cascades to itself: SQLite leaves out those that went with others.
//!
//! And what is never drawn: a row with both a followed and a checked reference to what may be deleted (see `tables::parcels`).

mod answer;
mod operation;
mod pair;
mod program;
mod random;
mod run;
mod shrink;
mod tables;
mod values;

pub use answer::Answer;
pub use operation::Operation;
pub use pair::Pair;
pub use program::{End, Program, Step};
pub use random::Random;
pub use run::{Difference, Report, Settings, run};
