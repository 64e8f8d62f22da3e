//! `smallint`, `int`, `bigint`: INTEGER, and as wide as they say.

#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::Value;
use super::cell::decode;

macro_rules! integer {
    ($ty:ty, $variant:ident) => {
        impl From<$ty> for Value {
            fn from(value: $ty) -> Self {
                Self::$variant(value)
            }
        }

        decode!(
            $ty,
            sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_i64().ok().and_then(|value| Self::try_from(value).ok()),
            postgres: |field| from_postgres(field).and_then(|value| Self::try_from(value).ok())
        );
    };
}

integer!(i16, SmallInt);
integer!(i32, Int);
integer!(i64, BigInt);

/// Any width: a count is a bigint whatever it counts.
#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<i64> {
    if let Some(bytes) = field.array(&Type::INT8) {
        Some(i64::from_be_bytes(bytes))
    } else if let Some(bytes) = field.array(&Type::INT4) {
        Some(i64::from(i32::from_be_bytes(bytes)))
    } else {
        field
            .array(&Type::INT2)
            .map(|bytes| i64::from(i16::from_be_bytes(bytes)))
    }
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: i64, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty == Type::INT8 {
        out.extend_from_slice(&value.to_be_bytes());
    } else if *ty == Type::INT4 {
        out.extend_from_slice(
            &i32::try_from(value)
                .map_err(|_| Misfit::Range)?
                .to_be_bytes(),
        );
    } else if *ty == Type::INT2 {
        out.extend_from_slice(
            &i16::try_from(value)
                .map_err(|_| Misfit::Range)?
                .to_be_bytes(),
        );
    } else {
        return Err(Misfit::Type);
    }
    Ok(())
}
