//! What a migration is called: `yyyymmddhhmmss_name`, its moment in UTC and a short name.

use std::fmt;

use crate::civil;
use crate::error::{Error, Kind};

const DIGITS: usize = 14;

/// A migration's tag: the name of its folder, and its key in a database's tracking tables. Tags sort by their moment.
///
/// ```
/// use dualect_format::tag::Tag;
///
/// let tag = Tag::parse("20260131120000_init")?;
/// assert_eq!(tag.name(), "init");
/// assert_eq!(tag.unix_seconds(), 1_769_860_800);
/// assert!(tag < Tag::parse("20260131120001_add_users")?);
/// # Ok::<(), dualect_format::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    // The text sorts as the pair (moment, name) does, for the moment has a fixed width.
    text: String,
    unix_seconds: i64,
}

impl Tag {
    /// The tag of this moment and name; the years 1970 to 9999 have one.
    ///
    /// ```
    /// use dualect_format::tag::{Slug, Tag};
    ///
    /// assert_eq!(Tag::new(0, &Slug::parse("init")?)?.as_str(), "19700101000000_init");
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    pub fn new(unix_seconds: i64, name: &Slug) -> Result<Self, Error> {
        Ok(Self {
            text: format!("{}_{name}", civil::format(unix_seconds)?),
            unix_seconds,
        })
    }

