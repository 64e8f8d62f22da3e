//! Literals.

use std::ops::Range;

use sqlparser::ast::{TypedString, Value, ValueWithSpan};

use super::Reader;
use crate::expression::syntax::{Syntax, SyntaxKind};

impl Reader<'_> {
    pub(super) fn literal(&mut self, value: &ValueWithSpan, span: Range<usize>) -> Option<Syntax> {
        let kind = match &value.value {
            Value::Null => SyntaxKind::Null,
            Value::Boolean(value) => SyntaxKind::Bool(*value),
            Value::Number(digits, false) if is_number(digits) => SyntaxKind::Number(digits.clone()),
            Value::Number(..) => {
                return self.refuse(
                    span,
                    "a number is written with digits, a point and an exponent only",
                );
            }
            Value::SingleQuotedString(text) if text.contains('\0') => {
                return self.refuse(span, "Postgres holds no text with a NUL character in it");
            }
            Value::SingleQuotedString(text) => SyntaxKind::Text(text.clone()),
            Value::HexStringLiteral(digits) => match bytes(digits) {
                Some(bytes) => SyntaxKind::Bytes(bytes),
                None => {
                    return self.refuse(span, "bytes are written with two hexadecimal digits each");
                }
            },
            Value::Placeholder(_) => {
                return self.refuse(
                    span,
                    "there is nothing here that could give a parameter its value",
                );
            }
            _ => {
                let message = "this spelling of a literal is not portable";
                self.problems.push(
                    crate::expression::Problem::new(span, message)
                        .help("write text as `'..'` and bytes as `x'..'`"),
                );
                return None;
            }
        };
        Some(Syntax { kind, span })
    }

    /// `date '2026-01-31'`.
    pub(super) fn typed_string(
        &mut self,
        typed: &TypedString,
        span: Range<usize>,
    ) -> Option<Syntax> {
        let whole = self.places.with_previous(span.clone());
        let ty = self.type_name(&typed.data_type, &whole)?;
        let value = Box::new(self.literal(&typed.value, span)?);
        Some(Syntax {
            kind: SyntaxKind::Cast {
                value,
                ty,
                place: whole.clone(),
            },
            span: whole,
        })
    }
}

/// Digits, with a point between or beside them, with an exponent.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is = |text: &str| {
        let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
        !bare.is_empty() && digits(bare)
    };
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(exponent_is)
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let nibbles: Vec<u8> = digits
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect::<Option<_>>()?;
    if !nibbles.len().is_multiple_of(2) {
        return None;
    }
    Some(
        nibbles
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, nibble| byte << 4 | nibble))
            .collect(),
    )
}
