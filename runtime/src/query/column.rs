//! Typed columns: what a row by hand is checked against.

use super::Decoder;
use crate::error::Result;
use crate::value::Decode;

/// A column of a table: where it is, and the Rust type of what it holds (`Option` where it can be null).
///
/// Each generated module has one for each of its columns, in `columns`; [`derive(Row)`](macro@crate::Row) checks a field's type
/// against it.
///
/// ```
/// use dualect::query::Column;
///
/// const NAME: Column<String> = Column::new("agents", "name");
/// assert_eq!((NAME.table(), NAME.name()), ("agents", "name"));
/// ```
pub struct Column<T> {
    table: &'static str,
    name: &'static str,
    read: fn(&mut Decoder<'_>) -> Result<T>,
}

impl<T> Column<T> {
    /// A column of which the type alone says how it is read. Both names are as SQL spells them, quoted where they have to be.
    #[must_use]
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is of one lifetime only"
    )]
    pub const fn new(table: &'static str, name: &'static str) -> Self
    where
        T: Decode,
    {
        Self::read_by(|row| row.next(), table, name)
    }

    /// A column that is read by more than its type, such as a decimal, whose digits after the point the schema says.
    #[must_use]
    pub const fn read_by(
        read: fn(&mut Decoder<'_>) -> Result<T>,
        table: &'static str,
        name: &'static str,
    ) -> Self {
        Self { table, name, read }
    }

    /// Its table, as SQL spells it.
    #[must_use]
    pub const fn table(&self) -> &'static str {
        self.table
    }

    /// Its name, as SQL spells it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Reads the next column, which is this one, into a field.
    #[inline]
    pub fn read<F: FieldOf<T>>(&self, row: &mut Decoder<'_>) -> Result<F> {
        F::read(self, row)
    }
}

/// A field type that a column of type `C` can be read into: `C` itself, or `Option<C>`.
///
/// [`derive(Row)`](macro@crate::Row) asks for it at each field; there is no need to implement it by hand.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` does not hold a column of type `{C}`",
    label = "the column holds `{C}`",
    note = "a nullable column is an `Option`, and so may be any column of a table that is joined by LEFT JOIN"
)]
pub trait FieldOf<C>: Sized {
    /// Reads the next column, which is that one.
    fn read(column: &Column<C>, row: &mut Decoder<'_>) -> Result<Self>;
}

impl<C> FieldOf<C> for C {
    #[inline]
    fn read(column: &Column<C>, row: &mut Decoder<'_>) -> Result<Self> {
        (column.read)(row)
    }
}

impl<C> FieldOf<C> for Option<C> {
    #[inline]
    fn read(column: &Column<C>, row: &mut Decoder<'_>) -> Result<Self> {
        if row.skip_nulls(1) {
            return Ok(None);
        }
        (column.read)(row).map(Some)
    }
}
