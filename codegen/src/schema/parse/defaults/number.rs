//! Defaults of integers and floats.

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeValue};

use super::super::report::Report;
use super::{Target, wrong_kind};
use crate::diagnostic::Code;
use crate::schema::model::Literal;

/// How wide a float is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    Single,
    Double,
}

/// Integers beyond this are not all exact as an `f64`.
const EXACT: i64 = 1 << 53;

pub(super) fn integer(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    least: i64,
    greatest: i64,
) -> Option<Literal> {
    let DeValue::Integer(integer) = value.get_ref() else {
        return wrong_kind(report, target, value, "integer");
    };
    match parse(integer).filter(|integer| (least..=greatest).contains(integer)) {
        Some(integer) => Some(Literal::Int(integer)),
        None => out_of_range(report, target, value, &format!("{least} to {greatest}")),
    }
}

pub(super) fn parse(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// The value, where it is a number that both databases hold.
pub(super) fn finite(float: &DeFloat<'_>) -> Option<f64> {
    let float: f64 = float.as_str().parse().ok()?;
    // Postgres tells -0 from 0, SQLite does not.
    float
        .is_finite()
        .then_some(if float == 0.0 { 0.0 } else { float })
}

pub(super) fn float(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    width: Width,
) -> Option<Literal> {
    let number = match value.get_ref() {
        DeValue::Float(float) => finite(float),
        #[expect(
            clippy::cast_precision_loss,
            reason = "integers that an f64 does not hold exactly are refused"
        )]
        DeValue::Integer(integer) => parse(integer)
            .filter(|integer| (-EXACT..=EXACT).contains(integer))
            .map(|integer| integer as f64),
        DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => return wrong_kind(report, target, value, "number"),
    };
    let number = number.and_then(|number| match width {
        Width::Single => nearest_single(number),
        Width::Double => Some(number),
    });
    match number {
        Some(number) => Some(Literal::Float(number)),
        None if value.get_ref().is_integer() => out_of_range(
            report,
            target,
            value,
            "an integer that a float holds exactly",
        ),
        None => out_of_range(report, target, value, "a finite number that the type holds"),
    }
}

/// What a column of 32-bit floats gives back for a number.
fn nearest_single(number: f64) -> Option<f64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the nearest f32 is what the column holds"
    )]
    let single = number as f32;
    single.is_finite().then(|| f64::from(single))
}

fn out_of_range(
    report: &mut Report<'_>,
    target: &Target<'_>,
    value: &Spanned<DeValue<'_>>,
    expected: &str,
) -> Option<Literal> {
    let message = format!("the default of {} is out of range", target.place);
    let diagnostic = report
        .error(Code::DefaultRange, value.span().into(), message)
        .label(format!("expected {expected}"));
    report.push(diagnostic);
    None
}
