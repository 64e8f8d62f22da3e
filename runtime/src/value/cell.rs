//! One column of one row, as the driver has it, and what reads it.

use crate::error::{Error, ErrorKind, Result};

/// One column of one row, not yet decoded.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub(crate) raw: Raw<'a>,
}

/// A driver's own form.
#[derive(Clone, Copy)]
pub(crate) enum Raw<'a> {
    /// NULL, from Postgres.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(dead_code, reason = "SQLite's form has a NULL of its own")
    )]
    Null,
    #[cfg(feature = "sqlite")]
    Sqlite(rusqlite::types::ValueRef<'a>),
    #[cfg(feature = "postgres")]
    Postgres(Field<'a>),
}

/// A column in Postgres' binary format.
#[cfg(feature = "postgres")]
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) ty: &'a tokio_postgres::types::Type,
    pub(crate) bytes: &'a [u8],
}

#[cfg(feature = "postgres")]
impl<'a> Field<'a> {
    /// The bytes, if the column is of that type.
    pub(super) fn of(self, ty: &tokio_postgres::types::Type) -> Option<&'a [u8]> {
        (self.ty == ty).then_some(self.bytes)
    }

    /// The bytes as a fixed-size array, if the column is of that type.
    pub(super) fn array<const N: usize>(self, ty: &tokio_postgres::types::Type) -> Option<[u8; N]> {
        self.of(ty)?.try_into().ok()
    }
}

impl Cell<'_> {
    /// Whether it is NULL.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match self.raw {
            Raw::Null => true,
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(value) => matches!(value, rusqlite::types::ValueRef::Null),
            #[cfg(feature = "postgres")]
            Raw::Postgres(_) => false,
        }
    }

    /// The error of a cell that holds something else; whoever knows the statement and the column puts them in.
    pub(crate) fn mismatch() -> Error {
        Error::new(ErrorKind::Decode {
            statement: "",
            column: String::new(),
        })
    }
}

/// A type that one column is read into.
///
/// Generated enums get it through [`text_enum!`](crate::text_enum); there is no need to implement it by hand.
pub trait Decode: Sized {
    /// Reads the cell.
    fn decode(cell: Cell<'_>) -> Result<Self>;
}

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(cell: Cell<'_>) -> Result<Self> {
        if cell.is_null() {
            Ok(None)
        } else {
            T::decode(cell).map(Some)
        }
    }
}

/// Implements [`Decode`] from one function a database; each returns `None` for what it does not know.
macro_rules! decode {
    ($ty:ty, sqlite: $sqlite:expr, postgres: $postgres:expr) => {
        impl $crate::value::Decode for $ty {
            #[inline]
            fn decode(cell: $crate::value::Cell<'_>) -> $crate::Result<Self> {
                let found: Option<Self> = match cell.raw {
                    $crate::value::Raw::Null => None,
                    #[cfg(feature = "sqlite")]
                    $crate::value::Raw::Sqlite(value) => $sqlite(value),
                    #[cfg(feature = "postgres")]
                    $crate::value::Raw::Postgres(field) => $postgres(field),
                };
                found.ok_or_else($crate::value::Cell::mismatch)
            }
        }
    };
}
pub(super) use decode;
