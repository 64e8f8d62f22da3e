//! Inserts that know what to do where the row is there already.

use super::{Statement, TableInfo};

/// Inserts a row, or updates the one with the same key.
#[derive(Debug, Clone, Copy)]
pub struct Upsert {
    /// The function it belongs to.
    pub name: &'static str,
    /// The table.
    pub table: &'static TableInfo,
    /// The plain insert: of the first `columns` values.
    pub insert: &'static Statement,
    /// How many of the values `insert` takes.
    pub columns: usize,
    /// SQLite: reads the row with that key. `?N` counts through all values.
    pub sqlite_find: &'static str,
    /// SQLite: updates that row where a value differs, and returns it. `?N` counts through all values.
    pub sqlite_update: &'static str,
    /// Postgres: does it all; returns the row, then whether it was inserted: true, false, or NULL for unchanged.
    pub postgres: &'static str,
}

/// What an upsert did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upserted<T> {
    /// There was no such row.
    Inserted(T),
    /// There was one, and it differed.
    Updated(T),
    /// There was one with the same values; nothing was written.
    Unchanged(T),
}

impl<T> Upserted<T> {
    /// The row as it is now.
    pub fn row(&self) -> &T {
        match self {
            Self::Inserted(row) | Self::Updated(row) | Self::Unchanged(row) => row,
        }
    }

    /// The row as it is now.
    pub fn into_row(self) -> T {
        match self {
            Self::Inserted(row) | Self::Updated(row) | Self::Unchanged(row) => row,
        }
    }
}

/// Inserts a row, or reads the one with the same key.
#[derive(Debug, Clone, Copy)]
pub struct InsertOrGet {
    /// The plain insert, which raises the true violation where neither way finds a row.
    pub insert: &'static Statement,
    /// `INSERT .. ON CONFLICT (..) DO NOTHING RETURNING ..`, with the same parameters.
    pub try_insert: Statement,
    /// Reads the row with that key.
    pub find: &'static Statement,
    /// Which of the values `find` takes, from 0.
    pub find_params: &'static [usize],
}

/// What an insert-or-get did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertedOrFound<T> {
    /// There was no such row.
    Inserted(T),
    /// There was one; nothing was written.
    Found(T),
}

impl<T> InsertedOrFound<T> {
    /// The row as it is now.
    pub fn row(&self) -> &T {
        match self {
            Self::Inserted(row) | Self::Found(row) => row,
        }
    }

    /// The row as it is now.
    pub fn into_row(self) -> T {
        match self {
            Self::Inserted(row) | Self::Found(row) => row,
        }
    }
}
