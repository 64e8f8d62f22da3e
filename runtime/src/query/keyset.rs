//! Pages that continue after a key, so that a page costs the same wherever it is.

use super::{Cursor, Statement};

/// A list in an order that ends with the key.
#[derive(Debug, Clone, Copy)]
pub struct Keyset {
    /// The first page. Parameters: the fixed ones, then the limit.
    pub first: Statement,
    /// The page after a position. Parameters: the fixed ones, the position, then the limit.
    pub after: Statement,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Its rows, in the list's order.
    pub rows: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
}
