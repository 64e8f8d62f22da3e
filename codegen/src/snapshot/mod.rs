//! `snapshot.json`: the catalog that a migration leads to, kept beside it.
//!
//! One object a line, so that a diff between two reads like a list of changes. A snapshot names the migrations that it
//! follows (`parents`); there is no journal that two branches could conflict on.

mod beside;
mod format;
mod read;
mod write;

pub(crate) use beside::read_beside;
pub(crate) use read::{Outline, outline};
pub use read::{Problem, read};
pub use write::write;
pub(crate) use write::{Told, write_catalog};

use std::collections::BTreeSet;

use crate::catalog::model::Catalog;
use crate::migration::HazardNote;

/// The format that this version writes.
pub const FORMAT: &str = "dualect/1";

/// A snapshot's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The tags of the migrations that this one follows: none for the first, one as a rule.
    pub parents: Vec<String>,
    /// The `renamed_from` lines that the schema held then, as [`Hint`](crate::diff::Hint) writes them: they have done their work.
    pub renamed: BTreeSet<String>,
    /// What the migration replaces, where it is a baseline, as [`Replaced`](dualect_format::baseline::Replaced) writes it; oldest first.
    pub replaces: Vec<String>,
    /// The SHA-256 of the migration's normalised statements as they were written, in hexadecimal digits: whether somebody has edited
    /// them since. `None` in files of before this was kept.
    pub statements: Option<String>,
    /// What a reviewer had to know of the migration; none in files of before this was kept.
    pub hazards: Vec<HazardNote>,
    /// What the database holds after it.
    pub catalog: Catalog,
}
