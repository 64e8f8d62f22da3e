//! Tables.

use indexmap::IndexMap;

use super::{
    Check, Column, Definition, Family, ForeignKey, Index, PrimaryKey, QualifiedName, Unique,
};
use crate::name::DbName;
use crate::schema::model::SqliteTable;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: QualifiedName,
    /// `COMMENT ON TABLE`; always `None` on SQLite, which has no comments.
    pub comment: Option<String>,
    /// How SQLite keeps it; as a rule everywhere on Postgres, which has no choice.
    pub sqlite: SqliteTable,
    /// In declaration order.
    pub columns: IndexMap<DbName, Column>,
    /// Its key.
    pub primary_key: Option<PrimaryKey>,
    /// In declaration order. On SQLite they are unique indexes, which can be added and dropped without a rebuild, but for those that
    /// stand in the table itself.
    pub uniques: Vec<Unique>,
    /// Sorted by name: of several violated at once SQLite reports the first declared, Postgres the first by name.
    pub checks: Vec<Check>,
    /// In declaration order.
    pub foreign_keys: Vec<ForeignKey>,
    /// In declaration order.
    pub indexes: Vec<Index>,
    /// Where a database of SQLite's was read: how it spells all this, and what else it says.
    pub definition: Definition,
    /// Its partitions, and what it inherits from.
    pub family: Family,
}

impl Table {
    /// A table in which nothing stands yet.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::{QualifiedName, Table}, name::DbName};
    /// assert!(Table::new(QualifiedName::from(DbName::new("posts"))).columns.is_empty());
    /// ```
    #[must_use]
    pub fn new(name: QualifiedName) -> Self {
        Self {
            name,
            comment: None,
            sqlite: SqliteTable::default(),
            columns: IndexMap::new(),
            primary_key: None,
            uniques: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            indexes: Vec::new(),
            definition: Definition::default(),
            family: Family::default(),
        }
    }

    /// The primary key's columns in key order; none, where there is no key.
    #[must_use]
    pub fn key_columns(&self) -> &[DbName] {
        self.primary_key.as_ref().map_or(&[], |key| &key.columns)
    }
}
