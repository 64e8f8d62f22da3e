//! What statements are given: one value a parameter, with the type it has in the schema.
//!
//! Each type's file holds its rule for what can be stored, how it is written to and read from both databases.

mod bool;
pub(crate) mod bytes;
pub(crate) mod canonical;
mod cell;
mod date;
pub(crate) mod decimal;
mod float;
mod integer;
pub(crate) mod json;
pub(crate) mod list;
mod text;
pub(crate) mod text_enum;
mod time;
pub(crate) mod timestamp;
pub(crate) mod typed;
mod uuid;

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::Value as Json;

use crate::error::{Error, ErrorKind, Result, ValueProblem};

#[cfg(feature = "postgres")]
pub(crate) use cell::Field;
pub(crate) use cell::Raw;
pub use cell::{Cell, Decode};
pub use decimal::DecimalValue;
pub use list::{ListItem, ListKind};
pub use timestamp::Storage;

/// A value on its way into the database.
///
/// ```
/// use dualect::query::Value;
///
/// assert_eq!(Value::from(Some(7_i64)), Value::BigInt(7));
/// assert_eq!(Value::from(None::<&str>), Value::Null);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// `bool`.
    Bool(bool),
    /// `smallint`.
    SmallInt(i16),
    /// `int`.
    Int(i32),
    /// `bigint`.
    BigInt(i64),
    /// `real`: 64 bits wide in both databases.
    Real(f32),
    /// `double`.
    Double(f64),
    /// `decimal(p,s)`.
    Decimal(DecimalValue),
    /// `text`, `varchar`, and an enum's value.
    Text(Cow<'static, str>),
    /// `bytes`.
    Bytes(Vec<u8>),
    /// `uuid`.
    Uuid(::uuid::Uuid),
    /// `timestamp`.
    Timestamp {
        /// The instant.
        value: Timestamp,
        /// How SQLite holds it, and so how exact it is.
        storage: Storage,
    },
    /// `date`.
    Date(Date),
    /// `time`.
    Time(Time),
    /// `json`.
    Json(Json),
    /// A list of scalars.
    List(ListKind, Vec<Value>),
    /// What is not the parameter's, found before anything is sent: a scope of another type than the tenant column's.
    Refused(ValueProblem),
}

impl Value {
    /// Brings the value into the one form that both databases hold, or says why there is none.
    pub(crate) fn normalise(&mut self) -> Result<(), ValueProblem> {
        match self {
            Self::Null
            | Self::Bool(_)
            | Self::SmallInt(_)
            | Self::Int(_)
            | Self::BigInt(_)
            | Self::Bytes(_)
            | Self::Uuid(_) => Ok(()),
            Self::Real(value) => float::normalise_real(value),
            Self::Double(value) => float::normalise_double(value),
            Self::Decimal(value) => value.normalise(),
            Self::Text(value) => text::check(value),
            Self::Timestamp { value, storage } => timestamp::normalise(value, *storage),
            Self::Date(value) => date::check(*value),
            Self::Time(value) => time::normalise(value),
            Self::Json(value) => json::canonicalise(value),
            Self::List(kind, items) => list::normalise(*kind, items),
            Self::Refused(problem) => Err(*problem),
        }
    }
}

/// Normalises a statement's values; the error names the first that cannot be stored.
pub(crate) fn normalise(values: &mut [Value]) -> Result<()> {
    for (parameter, value) in values.iter_mut().enumerate() {
        if let Err(problem) = value.normalise() {
            return Err(Error::new(ErrorKind::InvalidValue { parameter, problem }));
        }
    }
    Ok(())
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Writes the value as SQLite holds it.
#[cfg(feature = "sqlite")]
impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};

        let integer = |value: i64| ToSqlOutput::Borrowed(ValueRef::Integer(value));
        let owned = |text: String| ToSqlOutput::Owned(Owned::Text(text));
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Bool(value) => integer(i64::from(*value)),
            Self::SmallInt(value) => integer(i64::from(*value)),
            Self::Int(value) => integer(i64::from(*value)),
            Self::BigInt(value) => integer(*value),
            Self::Real(value) => ToSqlOutput::Borrowed(ValueRef::Real(f64::from(*value))),
            Self::Double(value) => ToSqlOutput::Borrowed(ValueRef::Real(*value)),
            Self::Decimal(value) => value.to_sqlite(),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Bytes(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
            Self::Uuid(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value.as_bytes())),
            Self::Timestamp { value, storage } => timestamp::to_sqlite(*value, *storage),
            Self::Date(value) => owned(value.to_string()),
            Self::Time(value) => owned(time::to_text(*value)),
            Self::Json(value) => owned(value.to_string()),
            Self::List(_, items) => owned(list::to_json(items).to_string()),
            Self::Refused(problem) => {
                return Err(rusqlite::Error::ToSqlConversionFailure(
                    problem.to_string().into(),
                ));
            }
        })
    }
}

/// Why a value cannot be sent for a parameter of that type.
#[cfg(feature = "postgres")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// The parameter is of another type: the schema differs.
    Type,
    /// An integer wider than the parameter.
    Range,
}

#[cfg(feature = "postgres")]
impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Type => "the parameter is of another type",
            Self::Range => "an integer is out of range",
        })
    }
}

#[cfg(feature = "postgres")]
impl std::error::Error for Misfit {}

#[cfg(feature = "postgres")]
impl Value {
    /// Writes the value in Postgres' binary format, as the parameter's type has it. NULL writes nothing.
    pub(crate) fn to_postgres(
        &self,
        ty: &tokio_postgres::types::Type,
        out: &mut ::bytes::BytesMut,
    ) -> Result<(), Misfit> {
        match self {
            Self::Null => Ok(()),
            Self::Bool(value) => bool::to_postgres(*value, ty, out),
            Self::SmallInt(value) => integer::to_postgres(i64::from(*value), ty, out),
            Self::Int(value) => integer::to_postgres(i64::from(*value), ty, out),
            Self::BigInt(value) => integer::to_postgres(*value, ty, out),
            Self::Real(value) => float::to_postgres(f64::from(*value), ty, out),
            Self::Double(value) => float::to_postgres(*value, ty, out),
            Self::Decimal(value) => value.to_postgres(ty, out),
            Self::Text(value) => text::to_postgres(value, ty, out),
            Self::Bytes(value) => bytes::to_postgres(value, ty, out),
            Self::Uuid(value) => uuid::to_postgres(*value, ty, out),
            Self::Timestamp { value, .. } => timestamp::to_postgres(*value, ty, out),
            Self::Date(value) => date::to_postgres(*value, ty, out),
            Self::Time(value) => time::to_postgres(*value, ty, out),
            Self::Json(value) => json::to_postgres(value, ty, out),
            Self::List(_, items) => list::to_postgres(items.iter(), ty, out),
            Self::Refused(_) => Err(Misfit::Type),
        }
    }
}
