//! `time`: TEXT `HH:MM:SS.ffffff`, and time. To the microsecond; what is finer is cut off on the way in.

use jiff::civil::Time;
#[cfg(feature = "postgres")]
use {
    super::Field, super::Misfit, ::bytes::BytesMut, jiff::SignedDuration,
    tokio_postgres::types::Type,
};

use super::Value;
use super::cell::decode;
use crate::error::ValueProblem;

impl From<Time> for Value {
    fn from(value: Time) -> Self {
        Self::Time(value)
    }
}

pub(super) fn normalise(value: &mut Time) -> Result<(), ValueProblem> {
    let nanosecond = value.subsec_nanosecond() / 1_000 * 1_000;
    *value = Time::new(value.hour(), value.minute(), value.second(), nanosecond)
        .map_err(|_| ValueProblem::OutOfRange)?;
    Ok(())
}

/// Always six decimals, so that text compares as times do.
pub(super) fn to_text(value: Time) -> String {
    let micros = value.subsec_nanosecond() / 1_000;
    format!(
        "{:02}:{:02}:{:02}.{micros:06}",
        value.hour(),
        value.minute(),
        value.second()
    )
}

pub(super) fn from_text(text: &str) -> Option<Time> {
    (text.len() == "HH:MM:SS.ffffff".len())
        .then(|| text.parse().ok())
        .flatten()
}

decode!(
    Time,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_str().ok().and_then(from_text),
    postgres: from_postgres
);

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<Time> {
    let micros = i64::from_be_bytes(field.array(&Type::TIME)?);
    // 24:00 is a time of its own there, and none of ours.
    Time::midnight()
        .checked_add(SignedDuration::from_micros(micros))
        .ok()
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: Time, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty != Type::TIME {
        return Err(Misfit::Type);
    }
    let micros = value.duration_since(Time::midnight()).as_micros();
    out.extend_from_slice(
        &i64::try_from(micros)
            .map_err(|_| Misfit::Range)?
            .to_be_bytes(),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "sqlite")]
    #[test]
    fn nanoseconds_are_cut_off_and_text_has_six_decimals() {
        let mut value = Time::constant(23, 59, 59, 999_999_999);
        normalise(&mut value).unwrap();
        assert_eq!(to_text(value), "23:59:59.999999");
        assert_eq!(from_text("23:59:59.999999"), Some(value));
        assert_eq!(to_text(Time::midnight()), "00:00:00.000000");
    }

    #[test]
    fn only_the_written_form_is_read() {
        assert_eq!(from_text("12:00:00"), None);
        assert_eq!(from_text("12:00:00.000"), None);
    }
}
