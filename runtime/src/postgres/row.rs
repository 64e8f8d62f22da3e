//! A column of a row, in the form it came.

use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};

use crate::value::{Field, Raw};

/// The bytes, whatever the type: the value's own codec looks at it.
struct Bytes<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Bytes<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A column; `None` past the last.
#[inline]
pub(crate) fn cell(row: &Row, column: usize) -> Option<Raw<'_>> {
    let ty = row.columns().get(column)?.type_();
    match row.try_get::<_, Option<Bytes<'_>>>(column) {
        Ok(Some(Bytes(bytes))) => Some(Raw::Postgres(Field { ty, bytes })),
        Ok(None) => Some(Raw::Null),
        Err(_) => None,
    }
}
