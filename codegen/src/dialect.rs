//! The databases that SQL is written for, and what each can do.

use std::fmt;

use serde::Serialize;

/// A database family that SQL is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Dialect {
    /// SQLite, STRICT tables.
    Sqlite,
    /// Postgres 15 and later.
    Postgres,
}

impl Dialect {
    /// Every dialect, in the order in which output lists them.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// The name in `schema.toml`, in folder names and in messages.
    ///
    /// ```
    /// use dualect_codegen::dialect::Dialect;
    /// assert_eq!(Dialect::Postgres.as_str(), "postgres");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// The one of the two that this is not.
    ///
    /// ```
    /// use dualect_codegen::dialect::Dialect;
    /// assert_eq!(Dialect::Sqlite.other(), Dialect::Postgres);
    /// ```
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Sqlite => Self::Postgres,
            Self::Postgres => Self::Sqlite,
        }
    }

    /// The dialect of that name.
    ///
    /// ```
    /// use dualect_codegen::dialect::Dialect;
    /// assert_eq!(Dialect::from_name("sqlite"), Some(Dialect::Sqlite));
    /// assert_eq!(Dialect::from_name("mysql"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dialect| dialect.as_str() == name)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A version of the SQLite library, as `sqlite_version()` prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SqliteVersion {
    /// 3 in all that matters here.
    pub major: u16,
    /// 54 in 3.54.1.
    pub minor: u16,
    /// 1 in 3.54.1.
    pub patch: u16,
}

impl SqliteVersion {
    /// What the runtime compiles in.
    pub const BUNDLED: Self = Self {
        major: 3,
        minor: 54,
        patch: 0,
    };
    /// The oldest that generated SQL runs on: STRICT tables (3.37), RETURNING (3.35), `IS NOT DISTINCT FROM` (3.39), `unhex` (3.41).
    pub const OLDEST: Self = Self {
        major: 3,
        minor: 41,
        patch: 0,
    };
}

impl fmt::Display for SqliteVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
