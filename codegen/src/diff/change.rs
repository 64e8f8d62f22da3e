//! The closed list of changes that both planners carry out.

use std::fmt;
use std::sync::Arc;

use crate::catalog::model::{
    Check, Column, Enum, ForeignKey, Index, Object, PrimaryKey, QualifiedName, Table, Unique, View,
};
use crate::conversion::Conversion;
use crate::name::DbName;

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
        /// The column as it will be.
        column: Column,
    },
    /// The primary key's columns, or its name.
    SetPrimaryKey {
        /// The table.
        table: QualifiedName,
        /// The key as it was.
        from: PrimaryKey,
        /// The key as it will be.
        to: PrimaryKey,
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
    /// How an object is removed, or in which order: nothing in the database, but later migrations have to know.
    SetObjectRemoval {
        /// The object as it will be.
        object: Object,
    },
}

impl Change {
    /// The table that changes, where it is one.
    #[must_use]
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::AddTable { table } | Self::DropTable { table } => Some(&table.name),
            Self::SetTableComment { table, .. }
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
            | Self::DropIndex { table, .. } => Some(table),
            Self::AddSchema { .. }
            | Self::DropSchema { .. }
            | Self::AddExtension { .. }
            | Self::DropExtension { .. }
            | Self::AddEnum { .. }
            | Self::DropEnum { .. }
            | Self::SetEnumValues { .. }
            | Self::AddView { .. }
            | Self::DropView { .. }
            | Self::SetViewComment { .. }
            | Self::AddObject { .. }
            | Self::DropObject { .. }
            | Self::SetObjectRemoval { .. } => None,
        }
    }
}

impl fmt::Display for Change {
    /// For people, in one line; a migration's default name comes from the first one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddSchema { name } => write!(f, "add schema {name}"),
            Self::DropSchema { name } => write!(f, "drop schema {name}"),
            Self::AddExtension { name } => write!(f, "add extension {name}"),
            Self::DropExtension { name } => write!(f, "drop extension {name}"),
            Self::AddEnum { declared } => write!(f, "add enum {}", declared.name),
            Self::DropEnum { declared } => write!(f, "drop enum {}", declared.name),
            Self::SetEnumValues { to, .. } => write!(f, "change values of {}", to.name),
            Self::AddTable { table } => write!(f, "add table {}", table.name),
            Self::DropTable { table } => write!(f, "drop table {}", table.name),
            Self::SetTableComment { table, .. } => write!(f, "comment table {table}"),
            Self::AddColumn { table, column } => write!(f, "add column {table}.{}", column.name),
            Self::DropColumn { table, column } => write!(f, "drop column {table}.{}", column.name),
            Self::SetNullable { table, column } if column.nullable => {
                write!(f, "allow null in {table}.{}", column.name)
            }
            Self::SetNullable { table, column } => write!(f, "require {table}.{}", column.name),
            Self::SetType {
                table, from, to, ..
            } => write!(
                f,
                "change {table}.{} from {} to {}",
                to.name,
                spelled(from, to),
                spelled(to, from)
            ),
            Self::SetIdentity { table, column } if column.identity => {
                write!(f, "number {table}.{}", column.name)
            }
            Self::SetIdentity { table, column } => {
                write!(f, "stop numbering {table}.{}", column.name)
            }
            Self::SetPrimaryKey { table, .. } => write!(f, "change primary key of {table}"),
            Self::SetGenerated { table, to, .. } if to.generated.is_some() => {
                write!(f, "change what {table}.{} is computed from", to.name)
            }
            Self::SetGenerated { table, to, .. } => {
                write!(f, "stop computing {table}.{}", to.name)
            }
            Self::SetDefault { table, column } => {
                write!(f, "change default of {table}.{}", column.name)
            }
            Self::SetColumnComment { table, column, .. } => {
                write!(f, "comment column {table}.{column}")
            }
            Self::AddUnique { unique, .. } => write!(f, "add unique {}", unique.name),
            Self::DropUnique { unique, .. } => write!(f, "drop unique {}", unique.name),
            Self::AddCheck { check, .. } => write!(f, "add check {}", check.name),
            Self::DropCheck { check, .. } => write!(f, "drop check {}", check.name),
            Self::AddForeignKey { foreign_key, .. } => {
                write!(f, "add foreign key {}", foreign_key.name)
            }
            Self::DropForeignKey { foreign_key, .. } => {
                write!(f, "drop foreign key {}", foreign_key.name)
            }
            Self::AddIndex { index, .. } => write!(f, "add index {}", index.name),
            Self::DropIndex { index, .. } => write!(f, "drop index {}", index.name),
            Self::AddView { view } => write!(f, "add view {}", view.name),
            Self::DropView { view } => write!(f, "drop view {}", view.name),
            Self::SetViewComment { view, .. } => write!(f, "comment view {view}"),
            Self::AddObject { object } => write!(f, "add object {}", object.name),
            Self::DropObject { object } => write!(f, "drop object {}", object.name),
            Self::SetObjectRemoval { object } => {
                write!(f, "change the removal of object {}", object.name)
            }
        }
    }
}

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
}

impl fmt::Display for Unplanned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type { table, from, to } => write!(
                f,
                "{table}.{} changes from {} to {}",
                from.name,
                spelled(from, to),
                spelled(to, from)
            ),
        }
    }
}

/// A column's type: what its values mean, or else by what they compare.
fn spelled(column: &Column, other: &Column) -> String {
    let mut text = match column.meaning {
        Some(meaning) if column.meaning != other.meaning => meaning.to_string(),
        Some(_) | None => column.sql_type.clone(),
    };
    if let Some(collation) = &column.collation
        && column.sql_type == other.sql_type
    {
        text.push_str(" collate ");
        text.push_str(collation);
    }
    text
}
