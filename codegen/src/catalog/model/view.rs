//! Views.

use super::{QualifiedName, Reference};
use crate::name::DbName;

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: QualifiedName,
    /// What it yields, in order; none where `CREATE VIEW` does not name them, as in a database of somebody else's.
    pub columns: Vec<DbName>,
    /// The `SELECT`, without a semicolon.
    pub sql: String,
    /// What it reads. Follows from the text: no comparison looks at it.
    pub reads: Vec<Relation>,
    /// Whether nobody has read its query: then it may speak of what is not there. Not part of the database: no comparison looks at it.
    pub opaque: bool,
    /// What else it stands on: functions, types. Follows from the text, too.
    pub after: Vec<Reference>,
    /// `COMMENT ON VIEW`; always `None` on SQLite.
    pub comment: Option<String>,
}

/// What a view can read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A table.
    Table(QualifiedName),
    /// A view.
    View(QualifiedName),
}
