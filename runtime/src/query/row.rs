//! Rows: read by position, straight into a struct.

use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "sqlite")]
use crate::value::Raw;
use crate::value::{Cell, Decode, Storage, decimal, timestamp};

/// A type that a row is read into.
///
/// ```
/// use dualect::query::{Decoder, Row};
///
/// struct Agent { id: i64, name: Option<String> }
///
/// impl Row for Agent {
///     const COLUMNS: usize = 2;
///
///     fn decode(row: &mut Decoder<'_>) -> dualect::Result<Self> {
///         Ok(Self { id: row.next()?, name: row.next()? })
///     }
/// }
/// ```
pub trait Row: Sized + Send + 'static {
    /// How many columns it reads.
    const COLUMNS: usize;

    /// Reads them, in order.
    fn decode(row: &mut Decoder<'_>) -> Result<Self>;
}

/// Hands out a row's columns one after another.
pub struct Decoder<'a> {
    source: Source<'a>,
    statement: &'static str,
    next: usize,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    #[cfg(feature = "sqlite")]
    Sqlite(&'a rusqlite::Row<'a>),
    #[cfg(feature = "postgres")]
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Decoder<'a> {
    #[cfg(feature = "sqlite")]
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>, statement: &'static str) -> Self {
        Self {
            source: Source::Sqlite(row),
            statement,
            next: 0,
        }
    }

    #[cfg(feature = "postgres")]
    pub(crate) fn postgres(row: &'a tokio_postgres::Row, statement: &'static str) -> Self {
        Self {
            source: Source::Postgres(row),
            statement,
            next: 0,
        }
    }

    /// Reads the next column.
    #[expect(
        clippy::should_implement_trait,
        reason = "each column is of another type"
    )]
    #[inline]
    pub fn next<T: Decode>(&mut self) -> Result<T> {
        self.read(T::decode)
    }

    /// Reads the next column, a decimal with that many digits after the point.
    pub fn next_decimal(&mut self, scale: u32) -> Result<Decimal> {
        self.read(|cell| decimal::decode_as(cell, scale))
    }

    /// Reads the next column, a nullable decimal with that many digits after the point.
    pub fn next_decimal_opt(&mut self, scale: u32) -> Result<Option<Decimal>> {
        self.read(|cell| {
            if cell.is_null() {
                Ok(None)
            } else {
                decimal::decode_as(cell, scale).map(Some)
            }
        })
    }

    /// Reads the next column, a timestamp with a storage by choice.
    pub fn next_timestamp(&mut self, storage: Storage) -> Result<Timestamp> {
        self.read(|cell| timestamp::decode_as(cell, storage))
    }

    /// Reads the next column, a nullable timestamp with a storage by choice.
    pub fn next_timestamp_opt(&mut self, storage: Storage) -> Result<Option<Timestamp>> {
        self.read(|cell| {
            if cell.is_null() {
                Ok(None)
            } else {
                timestamp::decode_as(cell, storage).map(Some)
            }
        })
    }

    /// Reads the next column by `read`, and makes a value of another type of it: what `rust_type` asks for.
    ///
    /// A value that does not convert is [`ErrorKind::Decode`], which names the column.
    pub fn converted<B, T: TryFrom<B>>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<B>,
    ) -> Result<T> {
        let column = self.next;
        let base = read(self)?;
        T::try_from(base).map_err(|_| self.mismatch(column))
    }

    /// [`Decoder::converted`] of a nullable column.
    pub fn converted_opt<B, T: TryFrom<B>>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Option<B>>,
    ) -> Result<Option<T>> {
        let column = self.next;
        let base = read(self)?;
        base.map(T::try_from)
            .transpose()
            .map_err(|_| self.mismatch(column))
    }

    /// Whether each of the next `count` columns is there and NULL; passes over them if so.
    pub fn skip_nulls(&mut self, count: usize) -> bool {
        let end = self.next.saturating_add(count);
        let is_null = |column| self.cell(column).is_some_and(|cell| cell.is_null());
        let nulls = (self.next..end).all(is_null);
        if nulls {
            self.next = end;
        }
        nulls
    }

    #[inline]
    fn read<T>(&mut self, decode: impl FnOnce(Cell<'_>) -> Result<T>) -> Result<T> {
        let column = self.next;
        self.next += 1;
        match self.cell(column) {
            Some(cell) => decode(cell).map_err(|_| self.mismatch(column)),
            None => Err(self.mismatch(column)),
        }
    }

    /// `None` past the last column.
    #[inline]
    fn cell(&self, column: usize) -> Option<Cell<'a>> {
        let raw = match self.source {
            #[cfg(feature = "sqlite")]
            Source::Sqlite(row) => Raw::Sqlite(row.get_ref(column).ok()?),
            #[cfg(feature = "postgres")]
            Source::Postgres(row) => crate::postgres::cell(row, column)?,
        };
        Some(Cell { raw })
    }

    #[cold]
    fn mismatch(&self, column: usize) -> Error {
        let name = match self.source {
            #[cfg(feature = "sqlite")]
            Source::Sqlite(row) => row.as_ref().column_name(column).ok().map(str::to_owned),
            #[cfg(feature = "postgres")]
            Source::Postgres(row) => row
                .columns()
                .get(column)
                .map(|column| column.name().to_owned()),
        };
        let column = name.unwrap_or_else(|| format!("#{}", column + 1));
        Error::new(ErrorKind::Decode {
            statement: self.statement,
            column,
        })
        .in_statement(self.statement)
    }
}
