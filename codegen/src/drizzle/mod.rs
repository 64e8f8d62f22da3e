//! A migrations folder of drizzle-kit's: what is in it, in which order, and what its newest snapshot says.
//!
//! Both layouts are read: that of before 1.0, with `meta/_journal.json`, and that of 1.x, a folder a migration. Nothing here reads a
//! file: the caller hands over their texts. What SQLite's migrations make is best asked of SQLite itself, in memory; of Postgres a
//! server may not be at hand, so that its snapshots are read as well.
//! <https://orm.drizzle.team/docs/drizzle-kit-generate>

mod by_hand;
mod catalog;
mod deltas;
mod entity;
mod folder;
mod history;
mod journal;
mod postgres_type;
mod v7;

use std::fmt;

pub use catalog::postgres_catalog;
pub use folder::{Folder, Layout, Migration, Snapshot, read};
pub use history::{DOWN, snapshots};

/// Why a folder cannot be taken over, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder that it is about, as the caller named it; empty for the folder as a whole.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// The way out.
    pub remedy: String,
}

impl Problem {
    fn new(place: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.what)
    }
}

impl std::error::Error for Problem {}

/// What upgrades a folder to a format that is read here.
const UP: &str = "run `drizzle-kit up` in that project, and then this again";
