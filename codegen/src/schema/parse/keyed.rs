//! What `[tables.x.uniques]` and `[tables.x.indexes]` have in common: a name, and what it is over.

use toml::Spanned;
use toml::de::DeValue;

use super::names::{self, Named};
use super::reader::{Reader, strings, wrong_type};
use super::report::{At, Report};
use super::text::quoted;
use crate::diagnostic::Code;
use crate::name::DbName;
use crate::schema::language::Key;

/// A name and a list of columns, read and not yet resolved.
pub(super) struct Keyed<'a> {
    pub(super) name: At<DbName>,
    /// ``index `by_name` of table `agents` ``.
    pub(super) place: String,
    pub(super) on: Option<At<Vec<At<&'a str>>>>,
}

/// `name = ["a", "b"]` or `name = { on = ["a", "b"], .. }`; of the latter the reader too, for what else is in it.
pub(super) fn read<'a, 'i>(
    report: &mut Report<'_>,
    (what, table): (&str, &str),
    key: At<&str>,
    value: &'a Spanned<DeValue<'i>>,
    keys: &'static [Key],
) -> (Keyed<'a>, Option<Reader<'a, 'i>>) {
    names::check_key(report, key, what, Some("db_name"));
    let place = format!("{what} {} of table {}", quoted(key.value), quoted(table));
    let mut reader = None;
    let (name, on) = match value.get_ref() {
        DeValue::Table(parts) => {
            let parts = Reader::new(report, parts, key.span, place.as_str(), keys);
            let field = parts.strings(report, "on");
            if field.is_absent() && !parts.is_misspelt("on") {
                let diagnostic = report
                    .error(Code::MissingKey, key.span, format!("{place} has no `on`"))
                    .help("write `on = [\"column\", ..]`");
                report.push(diagnostic);
            }
            let name = names::db_name(report, Some(&parts), key, Named::Object);
            reader = Some(parts);
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
    (Keyed { name, place, on }, reader)
}
