//! The answer to [`QUERY`](super::QUERY), row by row.

use std::collections::BTreeMap;

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
    /// The table of each.
    pub(super) foreign_keys: Vec<String>,
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

/// A row of `pragma_table_xinfo`: table, number, name, type, `NOT NULL`, place in the primary key from 1.
#[derive(Debug, Deserialize)]
pub(super) struct ColumnRow(
    pub(super) String,
    pub(super) i64,
    pub(super) String,
    pub(super) String,
    pub(super) i64,
    pub(super) i64,
);

/// A row of `pragma_index_list`, of an index that no constraint made: name, unique.
#[derive(Debug, Deserialize)]
pub(super) struct IndexRow(pub(super) String, pub(super) i64);

/// A row of `pragma_index_xinfo`: index, place, column, descending, collation. An expression has no column.
#[derive(Debug, Deserialize)]
pub(super) struct PartRow(
    pub(super) String,
    pub(super) i64,
    pub(super) Option<String>,
    pub(super) i64,
    pub(super) Option<String>,
);

pub(super) fn parse(json: &str) -> Result<Answer, Problem> {
    serde_json::from_str(json).map_err(|error| {
        Problem::new(format!(
            "the answer of SQLite to the question what it holds cannot be read: {error}"
        ))
    })
}

/// The rows by what they belong to, in order.
#[derive(Debug, Default)]
pub(super) struct Grouped<'r> {
    /// By table.
    pub(super) columns: BTreeMap<&'r str, Vec<&'r ColumnRow>>,
    /// Those that somebody made, by table, in the order in which they were made; with their definitions.
    pub(super) indexes: BTreeMap<&'r str, Vec<(&'r IndexRow, &'r str)>>,
    /// By index.
    pub(super) parts: BTreeMap<&'r str, Vec<&'r PartRow>>,
    /// How many each table has.
    pub(super) foreign_keys: BTreeMap<&'r str, usize>,
}

impl<'r> Grouped<'r> {
    pub(super) fn new(answer: &'r Answer) -> Self {
        let mut found = Self::default();
        for row in &answer.columns {
            found.columns.entry(&row.0).or_default().push(row);
        }
        for rows in found.columns.values_mut() {
            rows.sort_by_key(|row| row.1);
        }
        for row in &answer.parts {
            found.parts.entry(&row.0).or_default().push(row);
        }
        for rows in found.parts.values_mut() {
            rows.sort_by_key(|row| row.1);
        }
        let told: BTreeMap<&str, &IndexRow> =
            answer.indexes.iter().map(|row| (&*row.0, row)).collect();
        for Entry(kind, name, table, sql) in &answer.schema {
            if let (true, Some(row), Some(sql)) = (kind == "index", told.get(&**name), sql) {
                found.indexes.entry(table).or_default().push((row, sql));
            }
        }
        for table in &answer.foreign_keys {
            *found.foreign_keys.entry(table).or_default() += 1;
        }
        found
    }
}
