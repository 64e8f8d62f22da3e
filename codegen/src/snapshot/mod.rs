//! `snapshot.json`: the catalog that a migration leads to, kept beside it.
//!
//! One object a line, so that a diff between two reads like a list of changes. A snapshot names the migrations that it
//! follows (`parents`); there is no journal that two branches could conflict on.

mod beside;
mod format;
mod read;
mod write;

pub(crate) use beside::read_beside;
pub(crate) use read::outline;
pub use read::{Problem, read};
pub use write::write;
pub(crate) use write::write_catalog;

use crate::catalog::model::Catalog;

/// The format that this version writes.
pub const FORMAT: &str = "dualect/1";

/// A snapshot's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The tags of the migrations that this one follows: none for the first, one as a rule.
    pub parents: Vec<String>,
    /// What the database holds after it.
    pub catalog: Catalog,
}
