//! The one error of this crate.

use std::fmt;

/// Text that is not in the format it should be in: says what was found, what was expected and, for a file, the line.
///
/// ```
/// let error = dualect_format::tag::Tag::parse("init").unwrap_err();
/// assert_eq!(error.to_string(), "`init` is no migration tag: expected `yyyymmddhhmmss_name`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    TagShape { text: String },
    TagTime { text: String, what: &'static str },
    TimeOutOfRange { unix_seconds: i64 },
    Slug { text: String, why: &'static str },
    Lock { line: usize, why: String },
    Replaced { text: String },
}

impl Error {
    /// The line in the file that could not be read, from 1, where the text was a file.
    ///
    /// ```
    /// let error = dualect_format::fingerprint::Lock::parse("schema\n").unwrap_err();
    /// assert_eq!(error.line(), Some(1));
    /// ```
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match &self.kind {
            Kind::Lock { line, .. } => Some(*line),
            Kind::TagShape { .. }
            | Kind::TagTime { .. }
            | Kind::TimeOutOfRange { .. }
            | Kind::Slug { .. }
            | Kind::Replaced { .. } => None,
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::TagShape { text } => write!(
                f,
                "`{text}` is no migration tag: expected `yyyymmddhhmmss_name`"
            ),
            Kind::TagTime { text, what } => {
                write!(f, "`{text}` names no moment: {what} is out of range")
            }
            Kind::TimeOutOfRange { unix_seconds } => {
                write!(
                    f,
                    "{unix_seconds} s since 1970 has no tag: only the years 1970 to 9999 have"
                )
            }
            Kind::Slug { text, why } => write!(f, "`{text}` cannot name a migration: {why}"),
            Kind::Lock { line, why } => write!(f, "line {line}: {why}"),
            Kind::Replaced { text } => write!(
                f,
                "`{text}` names no replaced migration: expected `<tag> <hash> <file hash>`"
            ),
        }
    }
}

impl std::error::Error for Error {}
