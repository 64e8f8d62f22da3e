//! `decimal(p,s)`: a scaled INTEGER up to 18 digits, TEXT past that or by choice, and numeric(p,s). Never rounded.

#[cfg(feature = "sqlite")]
use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rust_decimal::Decimal;
#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::{Cell, Decode, Raw, Value};
use crate::error::{Result, ValueProblem};

/// What fits a scaled 64-bit integer whatever its digits are.
const SCALED_DIGITS: u8 = 18;

/// A decimal on its way into a `decimal(precision,scale)` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecimalValue {
    /// The number.
    pub value: Decimal,
    /// How many digits the column holds in all.
    pub precision: u8,
    /// How many of them after the point.
    pub scale: u8,
    /// Whether SQLite holds it as its digits rather than as a scaled integer.
    pub text: bool,
}

impl Value {
    /// A decimal for a `decimal(precision,scale)` column.
    #[must_use]
    pub fn decimal(value: Decimal, precision: u8, scale: u8) -> Self {
        Self::Decimal(DecimalValue {
            value,
            precision,
            scale,
            text: precision > SCALED_DIGITS,
        })
    }

    /// [`Value::decimal`] of a nullable column.
    #[must_use]
    pub fn decimal_opt(value: Option<Decimal>, precision: u8, scale: u8) -> Self {
        value.map_or(Self::Null, |value| Self::decimal(value, precision, scale))
    }

    /// A decimal for a column that SQLite holds as text.
    #[must_use]
    pub fn decimal_text(value: Decimal, precision: u8, scale: u8) -> Self {
        Self::Decimal(DecimalValue {
            value,
            precision,
            scale,
            text: true,
        })
    }

    /// [`Value::decimal_text`] of a nullable column.
    #[must_use]
    pub fn decimal_text_opt(value: Option<Decimal>, precision: u8, scale: u8) -> Self {
        value.map_or(Self::Null, |value| {
            Self::decimal_text(value, precision, scale)
        })
    }
}

impl DecimalValue {
    /// Gives the number exactly the column's scale, or says that it does not fit.
    pub(super) fn normalise(&mut self) -> Result<(), ValueProblem> {
        let value = self.value.normalize();
        let scale = u32::from(self.scale);
        let missing = scale
            .checked_sub(value.scale())
            .ok_or(ValueProblem::DecimalDigits)?;
        let mantissa = 10_i128
            .checked_pow(missing)
            .and_then(|power| value.mantissa().checked_mul(power))
            .ok_or(ValueProblem::DecimalDigits)?;
        let limit = 10_i128
            .checked_pow(u32::from(self.precision))
            .ok_or(ValueProblem::DecimalDigits)?;
        if mantissa.abs() >= limit {
            return Err(ValueProblem::DecimalDigits);
        }
        // From the mantissa, so that a zero has no sign.
        self.value = Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_err(|_| ValueProblem::DecimalDigits)?;
        Ok(())
    }

    #[cfg(feature = "sqlite")]
    pub(super) fn to_sqlite(self) -> ToSqlOutput<'static> {
        ToSqlOutput::Owned(match i64::try_from(self.value.mantissa()) {
            Ok(scaled) if !self.text => Owned::Integer(scaled),
            Ok(_) | Err(_) => Owned::Text(self.value.to_string()),
        })
    }

    #[cfg(feature = "postgres")]
    pub(super) fn to_postgres(self, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
        if *ty != Type::NUMERIC {
            return Err(Misfit::Type);
        }
        let scale = self.value.scale();
        // Groups of four digits are counted from the point.
        let padding = (4 - scale % 4) % 4;
        let mut rest = self.value.mantissa().unsigned_abs() * 10_u128.pow(padding);
        let mut groups: Vec<i16> = Vec::with_capacity(10);
        while rest > 0 {
            groups.push(i16::try_from(rest % 10_000).map_err(|_| Misfit::Range)?);
            rest /= 10_000;
        }
        let fraction = usize::try_from((scale + padding) / 4).map_err(|_| Misfit::Range)?;
        let count = i16::try_from(groups.len()).map_err(|_| Misfit::Range)?;
        let weight = if count == 0 {
            0
        } else {
            count - i16::try_from(fraction).map_err(|_| Misfit::Range)? - 1
        };
        let sign: u16 = if self.value.is_sign_negative() && count > 0 {
            NEGATIVE
        } else {
            POSITIVE
        };
        let scale = u16::try_from(scale).map_err(|_| Misfit::Range)?;
        out.extend_from_slice(&count.to_be_bytes());
        out.extend_from_slice(&weight.to_be_bytes());
        out.extend_from_slice(&sign.to_be_bytes());
        out.extend_from_slice(&scale.to_be_bytes());
        for group in groups.iter().rev() {
            out.extend_from_slice(&group.to_be_bytes());
        }
        Ok(())
    }
}

#[cfg(feature = "postgres")]
const POSITIVE: u16 = 0x0000;
#[cfg(feature = "postgres")]
const NEGATIVE: u16 = 0x4000;

