//! The types that casts name: by the schema's names, or Postgres's of the same thing.

use std::ops::Range;

use sqlparser::ast::{CastKind, DataType, ExactNumberInfo, Expr, TimezoneInfo};

use super::Reader;
use crate::expression::syntax::{Syntax, SyntaxKind, TypeName};

/// The most digits that a scaled 64-bit integer holds for certain.
const DIGITS: u64 = 18;

impl Reader<'_> {
    pub(super) fn cast(&mut self, expr: &Expr, span: Range<usize>) -> Option<Syntax> {
        let Expr::Cast {
            kind,
            expr: value,
            data_type,
            format,
        } = expr
        else {
            return None;
        };
        if !matches!(kind, CastKind::Cast | CastKind::DoubleColon) || format.is_some() {
            return self.refuse(span, "only `cast(x as type)` and `x::type` are portable");
        }
        let value = self.expression(value, &span);
        let span = if *kind == CastKind::Cast {
            self.places.enclosing_call(span)
        } else {
            span
        };
        let ty = self.type_name(data_type, &span);
        Some(Syntax {
            kind: SyntaxKind::Cast {
                value: Box::new(value?),
                ty: ty?,
                place: span.clone(),
            },
            span,
        })
    }

    pub(super) fn type_name(
        &mut self,
        data_type: &DataType,
        span: &Range<usize>,
    ) -> Option<TypeName> {
        Some(match data_type {
            DataType::Bool | DataType::Boolean => TypeName::Bool,
            DataType::SmallInt(None) | DataType::Int2(None) => TypeName::SmallInt,
            DataType::Int(None) | DataType::Integer(None) | DataType::Int4(None) => TypeName::Int,
            DataType::BigInt(None) | DataType::Int8(None) => TypeName::BigInt,
            DataType::Double(ExactNumberInfo::None)
            | DataType::DoublePrecision
            | DataType::Float8 => TypeName::Double,
            DataType::Decimal(info) | DataType::Numeric(info) => return self.decimal(*info, span),
            DataType::Text => TypeName::Text,
            DataType::Uuid => TypeName::Uuid,
            DataType::Date => TypeName::Date,
            DataType::Time(None, TimezoneInfo::None) => TypeName::Time,
            DataType::Timestamp(None, _) => TypeName::Timestamp,
            DataType::Custom(name, arguments) if arguments.is_empty() => {
                let name = name.to_string();
                if name.eq_ignore_ascii_case("timestamptz") {
                    TypeName::Timestamp
                } else {
                    TypeName::Named(name)
                }
            }
            DataType::Varchar(_)
            | DataType::CharacterVarying(_)
            | DataType::Char(_)
            | DataType::Character(_) => {
                return self.refuse(span.clone(), "a cast to `varchar` cuts text on Postgres and does nothing on SQLite; cast to `text`");
            }
            DataType::Real | DataType::Float4 | DataType::Float(_) => {
                return self.refuse(
                    span.clone(),
                    "32-bit floats compare differently on the databases; cast to `double`",
                );
            }
            other => {
                let message = format!("a cast to `{other}` is not portable");
                return self.refuse(span.clone(), message);
            }
        })
    }

    fn decimal(&mut self, info: ExactNumberInfo, span: &Range<usize>) -> Option<TypeName> {
        let (precision, scale) = match info {
            ExactNumberInfo::None => {
                return self.refuse(span.clone(), "a `decimal` has its digits: `decimal(12, 2)`");
            }
            ExactNumberInfo::Precision(precision) => (precision, 0),
            ExactNumberInfo::PrecisionAndScale(precision, scale) => (precision, scale),
        };
        let parts = u8::try_from(precision).ok().zip(u8::try_from(scale).ok());
        match parts {
            Some((digits, scale)) if (1..=DIGITS).contains(&precision) && scale <= digits => {
                Some(TypeName::Decimal {
                    precision: digits,
                    scale,
                })
            }
            _ => self.refuse(
                span.clone(),
                format!("SQLite computes with decimals of 1 to {DIGITS} digits, at most all of them behind the point"),
            ),
        }
    }
}
