//! What differs and no planner carries out.

use crate::catalog::model::{Column, QualifiedName};
use crate::name::DbName;

/// A difference that no planner carries out yet: generation refuses it by name, rather than leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplanned {
    /// A column holds another type, and what becomes of its values would be a guess.
    Type {
        /// The table.
        table: QualifiedName,
        /// The column as it was.
        from: Box<Column>,
        /// The column as it shall be.
        to: Box<Column>,
    },
    /// A table has partitions, has none any more, or tells them by something else: its rows would have to be copied.
    Partitioning {
        /// The table.
        table: QualifiedName,
        /// How it tells them.
        from: Option<String>,
        /// How it shall.
        to: Option<String>,
    },
    /// A column gets a name that SQLite has for the rowid, or had one: `ALTER TABLE` refuses that.
    Rowid {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// As it shall be called.
        to: DbName,
    },
}
