//! What a baseline says of the migrations that it stands for.
//!
//! A baseline is a migration that makes at once what a history of migrations made step by step. Its `migration.sql` begins with a
//! note for each of them, oldest first, so that a migrator knows what a database had to go through to stand where the
//! baseline leads:
//!
//! ```text
//! -- dualect: replaces 20260131120000_init <hash> <file hash>
//! ```
//!
//! Where one of them was a baseline itself, its note ends in `baseline`, and what it stood for comes before it.

use std::fmt;

use crate::error::{Error, Kind};
use crate::hash::{normalised_hash, sha256_hex};
use crate::statements::head_notes;
use crate::tag::Tag;

/// The word that such a note begins with.
const REPLACES: &str = "replaces";
/// The word that it ends in where what is replaced was a baseline itself.
const BASELINE: &str = "baseline";

/// A migration that a baseline stands for.
///
/// ```
/// use dualect_format::baseline::Replaced;
/// use dualect_format::tag::Tag;
///
/// let init = Replaced::of(Tag::parse("20260131120000_init")?, "CREATE TABLE a (b integer);\n")?;
/// assert!(!init.is_baseline);
/// assert_eq!(Replaced::parse(&init.to_string())?, init);
/// # Ok::<(), dualect_format::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Its tag.
    pub tag: Tag,
    /// The hash of its `migration.sql` that comments and white space do not change:
    /// [`normalised_hash`].
    pub hash: String,
    /// The hash of the file's bytes, each line ending in a line feed: what drizzle-orm records.
    pub file_hash: String,
    /// Whether it was a baseline itself.
    pub is_baseline: bool,
}

impl Replaced {
    /// The migration of this tag and `migration.sql`.
    ///
    /// # Errors
    /// The file says that it is a baseline, and not legibly of what.
    pub fn of(tag: Tag, migration: &str) -> Result<Self, Error> {
        Ok(Self {
            tag,
            hash: normalised_hash(migration),
            file_hash: sha256_hex(migration.replace("\r\n", "\n")),
            is_baseline: !replaced(migration)?.is_empty(),
        })
    }

    /// Reads what `Display` writes: `<tag> <hash> <file hash>`, and `baseline` behind it.
    ///
    /// # Errors
    /// The text is something else.
    ///
    /// ```
    /// use dualect_format::baseline::Replaced;
    ///
    /// let error = Replaced::parse("20260131120000_init").unwrap_err();
    /// assert!(error.to_string().contains("expected `<tag> <hash> <file hash>`"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::from(Kind::Replaced {
                text: text.to_owned(),
            })
        };
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let (words, is_baseline) = match words.as_slice() {
            [words @ .., BASELINE] => (words, true),
            words => (words, false),
        };
        let [tag, hash, file_hash] = words else {
            return Err(wrong());
        };
        let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_hash(hash) || !is_hash(file_hash) {
            return Err(wrong());
        }
        Ok(Self {
            tag: Tag::parse(tag)?,
            hash: (*hash).to_owned(),
            file_hash: (*file_hash).to_owned(),
            is_baseline,
        })
    }

    /// The line for the head of the baseline's `migration.sql`, without its line feed.
    ///
    /// ```
    /// use dualect_format::baseline::Replaced;
    /// use dualect_format::tag::Tag;
    ///
    /// let init = Replaced::of(Tag::parse("20260131120000_init")?, "")?;
    /// assert!(init.note().starts_with("-- dualect: replaces 20260131120000_init e3b0c442"));
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> String {
        format!("-- dualect: {REPLACES} {self}")
    }
}

impl fmt::Display for Replaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tag,
            hash,
            file_hash,
            is_baseline,
        } = self;
        write!(f, "{tag} {hash} {file_hash}")?;
        if *is_baseline {
            write!(f, " {BASELINE}")?;
        }
        Ok(())
    }
}

/// What a `migration.sql` says that it replaces, oldest first; nothing where it is no baseline.
///
/// # Errors
/// A note that begins as one of these and does not go on as one.
///
/// ```
/// use dualect_format::baseline::{Replaced, replaced};
/// use dualect_format::tag::Tag;
///
/// let init = Replaced::of(Tag::parse("20260131120000_init")?, "CREATE TABLE a (b integer);\n")?;
/// let baseline = format!("{}\nCREATE TABLE a (b integer);\n", init.note());
/// assert_eq!(replaced(&baseline)?, [init]);
/// assert_eq!(replaced("CREATE TABLE a (b integer);\n")?, []);
/// # Ok::<(), dualect_format::Error>(())
/// ```
pub fn replaced(migration: &str) -> Result<Vec<Replaced>, Error> {
    head_notes(migration)
        .filter_map(|note| {
            let rest = note.strip_prefix(REPLACES)?;
            rest.starts_with([' ', '\t']).then_some(rest)
        })
        .map(|rest| Replaced::parse(rest.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

    use super::{Replaced, replaced};
    use crate::tag::Tag;

    fn of(tag: &str, sql: &str) -> Replaced {
        Replaced::of(Tag::parse(tag).unwrap(), sql).unwrap()
    }

    #[test]
    fn a_baseline_among_the_replaced_is_known_as_one_again() {
        let first = of("20260131120000_init", "SELECT 1;\n");
        let baseline = format!("{}\nSELECT 1;\n", first.note());
        let second = of("20260131120000_baseline", &baseline);
        assert!(second.is_baseline && !first.is_baseline);
        let text = format!("{}\n{}\n-- why\nSELECT 2;\n", first.note(), second.note());
        assert_eq!(replaced(&text).unwrap(), [first, second]);
    }

    #[test]
    fn a_note_that_lost_its_hash_is_an_error_and_another_note_is_none() {
        let error = replaced("-- dualect: replaces 20260131120000_init\nSELECT 1;").unwrap_err();
        assert!(error.to_string().contains("20260131120000_init"), "{error}");
        assert_eq!(
            replaced("-- dualect: replacesnothing\nSELECT 1;").unwrap(),
            []
        );
    }

    #[test]
    fn line_ends_change_no_hash() {
        let (unix, dos) = ("SELECT\n1;\n", "SELECT\r\n1;\r\n");
        assert_eq!(of("20260131120000_a", unix), of("20260131120000_a", dos));
    }
}
