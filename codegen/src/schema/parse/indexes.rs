//! `[tables.x.indexes]`, and the form that it shares with `[tables.x.uniques]`.

use toml::Spanned;
use toml::de::DeValue;

use super::keys;
use super::names::{self, Named};
use super::reader::{Reader, entries, strings, wrong_type};
use super::report::{At, Report};
use super::tables::RawTable;
use super::text::quoted;
use crate::diagnostic::Code;
use crate::name::DbName;
use crate::schema::model::IndexColumn;

const KEYS: [&str; 2] = ["on", "db_name"];

/// An index that is read and not yet resolved.
pub(super) struct RawIndex<'a> {
    pub(super) name: At<DbName>,
    pub(super) place: String,
    pub(super) on: Option<At<Vec<At<&'a str>>>>,
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
        .map(|(key, value)| read_one(report, "index", table_key, key, value))
        .collect()
}

/// `name = ["a", "b"]` or `name = { on = ["a", "b"], db_name = ".." }`.
pub(super) fn read_one<'a>(
    report: &mut Report<'_>,
    what: &str,
    table: &str,
    key: At<&str>,
    value: &'a Spanned<DeValue<'_>>,
) -> RawIndex<'a> {
    names::check_key(report, key, what, Some("db_name"));
    let place = format!("{what} {} of table {}", quoted(key.value), quoted(table));
    let (name, on) = match value.get_ref() {
        DeValue::Table(parts) => {
            let reader = Reader::new(report, parts, key.span, place.as_str(), &KEYS);
            let field = reader.strings(report, "on");
            if field.is_absent() && !reader.is_misspelt("on") {
                let diagnostic = report
                    .error(Code::MissingKey, key.span, format!("{place} has no `on`"))
                    .help("write `on = [\"column\", ..]`");
                report.push(diagnostic);
            }
            let name = names::db_name(report, Some(&reader), key, Named::Object);
            (name, field.given())
        }
        DeValue::Array(_) => {
            let texts = strings(report, value, &place);
            let name = names::db_name(report, None, key, Named::Object);
            (name, texts.map(|texts| At::new(texts, value.span())))
        }
        DeValue::String(text) => {
            let help = Some(format!("write `{} = [{text:?}]`", key.value));
            wrong_type(report, value, &place, "array of columns", help);
            (names::db_name(report, None, key, Named::Object), None)
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            wrong_type(report, value, &place, "array of columns", None);
            (names::db_name(report, None, key, Named::Object), None)
        }
    };
    if let Some(empty) = on.as_ref().filter(|on| on.value.is_empty()) {
        let diagnostic = report
            .error(
                Code::Empty,
                empty.span,
                format!("{place} is over no columns"),
            )
            .label("expected at least one column");
        report.push(diagnostic);
    }
    RawIndex { name, place, on }
}

/// The index's columns that exist.
pub(super) fn resolve(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    index: &RawIndex<'_>,
) -> Vec<(At<usize>, IndexColumn)> {
    let Some(on) = &index.on else {
        return Vec::new();
    };
    let mut found: Vec<(At<usize>, IndexColumn)> = Vec::new();
    for text in &on.value {
        let (name, descending) = direction(report, *text);
        let Some(column) = table.find_column(report, name) else {
            continue;
        };
        let column = At::new(column, text.span);
        if keys::refuse_repeated(
            report,
            &index.place,
            column,
            name.value,
            found.iter().map(|(at, _)| *at),
        ) {
            continue;
        }
        found.push((
            column,
            IndexColumn {
                column: crate::name::ColumnName::new(name.value),
                descending,
            },
        ));
    }
    found
}

/// `"status desc"`.
fn direction<'a>(report: &mut Report<'_>, text: At<&'a str>) -> (At<&'a str>, bool) {
    let Some((name, word)) = text.value.trim().split_once(char::is_whitespace) else {
        return (At::new(text.value.trim(), text.span), false);
    };
    let name = At::new(name, text.span);
    match word.trim() {
        "desc" => (name, true),
        "asc" => (name, false),
        other => {
            let lower = other.to_lowercase();
            let help = ["asc", "desc"]
                .into_iter()
                .find(|word| {
                    lower.starts_with(word) || (lower.len() > 4 && word.starts_with(&lower[..1]))
                })
                .map(|word| format!("write `\"{} {word}\"`", name.value));
            let diagnostic = report
                .error(
                    Code::UnknownWord,
                    text.span,
                    format!("{} is not a direction", quoted(other)),
                )
                .label("expected a column, then nothing, `asc` or `desc`")
                .maybe_help(help);
            report.push(diagnostic);
            (name, false)
        }
    }
}
