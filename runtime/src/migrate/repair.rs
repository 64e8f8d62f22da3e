//! What a person decides of a migration's record where the migrator cannot.

use std::fmt;

use super::{DRIZZLE_TABLE, DUALECT_TABLE};

/// What a person decides of a migration's record. Nothing but the two tracking tables is written by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Everything that the migration does is in the database: somebody has done it, or the rest of it, by hand.
    MarkApplied,
    /// Nothing of what the migration does is in the database: somebody has undone it by hand. Or the app does not have it any more,
    /// and is to forget it.
    MarkNotApplied,
    /// The migration was edited after it was applied, and the edit is meant: from now on it is known as it is. What the edit does,
    /// this database does not get.
    AcceptEdit,
}

/// A change to the tracking tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordChange {
    /// A row of `__drizzle_migrations` comes.
    Row {
        /// The migration's tag.
        tag: String,
        /// The hash of its file.
        hash: String,
        /// Its moment, in milliseconds since 1970.
        created_at: i64,
    },
    /// A row of `__drizzle_migrations` gets another hash.
    RowHash {
        /// The migration's tag.
        tag: String,
        /// The hash of its file.
        hash: String,
    },
    /// A row of `__drizzle_migrations` goes.
    NoRow {
        /// The migration's tag.
        tag: String,
    },
    /// A row of `__dualect_migrations` comes, or becomes this.
    Note {
        /// The migration's tag.
        tag: String,
        /// The hash of its statements.
        hash: String,
        /// How many sections are done.
        sections: usize,
        /// How it stands.
        state: &'static str,
    },
    /// A row of `__dualect_migrations` goes.
    NoNote {
        /// The migration's tag.
        tag: String,
    },
}

impl fmt::Display for RecordChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row { tag, .. } => write!(f, "{DRIZZLE_TABLE}: a row for {tag}"),
            Self::RowHash { tag, hash } => {
                write!(f, "{DRIZZLE_TABLE}: {tag} with the hash {hash}")
            }
            Self::NoRow { tag } => write!(f, "{DRIZZLE_TABLE}: no row for {tag}"),
            Self::Note {
                tag,
                hash,
                sections,
                state,
            } => write!(
                f,
                "{DUALECT_TABLE}: {tag}, {state}, {sections} sections, with the hash {hash}"
            ),
            Self::NoNote { tag } => write!(f, "{DUALECT_TABLE}: no row for {tag}"),
        }
    }
}

/// What a repair has written, or would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The changes to the tracking tables.
    pub changes: Vec<RecordChange>,
}
