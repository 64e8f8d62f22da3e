//! How long the rendered text grows: arithmetic that is watched for overflows is written twice.

use std::ops::Range;

use super::model::{Arithmetic, Conversion, Function, Kind, Node};
use super::problem::Problem;
use super::read::PER_DIALECT;

/// How many pieces SQLite's text may have.
pub(crate) const MOST: u64 = 20_000;

pub(crate) fn too_large(span: Range<usize>) -> Problem {
    let message = "the arithmetic that has to be watched for overflows nests too deep";
    Problem::new(span, message).help(PER_DIALECT)
}

/// How many pieces SQLite's text has, at most, where its value is looked at.
pub(crate) fn size(node: &Node) -> u64 {
    let size = raw(node);
    if node.bounds.overflows {
        size.saturating_mul(2)
    } else {
        size
    }
}

fn all<'n>(nodes: impl IntoIterator<Item = &'n Node>, each: fn(&Node) -> u64) -> u64 {
    nodes
        .into_iter()
        .fold(0, |sum, node| sum.saturating_add(each(node)))
}

/// The same within arithmetic, which an overflow goes through.
fn raw(node: &Node) -> u64 {
    let parts = match &node.kind {
        Kind::Column(_) | Kind::Literal(_) => 0,
        Kind::Json { path, .. } => u64::try_from(path.len())
            .unwrap_or(u64::MAX)
            .saturating_mul(40),
        Kind::Not(inner)
        | Kind::ByBytes(inner)
        | Kind::Is { value: inner, .. }
        | Kind::Convert(
            Conversion::IntToDouble
            | Conversion::DecimalToDouble { .. }
            | Conversion::BoolToInt
            | Conversion::EnumToText { .. }
            | Conversion::Same,
            inner,
        ) => size(inner),
        Kind::Negate(inner)
        | Kind::Scaled { value: inner, .. }
        | Kind::Convert(Conversion::Widen(_) | Conversion::ToDecimal, inner) => raw(inner),
        Kind::Call(Function::Coalesce | Function::Abs, parts) => all(parts, raw),
        Kind::Call(Function::NullIf, parts) => {
            all(parts.iter().take(1), raw).saturating_add(all(parts.iter().skip(1), size))
        }
        Kind::All(parts)
        | Kind::Any(parts)
        | Kind::Call(
            Function::Lower
            | Function::Upper
            | Function::Length
            | Function::Trim
            | Function::LTrim
            | Function::RTrim
            | Function::Substr
            | Function::Replace,
            parts,
        ) => all(parts, size),
        Kind::Arithmetic(
            Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply | Arithmetic::Divide,
            left,
            right,
        ) => raw(left).saturating_add(raw(right)),
        Kind::Arithmetic(Arithmetic::Remainder, left, right)
        | Kind::Compare(_, left, right)
        | Kind::Concat(left, right)
        | Kind::Distinct { left, right, .. }
        | Kind::Like {
            value: left,
            pattern: right,
            ..
        } => size(left).saturating_add(size(right)),
        Kind::Between {
            value, low, high, ..
        } => all([&**value, &**low, &**high], size),
        Kind::In { value, list, .. } => size(value).saturating_add(all(list, size)),
        Kind::Case {
            operand,
            branches,
            otherwise,
        } => {
            let conditions = branches.iter().map(|(condition, _)| condition);
            let results = branches.iter().map(|(_, result)| result);
            all(operand.as_deref().into_iter().chain(conditions), size)
                .saturating_add(all(results.chain(otherwise.as_deref()), raw))
        }
        Kind::Aggregate {
            argument, filter, ..
        } => all(
            argument.as_deref().into_iter().chain(filter.as_deref()),
            size,
        )
        .saturating_mul(2),
        Kind::Scalar(_) | Kind::Exists { .. } | Kind::InQuery { .. } => all(node.parts(), size),
    };
    parts.saturating_add(1)
}
