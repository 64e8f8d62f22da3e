//! SQLite, whoever made the database.

#[allow(dead_code, reason = "what reads the rows follows")]
mod answer;
mod query;

pub use query::QUERY;

use super::{Inspected, Problem};
use crate::catalog::model::Catalog;
use crate::dialect::Dialect;

/// Reads the answer to [`QUERY`].
///
/// # Errors
/// The text is no such answer.
pub fn read(json: &str) -> Result<Inspected, Problem> {
    let answer = answer::parse(json)?;
    let beyond = answer
        .tables
        .iter()
        .map(|table| format!("table {}", table.0));
    Ok(Inspected {
        catalog: Catalog::empty(Dialect::Sqlite),
        beyond: beyond.collect(),
    })
}
