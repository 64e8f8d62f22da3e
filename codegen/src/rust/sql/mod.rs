//! The SQL of generated functions.
//!
//! One text serves both databases wherever both take it. Its parameters are numbered by first appearance, which is how
//! SQLite numbers `$1` (a name to it) and what Postgres means by it. A line feed parts clauses; the literal that holds
//! the text keeps the lines and none of the feeds.

mod chain;
mod filter;
mod insert;
mod keyset;
mod literal;
mod many;
mod order;
mod subject;
mod update;
mod upsert;

pub(super) use chain::{chain_head, chain_rows};
pub(super) use filter::{Filter, Rows, count, delete, exists, select};
pub(super) use insert::{
    Bulk, bulk, insert, is_flagged, parameters as insert_parameters, place as insert_place,
    try_insert,
};
pub(super) use keyset::pages;
pub(super) use literal::literal;
pub(super) use many::{delete_many, get_many, mark_many};
pub(super) use order::{Order, Sort, is_comparable};
pub(super) use subject::{Subject, qualified};
use update::mark;
pub(super) use update::{Change, mark_one, update};
pub(super) use upsert::upsert;

use crate::dialect::Dialect;

/// The parameters of a text, numbered in the order in which they are bound.
#[derive(Debug, Clone)]
pub(super) struct Parameters {
    /// What a number stands behind.
    sign: char,
    /// The Rust expression of each one's value.
    pub(super) values: Vec<String>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self::signed('$')
    }
}

impl Parameters {
    /// None yet, the number of each to stand behind the sign.
    fn signed(sign: char) -> Self {
        Self {
            sign,
            values: Vec::new(),
        }
    }

    /// Takes the next number for the value of a Rust expression.
    pub(super) fn bind(&mut self, value: impl Into<String>) -> String {
        self.values.push(value.into());
        format!("{}{}", self.sign, self.values.len())
    }
}

/// A statement's text, or its texts where the databases need different ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sql {
    pub(super) sqlite: String,
    /// `None` where SQLite's serves Postgres.
    pub(super) postgres: Option<String>,
    /// The Rust expressions of the parameters' values.
    pub(super) values: Vec<String>,
    /// Whether they speak of `now`, the present time.
    pub(super) needs_now: bool,
}

impl Sql {
    /// One text where both dialects' are the same.
    fn per_dialect(parameters: Parameters, text: impl Fn(Dialect) -> String) -> Self {
        let (sqlite, postgres) = (text(Dialect::Sqlite), text(Dialect::Postgres));
        Self {
            postgres: (postgres != sqlite).then_some(postgres),
            sqlite,
            values: parameters.values,
            needs_now: false,
        }
    }

    fn with_now(mut self) -> Self {
        self.needs_now = true;
        self
    }
}
