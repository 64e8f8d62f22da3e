//! The closed list of changes that both planners carry out.

use std::sync::Arc;

use crate::catalog::model::{
    Check, Column, Enum, Family, ForeignKey, Identity, Index, Object, PrimaryKey, QualifiedName,
    Setting, Subject, Table, Unique, View,
};
use crate::catalog::naming;
use crate::conversion::Conversion;
use crate::name::DbName;
use crate::schema::model::SqliteTable;

/// One change. A new kind breaks both planners' builds until they handle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A Postgres schema.
    AddSchema {
        /// Its name.
        name: DbName,
    },
    /// A Postgres schema.
    DropSchema {
        /// Its name.
        name: DbName,
    },
    /// An extension.
    AddExtension {
        /// Its name.
        name: DbName,
    },
    /// An extension.
    DropExtension {
        /// Its name.
        name: DbName,
    },
    /// A native enum.
    AddEnum {
        /// The new enum.
        declared: Enum,
    },
    /// A native enum.
    DropEnum {
        /// The enum as it was.
        declared: Enum,
    },
    /// A native enum's values, or their order.
    SetEnumValues {
        /// The enum as it was.
        from: Enum,
        /// The enum as it will be.
        to: Enum,
    },
    /// A native enum, under another name or in another schema.
    RenameEnum {
        /// As it was called.
        from: QualifiedName,
        /// As it will be called.
        to: QualifiedName,
    },
    /// A native enum's value, in every row that has it.
    RenameEnumValue {
        /// The enum.
        name: QualifiedName,
        /// As the value was called.
        from: String,
        /// As it will be called.
        to: String,
    },
    /// A table with all that is in it, under another name or in another schema.
    RenameTable {
        /// As it was called.
        from: QualifiedName,
        /// As it will be called.
        to: QualifiedName,
    },
    /// A column with all that is in it.
    RenameColumn {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// As it will be called.
        to: DbName,
    },
    /// Values of an enum that is text, in every row that has them.
    RenameValues {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
        /// Each as it was and as it will be; all at once.
        values: Vec<(String, String)>,
    },
    /// The sequence of an identity.
    RenameSequence {
        /// As it was called.
        from: QualifiedName,
        /// As it will be called.
        to: QualifiedName,
    },
    /// A table with all that is in it.
    AddTable {
        /// The new table, the catalog's own.
        table: Arc<Table>,
    },
    /// A table with all that is in it, rows included.
    DropTable {
        /// The table as it was, the catalog's own.
        table: Arc<Table>,
    },
    /// A table's comment.
    SetTableComment {
        /// The table.
        table: QualifiedName,
        /// The new comment.
        to: Option<String>,
    },
    /// How SQLite keeps a table, or what only its definition's text says.
    SetTableOptions {
        /// The table.
        table: QualifiedName,
        /// As it was kept.
        from: SqliteTable,
        /// As it will be kept.
        to: SqliteTable,
    },
    /// A column.
    AddColumn {
        /// The table.
        table: QualifiedName,
        /// The new column.
        column: Column,
    },
    /// A column and every value in it.
    DropColumn {
        /// The table.
        table: QualifiedName,
        /// The column as it was.
        column: Column,
    },
    /// Whether NULL may stand in a column.
    SetNullable {
        /// The table.
        table: QualifiedName,
        /// The column as it will be.
        column: Column,
    },
    /// A column's type, its collation, or how its values are written.
    SetType {
        /// The table.
        table: QualifiedName,
        /// The column as it was.
        from: Box<Column>,
        /// The column as it will be.
        to: Box<Column>,
        /// What becomes of its values.
        conversion: Conversion,
    },
    /// Whether the database gives a column's values.
    SetIdentity {
        /// The table.
        table: QualifiedName,
        /// How it was given before.
        from: Option<Identity>,
        /// The column as it will be.
        column: Column,
    },
    /// The primary key's columns, or its name, or whether there is one.
    SetPrimaryKey {
        /// The table.
        table: QualifiedName,
        /// The key as it was.
        from: Option<PrimaryKey>,
        /// The key as it will be.
        to: Option<PrimaryKey>,
    },
    /// What a column is computed from, or that it is. With it goes the type, where a computed column's changes.
    SetGenerated {
        /// The table.
        table: QualifiedName,
        /// The column as it was.
        from: Box<Column>,
        /// The column as it will be.
        to: Box<Column>,
    },
    /// A column's default.
    SetDefault {
        /// The table.
        table: QualifiedName,
        /// The column as it will be.
        column: Column,
    },
    /// A column's comment.
    SetColumnComment {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
        /// The new comment.
        to: Option<String>,
    },
    /// A unique constraint.
    AddUnique {
        /// The table.
        table: QualifiedName,
        /// The new constraint.
        unique: Unique,
    },
    /// A unique constraint.
    DropUnique {
        /// The table.
        table: QualifiedName,
        /// The constraint as it was.
        unique: Unique,
    },
    /// A unique constraint that is the same but for its name.
    RenameUnique {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// The constraint as it will be.
        to: Unique,
    },
    /// A check.
    AddCheck {
        /// The table.
        table: QualifiedName,
        /// The new check.
        check: Check,
    },
    /// A check.
    DropCheck {
        /// The table.
        table: QualifiedName,
        /// The check as it was.
        check: Check,
    },
    /// A check that is the same but for its name.
    RenameCheck {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// The check as it will be.
        to: Check,
    },
    /// A foreign key.
    AddForeignKey {
        /// The table.
        table: QualifiedName,
        /// The new foreign key.
        foreign_key: ForeignKey,
    },
    /// A foreign key.
    DropForeignKey {
        /// The table.
        table: QualifiedName,
        /// The foreign key as it was.
        foreign_key: ForeignKey,
    },
    /// A foreign key that is the same but for its name.
    RenameForeignKey {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// The foreign key as it will be.
        to: ForeignKey,
    },
    /// An index.
    AddIndex {
        /// The table.
        table: QualifiedName,
        /// The new index.
        index: Index,
    },
    /// An index.
    DropIndex {
        /// The table.
        table: QualifiedName,
        /// The index as it was.
        index: Index,
    },
    /// An index that is the same but for its name.
    RenameIndex {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        from: DbName,
        /// The index as it will be.
        to: Index,
    },
    /// A view.
    AddView {
        /// The new view.
        view: View,
    },
    /// A view.
    DropView {
        /// The view as it was.
        view: View,
    },
    /// A view's comment.
    SetViewComment {
        /// The view.
        view: QualifiedName,
        /// The new comment.
        to: Option<String>,
    },
    /// What is known by its statements only.
    AddObject {
        /// The new object.
        object: Object,
    },
    /// What is known by its statements only.
    DropObject {
        /// The object as it was.
        object: Object,
    },
    /// What is known by its statements only, and becomes another where it stands.
    SetObject {
        /// The object as it was.
        from: Object,
        /// The object as it will be.
        to: Object,
    },
    /// What is said of something beside its definition.
    SetSetting {
        /// Of what.
        of: Subject,
        /// Which it is.
        what: String,
        /// What was said.
        from: Option<Setting>,
        /// What will be said.
        to: Option<Setting>,
    },
    /// What a table is a partition of, or inherits from.
    SetParents {
        /// The table.
        table: QualifiedName,
        /// What it was.
        from: Family,
        /// What it will be.
        to: Family,
    },
    /// How an object is removed, or in which order: nothing in the database, but later migrations have to know.
    SetObjectRemoval {
        /// The object as it will be.
        object: Object,
    },
}

