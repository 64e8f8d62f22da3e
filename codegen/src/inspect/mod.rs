//! A live database as a catalog: one query whose answer is one text, and what is read out of it.
//!
//! The caller runs the query: nothing here knows a driver. What a catalog cannot say is told by name, and nothing is left out in
//! silence.

mod ledger;
pub mod postgres;
pub mod sqlite;

use std::fmt;

use crate::catalog::model::Catalog;

/// What a database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// As far as a catalog can say it.
    pub catalog: Catalog,
    /// What it cannot say, a line each, for people: `table posts: ON CONFLICT REPLACE of column slug`. A table of which it speaks loses
    /// that when it is rebuilt.
    pub beyond: Vec<String>,
    /// What is no part of the schema, a line each: the tables in which other tools write down which of their migrations were applied.
    pub left_out: Vec<String>,
}

/// Why an answer cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    message: String,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
