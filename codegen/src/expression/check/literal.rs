//! Literals: the type that stands beside one says how it is read.

use std::ops::Range;

use super::{Checker, moment};
use crate::expression::bounds::{Bounds, power_of_ten};
use crate::expression::model::{Collation, Kind, Literal, Node, Ty, Width};
use crate::expression::syntax::{Syntax, SyntaxKind};
use crate::name::EnumName;
use crate::schema::model::SqliteStorage;
use crate::spelling::{did_you_mean, quoted};

/// Digits that a scaled 64-bit integer holds for certain.
const DIGITS: usize = 18;

impl Checker<'_> {
    pub(super) fn text(
        &mut self,
        text: &str,
        hint: Option<&Ty>,
        span: &Range<usize>,
    ) -> Option<Node> {
        let (literal, ty) = match hint {
            Some(Ty::Uuid) => match uuid(text) {
                Some(bytes) => (Literal::Uuid(bytes), Ty::Uuid),
                None => {
                    return self.wrong(
                        span,
                        format!("{} is no uuid", quoted(text)),
                        "write it as `00000000-0000-0000-0000-000000000000`",
                    );
                }
            },
            Some(Ty::Timestamp(storage)) => return self.timestamp(text, *storage, span),
            Some(Ty::Date) => (Literal::Date(self.date(text, span)?), Ty::Date),
            Some(Ty::Time) => (Literal::Time(self.time(text, span)?), Ty::Time),
            Some(Ty::Enum(name)) => return self.value_of(name, text, span),
            Some(
                Ty::Null
                | Ty::Bool
                | Ty::Int(_)
                | Ty::Double
                | Ty::Decimal { .. }
                | Ty::WrittenDecimal { .. }
                | Ty::Text
                | Ty::Bytes
                | Ty::Json
                | Ty::List(_),
            )
            | None => (Literal::Text(text.to_owned()), Ty::Text),
        };
        Some(Node::new(Kind::Literal(literal), ty, false))
    }

    fn date(&mut self, text: &str, span: &Range<usize>) -> Option<String> {
        let date = moment::date(text);
        if date.is_none() {
            let message = format!("{} is no date", quoted(text));
            return self.wrong(
                span,
                message,
                "write it as `2026-01-31`, years 0001 to 9999",
            );
        }
        date
    }

    fn time(&mut self, text: &str, span: &Range<usize>) -> Option<String> {
        let time = moment::time(text);
        if time.is_none() {
            let message = format!("{} is no time of day", quoted(text));
            return self.wrong(span, message, "write it as `23:59:59` or `23:59:59.999999`");
        }
        time
    }

    fn timestamp(
        &mut self,
        text: &str,
        storage: SqliteStorage,
        span: &Range<usize>,
    ) -> Option<Node> {
        let Some(micros) = moment::timestamp(text) else {
            let message = format!("{} is no timestamp", quoted(text));
            let help =
                "write it as `2026-01-31T12:00:00Z`, with its offset from UTC, years 0001 to 9999";
            return self.wrong(span, message, help);
        };
        let unit = match storage {
            SqliteStorage::Micros | SqliteStorage::Text => 1,
            SqliteStorage::Millis => 1_000,
            SqliteStorage::Seconds => 1_000_000,
        };
        if micros.rem_euclid(unit) != 0 {
            let message = format!(
                "{} is finer than what SQLite stores in this column",
                quoted(text)
            );
            return self.wrong(
                span,
                message,
                "leave out the digits that the column's `storage` drops",
            );
        }
        let literal = Kind::Literal(Literal::Timestamp(micros));
        Some(Node::new(literal, Ty::Timestamp(storage), false))
    }

    fn value_of(&mut self, name: &EnumName, text: &str, span: &Range<usize>) -> Option<Node> {
        let known = self.names.enums().get(name);
        let values = known
            .map(|known| known.values.as_slice())
            .unwrap_or_default();
        if !values.iter().any(|value| value == text) {
            let message = format!("{} is no value of the enum `{name}`", quoted(text));
            let problem = super::Problem::new(span.clone(), message)
                .maybe_help(did_you_mean(text, values.iter().map(String::as_str)));
            self.problems.push(problem);
            return None;
        }
        let native = known.and_then(|known| known.native.clone());
        let literal = Literal::Enum {
            value: text.to_owned(),
            native,
        };
        let node = Node::new(Kind::Literal(literal), Ty::Enum(name.clone()), false);
        Some(node.collated(Collation::Default))
    }

    pub(super) fn bytes(
        &mut self,
        bytes: &[u8],
        hint: Option<&Ty>,
        span: &Range<usize>,
    ) -> Option<Node> {
        if hint == Some(&Ty::Uuid) {
            let Ok(uuid) = <[u8; 16]>::try_from(bytes) else {
                return self.wrong(
                    span,
                    "a uuid has 16 bytes",
                    "write it as `'00000000-0000-0000-0000-000000000000'`",
                );
            };
            return Some(Node::new(
                Kind::Literal(Literal::Uuid(uuid)),
                Ty::Uuid,
                false,
            ));
        }
        let literal = Kind::Literal(Literal::Bytes(bytes.to_vec()));
        Some(Node::new(literal, Ty::Bytes, false))
    }

    /// `negative` is the sign before the digits.
    pub(super) fn number(
        &mut self,
        digits: &str,
        negative: bool,
        hint: Option<&Ty>,
        span: &Range<usize>,
    ) -> Option<Node> {
        let sign = if negative { "-" } else { "" };
        if hint == Some(&Ty::Double) {
            let value: Option<f64> = format!("{sign}{digits}").parse().ok();
            return match value.filter(|value| value.is_finite()) {
                // SQLite knows no negative zero.
                Some(value) => Some(Node::new(
                    Kind::Literal(Literal::Double(value + 0.0)),
                    Ty::Double,
                    false,
                )),
                None => self.wrong(
                    span,
                    "the number does not fit a `double`",
                    "write a smaller one",
                ),
            };
        }
        if digits.contains(['e', 'E']) {
            return self.wrong(
                span,
                "a number with an exponent is a `double`, and there is none beside it",
                "write out its digits, or `cast(.. as double)` on the other side",
            );
        }
        if digits.contains('.') {
            return self.decimal(digits, negative, span);
        }
        let Ok(value) = format!("{sign}{digits}").parse::<i64>() else {
            return self.wrong(
                span,
                "the number does not fit 64 bits",
                "write a smaller one",
            );
        };
        // As Postgres reads it.
        let width = if i32::try_from(value).is_ok() {
            Width::Int
        } else {
            Width::Big
        };
        let node = Node::new(Kind::Literal(Literal::Int(value)), Ty::Int(width), false);
        Some(node.bounded(Bounds::exactly(value)))
    }

    fn decimal(&mut self, digits: &str, negative: bool, span: &Range<usize>) -> Option<Node> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let parsed = if significant.is_empty() {
            Some(0)
        } else {
            significant.parse::<i64>().ok()
        };
        let scale = u8::try_from(fraction.len()).ok();
        match parsed.zip(scale) {
            Some((value, scale)) if significant.len() <= DIGITS && usize::from(scale) <= DIGITS => {
                let unscaled = if negative { -value } else { value };
                Some(decimal(unscaled, scale))
            }
            _ => self.wrong(
                span,
                format!(
                    "the number has more than {DIGITS} digits, which SQLite does not compute with"
                ),
                "write fewer digits",
            ),
        }
    }

    pub(super) fn negated(
        &mut self,
        inner: &Syntax,
        hint: Option<&Ty>,
        span: &Range<usize>,
    ) -> Option<Node> {
        if let SyntaxKind::Number(digits) = &inner.kind {
            return self.number(digits, true, hint, span);
        }
        let node = self.node(inner, hint)?;
        match node.ty {
            Ty::Int(_) => {
                let bounds = node.bounds.negated();
                let nullable = node.nullable;
                let negated =
                    Node::new(Kind::Negate(Box::new(node)), Ty::Int(Width::Big), nullable);
                Some(negated.bounded(bounds))
            }
            Ty::Decimal { .. } => {
                let (bounds, ty, nullable) =
                    (node.bounds.negated(), node.ty.clone(), node.nullable);
                Some(Node::new(Kind::Negate(Box::new(node)), ty, nullable).bounded(bounds))
            }
            Ty::Null
            | Ty::Bool
            | Ty::Double
            | Ty::WrittenDecimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Json
            | Ty::Enum(_)
            | Ty::List(_) => self.not_computed(&node.ty, &inner.span),
        }
    }
}

/// A decimal literal.
pub(super) fn decimal(unscaled: i64, scale: u8) -> Node {
    let literal = Kind::Literal(Literal::Decimal { unscaled, scale });
    Node::new(literal, Ty::Decimal { scale }, false).bounded(Bounds::exactly(unscaled))
}

/// The decimal literal with more places, where it still fits.
pub(super) fn with_places(unscaled: i64, from: u8, to: u8) -> Option<Node> {
    let factor = i64::try_from(power_of_ten(to.checked_sub(from)?)).ok()?;
    Some(decimal(unscaled.checked_mul(factor)?, to))
}

fn uuid(text: &str) -> Option<[u8; 16]> {
    let hyphens = [8, 13, 18, 23];
    let bytes = text.as_bytes();
    if bytes.len() != 36 || hyphens.iter().any(|at| bytes.get(*at) != Some(&b'-')) {
        return None;
    }
    let digits: Vec<u8> = text
        .char_indices()
        .filter(|(at, _)| !hyphens.contains(at))
        .map(|(_, digit)| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |byte, nibble| byte << 4 | nibble))
        .collect();
    bytes.try_into().ok()
}
