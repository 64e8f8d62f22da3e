//! A snapshot from its text.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use dualect_format::baseline::Replaced;
use serde::Deserialize;

use super::format::{ExpressionText, IndexPart, Line, Name, NullsName, Target};
use super::{FORMAT, Snapshot};
use crate::catalog::model::{
    Catalog, Check, Column, Enum, Expression, Fill, ForeignKey, Identity, Index, IndexKey, Kind,
    Meaning, Nulls, PrimaryKey, QualifiedName, Reference, Relation, Spelling, Table, Unique, View,
};
use crate::dialect::Dialect;
use crate::migration::HazardNote;
use crate::name::{DbName, ObjectName};
use crate::schema::model::{Deferrable, SqliteTable};

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
struct OutlineFile {
    format: String,
    dialect: String,
    parents: Vec<String>,
    #[serde(default)]
    renamed: BTreeSet<String>,
    #[serde(default)]
    replaces: Vec<String>,
    #[serde(default)]
    statements: Option<String>,
    #[serde(default)]
    hazards: Vec<HazardNote>,
}

/// What a snapshot says of itself. What it holds is passed over: it has to be JSON, and need not make sense.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) dialect: Dialect,
    /// The tags of the migrations that it follows.
    pub(crate) parents: Vec<String>,
    /// The hints that it was made with.
    pub(crate) renamed: BTreeSet<String>,
    /// What the migration replaces, where it is a baseline; oldest first.
    pub(crate) replaces: Vec<Replaced>,
    /// The hash of the migration's statements as they were written.
    pub(crate) statements: Option<String>,
    /// What a reviewer had to know.
    pub(crate) hazards: Vec<HazardNote>,
}

/// Reads what a snapshot says of itself.
///
/// # Errors
/// The text is not JSON, or not this format, or for no dialect.
pub(crate) fn outline(text: &str) -> Result<Outline, Problem> {
    let OutlineFile {
        format,
        dialect,
        parents,
        renamed,
        replaces,
        statements,
        hazards,
    } = parsed(text)?;
    let replaces = replaces.iter().map(|line| Replaced::parse(line));
    let replaces: Result<_, _> = replaces.collect();
    Ok(Outline {
        dialect: checked(&format, &dialect)?,
        parents,
        renamed,
        replaces: replaces.map_err(|error| plain(error.to_string()))?,
        statements,
        hazards,
    })
}

/// Read whole at once; only where that fails is it asked whether the file says that it is another format's.
fn parsed<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|error| match serde_json::from_str::<Head>(text) {
        Ok(head) => wrong_format(head.format.as_deref()).unwrap_or_else(|| from_json(&error)),
        Err(error) => from_json(&error),
    })
}

fn checked(format: &str, dialect: &str) -> Result<Dialect, Problem> {
    if let Some(problem) = wrong_format(Some(format)) {
        return Err(problem);
    }
    Dialect::from_name(dialect)
        .ok_or_else(|| plain(format!("it is for {dialect:?}, which is no dialect")))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    dialect: String,
    parents: Vec<String>,
    #[serde(default)]
    renamed: BTreeSet<String>,
    #[serde(default)]
    replaces: Vec<String>,
    #[serde(default)]
    statements: Option<String>,
    #[serde(default)]
    hazards: Vec<HazardNote>,
    objects: Vec<Line<'static>>,
}

/// Reads what [`write`](super::write) wrote.
///
/// # Errors
/// The text is not JSON, not this format, or speaks of a table that it does not hold.
pub fn read(text: &str) -> Result<Snapshot, Problem> {
    let file: File = parsed(text)?;
    let dialect = checked(&file.format, &file.dialect)?;
    let mut catalog = Catalog::empty(dialect);
    for line in file.objects {
        place(&mut catalog, line)?;
    }
    Ok(Snapshot {
        parents: file.parents,
        renamed: file.renamed,
        replaces: file.replaces,
        statements: file.statements,
        hazards: file.hazards,
        catalog,
    })
}