impl Change {
    /// Whether a column's values are written anew in another form.
    pub(super) fn rewrites(&self) -> bool {
        matches!(
            self,
            Self::SetType { .. } | Self::SetGenerated { .. } | Self::SetEnumValues { .. }
        )
    }

    /// Whether only an index's or a constraint's name changes.
    pub(super) fn renames_a_constraint(&self) -> bool {
        matches!(
            self,
            Self::RenameUnique { .. }
                | Self::RenameCheck { .. }
                | Self::RenameForeignKey { .. }
                | Self::RenameIndex { .. }
        )
    }

    /// Whether it only makes room for another, or follows from one: nothing to tell a person of.
    #[must_use]
    pub fn is_by_the_way(&self) -> bool {
        let is_aside = |name: &DbName| naming::shown(name) != name.as_str();
        match self {
            Self::RenameTable { to, .. } | Self::RenameEnum { to, .. } => is_aside(&to.name),
            Self::RenameColumn { to, .. } => is_aside(to),
            Self::RenameIndex { to, .. } => is_aside(&to.name),
            Self::RenameUnique { to, .. } => is_aside(&to.name),
            Self::RenameSequence { .. } => true,
            Self::AddSchema { .. }
            | Self::DropSchema { .. }
            | Self::AddExtension { .. }
            | Self::DropExtension { .. }
            | Self::AddEnum { .. }
            | Self::DropEnum { .. }
            | Self::SetEnumValues { .. }
            | Self::RenameEnumValue { .. }
            | Self::RenameValues { .. }
            | Self::AddTable { .. }
            | Self::DropTable { .. }
            | Self::SetTableComment { .. }
            | Self::SetTableOptions { .. }
            | Self::AddColumn { .. }
            | Self::DropColumn { .. }
            | Self::SetNullable { .. }
            | Self::SetType { .. }
            | Self::SetIdentity { .. }
            | Self::SetPrimaryKey { .. }
            | Self::SetGenerated { .. }
            | Self::SetDefault { .. }
            | Self::SetColumnComment { .. }
            | Self::AddUnique { .. }
            | Self::DropUnique { .. }
            | Self::AddCheck { .. }
            | Self::DropCheck { .. }
            | Self::RenameCheck { .. }
            | Self::AddForeignKey { .. }
            | Self::DropForeignKey { .. }
            | Self::RenameForeignKey { .. }
            | Self::AddIndex { .. }
            | Self::DropIndex { .. }
            | Self::AddView { .. }
            | Self::DropView { .. }
            | Self::SetViewComment { .. }
            | Self::AddObject { .. }
            | Self::DropObject { .. }
            | Self::SetObject { .. }
            | Self::SetSetting { .. }
            | Self::SetParents { .. }
            | Self::SetObjectRemoval { .. } => false,
        }
    }

