//! What a table has of named things beside its columns: they go, come, or get other names.

use super::change::Change;
use crate::catalog::model::{Check, ForeignKey, Index, QualifiedName, Unique};
use crate::name::DbName;

pub(super) trait Named: Clone + PartialEq {
    fn name(&self) -> &DbName;
    /// The same under that name.
    fn is_called(&self, name: &DbName) -> Self;
    fn added(&self, table: &QualifiedName) -> Change;
    fn dropped(&self, table: &QualifiedName) -> Change;
    /// It is the one that was called `from`.
    fn renamed(&self, table: &QualifiedName, from: &DbName) -> Change;
}

macro_rules! named {
    ($type:ident $field:ident $add:ident $drop:ident $rename:ident) => {
        impl Named for $type {
            fn name(&self) -> &DbName {
                &self.name
            }

            fn is_called(&self, name: &DbName) -> Self {
                Self {
                    name: name.clone(),
                    ..self.clone()
                }
            }

            fn added(&self, table: &QualifiedName) -> Change {
                let (table, $field) = (table.clone(), self.clone());
                Change::$add { table, $field }
            }

            fn dropped(&self, table: &QualifiedName) -> Change {
                let (table, $field) = (table.clone(), self.clone());
                Change::$drop { table, $field }
            }

            fn renamed(&self, table: &QualifiedName, from: &DbName) -> Change {
                Change::$rename {
                    table: table.clone(),
                    from: from.clone(),
                    to: self.clone(),
                }
            }
        }
    };
}

named!(Index index AddIndex DropIndex RenameIndex);
named!(Unique unique AddUnique DropUnique RenameUnique);
named!(ForeignKey foreign_key AddForeignKey DropForeignKey RenameForeignKey);
named!(Check check AddCheck DropCheck RenameCheck);
