//! The physical catalog: what one database holds, or shall hold.
//!
//! One type serves the target, the snapshot and the live database, so that every comparison is the same comparison.

use indexmap::IndexMap;

use crate::dialect::Dialect;
use crate::name::DbName;
use crate::schema::model::Action;

/// Everything that one database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// The database it is for.
    pub dialect: Dialect,
    /// In declaration order.
    pub tables: IndexMap<DbName, Table>,
}

impl Catalog {
    /// A database in which nothing has been made yet.
    ///
    /// ```
    /// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect};
    /// assert!(Catalog::empty(Dialect::Sqlite).tables.is_empty());
    /// ```
    #[must_use]
    pub fn empty(dialect: Dialect) -> Self {
        Self {
            dialect,
            tables: IndexMap::new(),
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: DbName,
    /// `COMMENT ON TABLE`; always `None` on SQLite, which has no comments.
    pub comment: Option<String>,
    /// In declaration order.
    pub columns: IndexMap<DbName, Column>,
    /// Its key.
    pub primary_key: PrimaryKey,
    /// In declaration order. On SQLite they are unique indexes, which can be added and dropped without a rebuild.
    pub uniques: Vec<Unique>,
    /// Sorted by name: of several violated at once SQLite reports the first declared, Postgres the first by name.
    pub checks: Vec<Check>,
    /// In declaration order.
    pub foreign_keys: Vec<ForeignKey>,
    /// In declaration order.
    pub indexes: Vec<Index>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: DbName,
    /// Its type as the database spells it: `INTEGER`, `numeric(10,2)`.
    pub sql_type: String,
    /// `COLLATE`, where the type has one.
    pub collation: Option<String>,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// `DEFAULT`, as an SQL expression.
    pub default: Option<String>,
    /// Whether the database gives the value.
    pub identity: bool,
    /// `COMMENT ON COLUMN`; always `None` on SQLite.
    pub comment: Option<String>,
    /// How rows that were there before the column get its value. Not part of the database: no comparison looks at it.
    pub fill: Fill,
}

/// How existing rows get a new column's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// The expression that stands for the default that the runtime would have supplied (`now`, a uuid).
    pub generated: Option<String>,
    /// A neutral value of the type, with which a down migration restores a dropped NOT NULL column.
    pub neutral: String,
}

/// A primary key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrimaryKey {
    /// Its constraint's name.
    pub name: DbName,
    /// In key order.
    pub columns: Vec<DbName>,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// Its name.
    pub name: DbName,
    /// In key order.
    pub columns: Vec<DbName>,
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: DbName,
    /// What must not be false, as SQL.
    pub expression: String,
    /// The one column that it speaks of.
    pub column: DbName,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name.
    pub name: DbName,
    /// This table's columns.
    pub columns: Vec<DbName>,
    /// The table referred to.
    pub parent: DbName,
    /// Its columns.
    pub parent_columns: Vec<DbName>,
    /// What becomes of the row when the parent goes.
    pub on_delete: Action,
    /// What becomes of the row when the parent's key changes.
    pub on_update: Action,
}

/// A plain index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: DbName,
    /// In key order.
    pub columns: Vec<IndexColumn>,
}

/// One column of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexColumn {
    /// The column.
    pub column: DbName,
    /// `DESC`.
    pub descending: bool,
    /// Where the order of NULLs has to be written, because the database's own is not "NULL is less than everything".
    pub nulls: Option<Nulls>,
}

/// Where NULLs stand in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// `NULLS FIRST`.
    First,
    /// `NULLS LAST`.
    Last,
}
