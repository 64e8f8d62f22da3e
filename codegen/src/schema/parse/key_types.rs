//! Which types can be in keys, unique constraints and indexes: those that both databases compare alike.

use indexmap::IndexMap;

use super::enums::Enums;
use super::indexes::{RawKey, RawPart};
use super::keys::Keys;
use super::report::{At, Report};
use super::tables::RawTable;
use super::text::quoted;
use super::types::spelled;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::ColumnName;
use crate::schema::model::{Column, Index, Scalar, SqliteStorage, Type};

pub(super) fn check_primary_key(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    keys: &Keys,
    types: &[Option<&Type>],
    enums: &Enums,
) {
    for at in &keys.primary_key {
        let ty = types.get(at.value).copied().flatten();
        if let Some(ty) = ty {
            let why = match ty {
                Type::Scalar(Scalar::Real | Scalar::Double) => {
                    Some("two floats that print alike need not be equal")
                }
                Type::Enum(name) if enums.is_native(name) => {
                    Some("Postgres orders a native enum by declaration, SQLite by its text")
                }
                Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_) => incomparable(ty),
            };
            if let Some(why) = why {
                refuse(report, table, *at, ty, "be in a primary key", why);
            }
        }
    }
}

pub(super) fn check_uniques(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    keys: &Keys,
    types: &[Option<&Type>],
) {
    for at in keys.uniques.iter().flat_map(|unique| &unique.columns) {
        let ty = types.get(at.value).copied().flatten();
        if let Some((ty, why)) = ty.and_then(|ty| Some((ty, incomparable(ty)?))) {
            refuse(report, table, *at, ty, "be unique", why);
        }
    }
}

pub(super) fn check_index(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    parts: &[RawPart<'_>],
    types: &[Option<&Type>],
    index: &Index,
) {
    for part in parts {
        let RawKey::Column(column) = part.key else {
            continue;
        };
        let ty = types.get(column).copied().flatten();
        if let Some((ty, why)) = ty.and_then(|ty| Some((ty, incomparable(ty)?))) {
            let message = format!(
                "column {} is {} and cannot be in an index",
                path(table, column),
                quoted(&spelled(ty))
            );
            let help = match &index.method {
                Some(_) => "add `sqlite = false`: there is no such index on SQLite",
                None => {
                    "an index for Postgres alone: `{ on = [..], postgres = { method = \"gin\" }, sqlite = false }`"
                }
            };
            let diagnostic = report
                .error(Code::KeyType, part.span, message)
                .label(why)
                .help(help);
            report.push(diagnostic);
        }
    }
}

fn incomparable(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Json => Some("the databases compare JSON differently"),
        Type::List(_) => Some("the databases compare lists differently"),
        Type::Scalar(_) | Type::Enum(_) => None,
    }
}

fn refuse(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    at: At<usize>,
    ty: &Type,
    cannot: &str,
    why: &str,
) {
    let message = format!(
        "column {} is {} and cannot {cannot}",
        path(table, at.value),
        quoted(&spelled(ty))
    );
    let diagnostic = report.error(Code::KeyType, at.span, message).label(why);
    report.push(diagnostic);
}

fn path(table: &RawTable<'_, '_>, column: usize) -> String {
    let name = table.columns.get_index(column).map_or("", |(name, _)| name);
    quoted(&format!("{}.{name}", table.key.value))
}

/// Lists are ordered by keys and indexes, and SQLite would order a decimal's digits as text.
pub(super) fn check_text_decimals(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    keys: &Keys,
    columns: &IndexMap<ColumnName, Column>,
    indexes: &[Index],
    dialects: &[Dialect],
) {
    if !dialects.contains(&Dialect::Sqlite) {
        return;
    }
    for column in columns.values() {
        let decimal = matches!(column.ty, Type::Scalar(Scalar::Decimal { .. }));
        if !decimal || column.sqlite.storage != Some(SqliteStorage::Text) {
            continue;
        }
        let Some(index) = table.columns.get_index_of(column.name.as_str()) else {
            continue;
        };
        let key = keys.primary_key.iter().find(|at| at.value == index);
        let span: Option<Span> = key.map(|at| at.span).or_else(|| {
            let in_index = |built: &Index| {
                let columns = built.plain_columns().unwrap_or_default();
                columns.iter().any(|one| one.column == column.name)
            };
            let at = indexes.iter().position(in_index)?;
            Some(table.indexes.get(at)?.keyed.name.span)
        });
        if let Some(span) = span {
            let message = format!(
                "column {} is stored as text and cannot be in a key or an index that lists are ordered by",
                path(table, index)
            );
            let diagnostic = report
                .error(Code::KeyType, span, message)
                .label("SQLite would order 10 before 9");
            report.push(diagnostic);
        }
    }
}
