//! Lists of scalars: a JSON array in TEXT, and an array.

#[cfg(feature = "postgres")]
use {
    super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Kind,
    tokio_postgres::types::Type,
};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Cell, Decode, Raw, Storage, Value, bytes, date, float, time, timestamp};
use crate::error::{Result, ValueProblem};

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// `bool[]`.
    Bool,
    /// `smallint[]`.
    SmallInt,
    /// `int[]`.
    Int,
    /// `bigint[]`.
    BigInt,
    /// `real[]`.
    Real,
    /// `double[]`.
    Double,
    /// `decimal(p,s)[]`.
    Decimal,
    /// `text[]`, `varchar(n)[]`, and enums.
    Text,
    /// `bytes[]`.
    Bytes,
    /// `uuid[]`.
    Uuid,
    /// `timestamp[]`.
    Timestamp,
    /// `date[]`.
    Date,
    /// `time[]`.
    Time,
}

impl Value {
    /// A list of values that are all of one kind.
    ///
    /// ```
    /// use dualect::query::{ListKind, Value};
    ///
    /// let list = Value::list(ListKind::Int, [1, 2, 3]);
    /// assert_eq!(list, Value::List(ListKind::Int, vec![Value::Int(1), Value::Int(2), Value::Int(3)]));
    /// ```
    pub fn list(kind: ListKind, items: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::List(kind, items.into_iter().map(Into::into).collect())
    }
}

pub(super) fn normalise(kind: ListKind, items: &mut [Value]) -> Result<(), ValueProblem> {
    items.iter_mut().try_for_each(|item| {
        if kind_of(item) != Some(kind) {
            return Err(ValueProblem::ListElement);
        }
        item.normalise()
    })
}

fn kind_of(value: &Value) -> Option<ListKind> {
    match value {
        Value::Null | Value::Json(_) | Value::List(..) | Value::Refused(_) => None,
        Value::Bool(_) => Some(ListKind::Bool),
        Value::SmallInt(_) => Some(ListKind::SmallInt),
        Value::Int(_) => Some(ListKind::Int),
        Value::BigInt(_) => Some(ListKind::BigInt),
        Value::Real(_) => Some(ListKind::Real),
        Value::Double(_) => Some(ListKind::Double),
        Value::Decimal(_) => Some(ListKind::Decimal),
        Value::Text(_) => Some(ListKind::Text),
        Value::Bytes(_) => Some(ListKind::Bytes),
        Value::Uuid(_) => Some(ListKind::Uuid),
        Value::Timestamp { .. } => Some(ListKind::Timestamp),
        Value::Date(_) => Some(ListKind::Date),
        Value::Time(_) => Some(ListKind::Time),
    }
}

/// The array as SQLite holds it, and as `json_each` takes it apart.
#[cfg(feature = "sqlite")]
pub(super) fn to_json(items: &[Value]) -> Json {
    Json::Array(items.iter().map(item_to_json).collect())
}

#[cfg(feature = "sqlite")]
fn item_to_json(item: &Value) -> Json {
    match item {
        // Neither gets into a list: `normalise` refuses both.
        Value::Null | Value::Refused(_) => Json::Null,
        Value::Bool(value) => (*value).into(),
        Value::SmallInt(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::BigInt(value) => (*value).into(),
        Value::Real(value) => f64::from(*value).into(),
        Value::Double(value) => (*value).into(),
        Value::Decimal(value) => value.value.to_string().into(),
        Value::Text(value) => value.as_ref().into(),
        Value::Bytes(value) => bytes::to_hex(value).into(),
        Value::Uuid(value) => value.to_string().into(),
        Value::Timestamp { value, storage } => match storage {
            Storage::Micros | Storage::Millis | Storage::Seconds => {
                timestamp::to_integer(*value, *storage).into()
            }
            Storage::Text => timestamp::to_text(*value).into(),
        },
        Value::Date(value) => value.to_string().into(),
        Value::Time(value) => time::to_text(*value).into(),
        Value::Json(value) => value.clone(),
        Value::List(_, items) => to_json(items),
    }
}

/// A type that lists hold: what [`Decode`] is for a cell, this is for an element of SQLite's JSON array.
pub trait ListItem: Decode {
    /// Reads an element; `None` where it is something else.
    fn from_json(item: &Json) -> Option<Self>;
}

macro_rules! list_item {
    ($($ty:ty: $read:expr;)*) => {
        $(impl ListItem for $ty {
            fn from_json(item: &Json) -> Option<Self> {
                $read(item)
            }
        })*
    };
}

list_item! {
    bool: Json::as_bool;
    i16: |item: &Json| item.as_i64()?.try_into().ok();
    i32: |item: &Json| item.as_i64()?.try_into().ok();
    i64: Json::as_i64;
    f32: |item: &Json| float::narrow(item.as_f64()?);
    f64: Json::as_f64;
    Decimal: |item: &Json| item.as_str()?.parse().ok();
    String: |item: &Json| item.as_str().map(str::to_owned);
    Vec<u8>: |item: &Json| bytes::from_hex(item.as_str()?);
    Uuid: |item: &Json| item.as_str()?.parse().ok();
    Timestamp: |item: &Json| timestamp::from_integer(item.as_i64()?, Storage::Micros);
    Date: |item: &Json| date::from_text(item.as_str()?);
    Time: |item: &Json| time::from_text(item.as_str()?);
}

impl<T: ListItem> Decode for Vec<T> {
    fn decode(cell: Cell<'_>) -> Result<Self> {
        let found = match cell.raw {
            Raw::Null => None,
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(value) => from_sqlite(value),
            #[cfg(feature = "postgres")]
            Raw::Postgres(field) => from_postgres(field),
        };
        found.ok_or_else(Cell::mismatch)
    }
}

#[cfg(feature = "sqlite")]
fn from_sqlite<T: ListItem>(value: rusqlite::types::ValueRef<'_>) -> Option<Vec<T>> {
    let items: Vec<Json> = serde_json::from_str(value.as_str().ok()?).ok()?;
    items.iter().map(T::from_json).collect()
}

/// The binary array: dimensions, a null flag, the element's type, each dimension's length and lower bound, then elements, each
/// with its length before it.
#[cfg(feature = "postgres")]
fn from_postgres<T: ListItem>(field: Field<'_>) -> Option<Vec<T>> {
    let Kind::Array(element) = field.ty.kind() else {
        return None;
    };
    let mut bytes = field.bytes;
    let dimensions = take_i32(&mut bytes)?;
    let (_has_null, _oid) = (take_i32(&mut bytes)?, take_i32(&mut bytes)?);
    if dimensions == 0 {
        return Some(Vec::new());
    }
    if dimensions != 1 {
        return None;
    }
    let count = usize::try_from(take_i32(&mut bytes)?).ok()?;
    let _lower_bound = take_i32(&mut bytes)?;
    // A damaged count does not reserve more than there are bytes.
    let mut items = Vec::with_capacity(count.min(bytes.len()));
    for _ in 0..count {
        let length = usize::try_from(take_i32(&mut bytes)?).ok()?;
        let (item, rest) = bytes.split_at_checked(length)?;
        bytes = rest;
        items.push(
            T::decode(Cell {
                raw: Raw::Postgres(Field {
                    ty: element,
                    bytes: item,
                }),
            })
            .ok()?,
        );
    }
    Some(items)
}

#[cfg(feature = "postgres")]
fn take_i32(bytes: &mut &[u8]) -> Option<i32> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(i32::from_be_bytes(*first))
}

