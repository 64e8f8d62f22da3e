//! Writes that are made only where nobody else has written since.

use super::Statement;

/// Updates or deletes a row that has the expected version.
#[derive(Debug, Clone, Copy)]
pub struct VersionedWrite {
    /// The update or delete of the row with that key and that version; it returns the row.
    pub write: Statement,
    /// Reads the row with that key, whatever its version.
    pub find: &'static Statement,
    /// Which of the values `find` takes, from 0.
    pub find_params: &'static [usize],
}

/// What an update of an expected version did.
///
/// ```
/// use dualect::query::Versioned;
///
/// fn told(outcome: Versioned<&str>) -> String {
///     match outcome {
///         Versioned::Updated(row) => format!("saved: {row}"),
///         Versioned::Stale(row) => format!("somebody else has written: {row}"),
///         Versioned::Missing => "it is gone".to_owned(),
///     }
/// }
/// assert_eq!(told(Versioned::Missing), "it is gone");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an update of another version than the row's changes nothing"]
pub enum Versioned<T> {
    /// The row had the version; this is what it is now.
    Updated(T),
    /// The row has another version; nothing was written.
    Stale(T),
    /// There is no such row.
    Missing,
}

/// What a delete of an expected version did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a delete of another version than the row's deletes nothing"]
pub enum VersionedDelete<T> {
    /// The row had the version; this is what it was, or what it is with the mark of a deleted one.
    Deleted(T),
    /// The row has another version; nothing was deleted.
    Stale(T),
    /// There is no such row.
    Missing,
}
