//! `sqlite = { .. }` and `postgres = { .. }` of a column.

use toml::de::DeTable;

use super::names;
use super::reader::Reader;
use super::report::{At, Report};
use super::text::{did_you_mean, list, quoted};
use super::types::spelled;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::schema::language::{COLUMN_POSTGRES, COLUMN_SQLITE, STORAGES};
use crate::schema::model::{PostgresColumn, Scalar, SqliteColumn, SqliteStorage, Type};

/// More digits than this do not fit a 64-bit integer.
const MAX_SCALED_DIGITS: u8 = 18;
/// The longest name of a collation that Postgres holds.
const MAX_COLLATION: usize = 63;

/// The identity that takes what is given.
const BY_DEFAULT: &str = "by default";

/// How a column says that the databases hold it.
#[derive(Default)]
pub(super) struct RawStorage {
    pub(super) storage: Option<At<SqliteStorage>>,
    sqlite_check: Option<bool>,
    sqlite_collate: Option<At<String>>,
    collate: Option<At<String>>,
    postgres_check: Option<bool>,
    sqlite_type: Option<At<String>>,
    postgres_type: Option<At<String>>,
    /// Where SQLite's key is said to take NULL.
    key_nullable: Option<Span>,
    plain_rowid: Option<Span>,
    identity_by_default: Option<Span>,
    /// Where it is said not to be stored, for each database.
    is_virtual: [Option<Span>; 2],
}

impl RawStorage {
    /// What is said of that database and only of a table as it was found, and where.
    pub(super) fn as_found(
        &self,
        dialect: Dialect,
    ) -> impl Iterator<Item = (&'static str, Span)> + use<> {
        let [sqlite, postgres] = self.is_virtual;
        let said = match dialect {
            Dialect::Sqlite => [
                self.sqlite_type.as_ref().map(|at| ("type", at.span)),
                self.key_nullable.map(|span| ("not_null", span)),
                sqlite.map(|span| ("virtual", span)),
                self.plain_rowid.map(|span| ("autoincrement", span)),
            ],
            Dialect::Postgres => [
                None,
                self.postgres_type.as_ref().map(|at| ("type", at.span)),
                self.identity_by_default.map(|span| ("identity", span)),
                postgres.map(|span| ("virtual", span)),
            ],
        };
        said.into_iter().flatten()
    }
}

pub(super) fn read(report: &mut Report<'_>, column: &Reader<'_, '_>, place: &str) -> RawStorage {
    let mut raw = RawStorage::default();
    if let Some((table, span)) = part(report, column, "sqlite") {
        let place = format!("`sqlite` of {place}");
        let reader = Reader::new(report, table, span, place, COLUMN_SQLITE);
        raw.sqlite_check = reader.bool(report, "check").value();
        if let Some(word) = reader.string(report, "storage").given() {
            raw.storage = storage(report, word);
        }
        raw.sqlite_collate = collation(report, &reader);
        raw.sqlite_type = declared(report, &reader);
        if reader.bool(report, "not_null").value() == Some(false) {
            raw.key_nullable = reader.key_span("not_null");
        }
        if reader.bool(report, "autoincrement").value() == Some(false) {
            raw.plain_rowid = reader.key_span("autoincrement");
        }
        raw.is_virtual[0] = is_virtual(report, &reader);
    }
    if let Some((table, span)) = part(report, column, "postgres") {
        let place = format!("`postgres` of {place}");
        let reader = Reader::new(report, table, span, place, COLUMN_POSTGRES);
        raw.postgres_check = reader.bool(report, "check").value();
        raw.collate = collation(report, &reader);
        raw.postgres_type = declared(report, &reader);
        if let Some(word) = reader.string(report, "identity").given() {
            raw.identity_by_default = Some(word.span);
            if word.value != BY_DEFAULT {
                let message = format!("an identity cannot be {}", quoted(word.value));
                let diagnostic = report
                    .error(Code::UnknownWord, word.span, message)
                    .label("expected `by default`");
                report.push(diagnostic);
            }
        }
        raw.is_virtual[1] = is_virtual(report, &reader);
    }
    raw
}

