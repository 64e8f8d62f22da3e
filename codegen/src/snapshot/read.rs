//! A snapshot from its text.

use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;

use super::format::{IndexPart, NullsName, Object};
use super::{FORMAT, Snapshot};
use crate::catalog::model::{
    Catalog, Check, Column, Fill, ForeignKey, Index, IndexColumn, Nulls, PrimaryKey, Table, Unique,
};
use crate::dialect::Dialect;
use crate::name::DbName;

/// Why a text is not a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; 0 where the problem has none.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: String,
    dialect: String,
    parents: Vec<String>,
    objects: Vec<Object>,
}

/// Reads what [`write`](super::write) wrote.
///
/// # Errors
/// The text is not JSON, not this format, or speaks of a table that it does not hold.
pub fn read(text: &str) -> Result<Snapshot, Problem> {
    let head: Head = serde_json::from_str(text).map_err(|error| from_json(&error))?;
    match head.format.as_deref() {
        Some(FORMAT) => {}
        Some(other) => {
            return Err(plain(format!(
                "its format is {other:?}; this version of dualect reads {FORMAT:?}"
            )));
        }
        None => {
            return Err(plain(format!(
                "it has no \"format\": {FORMAT:?}; another tool may have made it"
            )));
        }
    }
    let file: File = serde_json::from_str(text).map_err(|error| from_json(&error))?;
    let Some(dialect) = Dialect::from_name(&file.dialect) else {
        return Err(plain(format!(
            "it is for {:?}, which is no dialect",
            file.dialect
        )));
    };
    let mut catalog = Catalog::empty(dialect);
    for object in file.objects {
        place(&mut catalog, object)?;
    }
    Ok(Snapshot {
        parents: file.parents,
        catalog,
    })
}

fn from_json(error: &serde_json::Error) -> Problem {
    Problem {
        line: error.line(),
        message: error.to_string(),
    }
}

fn plain(message: String) -> Problem {
    Problem { line: 0, message }
}

fn place(catalog: &mut Catalog, object: Object) -> Result<(), Problem> {
    match object {
        Object::Table { name, comment } => {
            let name = DbName::new(name);
            let table = bare(name.clone(), comment);
            catalog.tables.insert(name, table);
        }
        Object::Column {
            table,
            name,
            sql_type,
            collation,
            nullable,
            default,
            identity,
            comment,
            generated,
            neutral,
        } => {
            let name = DbName::new(name);
            let fill = Fill { generated, neutral };
            let column = Column {
                name: name.clone(),
                sql_type,
                collation,
                nullable,
                default,
                identity,
                comment,
                fill,
            };
            find(catalog, table)?.columns.insert(name, column);
        }
        Object::PrimaryKey {
            table,
            name,
            columns,
        } => {
            find(catalog, table)?.primary_key = PrimaryKey {
                name: DbName::new(name),
                columns: names(columns),
            };
        }
        Object::Unique {
            table,
            name,
            columns,
        } => {
            find(catalog, table)?.uniques.push(Unique {
                name: DbName::new(name),
                columns: names(columns),
            });
        }
        Object::Check {
            table,
            name,
            expression,
            column,
        } => {
            let check = Check {
                name: DbName::new(name),
                expression,
                column: DbName::new(column),
            };
            find(catalog, table)?.checks.push(check);
        }
        Object::ForeignKey {
            table,
            name,
            columns,
            parent,
            parent_columns,
            on_delete,
            on_update,
        } => {
            find(catalog, table)?.foreign_keys.push(ForeignKey {
                name: DbName::new(name),
                columns: names(columns),
                parent: DbName::new(parent),
                parent_columns: names(parent_columns),
                on_delete: on_delete.into(),
                on_update: on_update.into(),
            });
        }
        Object::Index {
            table,
            name,
            columns,
        } => {
            let index = Index {
                name: DbName::new(name),
                columns: columns.into_iter().map(index_column).collect(),
            };
            find(catalog, table)?.indexes.push(index);
        }
    }
    Ok(())
}

/// A table in which nothing stands yet.
fn bare(name: DbName, comment: Option<String>) -> Table {
    Table {
        name,
        comment,
        columns: IndexMap::new(),
        primary_key: PrimaryKey {
            name: DbName::new(""),
            columns: Vec::new(),
        },
        uniques: Vec::new(),
        checks: Vec::new(),
        foreign_keys: Vec::new(),
        indexes: Vec::new(),
    }
}

fn index_column(part: IndexPart) -> IndexColumn {
    IndexColumn {
        column: DbName::new(part.column),
        descending: part.descending,
        nulls: part.nulls.map(|nulls| match nulls {
            NullsName::First => Nulls::First,
            NullsName::Last => Nulls::Last,
        }),
    }
}

fn find(catalog: &mut Catalog, table: String) -> Result<&mut Table, Problem> {
    let name = DbName::new(table);
    match catalog.tables.get_mut(&name) {
        Some(table) => Ok(table),
        None => Err(plain(format!(
            "it speaks of a table {name} that it does not hold"
        ))),
    }
}

fn names(texts: Vec<String>) -> Vec<DbName> {
    texts.into_iter().map(DbName::new).collect()
}
