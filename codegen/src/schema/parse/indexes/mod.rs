//! `[tables.x.indexes]`.

mod parts;
mod settings;

use toml::Spanned;
use toml::de::DeValue;

pub(super) use parts::{RawKey, RawPart, resolve};
pub(super) use settings::check;

use super::expression::{self, RawExpression};
use super::keyed::{self, Keyed};
use super::reader::{Field, Reader, entries, strings, wrong_type};
use super::report::{At, Report};
use crate::diagnostic::Span;
use crate::schema::language::{INDEX, INDEX_POSTGRES};

/// An index that is read and not yet resolved.
pub(super) struct RawIndex<'a> {
    pub(super) keyed: Keyed<'a>,
    /// Where it says that it is unique, if it does.
    pub(super) unique: Option<Span>,
    /// Where it says `where`, and what, unless that has been reported.
    pub(super) predicate: Option<At<Option<RawExpression<'a>>>>,
    /// Where it says that SQLite has none, if it does.
    pub(super) not_sqlite: Option<Span>,
    /// Where it says that Postgres has none, if it does.
    pub(super) not_postgres: Option<Span>,
    pub(super) method: Option<At<&'a str>>,
    pub(super) include: Option<At<Vec<At<&'a str>>>>,
}

pub(super) fn read<'a>(
    report: &mut Report<'_>,
    table: &Reader<'a, '_>,
    table_key: &str,
) -> Vec<RawIndex<'a>> {
    let Some(indexes) = table.table(report, "indexes").value() else {
        return Vec::new();
    };
    entries(indexes)
        .into_iter()
        .map(|(key, value)| read_one(report, table_key, key, value))
        .collect()
}

fn read_one<'a>(
    report: &mut Report<'_>,
    table: &str,
    key: At<&str>,
    value: &'a Spanned<DeValue<'_>>,
) -> RawIndex<'a> {
    let (keyed, reader) = keyed::read(report, ("index", table), key, value, INDEX);
    let mut index = RawIndex {
        keyed,
        unique: None,
        predicate: None,
        not_sqlite: None,
        not_postgres: None,
        method: None,
        include: None,
    };
    let Some(reader) = reader else {
        return index;
    };
    let place = index.keyed.place.clone();
    if reader.bool(report, "unique").value() == Some(true) {
        index.unique = reader.key_span("unique");
    }
    if let (Some(value), Some(key)) = (reader.raw("where"), reader.key_span("where")) {
        let read = expression::read(report, value, key, &format!("`where` of {place}"));
        index.predicate = Some(At::new(read, key));
    }
    if let Some(value) = reader.raw("sqlite") {
        index.not_sqlite = left_out(report, value, &format!("`sqlite` of {place}"), "`false`");
    }
    match reader.raw("postgres") {
        Some(value) if value.get_ref().is_table() => {
            read_postgres(report, &reader, &place, &mut index);
        }
        Some(value) => {
            let what = format!("`postgres` of {place}");
            let expected = "`false` or a table such as `{ method = \"gin\" }`";
            index.not_postgres = left_out(report, value, &what, expected);
        }
        None => {}
    }
    index
}

/// `false`, and where it stands.
fn left_out(
    report: &mut Report<'_>,
    value: &Spanned<DeValue<'_>>,
    what: &str,
    expected: &str,
) -> Option<Span> {
    match value.get_ref() {
        DeValue::Boolean(false) => Some(value.span().into()),
        DeValue::Boolean(true) => None,
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            let help =
                format!("expected {expected}: `false` leaves the index out on that database");
            wrong_type(report, value, &what, "boolean", Some(help));
            None
        }
    }
}

fn read_postgres<'a>(
    report: &mut Report<'_>,
    reader: &Reader<'a, '_>,
    place: &str,
    index: &mut RawIndex<'a>,
) {
    let (Field::Given(table), Some(span)) = (
        reader.table(report, "postgres"),
        reader.key_span("postgres"),
    ) else {
        return;
    };
    let own = format!("`postgres` of {place}");
    let postgres = Reader::new(report, table.value, span, own.as_str(), INDEX_POSTGRES);
    index.method = postgres.string(report, "method").given();
    if let Some(value) = postgres.raw("include") {
        let what = format!("`include` of {own}");
        let names = strings(report, value, &what);
        index.include = names.map(|names| At::new(names, value.span()));
    }
}
