//! `timestamp`: INTEGER microseconds since 1970 UTC (or another storage by choice), and timestamptz.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
#[cfg(feature = "sqlite")]
use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::cell::decode;
use super::{Cell, Raw, Value};
use crate::error::{Result, ValueProblem};

/// How SQLite holds a timestamp. What is finer than the storage is cut off on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Storage {
    /// INTEGER microseconds since 1970 UTC.
    #[default]
    Micros,
    /// INTEGER milliseconds since 1970 UTC.
    Millis,
    /// INTEGER seconds since 1970 UTC.
    Seconds,
    /// TEXT `2026-01-31T12:00:00.000000Z`.
    Text,
}

impl Storage {
    /// Microseconds in one unit of it.
    const fn unit(self) -> i64 {
        match self {
            Self::Micros | Self::Text => 1,
            Self::Millis => 1_000,
            Self::Seconds => 1_000_000,
        }
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Timestamp {
            value,
            storage: Storage::Micros,
        }
    }
}

impl Value {
    /// A timestamp with a storage by choice.
    #[must_use]
    pub fn timestamp(value: Timestamp, storage: Storage) -> Self {
        Self::Timestamp { value, storage }
    }

    /// [`Value::timestamp`] of a nullable column.
    #[must_use]
    pub fn timestamp_opt(value: Option<Timestamp>, storage: Storage) -> Self {
        value.map_or(Self::Null, |value| Self::timestamp(value, storage))
    }
}

/// 0001-01-01T00:00:00Z: what Postgres and four-digit years both hold begins here.
const FIRST_MICROSECOND: i64 = -62_135_596_800_000_000;

pub(super) fn normalise(value: &mut Timestamp, storage: Storage) -> Result<(), ValueProblem> {
    // Whole seconds are whole units, whatever the unit: no need for 128 bits.
    let excess = i64::from(value.subsec_nanosecond()).rem_euclid(storage.unit() * 1_000);
    if excess != 0 {
        *value = value
            .checked_sub(SignedDuration::from_nanos(excess))
            .map_err(|_| ValueProblem::OutOfRange)?;
    }
    if value.as_microsecond() < FIRST_MICROSECOND {
        return Err(ValueProblem::OutOfRange);
    }
    Ok(())
}

/// This instant as a timestamp column holds it.
pub(crate) fn now() -> Timestamp {
    let mut now = Timestamp::now();
    // A clock before the year 1 stays as it is, and is refused where it is stored.
    let _ = normalise(&mut now, Storage::Micros);
    now
}

pub(super) fn to_text(value: Timestamp) -> String {
    let at = Offset::UTC.to_datetime(value);
    let (date, micros) = (at.date(), at.subsec_nanosecond() / 1_000);
    format!(
        "{date}T{:02}:{:02}:{:02}.{micros:06}Z",
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[cfg(feature = "sqlite")]
pub(super) fn from_text(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// The number that an INTEGER storage holds.
#[cfg(feature = "sqlite")]
pub(super) fn to_integer(value: Timestamp, storage: Storage) -> i64 {
    value.as_microsecond().div_euclid(storage.unit())
}

pub(super) fn from_integer(value: i64, storage: Storage) -> Option<Timestamp> {
    Timestamp::from_microsecond(value.checked_mul(storage.unit())?).ok()
}

#[cfg(feature = "sqlite")]
pub(super) fn to_sqlite(value: Timestamp, storage: Storage) -> ToSqlOutput<'static> {
    match storage {
        Storage::Micros | Storage::Millis | Storage::Seconds => {
            ToSqlOutput::Owned(Owned::Integer(to_integer(value, storage)))
        }
        Storage::Text => ToSqlOutput::Owned(Owned::Text(to_text(value))),
    }
}

#[cfg(feature = "sqlite")]
fn from_sqlite(value: ValueRef<'_>, storage: Storage) -> Option<Timestamp> {
    match storage {
        Storage::Micros | Storage::Millis | Storage::Seconds => {
            from_integer(value.as_i64().ok()?, storage)
        }
        Storage::Text => from_text(value.as_str().ok()?),
    }
}

/// Postgres counts microseconds from 2000-01-01T00:00:00Z.
#[cfg(feature = "postgres")]
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<Timestamp> {
    // Without a time zone it is UTC's, in a database that was there before.
    let bytes = field.array(&Type::TIMESTAMPTZ);
    let micros = i64::from_be_bytes(bytes.or_else(|| field.array(&Type::TIMESTAMP))?);
    // The infinities are out of range too.
    Timestamp::from_microsecond(micros.checked_add(POSTGRES_EPOCH)?).ok()
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: Timestamp, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if !matches!(*ty, Type::TIMESTAMPTZ | Type::TIMESTAMP) {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(&(value.as_microsecond() - POSTGRES_EPOCH).to_be_bytes());
    Ok(())
}

decode!(
    Timestamp,
    sqlite: |value| from_sqlite(value, Storage::Micros),
    postgres: from_postgres
);

/// Reads a timestamp whose storage was chosen.
pub(crate) fn decode_as(cell: Cell<'_>, storage: Storage) -> Result<Timestamp> {
    let _ = storage;
    let found = match cell.raw {
        Raw::Null => None,
        #[cfg(feature = "sqlite")]
        Raw::Sqlite(value) => from_sqlite(value, storage),
        #[cfg(feature = "postgres")]
        Raw::Postgres(field) => from_postgres(field),
    };
    found.ok_or_else(Cell::mismatch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn what_is_finer_than_the_storage_is_cut_off_towards_the_past() {
        for (storage, text, cut) in [
            (
                Storage::Micros,
                "2026-01-31T12:00:00.123456789Z",
                "2026-01-31T12:00:00.123456Z",
            ),
            (
                Storage::Millis,
                "2026-01-31T12:00:00.123456789Z",
                "2026-01-31T12:00:00.123Z",
            ),
            (
                Storage::Seconds,
                "2026-01-31T12:00:00.999999Z",
                "2026-01-31T12:00:00Z",
            ),
            (
                Storage::Micros,
                "1969-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.999999Z",
            ),
            (
                Storage::Seconds,
                "1969-12-31T23:59:59.5Z",
                "1969-12-31T23:59:59Z",
            ),
        ] {
            let mut value = at(text);
            normalise(&mut value, storage).unwrap();
            assert_eq!(value, at(cut), "{text} as {storage:?}");
            assert_eq!(
                from_integer(to_integer(value, storage), storage),
                Some(value)
            );
        }
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn text_has_six_decimals_and_reads_back() {
        let value = at("0001-01-01T00:00:00.5Z");
        assert_eq!(to_text(value), "0001-01-01T00:00:00.500000Z");
        assert_eq!(from_text(&to_text(value)), Some(value));
    }

    #[test]
    fn the_year_zero_is_refused() {
        assert_eq!(
            normalise(&mut at("0000-12-31T23:59:59Z"), Storage::Micros),
            Err(ValueProblem::OutOfRange)
        );
        assert_eq!(
            normalise(&mut at("0001-01-01T00:00:00Z"), Storage::Micros),
            Ok(())
        );
    }
}
