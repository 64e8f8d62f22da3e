//! `tenant`: the column that a table's functions are scoped by.

use super::report::{At, Report};
use super::tables::RawTable;
use super::text::quoted;
use super::types::spelled;
use crate::diagnostic::{Code, Span};
use crate::schema::model::{Scalar, Type};

/// Reports a tenant column that no scope can be made of.
pub(super) fn check(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    name: At<&str>,
    column: usize,
    ty: Option<&Type>,
) {
    let nullable = table
        .columns
        .get_index(column)
        .and_then(|(_, column)| column.nullable);
    check_column(report, table.key.value, name, nullable, ty);
}

/// The same of a column of a table or a view. `nullable` is where it says that it may be null, if it may: at the
/// name itself, where that follows from a query.
pub(super) fn check_column(
    report: &mut Report<'_>,
    table: &str,
    name: At<&str>,
    nullable: Option<Span>,
    ty: Option<&Type>,
) {
    let path = quoted(&format!("{table}.{}", name.value));
    if let Some(nullable) = nullable {
        let message = format!("the tenant {path} may be null");
        let mut diagnostic = report
            .error(Code::Tenant, name.span, message)
            .label("a row without a tenant would be nobody's");
        if nullable != name.span {
            diagnostic = diagnostic.related(nullable, "nullable");
        }
        report.push(diagnostic);
    }
    if let Some(ty) = ty.filter(|ty| kind(ty).is_none()) {
        let message = format!("the tenant {path} is {}", quoted(&spelled(ty)));
        let diagnostic = report
            .error(Code::Tenant, name.span, message)
            .label("expected `text`, `varchar`, `uuid`, `int` or `bigint`");
        report.push(diagnostic);
    }
}

/// What a scope holds for a tenant of that type.
#[derive(PartialEq, Eq)]
enum Kind {
    Text,
    Uuid,
    Int,
    BigInt,
}

fn kind(ty: &Type) -> Option<Kind> {
    match ty {
        Type::Scalar(Scalar::Text | Scalar::Varchar(_)) => Some(Kind::Text),
        Type::Scalar(Scalar::Uuid) => Some(Kind::Uuid),
        Type::Scalar(Scalar::Int) => Some(Kind::Int),
        Type::Scalar(Scalar::BigInt) => Some(Kind::BigInt),
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Decimal { .. }
            | Scalar::Bytes
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_)
        | Type::List(_) => None,
    }
}

/// Whether one scope serves both; true where one of them has been reported.
pub(super) fn is_same(one: &Type, other: &Type) -> bool {
    match (kind(one), kind(other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => true,
    }
}

pub(super) fn refuse_other(
    report: &mut Report<'_>,
    child: &RawTable<'_, '_>,
    parent: &RawTable<'_, '_>,
    (ours, theirs): (&Type, &Type),
    reference: Span,
) {
    let message = format!(
        "the tenant of {} is {}, that of its parent {} is {}",
        quoted(child.key.value),
        quoted(&spelled(ours)),
        quoted(parent.key.value),
        quoted(&spelled(theirs))
    );
    let diagnostic = report
        .error(Code::Tenant, reference, message)
        .label("no scope would see both")
        .help("give both tenant columns one type");
    report.push(diagnostic);
}
