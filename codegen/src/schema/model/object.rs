//! Objects of one database that the file gives as SQL: triggers, functions, policies.

use indexmap::IndexMap;

use crate::dialect::Dialect;
use crate::name::{EnumName, ObjectName, TableName, ViewName};

/// `[sqlite.objects]` and `[postgres.objects]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objects {
    /// SQLite's, in file order.
    pub sqlite: IndexMap<ObjectName, Object>,
    /// Postgres', in file order.
    pub postgres: IndexMap<ObjectName, Object>,
}

impl Objects {
    /// That database's.
    ///
    /// ```
    /// use dualect_codegen::{dialect::Dialect, schema::model::Objects};
    /// assert!(Objects::default().of(Dialect::Sqlite).is_empty());
    /// ```
    #[must_use]
    pub fn of(&self, dialect: Dialect) -> &IndexMap<ObjectName, Object> {
        match dialect {
            Dialect::Sqlite => &self.sqlite,
            Dialect::Postgres => &self.postgres,
        }
    }
}

/// Something that one database holds and nobody but the file's author understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// The key.
    pub name: ObjectName,
    /// `on`: the table that it goes with, as a trigger or a policy does.
    pub on: Option<TableName>,
    /// The statements that make it; never empty, each without its semicolon.
    pub create: Vec<String>,
    /// The statements that remove it; never empty.
    pub drop: Vec<String>,
    /// `after`: what has to be there before it, and goes after it.
    pub after: Vec<ObjectReference>,
}

/// What an object can need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectReference {
    /// `"tables.notes"`.
    Table(TableName),
    /// `"views.live_notes"`.
    View(ViewName),
    /// `"enums.kind"`: a native one.
    Enum(EnumName),
    /// `"objects.touch"`, of the same database.
    Object(ObjectName),
}
