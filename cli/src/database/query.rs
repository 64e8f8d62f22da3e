//! SQL that a command asks a database.

use dualect::Db;
use dualect::query::{Decode, Statement, TableInfo};

use super::failed;
use crate::error::Result;

/// The one value that a query answers.
pub(crate) async fn value<T: Decode + Send + 'static>(db: &Db, sql: String) -> dualect::Result<T> {
    db.fetch_value(statement(sql), vec![]).await
}

/// Runs one statement outside any transaction.
pub(super) async fn execute(db: &Db, sql: String, doing: &'static str) -> Result<()> {
    let done = db.execute(statement(sql), vec![]).await;
    done.map_err(|source| failed(doing, source))?;
    Ok(())
}

/// A statement lives as long as the program, and this one ends soon.
fn statement(sql: String) -> &'static Statement {
    let statement = Statement::read("dualect", &TableInfo::NONE, String::leak(sql));
    Box::leak(Box::new(statement))
}
