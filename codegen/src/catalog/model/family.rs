//! Tables that belong together: partitions, and those that inherit.
//!
//! <https://www.postgresql.org/docs/current/ddl-partitioning.html>, <https://www.postgresql.org/docs/current/ddl-inherit.html>

use std::collections::BTreeSet;

use super::QualifiedName;
use crate::name::DbName;

/// What a table has to do with others that hold the same rows; as a rule nothing. On SQLite it always is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// `PARTITION BY`, where its rows stand in partitions: `RANGE (at)`.
    pub partitioned_by: Option<String>,
    /// What it is a partition of, or inherits from.
    pub parents: Vec<QualifiedName>,
    /// Which rows of its parent it holds, where it is a partition: `FOR VALUES IN ('a')`.
    pub bound: Option<String>,
    /// Its columns, constraints and indexes that it has of a parent, and only because of that.
    pub inherited: BTreeSet<DbName>,
}

impl Family {
    /// Whether both have the same parents, in the same way.
    #[must_use]
    pub fn has_parents_of(&self, other: &Self) -> bool {
        (&self.parents, &self.bound) == (&other.parents, &other.bound)
    }

    /// Whether it has what is called so of a parent.
    #[must_use]
    pub fn inherits(&self, name: &DbName) -> bool {
        self.inherited.contains(name)
    }
}
