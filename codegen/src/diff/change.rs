//! The closed list of changes that both planners carry out.

use std::fmt;

use crate::catalog::model::{Check, Column, ForeignKey, Index, Table, Unique};
use crate::name::DbName;

/// One change. A new kind breaks both planners' builds until they handle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A table with all that is in it.
    AddTable {
        /// The new table.
        table: Table,
    },
    /// A table with all that is in it, rows included.
    DropTable {
        /// The table as it was.
        table: Table,
    },
    /// A table's comment.
    SetTableComment {
        /// The table.
        table: DbName,
        /// The new comment.
        to: Option<String>,
    },
    /// A column.
    AddColumn {
        /// The table.
        table: DbName,
        /// The new column.
        column: Column,
    },
    /// A column and every value in it.
    DropColumn {
        /// The table.
        table: DbName,
        /// The column as it was.
        column: Column,
    },
    /// Whether NULL may stand in a column.
    SetNullable {
        /// The table.
        table: DbName,
        /// The column as it will be.
        column: Column,
    },
    /// A column's default.
    SetDefault {
        /// The table.
        table: DbName,
        /// The column as it will be.
        column: Column,
    },
    /// A column's comment.
    SetColumnComment {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
        /// The new comment.
        to: Option<String>,
    },
    /// A unique constraint.
    AddUnique {
        /// The table.
        table: DbName,
        /// The new constraint.
        unique: Unique,
    },
    /// A unique constraint.
    DropUnique {
        /// The table.
        table: DbName,
        /// The constraint as it was.
        unique: Unique,
    },
    /// A check.
    AddCheck {
        /// The table.
        table: DbName,
        /// The new check.
        check: Check,
    },
    /// A check.
    DropCheck {
        /// The table.
        table: DbName,
        /// The check as it was.
        check: Check,
    },
    /// A foreign key.
    AddForeignKey {
        /// The table.
        table: DbName,
        /// The new foreign key.
        foreign_key: ForeignKey,
    },
    /// A foreign key.
    DropForeignKey {
        /// The table.
        table: DbName,
        /// The foreign key as it was.
        foreign_key: ForeignKey,
    },
    /// An index.
    AddIndex {
        /// The table.
        table: DbName,
        /// The new index.
        index: Index,
    },
    /// An index.
    DropIndex {
        /// The table.
        table: DbName,
        /// The index as it was.
        index: Index,
    },
}

impl Change {
    /// The table that changes.
    #[must_use]
    pub fn table(&self) -> &DbName {
        match self {
            Self::AddTable { table } | Self::DropTable { table } => &table.name,
            Self::SetTableComment { table, .. }
            | Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::SetNullable { table, .. }
            | Self::SetDefault { table, .. }
            | Self::SetColumnComment { table, .. }
            | Self::AddUnique { table, .. }
            | Self::DropUnique { table, .. }
            | Self::AddCheck { table, .. }
            | Self::DropCheck { table, .. }
            | Self::AddForeignKey { table, .. }
            | Self::DropForeignKey { table, .. }
            | Self::AddIndex { table, .. }
            | Self::DropIndex { table, .. } => table,
        }
    }
}

impl fmt::Display for Change {
    /// For people, in one line; a migration's default name comes from the first one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddTable { table } => write!(f, "add table {}", table.name),
            Self::DropTable { table } => write!(f, "drop table {}", table.name),
            Self::SetTableComment { table, .. } => write!(f, "comment table {table}"),
            Self::AddColumn { table, column } => write!(f, "add column {table}.{}", column.name),
            Self::DropColumn { table, column } => write!(f, "drop column {table}.{}", column.name),
            Self::SetNullable { table, column } if column.nullable => {
                write!(f, "allow null in {table}.{}", column.name)
            }
            Self::SetNullable { table, column } => write!(f, "require {table}.{}", column.name),
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
        }
    }
}

/// A difference that no planner carries out yet: generation refuses it by name, rather than leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplanned {
    /// A column holds another type, or compares by another collation.
    Type {
        /// The table.
        table: DbName,
        /// The column as it was.
        from: Box<Column>,
        /// The column as it shall be.
        to: Box<Column>,
    },
    /// A column becomes, or stops being, auto-increment.
    Identity {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
    },
    /// The primary key's columns.
    PrimaryKey {
        /// The table.
        table: DbName,
    },
}

impl fmt::Display for Unplanned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type { table, from, to } => {
                let spell = |column: &Column| match &column.collation {
                    Some(collation) => format!("{} collate {collation}", column.sql_type),
                    None => column.sql_type.clone(),
                };
                write!(
                    f,
                    "the type of {table}.{} changes from {} to {}",
                    from.name,
                    spell(from),
                    spell(to)
                )
            }
            Self::Identity { table, column } => {
                write!(f, "auto-increment of {table}.{column} changes")
            }
            Self::PrimaryKey { table } => write!(f, "the primary key of {table} changes"),
        }
    }
}
