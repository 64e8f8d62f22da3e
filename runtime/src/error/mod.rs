//! The one error type: opaque, with a closed [`ErrorKind`] to match on.
//!
//! An error never holds a password or a bound value: not in its kind, nor in what it displays. That is why the drivers' own
//! errors (whose details quote rows) are not kept as sources.

mod kind;
mod table_difference;

use std::fmt;

use crate::migrate::MigrationErrorKind;

pub use kind::{ErrorKind, ValueProblem};
pub use table_difference::TableDifference;

/// The result of everything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, the same on both databases.
///
/// ```
/// use dualect::{Error, ErrorKind};
///
/// fn is_taken(error: &Error) -> bool {
///     matches!(error.kind(), ErrorKind::Unique { constraint, .. } if constraint == "agents_name_key")
/// }
/// # let _ = is_taken;
/// ```
// One pointer: results stay small, and an error is off the fast path anyway.
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    /// What a database or the system said, where it says more than the kind.
    detail: Option<String>,
    /// The generated function that was running.
    statement: Option<&'static str>,
    /// Which key met which row, as a number that says no more than whether two conflicts are one.
    conflict: Option<u64>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            detail: None,
            statement: None,
            conflict: None,
        }))
    }

    pub(crate) fn with_detail(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            detail: Some(detail.into()),
            statement: None,
            conflict: None,
        }))
    }

    /// Names the function that was running, unless one further in was named already.
    pub(crate) fn in_statement(mut self, statement: &'static str) -> Self {
        self.0.statement.get_or_insert(statement);
        self
    }

    /// Says which key met which row.
    #[cfg(feature = "postgres")]
    pub(crate) fn of_conflict(mut self, key: &impl std::hash::Hash) -> Self {
        self.0.conflict = Some(std::hash::BuildHasher::hash_one(
            &std::hash::BuildHasherDefault::<std::hash::DefaultHasher>::default(),
            key,
        ));
        self
    }

    /// Which key met which row, where that is what went wrong and others may have got in the way.
    pub(crate) fn conflict(&self) -> Option<u64> {
        self.0.conflict
    }

    /// What went wrong.
    ///
    /// ```
    /// # fn main() {
    /// let error = "nonsense".parse::<dualect::query::Cursor>().unwrap_err();
    /// assert_eq!(error.kind(), &dualect::ErrorKind::InvalidCursor);
    /// # }
    /// ```
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The generated function that failed, such as `agents::insert`, where one was running.
    #[must_use]
    pub fn statement(&self) -> Option<&'static str> {
        self.0.statement
    }

    /// Whether running the whole transaction again can succeed; [`Db::transaction`](crate::Db::transaction) does so by itself.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.kind.is_retryable()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl From<MigrationErrorKind> for Error {
    fn from(kind: MigrationErrorKind) -> Self {
        Self::new(ErrorKind::Migration(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(statement) = self.0.statement {
            write!(f, "{statement}: ")?;
        }
        write!(f, "{}", self.0.kind)?;
        if let Some(detail) = &self.0.detail {
            write!(f, ": {detail}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind);
        if let Some(detail) = &self.0.detail {
            out.field("detail", detail);
        }
        if let Some(statement) = self.0.statement {
            out.field("statement", &statement);
        }
        out.finish()
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn display_reads_as_a_sentence_with_the_function_first() {
        let kind = ErrorKind::Unique {
            table: "agents".into(),
            constraint: "agents_name_key".into(),
        };
        let error = Error::new(kind)
            .in_statement("agents::insert")
            .in_statement("outer");
        assert_eq!(
            error.to_string(),
            "agents::insert: another row of `agents` has the same key (unique constraint `agents_name_key`)"
        );
    }
}
