//! The answer to [`QUERY`](super::QUERY), row by row.

use serde::Deserialize;

use super::super::Problem;

/// Everything that SQLite tells, in no order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) schema: Vec<Entry>,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) parts: Vec<PartRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
}

/// A row of `sqlite_schema`: type, name, the table, and the definition, which an index that a constraint made has not.
#[derive(Debug, Deserialize)]
pub(super) struct Entry(
    pub(super) String,
    pub(super) String,
    pub(super) String,
    pub(super) Option<String>,
);

/// A row of `pragma_table_list`: name, type, `WITHOUT ROWID`, `STRICT`.
#[derive(Debug, Deserialize)]
pub(super) struct TableRow(
    pub(super) String,
    pub(super) String,
    pub(super) i64,
    pub(super) i64,
);

/// A row of `pragma_table_xinfo`: table, number, name, type, `NOT NULL`, place in the primary key from 1, how it is hidden.
#[derive(Debug, Deserialize)]
pub(super) struct ColumnRow(
    pub(super) String,
    pub(super) i64,
    pub(super) String,
    pub(super) String,
    pub(super) i64,
    pub(super) i64,
    pub(super) i64,
);

/// A row of `pragma_index_list`: table, number, name, unique, what made it, partial.
#[derive(Debug, Deserialize)]
pub(super) struct IndexRow(
    pub(super) String,
    pub(super) i64,
    pub(super) String,
    pub(super) i64,
    pub(super) String,
    pub(super) i64,
);

/// A row of `pragma_index_xinfo`: index, place, column, descending, collation. An expression has no column.
#[derive(Debug, Deserialize)]
pub(super) struct PartRow(
    pub(super) String,
    pub(super) i64,
    pub(super) Option<String>,
    pub(super) i64,
    pub(super) Option<String>,
);

/// A row of `pragma_foreign_key_list`: table, key, place, parent, column, its column, on update, on delete. A key that names no
/// columns of its parent refers to the primary key.
#[derive(Debug, Deserialize)]
pub(super) struct ForeignKeyRow(
    pub(super) String,
    pub(super) i64,
    pub(super) i64,
    pub(super) String,
    pub(super) String,
    pub(super) Option<String>,
    pub(super) String,
    pub(super) String,
);

pub(super) fn parse(json: &str) -> Result<Answer, Problem> {
    serde_json::from_str(json).map_err(|error| {
        Problem::new(format!(
            "the answer of SQLite to the question what it holds cannot be read: {error}"
        ))
    })
}
