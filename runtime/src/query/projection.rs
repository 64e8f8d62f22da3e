//! Rows that know which columns they are read from.

use super::{Decoder, Row};
use crate::error::Result;

/// A row that knows its columns, so that a statement by hand need not list them.
///
/// The row structs of generated modules are projections; [`derive(Row)`](macro@crate::Row) makes another one of any struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row that knows its columns",
    label = "not a projection",
    note = "a generated row is one, and any struct with `#[derive(dualect::Row)]`"
)]
pub trait Projection: Row {
    /// The select list: `agents.id, agents.name`, each column with its table in front.
    const COLUMNS_SQL: &'static str;
    /// Whether some column of it is never null, so that nothing but NULLs means that there was no row to join.
    const IDENTIFIED: bool;
}

/// What `#[row(embed)]` takes: a projection, or an `Option` of one, which is `None` where a LEFT JOIN found no row.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be embedded in a row",
    label = "not a projection, nor an `Option` of one",
    note = "a generated row is a projection, and any struct with `#[derive(dualect::Row)]`"
)]
pub trait Embed: Sized {
    /// The select list.
    const COLUMNS_SQL: &'static str;
    /// How many columns it reads.
    const COLUMNS: usize;
    /// Whether a row that is there can be told from one that is not.
    const SOUND: bool;
    /// Whether some column of it is never null.
    const IDENTIFIED: bool;

    /// Reads them, in order.
    fn read(row: &mut Decoder<'_>) -> Result<Self>;
}

impl<T: Projection> Embed for T {
    const COLUMNS_SQL: &'static str = T::COLUMNS_SQL;
    const COLUMNS: usize = <T as Row>::COLUMNS;
    const SOUND: bool = true;
    const IDENTIFIED: bool = T::IDENTIFIED;

    #[inline]
    fn read(row: &mut Decoder<'_>) -> Result<Self> {
        T::decode(row)
    }
}

impl<T: Projection> Embed for Option<T> {
    const COLUMNS_SQL: &'static str = T::COLUMNS_SQL;
    const COLUMNS: usize = <T as Row>::COLUMNS;
    const SOUND: bool = T::IDENTIFIED;
    const IDENTIFIED: bool = false;

    #[inline]
    fn read(row: &mut Decoder<'_>) -> Result<Self> {
        if row.skip_nulls(<T as Row>::COLUMNS) {
            return Ok(None);
        }
        T::decode(row).map(Some)
    }
}
