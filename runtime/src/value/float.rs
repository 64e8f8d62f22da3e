//! `real` and `double`: 64 bits in both databases, finite, without a negative zero.

#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::Value;
use super::cell::decode;
use crate::error::ValueProblem;

impl From<f32> for Value {
    fn from(value: f32) -> Self {
        Self::Real(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

pub(super) fn normalise_real(value: &mut f32) -> Result<(), ValueProblem> {
    if !value.is_finite() {
        return Err(ValueProblem::NotFinite);
    }
    // SQLite drops the sign of a zero; 0.0 == -0.0, and adding 0.0 does the same.
    *value += 0.0;
    Ok(())
}

pub(super) fn normalise_double(value: &mut f64) -> Result<(), ValueProblem> {
    if !value.is_finite() {
        return Err(ValueProblem::NotFinite);
    }
    *value += 0.0;
    Ok(())
}

/// Nearest `f32`; `None` where there is no finite one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a column of type real holds what was an f32"
)]
pub(super) fn narrow(value: f64) -> Option<f32> {
    Some(value as f32).filter(|value| value.is_finite())
}

/// In a table that is not STRICT, a column declared NUMERIC or DECIMAL holds what is whole as an integer
/// (<https://www.sqlite.org/datatype3.html#type_affinity>).
#[cfg(feature = "sqlite")]
#[expect(
    clippy::cast_precision_loss,
    reason = "SQLite makes an integer of a float only where it loses nothing"
)]
fn from_sqlite(value: rusqlite::types::ValueRef<'_>) -> Option<f64> {
    let whole = || value.as_i64().ok().map(|whole| whole as f64);
    value.as_f64().ok().or_else(whole)
}

decode!(
    f64,
    sqlite: from_sqlite,
    postgres: from_postgres
);
decode!(
    f32,
    sqlite: |value| from_sqlite(value).and_then(narrow),
    postgres: |field| from_postgres(field).and_then(narrow)
);

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<f64> {
    if let Some(bytes) = field.array(&Type::FLOAT8) {
        Some(f64::from_be_bytes(bytes))
    } else {
        field
            .array(&Type::FLOAT4)
            .map(|bytes| f64::from(f32::from_be_bytes(bytes)))
    }
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: f64, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty == Type::FLOAT8 {
        out.extend_from_slice(&value.to_be_bytes());
    } else if *ty == Type::FLOAT4 {
        out.extend_from_slice(&narrow(value).ok_or(Misfit::Range)?.to_be_bytes());
    } else {
        return Err(Misfit::Type);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_zero_loses_its_sign() {
        let (mut real, mut double) = (-0.0_f32, -0.0_f64);
        normalise_real(&mut real).unwrap();
        normalise_double(&mut double).unwrap();
        assert!(real.is_sign_positive() && double.is_sign_positive());
    }

    #[test]
    fn what_is_not_finite_is_refused() {
        for mut value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(normalise_double(&mut value), Err(ValueProblem::NotFinite));
        }
        assert_eq!(
            normalise_real(&mut f32::NAN.clone()),
            Err(ValueProblem::NotFinite)
        );
    }
}