/// The binary numeric: a count of groups of four digits, the first one's weight, a sign, the digits after the point.
#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<Decimal> {
    let (header, digits) = field.of(&Type::NUMERIC)?.split_first_chunk::<8>()?;
    let [c0, c1, w0, w1, s0, s1, d0, d1] = *header;
    let count = i32::from(i16::from_be_bytes([c0, c1]));
    let weight = i32::from(i16::from_be_bytes([w0, w1]));
    let negative = match u16::from_be_bytes([s0, s1]) {
        POSITIVE => false,
        NEGATIVE => true,
        // NaN and the infinities.
        _ => return None,
    };
    let scale = u32::from(u16::from_be_bytes([d0, d1]));
    let mut mantissa: i128 = 0;
    for group in digits.as_chunks::<2>().0 {
        mantissa = mantissa
            .checked_mul(10_000)?
            .checked_add(i128::from(i16::from_be_bytes(*group)))?;
    }
    // The last group stands for 10000^(weight - count + 1): bring the mantissa to 10^-scale.
    let shift = (weight - count + 1) * 4 + i32::try_from(scale).ok()?;
    let power = 10_i128.checked_pow(shift.unsigned_abs())?;
    mantissa = if shift >= 0 {
        mantissa.checked_mul(power)?
    } else {
        mantissa / power
    };
    Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale).ok()
}

#[cfg(feature = "sqlite")]
fn from_sqlite(value: ValueRef<'_>, scale: u32) -> Option<Decimal> {
    match value.as_i64() {
        Ok(scaled) => Decimal::try_from_i128_with_scale(i128::from(scaled), scale).ok(),
        Err(_) => value.as_str().ok()?.parse().ok(),
    }
}

/// Reads a decimal column: it has the column's scale, whatever the database sent.
pub(crate) fn decode_as(cell: Cell<'_>, scale: u32) -> Result<Decimal> {
    let found = match cell.raw {
        Raw::Null => None,
        #[cfg(feature = "sqlite")]
        Raw::Sqlite(value) => from_sqlite(value, scale),
        #[cfg(feature = "postgres")]
        Raw::Postgres(field) => from_postgres(field),
    };
    let mut value = found.ok_or_else(Cell::mismatch)?;
    value.rescale(scale);
    Ok(value)
}

/// A decimal whose scale is not known from the schema: a list's element, an aggregate.
impl Decode for Decimal {
    fn decode(cell: Cell<'_>) -> Result<Self> {
        let found = match cell.raw {
            Raw::Null => None,
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(value) => from_sqlite(value, 0),
            #[cfg(feature = "postgres")]
            Raw::Postgres(field) => from_postgres(field),
        };
        found.ok_or_else(Cell::mismatch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalised(text: &str, precision: u8, scale: u8) -> Result<String, ValueProblem> {
        let mut value = DecimalValue {
            value: text.parse().unwrap(),
            precision,
            scale,
            text: false,
        };
        value.normalise().map(|()| value.value.to_string())
    }

    #[test]
    fn a_decimal_takes_the_columns_scale() {
        assert_eq!(normalised("1.5", 10, 2).unwrap(), "1.50");
        assert_eq!(normalised("1.5000", 10, 2).unwrap(), "1.50");
        assert_eq!(normalised("-0.00", 10, 2).unwrap(), "0.00");
        assert_eq!(normalised("-99999999.99", 10, 2).unwrap(), "-99999999.99");
    }

    #[test]
    fn digits_that_do_not_fit_are_refused_and_never_rounded() {
        assert_eq!(normalised("1.005", 10, 2), Err(ValueProblem::DecimalDigits));
        assert_eq!(
            normalised("100000000.00", 10, 2),
            Err(ValueProblem::DecimalDigits)
        );
        assert_eq!(
            normalised("79228162514264337593543950335", 28, 0),
            Err(ValueProblem::DecimalDigits)
        );
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn the_binary_numeric_goes_there_and_back() {
        for (text, precision, scale) in [
            ("0", 10, 2),
            ("0.01", 10, 2),
            ("-0.01", 10, 2),
            ("1", 10, 0),
            ("10000", 10, 0),
            ("12345.6789", 10, 4),
            ("100000000", 10, 1),
            ("0.0001", 28, 28),
            ("0.0000000000000000000000000001", 28, 28),
            ("9999999999999999999999999999", 28, 0),
            ("-12.3456789", 18, 9),
        ] {
            let mut value = DecimalValue {
                value: text.parse().unwrap(),
                precision,
                scale,
                text: false,
            };
            value.normalise().unwrap();
            let mut out = BytesMut::new();
            value.to_postgres(&Type::NUMERIC, &mut out).unwrap();
            let back = from_postgres(Field {
                ty: &Type::NUMERIC,
                bytes: &out,
            })
            .unwrap();
            assert_eq!(back.to_string(), value.value.to_string(), "{text}");
        }
    }
}
