//! Many rows in one go.

use super::Statement;

/// How a table takes many rows at once: all of them, or none.
#[derive(Debug, Clone, Copy)]
pub struct BulkInsert {
    /// The insert of one row.
    pub insert: &'static Statement,
    /// `INSERT INTO t (a, b) VALUES`: SQLite's text up to the rows.
    pub sqlite_head: &'static str,
    /// `(?, ?)`: one of SQLite's rows.
    pub sqlite_row: &'static str,
    /// How many values a row has.
    pub columns: usize,
    /// How Postgres does it.
    pub postgres: BulkPostgres,
}

/// How Postgres takes many rows.
#[derive(Debug, Clone, Copy)]
pub enum BulkPostgres {
    /// `INSERT INTO t (a, b) SELECT * FROM unnest($1::uuid[], $2::text[])`: an array a column.
    Unnest(&'static str),
    /// The insert of one row, pipelined: lists do not nest in arrays.
    RowByRow,
}