    /// Whether it is a primary key over other columns, not only under another name.
    #[must_use]
    pub fn is_other_key(&self) -> bool {
        if let Self::SetPrimaryKey { from, to, .. } = self {
            let columns = |key: &Option<PrimaryKey>| key.as_ref().map(|key| key.columns.clone());
            columns(from) != columns(to)
        } else {
            false
        }
    }

    /// The table that changes, where it is one.
    #[must_use]
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::AddTable { table } | Self::DropTable { table } => Some(&table.name),
            Self::RenameTable { to, .. } => Some(to),
            Self::SetTableComment { table, .. }
            | Self::SetTableOptions { table, .. }
            | Self::RenameColumn { table, .. }
            | Self::RenameValues { table, .. }
            | Self::RenameUnique { table, .. }
            | Self::RenameCheck { table, .. }
            | Self::RenameForeignKey { table, .. }
            | Self::RenameIndex { table, .. }
            | Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::SetNullable { table, .. }
            | Self::SetType { table, .. }
            | Self::SetIdentity { table, .. }
            | Self::SetPrimaryKey { table, .. }
            | Self::SetGenerated { table, .. }
            | Self::SetDefault { table, .. }
            | Self::SetColumnComment { table, .. }
            | Self::AddUnique { table, .. }
            | Self::DropUnique { table, .. }
            | Self::AddCheck { table, .. }
            | Self::DropCheck { table, .. }
            | Self::AddForeignKey { table, .. }
            | Self::DropForeignKey { table, .. }
            | Self::AddIndex { table, .. }
            | Self::DropIndex { table, .. }
            | Self::SetParents { table, .. } => Some(table),
            Self::AddSchema { .. }
            | Self::DropSchema { .. }
            | Self::AddExtension { .. }
            | Self::DropExtension { .. }
            | Self::AddEnum { .. }
            | Self::DropEnum { .. }
            | Self::SetEnumValues { .. }
            | Self::RenameEnum { .. }
            | Self::RenameEnumValue { .. }
            | Self::RenameSequence { .. }
            | Self::AddView { .. }
            | Self::DropView { .. }
            | Self::SetViewComment { .. }
            | Self::AddObject { .. }
            | Self::DropObject { .. }
            | Self::SetObject { .. }
            | Self::SetSetting { .. }
            | Self::SetObjectRemoval { .. } => None,
        }
    }
}
