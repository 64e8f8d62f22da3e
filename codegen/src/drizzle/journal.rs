//! The journal of before drizzle-kit 1.0: `meta/_journal.json`, which says what there is and in which order it is run.

use dualect_format::tag::{Slug, Tag};
use serde::Deserialize;

use super::Problem;

/// Where the journal is.
pub(super) const JOURNAL: &str = "meta/_journal.json";

#[derive(Debug, Deserialize)]
pub(super) struct Journal {
    pub(super) dialect: String,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    /// When it was made, in milliseconds since 1970: what the migrator records as `created_at`.
    pub(super) when: i64,
    /// The file's name without `.sql`.
    pub(super) tag: String,
}

pub(super) fn read(text: &str) -> Result<Journal, Problem> {
    serde_json::from_str(text).map_err(|error| {
        Problem::new(
            JOURNAL,
            format!("it is no journal of drizzle-kit's: {error}"),
            "restore it from version control",
        )
    })
}

impl Entry {
    /// The file's text.
    pub(super) fn file(&self) -> String {
        format!("{}.sql", self.tag)
    }

    /// Its snapshot: after whatever stands before the first `_`.
    pub(super) fn snapshot(&self) -> String {
        let (prefix, _) = self.tag.split_once('_').unwrap_or((&self.tag, ""));
        format!("meta/{prefix}_snapshot.json")
    }

    /// The tag that it has in the layout of 1.x: the second of `when`, by which both migrators know it again, but never before or at
    /// that of the migration before it, for the journal's order is the order.
    pub(super) fn new_tag(&self, last: Option<&Tag>) -> Result<Tag, Problem> {
        let name = match self.tag.split_once('_') {
            Some((prefix, name)) if prefix.bytes().all(|byte| byte.is_ascii_digit()) => name,
            Some(_) | None => &self.tag,
        };
        Tag::next(self.when.div_euclid(1_000), last, &Slug::from_words(name)).map_err(|error| {
            Problem::new(
                JOURNAL,
                format!("`when` of {}: {error}", self.tag),
                "put right what the journal says of it",
            )
        })
    }
}
