//! What is known by its statements only.

use super::QualifiedName;
use crate::name::{DbName, ObjectName};

/// Triggers, functions, policies: statements that make something and statements that remove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its key: no name in the database.
    pub name: ObjectName,
    /// The table that it goes with.
    pub on: Option<QualifiedName>,
    /// The statements that make it; never empty, each without its semicolon.
    pub create: Vec<String>,
    /// The statements that remove it; never empty.
    pub drop: Vec<String>,
    /// What has to be there before it, and goes after it.
    pub after: Vec<Reference>,
    /// Whether nobody has read its statements: then they may speak of everything. Not part of the database: no comparison
    /// looks at it.
    pub opaque: bool,
    /// What can become of it without being dropped. Follows from its statements: no comparison looks at it.
    pub kind: Kind,
}

/// What can become of an object that is another one under the same name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// It goes, and comes again.
    #[default]
    Plain,
    /// `CREATE OR REPLACE` does, as long as this is the same: what it takes and gives.
    Routine(String),
    /// This statement makes the one that is there so, and leaves its number.
    Sequence(String),
    /// Columns of it go over to the new one.
    Type(OwnType),
}

/// A domain, a composite type or a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnType {
    /// Its name.
    pub name: QualifiedName,
    /// `DOMAIN` or `TYPE`.
    pub word: &'static str,
    /// What a composite consists of, in order.
    pub attributes: Vec<Attribute>,
}

/// One value in a composite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: DbName,
    /// Its type, with its collation.
    pub sql_type: String,
}

/// What an object can need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A table.
    Table(QualifiedName),
    /// A view.
    View(QualifiedName),
    /// A native enum.
    Enum(QualifiedName),
    /// Another object.
    Object(ObjectName),
}
