//! The physical catalog: what one database holds, or shall hold.
//!
//! One type serves the target, the snapshot and the live database, so that every comparison is the same comparison.

mod column;
mod constraint;
mod definition;
mod enumeration;
mod expression;
mod family;
mod identity;
mod index;
mod meaning;
mod name;
mod object;
mod setting;
mod table;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

pub use column::{Column, Fill};
pub use constraint::{Check, ForeignKey, PrimaryKey, Unique};
pub use definition::{ColumnDefinition, Definition, Spelling};
pub use enumeration::Enum;
pub use expression::Expression;
pub use family::Family;
pub use identity::{Counter, Identity};
pub use index::{Index, IndexKey, IndexPart, Nulls};
pub use meaning::{Digits, Item, Meaning, Moment, Width};
pub use name::QualifiedName;
pub use object::{Attribute, Kind, Object, OwnType, Reference};
pub use setting::{Part, Piece, Saying, Setting, SettingKey, Subject};
pub use table::Table;
pub use view::{Relation, View};

use crate::dialect::Dialect;
use crate::name::{DbName, ObjectName};

/// Everything that one database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// The database it is for.
    pub dialect: Dialect,
    /// Schemas beside the connection's own, in declaration order; none on SQLite.
    pub schemas: IndexSet<DbName>,
    /// Extensions, in declaration order; none on SQLite.
    pub extensions: IndexSet<DbName>,
    /// Where what belongs to an extension stands, where that is not the connection's own schema. One that moves has a setting.
    pub extension_schemas: BTreeMap<DbName, DbName>,
    /// Native enums, in declaration order; none on SQLite.
    pub enums: IndexMap<QualifiedName, Enum>,
    /// In declaration order. What is made of a catalog shares them: they are most of it.
    pub tables: IndexMap<QualifiedName, Arc<Table>>,
    /// Each after those that it reads.
    pub views: IndexMap<QualifiedName, View>,
    /// What is known by its statements only: those of the schema file, then those that lowering makes.
    pub objects: IndexMap<ObjectName, Object>,
    /// What is said of all these beside their definitions.
    pub settings: IndexMap<SettingKey, Setting>,
    /// Which parts of tables stand on an object. Follows from their texts: no comparison looks at it.
    pub uses: BTreeMap<ObjectName, Vec<(QualifiedName, Part)>>,
}

impl Catalog {
    /// Without what a schema file has no words for: who may do what, for roles are the server's; and whether a foreign key names the
    /// columns of the key that it leads to.
    #[must_use]
    pub fn as_written(mut self) -> Self {
        self.settings.retain(|_, setting| !setting.access);
        for table in self.tables.values_mut() {
            if table.foreign_keys.iter().any(|key| key.is_to_key) {
                for key in &mut Arc::make_mut(table).foreign_keys {
                    key.is_to_key = false;
                }
            }
        }
        self
    }

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
            schemas: IndexSet::new(),
            extensions: IndexSet::new(),
            extension_schemas: BTreeMap::new(),
            enums: IndexMap::new(),
            tables: IndexMap::new(),
            views: IndexMap::new(),
            objects: IndexMap::new(),
            settings: IndexMap::new(),
            uses: BTreeMap::new(),
        }
    }
}
