//! Indexes.

use serde::Serialize;

use super::Expression;
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName};

/// An index that is no plain unique constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Index {
    /// The key under `[tables.x.indexes]`, or its `db_name`.
    pub name: DbName,
    /// In key order; never empty, no column twice.
    pub parts: Vec<IndexPart>,
    /// `unique = true`: no two rows that `predicate` holds of are equal in all parts.
    pub unique: bool,
    /// `where`: the rows that are in it; `None` is all of them.
    pub predicate: Option<Expression>,
    /// Where it is made; never empty.
    pub dialects: Vec<Dialect>,
    /// `postgres = { method = ".." }`; `None` is a B-tree.
    pub method: Option<String>,
    /// `postgres = { include = [..] }`: columns that its entries carry along. SQLite has no such thing.
    pub include: Vec<ColumnName>,
}

impl Index {
    /// The columns with their directions, where the index is over plain columns, so that a list of the rows that it holds can
    /// follow it.
    ///
    /// ```
    /// use dualect_codegen::{dialect::Dialect, name::DbName, schema::model::Index};
    /// let index = Index {
    ///     name: DbName::new("by_name"),
    ///     parts: Vec::new(),
    ///     unique: false,
    ///     predicate: None,
    ///     dialects: vec![Dialect::Sqlite],
    ///     method: None,
    ///     include: Vec::new(),
    /// };
    /// assert_eq!(index.plain_columns(), Some(Vec::new()));
    /// ```
    #[must_use]
    pub fn plain_columns(&self) -> Option<Vec<IndexColumn>> {
        if self.method.is_some() {
            return None;
        }
        self.parts
            .iter()
            .map(|part| match &part.key {
                IndexKey::Column(column) => Some(IndexColumn {
                    column: column.clone(),
                    descending: part.descending,
                }),
                IndexKey::Expression { .. } => None,
            })
            .collect()
    }
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexPart {
    /// What it orders by.
    pub key: IndexKey,
    /// `"status desc"`.
    pub descending: bool,
}

/// What an index's part orders by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum IndexKey {
    /// A column of the index's table.
    Column(ColumnName),
    /// A value computed from the row.
    Expression {
        /// What computes it.
        expression: Expression,
        /// Whether it can be null.
        nullable: bool,
    },
}

/// One column of an index over plain columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexColumn {
    /// A column of the index's table.
    pub column: ColumnName,
    /// `"status desc"`.
    pub descending: bool,
}
