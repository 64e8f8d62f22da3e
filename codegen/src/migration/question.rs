//! What generation cannot decide by itself: it asks, and writes nothing until it is told.

use crate::name::{EnumName, TableName};

/// A question, with what answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Something goes and something like it comes: which of them is it now, if any?
    Renamed {
        /// What goes.
        gone: Gone,
        /// What it may be called now; never empty.
        candidates: Vec<String>,
        /// What `--accept` takes if it is gone, and everything in it.
        accept: String,
        /// What is lost then.
        loss: String,
    },
    /// Something is lost: is that meant?
    Loss {
        /// What `--accept` takes.
        accept: String,
        /// What is lost.
        loss: String,
    },
}

/// Something that is not in the schema any more, by what the database calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// A table.
    Table(String),
    /// A column.
    Column {
        /// Its table, by its key.
        table: TableName,
        /// The column.
        column: String,
    },
    /// An enum's value.
    Value {
        /// The enum.
        of: EnumName,
        /// The value.
        value: String,
    },
}

impl Question {
    /// What `--accept` takes.
    #[must_use]
    pub fn accept(&self) -> &str {
        match self {
            Self::Renamed { accept, .. } | Self::Loss { accept, .. } => accept,
        }
    }
}
