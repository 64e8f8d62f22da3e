//! A page's statement: the first page's, or the one that goes on from a position.

use super::fetch::{Bound, bound};
use crate::error::Result;
use crate::query::{Cursor, Keyset};
use crate::value::Value;

/// Joins a list's statement with its values: the fixed ones, the position if any, and one more than `limit`.
pub(crate) fn page(
    list: &'static Keyset,
    fixed: Vec<Value>,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Bound> {
    let name = list.first.name;
    let mut values = fixed;
    let statement = match after {
        None => &list.first,
        Some(cursor) => {
            let position = cursor
                .position_in(name)
                .map_err(|error| error.in_statement(name))?;
            values.extend_from_slice(position);
            &list.after
        }
    };
    values.push(Value::BigInt(i64::from(limit) + 1));
    bound(statement, values).map(|bound| bound.limited(limit))
}
