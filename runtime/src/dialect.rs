//! Which of the two databases a handle talks to.

use std::fmt;

/// A database that dualect speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// SQLite, compiled in.
    Sqlite,
    /// Postgres, over the network.
    Postgres,
}

impl Dialect {
    /// The name that commands, folders and reports use.
    ///
    /// ```
    /// assert_eq!(dualect::Dialect::Sqlite.as_str(), "sqlite");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
