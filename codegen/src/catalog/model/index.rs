//! Indexes.

use super::{Expression, Spelling};
use crate::name::DbName;

/// An index that is no unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name, in its table's schema.
    pub name: DbName,
    /// `UNIQUE`.
    pub unique: bool,
    /// `USING`; `None` is a B-tree, and all that SQLite has.
    pub method: Option<String>,
    /// In key order; never empty.
    pub parts: Vec<IndexPart>,
    /// `INCLUDE`; always empty on SQLite, which has no such thing.
    pub include: Vec<DbName>,
    /// `WHERE`.
    pub predicate: Option<Expression>,
    /// What stands behind the table's name, where a database of SQLite's was read.
    pub spelling: Spelling,
}

impl Index {
    /// Whether it may speak of the column.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::{Index, IndexKey, IndexPart, Spelling}, name::DbName};
    /// let key = IndexKey::Column(DbName::new("name"));
    /// let index = Index {
    ///     name: DbName::new("by_name"),
    ///     unique: false,
    ///     method: None,
    ///     parts: vec![IndexPart { key, descending: false, nulls: None }],
    ///     include: Vec::new(),
    ///     predicate: None,
    ///     spelling: Spelling::default(),
    /// };
    /// assert!(index.mentions(&DbName::new("name")) && !index.mentions(&DbName::new("price")));
    /// ```
    #[must_use]
    pub fn mentions(&self, column: &DbName) -> bool {
        let in_parts = self.parts.iter().any(|part| match &part.key {
            IndexKey::Column(name) => name == column,
            IndexKey::Expression(expression) => expression.mentions(column),
        });
        let in_predicate = || {
            self.predicate
                .as_ref()
                .is_some_and(|predicate| predicate.mentions(column))
        };
        in_parts || self.include.contains(column) || in_predicate()
    }

    /// The columns of its parts, where all of them are columns.
    pub(crate) fn plain_columns(&self) -> Option<Vec<&DbName>> {
        let parts = self.parts.iter();
        parts
            .map(|part| match &part.key {
                IndexKey::Column(name) => Some(name),
                IndexKey::Expression(_) => None,
            })
            .collect()
    }
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPart {
    /// What it orders by.
    pub key: IndexKey,
    /// `DESC`.
    pub descending: bool,
    /// Where the order of NULLs has to be written, because the database's own is not "NULL is less than everything".
    pub nulls: Option<Nulls>,
}

/// What an index's part orders by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexKey {
    /// A column.
    Column(DbName),
    /// A value computed from the row.
    Expression(Expression),
}

/// Where NULLs stand in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// `NULLS FIRST`.
    First,
    /// `NULLS LAST`.
    Last,
}
