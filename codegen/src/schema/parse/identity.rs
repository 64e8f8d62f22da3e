//! `identity = true`: a key that the database counts up.

use super::columns::RawColumn;
use super::keys::Keys;
use super::report::Report;
use super::text::quoted;
use super::types::spelled;
use crate::diagnostic::Code;
use crate::schema::model::{Scalar, Type};

/// Reports an identity that SQLite's AUTOINCREMENT and Postgres' identity cannot both be.
pub(super) fn check(
    report: &mut Report<'_>,
    place: &str,
    raw: &RawColumn<'_, '_>,
    ty: Option<&Type>,
    keys: &Keys,
    column: usize,
) {
    let Some(span) = raw.identity else {
        return;
    };
    let integer = ty.is_none_or(is_integer);
    // A primary key that is wrong has been reported.
    let is_key = match keys.primary_key.as_slice() {
        [] => true,
        [only] => only.value == column,
        [_, _, ..] => false,
    };
    let (message, help) = if !integer {
        let spelled = ty.map(spelled).unwrap_or_default();
        (
            format!(
                "{place} is {}, which cannot be counted up",
                quoted(&spelled)
            ),
            "an identity is `smallint`, `int` or `bigint`",
        )
    } else if !is_key {
        (
            format!("{place} is an identity and not the primary key"),
            "SQLite counts up only a primary key of one column",
        )
    } else if raw.default.is_some() {
        (
            format!("{place} is an identity and has a default"),
            "remove `default`: the database gives the value",
        )
    } else if raw.reference.is_some() {
        (
            format!("{place} is an identity and a foreign key"),
            "remove `identity`: the value is the parent's",
        )
    } else {
        return;
    };
    let diagnostic = report.error(Code::Identity, span, message).help(help);
    report.push(diagnostic);
}

fn is_integer(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Scalar(Scalar::SmallInt | Scalar::Int | Scalar::BigInt)
    )
}