    /// Reads a folder's name. The moment must be a real one; the name may be any that other tools write too: ASCII
    /// letters, digits, `_`, `-` and `.`.
    ///
    /// ```
    /// use dualect_format::tag::Tag;
    ///
    /// assert!(Tag::parse("20260131120000_lush-Vision").is_ok());
    /// assert!(Tag::parse("20260230120000_init").is_err());
    /// assert!(Tag::parse("0001_init").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let shape = || {
            Error::from(Kind::TagShape {
                text: text.to_owned(),
            })
        };
        let (digits, name) = text.split_at_checked(DIGITS).ok_or_else(shape)?;
        let name = name.strip_prefix('_').ok_or_else(shape)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        if name.is_empty()
            || !name.bytes().all(plain)
            || !digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Err(shape());
        }
        Ok(Self {
            text: text.to_owned(),
            unix_seconds: civil::parse(digits)?,
        })
    }

    /// The tag after `last`: now, or a second after `last` where the clock has not come that far, so that tags rise
    /// strictly whatever the clock does.
    ///
    /// ```
    /// use dualect_format::tag::{Slug, Tag};
    ///
    /// let last = Tag::parse("20260131120000_init")?;
    /// let next = Tag::next(0, Some(&last), &Slug::parse("more")?)?;
    /// assert_eq!(next.as_str(), "20260131120001_more");
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    pub fn next(now: i64, last: Option<&Self>, name: &Slug) -> Result<Self, Error> {
        Self::new(
            last.map_or(now, |last| now.max(last.unix_seconds + 1)),
            name,
        )
    }

    /// The whole tag.
    ///
    /// ```
    /// # use dualect_format::tag::Tag;
    /// assert_eq!(Tag::parse("20260131120000_init")?.as_str(), "20260131120000_init");
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What follows the moment.
    ///
    /// ```
    /// # use dualect_format::tag::Tag;
    /// assert_eq!(Tag::parse("20260131120000_init")?.name(), "init");
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.text[DIGITS + 1..]
    }

    /// Its moment, in seconds since 1970.
    ///
    /// ```
    /// # use dualect_format::tag::Tag;
    /// assert_eq!(Tag::parse("19700101000001_init")?.unix_seconds(), 1);
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        self.unix_seconds
    }

    /// Its moment in milliseconds since 1970: what drizzle-orm records as `created_at`.
    ///
    /// ```
    /// # use dualect_format::tag::Tag;
    /// assert_eq!(Tag::parse("19700101000001_init")?.unix_millis(), 1_000);
    /// # Ok::<(), dualect_format::Error>(())
    /// ```
    #[must_use]
    pub fn unix_millis(&self) -> i64 {
        self.unix_seconds * 1_000
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl AsRef<str> for Tag {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The moment that fourteen digits `yyyymmddhhmmss` name in UTC, in seconds since 1970.
///
/// ```
/// assert_eq!(dualect_format::tag::parse_moment("20260131120000")?, 1_769_860_800);
/// # Ok::<(), dualect_format::Error>(())
/// ```
pub fn parse_moment(digits: &str) -> Result<i64, Error> {
    civil::parse(digits)
}

/// The name within a tag that we write: lower-case ASCII words joined by `_`, beginning with a letter or a digit, at
/// most [`Slug::MAX`] bytes, so that a folder's path stays short on every file system.
///
/// ```
/// use dualect_format::tag::Slug;
///
/// assert_eq!(Slug::parse("add_users")?.as_str(), "add_users");
/// assert!(Slug::parse("Add Users").is_err());
/// assert_eq!(Slug::from_words("Add Users!").as_str(), "add_users");
/// # Ok::<(), dualect_format::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The longest a name may be, in bytes.
    pub const MAX: usize = 60;

    /// Takes a name that follows the rule, and says what is wrong with one that does not.
    ///
    /// ```
    /// # use dualect_format::tag::Slug;
    /// let error = Slug::parse("a__b").unwrap_err();
    /// assert_eq!(error.to_string(), "`a__b` cannot name a migration: single `_` stand between words only");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        let why = if text.is_empty() {
            "it is empty"
        } else if text.len() > Self::MAX {
            "it is longer than 60 bytes"
        } else if !text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            "only a-z, 0-9 and _ may stand in it"
        } else if text.starts_with('_') || text.ends_with('_') || text.contains("__") {
            "single `_` stand between words only"
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(Kind::Slug {
            text: text.to_owned(),
            why,
        }
        .into())
    }

    /// Makes a name of any text: what may not stand in one becomes a `_` between words, what is too long is cut after the
    /// last word that fits, and a text without a single letter or digit becomes `migration`.
    ///
    /// ```
    /// # use dualect_format::tag::Slug;
    /// assert_eq!(Slug::from_words("  Drop `old.Table` ").as_str(), "drop_old_table");
    /// assert_eq!(Slug::from_words("…").as_str(), "migration");
    /// ```
    #[must_use]
    pub fn from_words(text: &str) -> Self {
        let mut slug = String::new();
        let lower = text.to_ascii_lowercase();
        for word in lower
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let start = if slug.is_empty() { 0 } else { slug.len() + 1 };
            if start > 0 && start + word.len() > Self::MAX {
                break;
            }
            if start > 0 {
                slug.push('_');
            }
            slug.push_str(&word[..word.len().min(Self::MAX - start)]);
        }
        if slug.is_empty() {
            slug.push_str("migration");
        }
        Self(slug)
    }

    /// The name's text.
    ///
    /// ```
    /// # use dualect_format::tag::Slug;
    /// assert_eq!(Slug::from_words("init").as_str(), "init");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{Slug, Tag};

    #[test]
    fn tags_rise_strictly_even_when_the_clock_stands_still_or_goes_back() {
        let name = Slug::parse("a").unwrap();
        let mut last = Tag::next(1_769_860_800, None, &name).unwrap();
        for now in [
            1_769_860_800,
            1_769_860_800,
            0,
            1_769_860_805,
            1_769_860_799,
        ] {
            let next = Tag::next(now, Some(&last), &Slug::parse("a").unwrap()).unwrap();
            assert!(last < next && next.unix_seconds() >= now);
            assert_eq!(Tag::parse(next.as_str()).unwrap(), next);
            last = next;
        }
        assert_eq!(last.as_str(), "20260131120006_a");
    }

    #[test]
    fn the_last_second_of_all_has_no_next_tag() {
        let last = Tag::parse("99991231235959_end").unwrap();
        assert!(Tag::next(0, Some(&last), &Slug::parse("more").unwrap()).is_err());
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in [
            "",
            "init",
            "20260131120000",
            "20260131120000_",
            "20260131120000-init",
            "2026013112000é_init",
            "20260131120000_in it",
            "20260131120000_a/b",
            "20261331120000_init",
        ] {
            assert!(Tag::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_made_of_any_words_follows_the_rule() {
        let long = "word ".repeat(40);
        let unbroken = "x".repeat(200);
        for text in [
            "Create Table",
            "__a__",
            "ÄÖÜ ß",
            "-",
            "9 lives",
            &long,
            &unbroken,
        ] {
            let slug = Slug::from_words(text);
            assert_eq!(Slug::parse(slug.as_str()).unwrap(), slug, "{text}");
        }
        assert_eq!(
            Slug::from_words(&long).as_str(),
            "word_".repeat(12).trim_end_matches('_')
        );
    }
}