/// Writes values as an array; also a column of many rows, for `unnest`, and so NULLs too.
#[cfg(feature = "postgres")]
pub(crate) fn to_postgres<'v>(
    items: impl ExactSizeIterator<Item = &'v Value> + Clone,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<(), Misfit> {
    let Kind::Array(element) = ty.kind() else {
        return Err(Misfit::Type);
    };
    let count = i32::try_from(items.len()).map_err(|_| Misfit::Range)?;
    let has_null = items.clone().any(|item| matches!(item, Value::Null));
    out.extend_from_slice(&i32::from(count > 0).to_be_bytes());
    out.extend_from_slice(&i32::from(has_null).to_be_bytes());
    out.extend_from_slice(&element.oid().to_be_bytes());
    if count > 0 {
        out.extend_from_slice(&count.to_be_bytes());
        out.extend_from_slice(&1_i32.to_be_bytes());
    }
    for item in items {
        if matches!(item, Value::Null) {
            out.extend_from_slice(&(-1_i32).to_be_bytes());
            continue;
        }
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        item.to_postgres(element, out)?;
        let length = i32::try_from(out.len() - start - 4).map_err(|_| Misfit::Range)?;
        if let Some(slot) = out.get_mut(start..start + 4) {
            slot.copy_from_slice(&length.to_be_bytes());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_mixed_kinds_or_with_null_is_refused() {
        for mut items in [
            vec![Value::Int(1), Value::Null],
            vec![Value::Int(1), Value::BigInt(1)],
        ] {
            assert_eq!(
                normalise(ListKind::Int, &mut items),
                Err(ValueProblem::ListElement)
            );
        }
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn elements_are_written_as_json_each_wants_them() {
        let id = Uuid::nil();
        let items = [
            Value::from(true),
            Value::BigInt(i64::MAX),
            Value::Double(5.0),
            id.into(),
            vec![1_u8, 255].into(),
        ];
        assert_eq!(
            to_json(&items).to_string(),
            r#"[true,9223372036854775807,5.0,"00000000-0000-0000-0000-000000000000","01ff"]"#
        );
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn a_binary_array_goes_there_and_back() {
        for list in [vec![], vec![1_i32, -2, i32::MAX]] {
            let values: Vec<Value> = list.iter().copied().map(Value::from).collect();
            let mut out = BytesMut::new();
            to_postgres(values.iter(), &Type::INT4_ARRAY, &mut out).unwrap();
            assert_eq!(
                from_postgres::<i32>(Field {
                    ty: &Type::INT4_ARRAY,
                    bytes: &out
                }),
                Some(list)
            );
        }
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn a_damaged_array_is_no_list() {
        assert_eq!(
            from_postgres::<i32>(Field {
                ty: &Type::INT4_ARRAY,
                bytes: &[0, 0, 0, 1]
            }),
            None
        );
        let huge = [
            [0, 0, 0, 1],
            [0; 4],
            [0; 4],
            [0x7f, 0xff, 0xff, 0xff],
            [0, 0, 0, 1],
        ]
        .concat();
        assert_eq!(
            from_postgres::<i32>(Field {
                ty: &Type::INT4_ARRAY,
                bytes: &huge
            }),
            None
        );
    }
}
