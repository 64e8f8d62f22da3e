//! `sqlite = { .. }` of a table.

use super::keys::Keys;
use super::reader::Reader;
use super::report::Report;
use super::tables::RawTable;
use super::text::quoted;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::schema::language::TABLE_SQLITE;
use crate::schema::model::SqliteTable;

/// How a table says that SQLite keeps it.
#[derive(Default)]
pub(super) struct RawOptions {
    strict: Option<bool>,
    without_rowid: Option<bool>,
    as_found: Option<bool>,
    /// Where `without_rowid` is said.
    span: Option<Span>,
}

pub(super) fn read(report: &mut Report<'_>, table: &Reader<'_, '_>, place: &str) -> RawOptions {
    let part = table.table(report, "sqlite").value();
    let Some((part, span)) = part.zip(table.key_span("sqlite")) else {
        return RawOptions::default();
    };
    let place = format!("`sqlite` of {place}");
    let reader = Reader::new(report, part, span, place, TABLE_SQLITE);
    RawOptions {
        strict: reader.bool(report, "strict").value(),
        without_rowid: reader.bool(report, "without_rowid").value(),
        as_found: reader.bool(report, "as_found").value(),
        span: reader.key_span("without_rowid"),
    }
}

/// The databases in which the table is as it was found; reports what is said only of such a table.
pub(super) fn as_found(report: &mut Report<'_>, raw: &RawTable<'_, '_>) -> Vec<Dialect> {
    let sqlite = raw.sqlite.as_found.unwrap_or(false);
    let postgres = raw.postgres_as_found.unwrap_or(false);
    for (dialect, is, other) in [
        (Dialect::Sqlite, sqlite, "sqlite"),
        (Dialect::Postgres, postgres, "postgres"),
    ] {
        let columns = raw.columns.values();
        let said = columns.flat_map(|column| column.storage.as_found(dialect));
        let checks = raw.checks.iter().filter_map(|check| check.unnamed);
        let keys = raw.foreign_keys.iter().filter_map(|key| key.unnamed);
        let unnamed = checks.chain(keys).filter(|_| dialect == Dialect::Sqlite);
        for (key, span) in said.chain(unnamed.map(|span| ("unnamed", span))) {
            if is {
                continue;
            }
            let message = format!(
                "{} is for a table as it was found, and table {} is not",
                quoted(key),
                quoted(raw.key.value)
            );
            let diagnostic = report.error(Code::Override, span, message).help(format!(
                "leave it out; or, where the table was there before, add `{other} = {{ as_found = true }}` to it"
            ));
            report.push(diagnostic);
        }
    }
    [(Dialect::Sqlite, sqlite), (Dialect::Postgres, postgres)]
        .into_iter()
        .filter_map(|(dialect, is)| is.then_some(dialect))
        .collect()
}

/// Reports an identity in a table without rowids: `AUTOINCREMENT` counts rowids
/// (<https://www.sqlite.org/withoutrowid.html>).
pub(super) fn resolve(report: &mut Report<'_>, raw: &RawTable<'_, '_>, keys: &Keys) -> SqliteTable {
    let usual = SqliteTable::default();
    let options = SqliteTable {
        strict: raw.sqlite.strict.unwrap_or(usual.strict),
        without_rowid: raw.sqlite.without_rowid.unwrap_or(usual.without_rowid),
    };
    let mut of_key = keys.primary_key.iter();
    let identity = of_key.find_map(|at| raw.columns.get_index(at.value)?.1.identity);
    if let (true, Some(identity), Some(span)) = (options.without_rowid, identity, raw.sqlite.span) {
        let message = format!(
            "table {} has an identity and no rowids",
            quoted(raw.key.value)
        );
        let diagnostic = report
            .error(Code::Identity, span, message)
            .label("SQLite counts rowids up, and nothing else")
            .related(identity, "the identity")
            .help("remove `without_rowid`, or give the key another way: `default = \"uuid_v7\"` on a `uuid`");
        report.push(diagnostic);
    }
    options
}
