//! Rules of append-only tables, of soft deletion and of versions.

use super::super::columns::RawColumn;
use super::super::report::{At, Report};
use super::super::text::quoted;
use super::super::types::spelled;
use super::Ruled;
use crate::diagnostic::{Code, Span};
use crate::schema::model::{Scalar, Type};

/// Nothing of an append-only table changes a row.
pub(super) fn append_only(report: &mut Report<'_>, table: &Ruled<'_, '_, '_>, append_only: Span) {
    let name = quoted(table.raw.key.value);
    for column in table.raw.columns.values() {
        if let Some(span) = column.touched {
            let message = format!(
                "column {} would be set by an update, and table {name} has none",
                quoted(&format!("{}.{}", table.raw.key.value, column.key.value))
            );
            let diagnostic = report
                .error(Code::AppendOnly, span, message)
                .label("never happens")
                .related(append_only, "append-only")
                .help("remove `on_update`");
            report.push(diagnostic);
        }
    }
    let regime = &table.raw.regime;
    for (key, given, why) in [
        (
            "soft_delete",
            regime.soft_delete,
            "a soft deletion is an update",
        ),
        ("version", regime.version, "its rows have one version"),
    ] {
        if let Some(given) = given {
            let message = format!("table {name} is append-only and has `{key}`");
            let diagnostic = report
                .error(Code::AppendOnly, given.span, message)
                .label(why)
                .related(append_only, "append-only")
                .help("remove one of them");
            report.push(diagnostic);
        }
    }
}

/// What a column says that a column which dualect itself fills cannot say.
pub(super) fn own_value(column: &RawColumn<'_, '_>, in_key: bool) -> Option<(&'static str, Span)> {
    let default = column
        .default
        .map(|value| ("default", Span::from(value.span())));
    let touched = column.touched.map(|span| ("on_update", span));
    let identity = column.identity.map(|span| ("identity", span));
    let generated = column.generated.as_ref().map(|at| ("generated", at.span));
    let reference = column
        .reference
        .as_ref()
        .map(|reference| ("references", reference.text.span));
    let rust_type = column.rust_type.as_ref().map(|at| ("rust_type", at.span));
    let key = in_key.then_some(("primary_key", column.key.span));
    default
        .or(touched)
        .or(identity)
        .or(generated)
        .or(reference)
        .or(rust_type)
        .or(key)
}

fn in_key(table: &Ruled<'_, '_, '_>, column: usize) -> bool {
    table.keys.primary_key.iter().any(|at| at.value == column)
}

/// A nullable timestamp of nobody else's.
pub(super) fn soft_delete(
    report: &mut Report<'_>,
    table: &Ruled<'_, '_, '_>,
    name: At<&str>,
    column: usize,
) {
    let Some((_, raw)) = table.raw.columns.get_index(column) else {
        return;
    };
    let path = quoted(&format!("{}.{}", table.raw.key.value, name.value));
    let ty = table.types.get(column).copied().flatten();
    let wrong_type = ty.filter(|ty| **ty != Type::Scalar(Scalar::Timestamp));
    let example = format!("write `{} = \"timestamp?\"`", name.value);
    let diagnostic = if let Some(ty) = wrong_type {
        report
            .error(
                Code::SoftDelete,
                name.span,
                format!(
                    "{path} cannot say when a row was deleted: it is {}",
                    quoted(&spelled(ty))
                ),
            )
            .label("expected a `timestamp`")
            .related(raw.key.span, "this column")
            .help(example)
    } else if let Some((key, span)) = own_value(raw, in_key(table, column)) {
        report
            .error(
                Code::SoftDelete,
                name.span,
                format!("{path} says when a row was deleted, and has `{key}`"),
            )
            .label("only a deletion sets it")
            .related(span, "this")
            .help(example)
    } else if raw.nullable.is_none() {
        report
            .error(
                Code::SoftDelete,
                name.span,
                format!("{path} says when a row was deleted, and is not null"),
            )
            .label("a row that was not deleted has none")
            .related(raw.key.span, "this column")
            .help(example)
    } else {
        return;
    };
    report.push(diagnostic);
}

/// A counter that begins at 1.
pub(super) fn version(
    report: &mut Report<'_>,
    table: &Ruled<'_, '_, '_>,
    name: At<&str>,
    column: usize,
) {
    let Some((_, raw)) = table.raw.columns.get_index(column) else {
        return;
    };
    let path = quoted(&format!("{}.{}", table.raw.key.value, name.value));
    let ty = table.types.get(column).copied().flatten();
    let integer = ty.is_none_or(|ty| matches!(ty, Type::Scalar(Scalar::Int | Scalar::BigInt)));
    let example = format!("write `{} = \"int\"`", name.value);
    let one = raw.default.is_none_or(|value| {
        value
            .get_ref()
            .as_integer()
            .is_some_and(|one| one.as_str() == "1")
    });
    let other = own_value(raw, in_key(table, column)).filter(|(key, _)| *key != "default" || !one);
    let diagnostic = if let Some(ty) = ty.filter(|_| !integer) {
        report
            .error(
                Code::Version,
                name.span,
                format!(
                    "{path} cannot count updates: it is {}",
                    quoted(&spelled(ty))
                ),
            )
            .label("expected `int` or `bigint`")
            .related(raw.key.span, "this column")
            .help(example)
    } else if let Some((key, span)) = other {
        let what = if key == "default" {
            "has another default than 1".to_owned()
        } else {
            format!("has `{key}`")
        };
        report
            .error(
                Code::Version,
                name.span,
                format!("{path} counts a row's updates from 1, and {what}"),
            )
            .label("nothing else sets it")
            .related(span, "this")
            .help(example)
    } else if let Some(nullable) = raw.nullable {
        report
            .error(
                Code::Version,
                name.span,
                format!("{path} counts a row's updates, and may be null"),
            )
            .label("every row has a version")
            .related(nullable, "nullable")
            .help(example)
    } else {
        return;
    };
    report.push(diagnostic);
}
