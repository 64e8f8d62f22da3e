//! The SQL of generated functions.
//!
//! One text serves both databases wherever both take it. Its parameters are numbered by first appearance, which is how
//! SQLite numbers `$1` (a name to it) and what Postgres means by it. A line feed parts clauses; the literal that holds
//! the text keeps the lines and none of the feeds.

mod filter;
mod insert;
mod keyset;
mod literal;
mod many;
mod order;
mod subject;
mod update;
mod upsert;

pub(super) use filter::{Filter, count, delete, exists, select};
pub(super) use insert::{bulk, insert, try_insert};
pub(super) use keyset::pages;
pub(super) use literal::literal;
pub(super) use many::{delete_many, get_many};
pub(super) use order::{Order, Sort};
pub(super) use subject::Subject;
pub(super) use update::update;
pub(super) use upsert::upsert;

/// The parameters of a text, numbered in the order in which they are bound.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// The Rust expression of each one's value.
    pub(super) values: Vec<String>,
}

impl Parameters {
    /// Takes the next number for the value of a Rust expression.
    pub(super) fn bind(&mut self, value: impl Into<String>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
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
}

impl Sql {
    fn portable(text: String, parameters: Parameters) -> Self {
        Self {
            sqlite: text,
            postgres: None,
            values: parameters.values,
        }
    }
}