/// Where `virtual` is set, if it is.
fn is_virtual(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<Span> {
    let set = reader.bool(report, "virtual").value() == Some(true);
    set.then(|| reader.key_span("virtual")).flatten()
}

/// `type`: as it stands in the table's definition.
fn declared(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<At<String>> {
    let text = reader.string(report, "type").given()?;
    // SQLite's columns need no type at all.
    if text.value.is_empty() {
        return Some(At::new(String::new(), text.span));
    }
    let part = super::raw_sql::part(report, text, "the type")?;
    Some(At::new(part, text.span))
}

fn collation(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<At<String>> {
    let collate = reader.string(report, "collate").given()?;
    names::check_text(report, collate, "`collate`");
    if collate.value.is_empty() || collate.value.len() > MAX_COLLATION {
        let diagnostic = report
            .error(Code::DbName, collate.span, "no collation has such a name")
            .label(format!("expected 1 to {MAX_COLLATION} bytes"));
        report.push(diagnostic);
    }
    Some(At::new(collate.value.to_owned(), collate.span))
}

fn part<'a, 'i>(
    report: &mut Report<'_>,
    column: &Reader<'a, 'i>,
    key: &str,
) -> Option<(&'a DeTable<'i>, Span)> {
    let table = column.table(report, key).value()?;
    Some((table, column.key_span(key)?))
}

fn storage(report: &mut Report<'_>, word: At<&str>) -> Option<At<SqliteStorage>> {
    let known = STORAGES.iter().find(|(name, _)| *name == word.value);
    if let Some((_, storage)) = known {
        return Some(At::new(*storage, word.span));
    }
    let diagnostic = report
        .error(
            Code::UnknownWord,
            word.span,
            format!("there is no storage {}", quoted(word.value)),
        )
        .maybe_help(did_you_mean(word.value, STORAGES.map(|(name, _)| name)));
    report.push(diagnostic);
    None
}

/// Checks the overrides against the type, and the type against what SQLite can hold.
/// `inherited` is the storage of the key that the column references.
pub(super) fn resolve(
    report: &mut Report<'_>,
    raw: &RawStorage,
    ty: &At<&Type>,
    inherited: Option<SqliteStorage>,
    dialects: &[Dialect],
) -> (SqliteColumn, PostgresColumn) {
    check_storage(report, raw, ty.value);
    check_collation(report, raw, ty.value);
    let storage = raw.storage.map(|at| at.value).or(inherited);
    let precise = match ty.value {
        Type::Scalar(Scalar::Decimal { precision, .. }) => *precision > MAX_SCALED_DIGITS,
        Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_) => false,
    };
    if precise && storage.is_none() && dialects.contains(&Dialect::Sqlite) {
        let message = format!(
            "{} does not fit SQLite's integers, which hold {MAX_SCALED_DIGITS} digits",
            quoted(&spelled(ty.value))
        );
        let diagnostic = report
            .error(Code::TooPrecise, ty.span, message)
            .help("take fewer digits, or `sqlite = { storage = \"text\" }`, which SQLite neither orders nor sums");
        report.push(diagnostic);
    }
    (
        SqliteColumn {
            storage,
            collate: raw.sqlite_collate.as_ref().map(|at| at.value.clone()),
            check: raw.sqlite_check.unwrap_or(true),
            declared: raw.sqlite_type.as_ref().map(|at| at.value.clone()),
            key_nullable: raw.key_nullable.is_some(),
            plain_rowid: raw.plain_rowid.is_some(),
            is_virtual: raw.is_virtual[0].is_some(),
        },
        PostgresColumn {
            collate: raw.collate.as_ref().map(|at| at.value.clone()),
            check: raw.postgres_check.unwrap_or(true),
            declared: raw.postgres_type.as_ref().map(|at| at.value.clone()),
            identity_by_default: raw.identity_by_default.is_some(),
            is_virtual: raw.is_virtual[1].is_some(),
        },
    )
}

/// The storages that a type can have by choice.
fn choices(ty: &Type) -> Vec<SqliteStorage> {
    match ty {
        Type::Scalar(Scalar::Timestamp) => STORAGES.map(|(_, storage)| storage).to_vec(),
        Type::Scalar(Scalar::Decimal { .. }) => vec![SqliteStorage::Text],
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Int
            | Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Text
            | Scalar::Varchar(_)
            | Scalar::Bytes
            | Scalar::Uuid
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_)
        | Type::List(_) => Vec::new(),
    }
}

fn check_storage(report: &mut Report<'_>, raw: &RawStorage, ty: &Type) {
    let Some(storage) = raw.storage else {
        return;
    };
    let choices = choices(ty);
    if choices.contains(&storage.value) {
        return;
    }
    let names: Vec<&str> = STORAGES
        .iter()
        .filter(|(_, storage)| choices.contains(storage))
        .map(|(name, _)| *name)
        .collect();
    let label = if names.is_empty() {
        "only `timestamp` and `decimal` have a choice".to_owned()
    } else {
        format!("expected {}", list(&names, "or"))
    };
    let message = format!("SQLite does not store {} that way", quoted(&spelled(ty)));
    let diagnostic = report
        .error(Code::Override, storage.span, message)
        .label(label);
    report.push(diagnostic);
}

fn check_collation(report: &mut Report<'_>, raw: &RawStorage, ty: &Type) {
    let text = matches!(ty, Type::Scalar(Scalar::Text | Scalar::Varchar(_)));
    // Postgres' lists of text have one too.
    let list = matches!(ty, Type::List(Scalar::Text | Scalar::Varchar(_)));
    let sqlite = raw.sqlite_collate.iter().filter(|_| !text);
    let postgres = raw.collate.iter().filter(|_| !text && !list);
    for collate in sqlite.chain(postgres) {
        let message = format!("{} has no collation", quoted(&spelled(ty)));
        let diagnostic = report
            .error(Code::Override, collate.span, message)
            .label("only `text` and `varchar` have one");
        report.push(diagnostic);
    }
}
