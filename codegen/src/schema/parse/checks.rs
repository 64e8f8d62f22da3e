//! `[tables.x.checks]`.

use toml::de::DeValue;

use super::expression::{self, RawExpression};
use super::foreign_keys;
use super::names::{self, Named};
use super::reader::{Reader, entries, wrong_type};
use super::report::{At, Report};
use super::text::quoted;
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::language::CHECK;

/// A check that is read and not yet understood.
pub(super) struct RawCheck<'a> {
    pub(super) name: At<DbName>,
    pub(super) place: String,
    pub(super) expression: Option<RawExpression<'a>>,
    /// Where it says that SQLite's has no name, if it does.
    pub(super) unnamed: Option<Span>,
}

pub(super) fn read<'a>(
    report: &mut Report<'_>,
    table: &Reader<'a, '_>,
    table_key: &str,
) -> Vec<RawCheck<'a>> {
    let Some(checks) = table.table(report, "checks").value() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in entries(checks) {
        names::check_key(report, key, "check", Some("db_name"));
        let place = format!("check {} of table {}", quoted(key.value), quoted(table_key));
        let mut name = None;
        let mut unnamed = None;
        let expression = match value.get_ref() {
            DeValue::String(_) => expression::read(report, value, key.span, &place),
            DeValue::Table(parts) => {
                let reader = Reader::new(report, parts, key.span, place.as_str(), CHECK);
                name = Some(names::db_name(report, Some(&reader), key, Named::Object));
                unnamed = foreign_keys::unnamed(report, &reader);
                let parts = expression::from_parts(report, &reader, key.span, &place, Some("expr"));
                parts.filter(|parts| !refuse_empty(report, &reader, parts, &place))
            }
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => {
                let help = format!("write `{} = \"quantity > 0\"`", key.value);
                wrong_type(report, value, &place, "string", Some(help));
                None
            }
        };
        let name = match name {
            Some(name) => name,
            None => names::db_name(report, None, key, Named::Object),
        };
        found.push(RawCheck {
            name,
            place,
            expression,
            unnamed,
        });
    }
    found
}

/// Reports a check that says nothing; true where it does not, or may be under a misspelt key.
fn refuse_empty(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    parts: &RawExpression<'_>,
    place: &str,
) -> bool {
    if !parts.is_empty() {
        return false;
    }
    if reader.unknown().next().is_none() {
        let diagnostic = report
            .error(
                Code::MissingKey,
                reader.span(),
                format!("{place} has no `expr`"),
            )
            .help("write `expr = \"quantity > 0\"`, or `sqlite = \"..\"` and `postgres = \"..\"`");
        report.push(diagnostic);
    }
    true
}
