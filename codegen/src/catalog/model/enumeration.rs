//! Native enums.

use super::QualifiedName;

/// `CREATE TYPE .. AS ENUM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Its name.
    pub name: QualifiedName,
    /// In the order by which the database compares them.
    pub values: Vec<String>,
}
