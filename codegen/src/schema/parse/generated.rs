//! `generated`: a column that the database computes.

use super::columns::RawColumn;
use super::report::{At, Report};
use crate::diagnostic::{Code, Span};

/// Reports what a column that the database computes cannot be beside.
pub(super) fn check(
    report: &mut Report<'_>,
    place: &str,
    raw: &RawColumn<'_, '_>,
    in_key: bool,
    tenant: Option<At<&str>>,
) {
    let Some(generated) = &raw.generated else {
        return;
    };
    let default = raw.default.map(|value| {
        let span = Span::from(value.span());
        (
            span,
            "has a default",
            "remove `default`: every row's value is computed",
        )
    });
    let identity = raw.identity.map(|span| {
        (
            span,
            "is an identity",
            "remove `identity`: every row's value is computed",
        )
    });
    let touched = raw.touched.map(|span| {
        (
            span,
            "is set on update",
            "remove `on_update`: the value is computed again with every update",
        )
    });
    let key = in_key.then_some((
        raw.key.span,
        "is of the primary key",
        "SQLite computes no column of a primary key: make it unique, and another column the key",
    ));
    let tenant = tenant
        .filter(|tenant| tenant.value == raw.key.value)
        .map(|tenant| {
            (
                tenant.span,
                "is the tenant",
                "the scope gives the tenant's value",
            )
        });
    let Some((span, what, help)) = default.or(identity).or(touched).or(key).or(tenant) else {
        return;
    };
    let diagnostic = report
        .error(
            Code::Generated,
            generated.span,
            format!("{place} is generated and {what}"),
        )
        .label("the database computes it")
        .related(span, "and this")
        .help(help);
    report.push(diagnostic);
}
