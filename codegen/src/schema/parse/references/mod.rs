//! Foreign keys: `references = "agents.id"`, whose type the column takes.

mod actions;
mod follow;
mod read;

pub(super) use actions::{
    Actions, Subject, check as check_actions, check_append_only, check_deferrable,
};
pub(super) use read::{RawReference, action, deferrable, read, read_touched};

use super::columns::{RawColumn, RawType};
use super::keys::Keys;
use super::report::{At, Report};
use super::tables::RawTables;
use super::text::{did_you_mean, quoted};
use super::types::spelled;
use crate::diagnostic::{Code, Span};
use crate::schema::model::{Scalar, SqliteStorage, Type};

/// A column by the index of its table and its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnId {
    pub(super) table: usize,
    pub(super) column: usize,
}

/// What is known of a column once references are followed.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// `None` where it has been reported.
    pub(super) ty: Option<Type>,
    /// The column that it references, if that exists.
    pub(super) target: Option<ColumnId>,
    /// The storage of the key at the end of its references.
    pub(super) inherited: Option<SqliteStorage>,
}

pub(super) struct Columns {
    by_table: Vec<Vec<Resolved>>,
}

impl Columns {
    pub(super) fn get(&self, id: ColumnId) -> Option<&Resolved> {
        self.by_table.get(id.table)?.get(id.column)
    }

    fn get_mut(&mut self, id: ColumnId) -> Option<&mut Resolved> {
        self.by_table.get_mut(id.table)?.get_mut(id.column)
    }
}

pub(super) fn resolve(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    keys: &[Keys],
) -> Columns {
    let mut columns = Columns {
        by_table: tables
            .values()
            .map(|table| vec![Resolved::default(); table.columns.len()])
            .collect(),
    };
    for (id, column) in every(tables) {
        let target = column
            .reference
            .as_ref()
            .and_then(|reference| find_target(report, tables, id, reference.text));
        if let Some(resolved) = columns.get_mut(id) {
            resolved.target = target;
        }
    }
    follow::types(report, tables, &mut columns);
    follow::storages(tables, &mut columns);
    for (id, column) in every(tables) {
        let Some(target) = columns.get(id).and_then(|resolved| resolved.target) else {
            continue;
        };
        let Some(reference) = &column.reference else {
            continue;
        };
        check_is_key(report, tables, keys, target, reference.text);
        check_agrees(report, tables, &columns, id, target, reference.text.span);
    }
    columns
}

fn every<'t, 'a, 'i>(
    tables: &'t RawTables<'a, 'i>,
) -> impl Iterator<Item = (ColumnId, &'t RawColumn<'a, 'i>)> {
    tables.values().enumerate().flat_map(|(table, raw)| {
        raw.columns
            .values()
            .enumerate()
            .map(move |(column, raw)| (ColumnId { table, column }, raw))
    })
}

fn column<'t, 'a, 'i>(
    tables: &'t RawTables<'a, 'i>,
    id: ColumnId,
) -> Option<&'t RawColumn<'a, 'i>> {
    let (_, table) = tables.get_index(id.table)?;
    table.columns.get_index(id.column).map(|(_, column)| column)
}

/// `agents.id`.
pub(super) fn path(tables: &RawTables<'_, '_>, id: ColumnId) -> String {
    let table = tables.get_index(id.table);
    let column = column(tables, id);
    match (table, column) {
        (Some((table, _)), Some(column)) => format!("{table}.{}", column.key.value),
        (None, _) | (_, None) => String::new(),
    }
}

fn find_target(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    from: ColumnId,
    text: At<&str>,
) -> Option<ColumnId> {
    let (table_name, column_name) = split(report, tables, text)?;
    let Some((table, _, raw)) = tables.get_full(table_name) else {
        if !report.has_lost_word(table_name) {
            let diagnostic = report
                .error(
                    Code::UnknownReference,
                    text.span,
                    format!("there is no table {}", quoted(table_name)),
                )
                .maybe_help(did_you_mean(table_name, tables.keys().copied()));
            report.push(diagnostic);
        }
        return None;
    };
    let Some(column) = raw.columns.get_index_of(column_name) else {
        if raw.whole && !report.has_lost_word(column_name) {
            let message = format!(
                "table {} has no column {}",
                quoted(table_name),
                quoted(column_name)
            );
            let diagnostic = report
                .error(Code::UnknownReference, text.span, message)
                .maybe_help(raw.column_help(column_name));
            report.push(diagnostic);
        }
        return None;
    };
    let target = ColumnId { table, column };
    if target == from {
        let diagnostic = report
            .error(
                Code::ReferenceCycle,
                text.span,
                format!("column {} references itself", quoted(text.value)),
            )
            .help("a tree has a column of its own for the parent: `parent_id = { references = \"..\", nullable = true }`");
        report.push(diagnostic);
        return None;
    }
    Some(target)
}