/// What is wrong with a file that names this format.
fn wrong_format(format: Option<&str>) -> Option<Problem> {
    match format {
        Some(FORMAT) => None,
        Some(other) => Some(plain(format!(
            "its format is {other:?}; this version of dualect reads {FORMAT:?}"
        ))),
        None => Some(plain(format!(
            "it has no \"format\": {FORMAT:?}; another tool may have made it"
        ))),
    }
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

fn place(catalog: &mut Catalog, line: Line<'_>) -> Result<(), Problem> {
    match line {
        Line::Schema { name } => {
            catalog.schemas.insert(DbName::new(name));
        }
        Line::Extension { name } => {
            catalog.extensions.insert(DbName::new(name));
        }
        Line::Enum { name, values } => {
            let name = QualifiedName::from(name);
            let values = owned(values);
            catalog.enums.insert(name.clone(), Enum { name, values });
        }
        Line::Table {
            name,
            comment,
            strict,
            without_rowid,
        } => {
            let name = QualifiedName::from(name);
            let sqlite = SqliteTable {
                strict,
                without_rowid,
            };
            let table = Table {
                comment: comment.map(Cow::into_owned),
                sqlite,
                ..Table::new(name.clone())
            };
            catalog.tables.insert(name, Arc::new(table));
        }
        Line::View {
            name,
            columns,
            sql,
            reads,
            comment,
        } => {
            let name = QualifiedName::from(name);
            let view = View {
                name: name.clone(),
                columns: names(columns),
                sql: sql.into_owned(),
                reads: reads.into_iter().map(relation).collect::<Result<_, _>>()?,
                opaque: false,
                after: Vec::new(),
                comment: comment.map(Cow::into_owned),
            };
            catalog.views.insert(name, view);
        }
        Line::Object {
            name,
            on,
            create,
            drop,
            after,
            opaque,
        } => {
            let name = ObjectName::new(name);
            let object = crate::catalog::model::Object {
                name: name.clone(),
                on: on.map(QualifiedName::from),
                create: owned(create),
                drop: owned(drop),
                after: after.into_iter().map(reference).collect(),
                opaque,
                kind: Kind::Plain,
            };
            catalog.objects.insert(name, object);
        }
        Line::Column(_)
        | Line::PrimaryKey { .. }
        | Line::Unique { .. }
        | Line::Check { .. }
        | Line::ForeignKey(_)
        | Line::Index(_) => place_in_table(catalog, line)?,
    }
    Ok(())
}

fn place_in_table(catalog: &mut Catalog, line: Line<'_>) -> Result<(), Problem> {
    match line {
        Line::Column(line) => {
            let name = DbName::new(line.name);
            let column = Column {
                name: name.clone(),
                sql_type: line.sql_type.into_owned(),
                meaning: line.means.as_deref().map(meaning).transpose()?,
                collation: line.collation.map(Cow::into_owned),
                nullable: line.nullable,
                default: line.default.map(Cow::into_owned),
                generated: line.computed.map(expression),
                is_virtual: line.is_virtual,
                identity: line.numbered.or(line.identity.then_some(Identity::USUAL)),
                comment: line.comment.map(Cow::into_owned),
                fill: Fill {
                    generated: line.generated.map(Cow::into_owned),
                    neutral: line.neutral.into_owned(),
                },
            };
            find(catalog, line.table)?.columns.insert(name, column);
        }
        Line::PrimaryKey {
            table,
            name,
            columns,
        } => {
            find(catalog, table)?.primary_key = Some(PrimaryKey {
                name: DbName::new(name),
                columns: names(columns),
            });
        }
        Line::Unique {
            table,
            name,
            columns,
            in_table,
        } => {
            find(catalog, table)?.uniques.push(Unique {
                name: DbName::new(name),
                columns: names(columns),
                in_table,
            });
        }
        Line::Check {
            table,
            name,
            expression,
            columns,
            column,
        } => {
            let columns = columns.or_else(|| column.map(|only| vec![only]));
            let check = Check {
                name: DbName::new(name),
                expression: Expression {
                    sql: expression.into_owned(),
                    columns: columns.map(names),
                },
            };
            find(catalog, table)?.checks.push(check);
        }
        Line::ForeignKey(line) => {
            let key = ForeignKey {
                name: DbName::new(line.name),
                columns: names(line.columns),
                parent: line.parent.into(),
                parent_columns: names(line.parent_columns),
                is_to_key: false,
                on_delete: line.on_delete.into(),
                on_update: line.on_update.into(),
                deferrable: line.deferrable.map_or(Deferrable::No, Into::into),
            };
            find(catalog, line.table)?.foreign_keys.push(key);
        }
        Line::Index(line) => {
            let parts = line.columns.into_iter().map(index_part);
            let index = Index {
                name: DbName::new(line.name),
                unique: line.unique,
                method: line.method.map(Cow::into_owned),
                parts: parts.collect::<Result<_, _>>()?,
                include: names(line.include),
                predicate: line.predicate.map(expression),
                spelling: Spelling::default(),
            };
            find(catalog, line.table)?.indexes.push(index);
        }
        // What is in no table is placed by the caller.
        Line::Schema { .. }
        | Line::Extension { .. }
        | Line::Enum { .. }
        | Line::Table { .. }
        | Line::View { .. }
        | Line::Object { .. } => {}
    }
    Ok(())
}

fn relation(target: Target<'_>) -> Result<Relation, Problem> {
    match target {
        Target::Table(name) => Ok(Relation::Table(name.into())),
        Target::View(name) => Ok(Relation::View(name.into())),
        Target::Enum(_) | Target::Object(_) => Err(plain(
            "a view in it reads something that is neither a table nor a view".to_owned(),
        )),
    }
}

fn reference(target: Target<'_>) -> Reference {
    match target {
        Target::Table(name) => Reference::Table(name.into()),
        Target::View(name) => Reference::View(name.into()),
        Target::Enum(name) => Reference::Enum(name.into()),
        Target::Object(name) => Reference::Object(ObjectName::new(name)),
    }
}

fn expression(text: ExpressionText<'_>) -> Expression {
    Expression {
        sql: text.sql.into_owned(),
        columns: text.columns.map(names),
    }
}

fn meaning(text: &str) -> Result<Meaning, Problem> {
    let unknown = || {
        plain(format!(
            "a column in it means {text:?}, which this version of dualect does not know"
        ))
    };
    Meaning::parse(text).ok_or_else(unknown)
}

fn index_part(part: IndexPart<'_>) -> Result<crate::catalog::model::IndexPart, Problem> {
    let key = match (part.column, part.expression) {
        (Some(column), None) => IndexKey::Column(DbName::new(column)),
        (None, Some(text)) => IndexKey::Expression(expression(text)),
        (Some(_), Some(_)) | (None, None) => {
            return Err(plain(
                "a part of an index in it is not one of a column and an expression".to_owned(),
            ));
        }
    };
    Ok(crate::catalog::model::IndexPart {
        key,
        descending: part.descending,
        nulls: part.nulls.map(|nulls| match nulls {
            NullsName::First => Nulls::First,
            NullsName::Last => Nulls::Last,
        }),
    })
}

fn find<'c>(catalog: &'c mut Catalog, table: Name<'_>) -> Result<&'c mut Table, Problem> {
    let name = QualifiedName::from(table);
    match catalog.tables.get_mut(&name) {
        Some(table) => Ok(Arc::make_mut(table)),
        None => Err(plain(format!(
            "it speaks of a table {name} that it does not hold"
        ))),
    }
}

fn names(texts: Vec<Cow<'_, str>>) -> Vec<DbName> {
    texts.into_iter().map(DbName::new).collect()
}

fn owned(texts: Vec<Cow<'_, str>>) -> Vec<String> {
    texts.into_iter().map(Cow::into_owned).collect()
}
