//! `postgres = { native = true }` of an enum: a type of its own in Postgres.

use super::reader::Reader;
use super::report::{At, Report};
use super::schemas::Schemas;
use super::text::quoted;
use crate::diagnostic::Code;
use crate::schema::language::ENUM_POSTGRES;
use crate::schema::model::NativeEnum;

/// The longest label that Postgres gives an enum's value, in bytes
/// (<https://www.postgresql.org/docs/current/datatype-enum.html>).
const MAX_LABEL: usize = 63;

pub(super) fn read(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    key: At<&str>,
    place: &str,
    schemas: &Schemas,
) -> Option<NativeEnum> {
    let table = reader.table(report, "postgres").value()?;
    let span = reader.key_span("postgres").unwrap_or(key.span);
    let own = format!("`postgres` of {place}");
    let reader = Reader::new(report, table, span, own, ENUM_POSTGRES);
    let native = reader.bool(report, "native");
    let unclear = matches!(native, super::reader::Field::Bad) || reader.is_misspelt("native");
    let schema = schemas.of(report, &reader);
    if native.value().unwrap_or(false) {
        return Some(NativeEnum { schema });
    }
    if let Some(span) = reader.key_span("schema").filter(|_| !unclear) {
        let message = format!("{place} has a schema and no type of its own in Postgres");
        let diagnostic = report
            .error(Code::NativeEnum, span, message)
            .label("it is text with a check, which is in no schema")
            .help("add `native = true`, or remove `schema`");
        report.push(diagnostic);
    }
    None
}

/// Without a type of its own an enum has no name in the databases, and had none.
pub(super) fn refuse_name(report: &mut Report<'_>, reader: &Reader<'_, '_>, place: &str) {
    let unclear = reader.raw("postgres").is_some() || reader.is_misspelt("postgres");
    for key in ["db_name", "renamed_from"] {
        let Some(span) = reader.key_span(key).filter(|_| !unclear) else {
            continue;
        };
        let message = format!("{place} has a `{key}` and no type of its own in the databases");
        let diagnostic = report
            .error(Code::NativeEnum, span, message)
            .label("it is text with a check")
            .help(format!(
                "add `postgres = {{ native = true }}`, or remove `{key}`"
            ));
        report.push(diagnostic);
    }
}

pub(super) fn check_value(report: &mut Report<'_>, value: At<&str>, place: &str) {
    let length = value.value.len();
    if length > MAX_LABEL || length == 0 {
        let message = format!(
            "{} cannot be a value of {place}, a native enum",
            quoted(value.value)
        );
        let diagnostic = report
            .error(Code::NativeEnum, value.span, message)
            .label(format!("it is {length} bytes long"))
            .help(format!(
                "Postgres takes 1 to {MAX_LABEL} bytes: choose another value, or leave `native` out"
            ));
        report.push(diagnostic);
    }
}
