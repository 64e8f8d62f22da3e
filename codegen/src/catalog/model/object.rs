//! What is known by its statements only.

use super::QualifiedName;
use crate::name::ObjectName;

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