fn split<'a>(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    text: At<&'a str>,
) -> Option<(&'a str, &'a str)> {
    if let Some(name) = text.value.strip_suffix('?') {
        let diagnostic = report
            .error(
                Code::UnknownReference,
                text.span,
                format!("{} does not name a column", quoted(text.value)),
            )
            .help(format!("write `references = {name:?}, nullable = true`"));
        report.push(diagnostic);
        return None;
    }
    let parts = text.value.split_once('.');
    if let Some((table, column)) = parts
        && !table.is_empty()
        && !column.is_empty()
        && !column.contains('.')
    {
        return Some((table, column));
    }
    let word = text.value.split(['.', '(', ' ']).next().unwrap_or_default();
    let inner = text
        .value
        .split_once('(')
        .and_then(|(_, rest)| rest.strip_suffix(')'));
    let help = match (tables.get(word), inner) {
        (Some(_), Some(column)) => Some(format!("write `\"{word}.{}\"`", column.trim())),
        (Some(table), None) => table
            .columns
            .values()
            .find(|column| column.primary_key.is_some())
            .map(|key| format!("write `\"{word}.{}\"`", key.key.value)),
        (None, _) => None,
    };
    let diagnostic = report
        .error(
            Code::UnknownReference,
            text.span,
            format!("{} does not name a column", quoted(text.value)),
        )
        .label("expected `\"table.column\"`")
        .maybe_help(help);
    report.push(diagnostic);
    None
}

fn check_is_key(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    keys: &[Keys],
    target: ColumnId,
    text: At<&str>,
) {
    let Some((keys, (table_name, table))) =
        keys.get(target.table).zip(tables.get_index(target.table))
    else {
        return;
    };
    if !keys.whole || keys.has_single(target.column) {
        return;
    }
    let unique = format!("add `unique = true` to {}", quoted(text.value));
    let help = match keys.primary_key.as_slice() {
        [only] => table.columns.get_index(only.value).map(|(key, _)| {
            format!(
                "reference {}, or {unique}",
                quoted(&format!("{table_name}.{key}"))
            )
        }),
        _ => Some(unique),
    };
    let mut diagnostic = report
        .error(
            Code::NotAKey,
            text.span,
            format!("{} is not a key", quoted(text.value)),
        )
        .label("it is neither unique nor the whole primary key")
        .maybe_help(help);
    if let Some(column) = column(tables, target) {
        diagnostic = diagnostic.related(column.key.span, "this column");
    }
    report.push(diagnostic);
}

/// A type of its own must be the key's, and so must a storage.
fn check_agrees(
    report: &mut Report<'_>,
    tables: &RawTables<'_, '_>,
    columns: &Columns,
    id: ColumnId,
    target: ColumnId,
    reference: Span,
) {
    let (Some(raw), Some(key)) = (column(tables, id), columns.get(target)) else {
        return;
    };
    let key_path = path(tables, target);
    if let (RawType::Given(own), Some(theirs)) = (&raw.ty, &key.ty)
        && own.value != *theirs
    {
        let theirs = spelled(theirs);
        let message = format!(
            "column {} is {} and references {}, which is {}",
            quoted(&path(tables, id)),
            quoted(&spelled(&own.value)),
            quoted(&key_path),
            quoted(&theirs)
        );
        let diagnostic = report
            .error(Code::ReferenceType, own.span, message)
            .label(format!("expected {}", quoted(&theirs)))
            .help("leave `type` out: it follows the key");
        report.push(diagnostic);
        return;
    }
    let inherited = column(tables, target)
        .and_then(|key| key.storage.storage.map(|at| at.value))
        .or(key.inherited);
    if let Some(own) = raw.storage.storage
        && !same_storage(key.ty.as_ref(), own.value, inherited)
    {
        let message = format!(
            "column {} is not stored as its key {} is",
            quoted(&path(tables, id)),
            quoted(&key_path)
        );
        let diagnostic = report
            .error(Code::ReferenceType, own.span, message)
            .label("another storage")
            .related(reference, "than the key's")
            .help("leave `storage` out: it follows the key");
        report.push(diagnostic);
    }
}

/// How SQLite stores a column of which the storage is a choice.
pub(super) fn storage(
    tables: &RawTables<'_, '_>,
    columns: &Columns,
    id: ColumnId,
) -> Option<SqliteStorage> {
    let resolved = columns.get(id)?;
    let own = column(tables, id).and_then(|column| column.storage.storage.map(|at| at.value));
    let canonical =
        (resolved.ty == Some(Type::Scalar(Scalar::Timestamp))).then_some(SqliteStorage::Micros);
    own.or(resolved.inherited).or(canonical)
}

fn same_storage(ty: Option<&Type>, own: SqliteStorage, key: Option<SqliteStorage>) -> bool {
    match key {
        Some(key) => key == own,
        None => match ty {
            Some(Type::Scalar(Scalar::Timestamp)) => own == SqliteStorage::Micros,
            Some(Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_)) => false,
            None => true,
        },
    }
}
