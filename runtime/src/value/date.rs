//! `date`: TEXT `YYYY-MM-DD`, and date. Years 1 to 9999, so that text sorts as dates do.

use jiff::civil::Date;
#[cfg(feature = "postgres")]
use {
    super::Field, super::Misfit, ::bytes::BytesMut, jiff::SignedDuration,
    tokio_postgres::types::Type,
};

use super::Value;
use super::cell::decode;
use crate::error::ValueProblem;

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}

pub(super) fn check(value: Date) -> Result<(), ValueProblem> {
    if value.year() < 1 {
        Err(ValueProblem::OutOfRange)
    } else {
        Ok(())
    }
}

pub(super) fn from_text(text: &str) -> Option<Date> {
    // Only the one form that is written; the parser knows more.
    (text.len() == "YYYY-MM-DD".len())
        .then(|| text.parse().ok())
        .flatten()
}

decode!(
    Date,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_str().ok().and_then(from_text),
    postgres: from_postgres
);

/// Postgres counts days from here.
#[cfg(feature = "postgres")]
const EPOCH: Date = Date::constant(2000, 1, 1);

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<Date> {
    let days = i64::from(i32::from_be_bytes(field.array(&Type::DATE)?));
    // The infinities are out of range too.
    EPOCH
        .checked_add(SignedDuration::from_hours(days * 24))
        .ok()
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: Date, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty != Type::DATE {
        return Err(Misfit::Type);
    }
    let days = value.duration_since(EPOCH).as_hours() / 24;
    out.extend_from_slice(
        &i32::try_from(days)
            .map_err(|_| Misfit::Range)?
            .to_be_bytes(),
    );
    Ok(())
}
