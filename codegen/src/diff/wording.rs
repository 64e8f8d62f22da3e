//! Changes in a line for people; a migration's default name comes from the first one.

use std::fmt;

use super::change::Change;
use super::unplanned::Unplanned;
use crate::catalog::model::{Column, QualifiedName};
use crate::catalog::naming;
use crate::name::DbName;

/// Without what says that it has made room.
fn shown(name: &QualifiedName) -> QualifiedName {
    name.beside(DbName::new(naming::shown(&name.name)))
}

impl fmt::Display for Change {
    /// For people, in one line; a migration's default name comes from the first one.
    #[expect(clippy::too_many_lines, reason = "an arm for each change")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddSchema { name } => write!(f, "add schema {name}"),
            Self::DropSchema { name } => write!(f, "drop schema {name}"),
            Self::AddExtension { name } => write!(f, "add extension {name}"),
            Self::DropExtension { name } => write!(f, "drop extension {name}"),
            Self::AddEnum { declared } => write!(f, "add enum {}", declared.name),
            Self::DropEnum { declared } => write!(f, "drop enum {}", declared.name),
            Self::SetEnumValues { to, .. } => write!(f, "change values of {}", to.name),
            Self::RenameEnum { from, to } => write!(f, "rename enum {} to {to}", shown(from)),
            Self::RenameEnumValue { name, from, to } => {
                write!(f, "rename {name}'s {from} to {to}")
            }
            Self::RenameTable { from, to } => write!(f, "rename table {} to {to}", shown(from)),
            Self::RenameColumn { table, from, to } => {
                write!(f, "rename column {table}.{} to {to}", naming::shown(from))
            }
            Self::RenameValues {
                table,
                column,
                values,
            } => {
                let values: Vec<String> = values
                    .iter()
                    .map(|(from, to)| format!("{from} to {to}"))
                    .collect();
                write!(f, "rename in {table}.{column} {}", values.join(", "))
            }
            Self::RenameSequence { from, to } => write!(f, "rename sequence {from} to {to}"),
            Self::RenameUnique { from, to, .. } => {
                write!(f, "rename unique {from} to {}", to.name)
            }
            Self::RenameCheck { from, to, .. } => write!(f, "rename check {from} to {}", to.name),
            Self::RenameForeignKey { from, to, .. } => {
                write!(f, "rename foreign key {from} to {}", to.name)
            }
            Self::RenameIndex { from, to, .. } => write!(f, "rename index {from} to {}", to.name),
            Self::AddTable { table } => write!(f, "add table {}", table.name),
            Self::DropTable { table } => write!(f, "drop table {}", shown(&table.name)),
            Self::SetTableComment { table, .. } => write!(f, "comment table {table}"),
            Self::SetTableOptions { table, from, to } => {
                let mut said = Vec::new();
                if from.strict != to.strict {
                    said.push(if to.strict { "strict" } else { "not strict" });
                }
                if from.without_rowid != to.without_rowid {
                    said.push(if to.without_rowid {
                        "without rowids"
                    } else {
                        "with rowids"
                    });
                }
                if said.is_empty() {
                    return write!(f, "write table {table} otherwise");
                }
                write!(f, "keep table {table} {}", said.join(" and "))
            }
            Self::AddColumn { table, column } => write!(f, "add column {table}.{}", column.name),
            Self::DropColumn { table, column } => {
                write!(f, "drop column {table}.{}", naming::shown(&column.name))
            }
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
            Self::SetIdentity {
                table,
                from: Some(_),
                column,
            } if column.identity.is_some() => {
                write!(f, "number {table}.{} otherwise", column.name)
            }
            Self::SetIdentity { table, column, .. } if column.identity.is_some() => {
                write!(f, "number {table}.{}", column.name)
            }
            Self::SetIdentity { table, column, .. } => {
                write!(f, "stop numbering {table}.{}", column.name)
            }
            Self::SetPrimaryKey {
                table,
                from: Some(from),
                to: Some(to),
            } if !self.is_other_key() => {
                write!(f, "rename primary key of {table}")
            }
            Self::SetPrimaryKey {
                table, from: None, ..
            } => write!(f, "add primary key of {table}"),
            Self::SetPrimaryKey {
                table, to: None, ..
            } => write!(f, "drop primary key of {table}"),
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
            Self::SetObject { to, .. } => write!(f, "change object {}", to.name),
            Self::SetSetting { of, what, .. } => write!(f, "change {what} of {of}"),
            Self::SetParents { table, .. } => write!(f, "change parents of {table}"),
            Self::SetObjectRemoval { object } => {
                write!(f, "change the removal of object {}", object.name)
            }
        }
    }
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
            Self::Partitioning { table, from, to } => {
                let spelled = |by: &Option<String>| match by {
                    Some(by) => format!("by {by}"),
                    None => "not at all".to_owned(),
                };
                let (from, to) = (spelled(from), spelled(to));
                write!(f, "{table} is partitioned {to} where it was {from}")
            }
            Self::Rowid { table, from, to } => write!(
                f,
                "{table}.{} is renamed to {}, of which one is SQLite's name for the rowid",
                naming::shown(from),
                naming::shown(to)
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
