//! What becomes of a value when its column's type changes, told from the documentation and not from the code that does it.

use super::schema::{Id, Schema, Storage, Ty};
use super::value::{Value, floored, with_point};
use crate::engine::Engine;

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It becomes this one, if the new type takes it.
    Becomes(Value),
    /// It has no like: the migration stops.
    Refused,
    /// The documentation does not say.
    Unsaid,
}

/// A column's type, and the schema that its words are of.
#[derive(Debug, Clone, Copy)]
pub struct Of<'s> {
    /// The type.
    pub ty: &'s Ty,
    /// The schema.
    pub schema: &'s Schema,
}

/// `docs/schema.md`, "When a type changes".
#[must_use]
#[expect(clippy::too_many_lines, reason = "an arm for each line of the table")]
pub fn fate(value: &Value, from: Of<'_>, to: Of<'_>, engine: Engine) -> Fate {
    use Fate::{Becomes, Refused, Unsaid};
    if let Ty::Enum(id) = to.ty
        && from.ty != to.ty
        && renames_values(*id, from.schema, to.schema)
    {
        return Unsaid;
    }
    match (value, to.ty) {
        (Value::Null, _) => Becomes(Value::Null),
        (Value::Bool(truth), Ty::SmallInt | Ty::Int | Ty::BigInt) => {
            Becomes(Value::Int(i64::from(*truth)))
        }
        (Value::Int(number), Ty::Bool) => match number {
            0 => Becomes(Value::Bool(false)),
            1 => Becomes(Value::Bool(true)),
            _ => Refused,
        },
        (Value::Int(number), Ty::Double | Ty::Real) => {
            let limit = if *to.ty == Ty::Double {
                1 << 53
            } else {
                1 << 24
            };
            if number.unsigned_abs() <= limit {
                #[expect(clippy::cast_precision_loss, reason = "within what a float holds")]
                Becomes(Value::Float(*number as f64))
            } else {
                Unsaid
            }
        }
        (Value::Int(number), Ty::Decimal(precision, scale, _)) => {
            decimal(i128::from(*number) * ten(*scale), *precision)
        }
        (Value::Float(number), Ty::SmallInt | Ty::Int | Ty::BigInt) => {
            if number.fract() == 0.0 && number.abs() < 9.2e18 {
                #[expect(clippy::cast_possible_truncation, reason = "whole and in range")]
                Becomes(Value::Int(*number as i64))
            } else if number.fract() != 0.0 || number.abs() > 9.3e18 {
                Refused
            } else {
                Unsaid
            }
        }
        (Value::Float(number), Ty::Decimal(precision, scale, _)) => {
            float_to_decimal(*number, *precision, *scale)
        }
        // Postgres refuses what is nearer to 0 than a `real` can be, and SQLite has no such limit.
        (Value::Float(number), Ty::Real)
            if *number != 0.0 && number.abs() < f64::from(f32::MIN_POSITIVE) =>
        {
            if *from.ty == Ty::Real {
                Becomes(value.clone())
            } else {
                Unsaid
            }
        }
        (Value::Decimal(digits), Ty::Decimal(precision, scale, _)) => {
            decimal(rescaled(*digits, scale_of(from.ty), *scale), *precision)
        }
        (Value::Decimal(digits), Ty::SmallInt | Ty::Int | Ty::BigInt) => {
            i64::try_from(rescaled(*digits, scale_of(from.ty), 0))
                .map_or(Refused, |number| Becomes(Value::Int(number)))
        }
        (Value::Decimal(digits), Ty::Double) => {
            if digits.unsigned_abs() < 10_u128.pow(15) {
                let text = with_point(*digits, scale_of(from.ty));
                text.parse()
                    .map_or(Unsaid, |number| Becomes(Value::Float(number)))
            } else {
                Unsaid
            }
        }
        (Value::Text(text), to_type) => from_text(text, to_type, to.schema),
        (Value::Word(_), Ty::Enum(id)) if matches!(from.ty, Ty::Enum(old) if old == id) => {
            Becomes(value.clone())
        }
        (Value::Word(_), Ty::Enum(id)) => word(&value.plain(from.ty, from.schema), *id, to.schema),
        (Value::Uuid(number), Ty::Bytes) => Becomes(Value::Bytes(number.to_be_bytes().to_vec())),
        (Value::Bytes(bytes), Ty::Uuid) => <[u8; 16]>::try_from(bytes.as_slice())
            .map_or(Refused, |bytes| {
                Becomes(Value::Uuid(u128::from_be_bytes(bytes)))
            }),
        (Value::Bytes(bytes), Ty::Text | Ty::Varchar(_)) => {
            match String::from_utf8(bytes.clone()) {
                Ok(text) if !text.contains('\0') => Becomes(Value::Text(text)),
                Ok(_) | Err(_) => Refused,
            }
        }
        (Value::Day(day), Ty::Timestamp(_)) => {
            if *day == 2_932_896 {
                Refused
            } else {
                Becomes(Value::Instant(day * 86_400_000_000))
            }
        }
        (Value::Instant(micros), Ty::Date) => {
            Becomes(Value::Day(micros.div_euclid(86_400_000_000)))
        }
        (Value::Instant(micros), Ty::Timestamp(storage)) => Becomes(Value::Instant(match engine {
            Engine::Sqlite => floored(*micros, *storage),
            Engine::Postgres => *micros,
        })),
        (
            Value::Bool(_)
            | Value::Int(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Instant(_)
            | Value::Day(_)
            | Value::Time(_)
            | Value::Word(_),
            Ty::Text | Ty::Varchar(_),
        ) => Becomes(Value::Text(value.plain(from.ty, from.schema))),
        (value, _) if is_same(from.ty, to.ty) => Becomes(value.clone()),
        _ => Unsaid,
    }
}

/// Whether a value of the enum has another name: what comes into the enum at once may mean either.
fn renames_values(id: Id, before: &Schema, after: &Schema) -> bool {
    let values = |schema: &Schema| schema.an_enum(id).map(|declared| declared.values.clone());
    let (before, after) = (
        values(before).unwrap_or_default(),
        values(after).unwrap_or_default(),
    );
    before
        .iter()
        .any(|(id, word)| after.iter().any(|(other, new)| id == other && word != new))
}

/// Whether values go on as they are.
fn is_same(from: &Ty, to: &Ty) -> bool {
    let is_integer = |ty: &Ty| matches!(ty, Ty::SmallInt | Ty::Int | Ty::BigInt);
    let is_float = |ty: &Ty| matches!(ty, Ty::Real | Ty::Double);
    from == to || is_integer(from) && is_integer(to) || is_float(from) && is_float(to)
}

fn ten(scale: u8) -> i128 {
    10_i128.pow(u32::from(scale))
}

fn scale_of(ty: &Ty) -> u8 {
    if let Ty::Decimal(_, scale, _) = ty {
        *scale
    } else {
        0
    }
}

/// Half goes away from zero.
fn rescaled(digits: i128, from: u8, to: u8) -> i128 {
    if to >= from {
        return digits * ten(to - from);
    }
    let unit = ten(from - to);
    (digits.abs() + unit / 2) / unit * digits.signum()
}

fn decimal(digits: i128, precision: u8) -> Fate {
    if digits.abs() < ten(precision) {
        Fate::Becomes(Value::Decimal(digits))
    } else {
        Fate::Refused
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "asked whether it leads back"
)]
fn float_to_decimal(number: f64, precision: u8, scale: u8) -> Fate {
    let digits = (number * ten(scale) as f64).round();
    if digits.abs() >= ten(precision) as f64 {
        return Fate::Refused;
    }
    if digits.abs() >= 1e15 {
        return Fate::Unsaid;
    }
    let digits = digits as i128;
    if with_point(digits, scale).parse() == Ok(number) {
        decimal(digits, precision)
    } else {
        Fate::Refused
    }
}

fn word(text: &str, of: Id, schema: &Schema) -> Fate {
    let declared = schema.an_enum(of);
    let mut values = declared.into_iter().flat_map(|declared| &declared.values);
    values
        .find(|(_, word)| word == text)
        .map_or(Fate::Refused, |(id, _)| Fate::Becomes(Value::Word(*id)))
}

fn from_text(text: &str, to: &Ty, schema: &Schema) -> Fate {
    use Fate::{Becomes, Refused, Unsaid};
    match to {
        Ty::Text | Ty::Varchar(_) => Becomes(Value::Text(text.to_owned())),
        Ty::Bytes => Becomes(Value::Bytes(text.as_bytes().to_vec())),
        Ty::Enum(id) => word(text, *id, schema),
        Ty::Bool => match text {
            "true" | "1" => Becomes(Value::Bool(true)),
            "false" | "0" => Becomes(Value::Bool(false)),
            _ => Refused,
        },
        Ty::SmallInt | Ty::Int | Ty::BigInt => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Becomes(Value::Int(number)),
            Ok(_) | Err(_) => Refused,
        },
        Ty::Decimal(precision, scale, false) => match text {
            "42" | "-7" | "0" | "1" => match text.parse::<i128>() {
                Ok(number) => decimal(number * ten(*scale), *precision),
                Err(_) => Refused,
            },
            "12.5" if *scale == 0 => Refused,
            "12.5" => decimal(125 * ten(*scale - 1), *precision),
            _ => Refused,
        },
        Ty::Uuid if text.len() == 36 && text.starts_with("019a9b1e") => {
            let digits = text.replace('-', "");
            u128::from_str_radix(&digits, 16).map_or(Refused, |number| Becomes(Value::Uuid(number)))
        }
        Ty::Date if text == "2024-02-29" => Becomes(Value::Day(19_782)),
        Ty::Time if text == "23:59:59.999999" => Becomes(Value::Time(86_399_999_999)),
        Ty::Timestamp(Storage::Micros | Storage::Text) if text == "2024-02-29T12:00:00.500000Z" => {
            Becomes(Value::Instant(1_709_208_000_500_000))
        }
        // Other forms of one of these may be read.
        Ty::Uuid | Ty::Date | Ty::Time | Ty::Timestamp(_)
            if text.len() > 7 && text.as_bytes()[0].is_ascii_digit() =>
        {
            Unsaid
        }
        Ty::Uuid | Ty::Date | Ty::Time | Ty::Timestamp(_) => Refused,
        Ty::Real | Ty::Double | Ty::Decimal(..) | Ty::Json | Ty::List(_) => Unsaid,
    }
}
