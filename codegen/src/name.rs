//! Names: what the schema file calls a thing, and what the databases call it.

use std::fmt;

use serde::Serialize;

/// What stands before a name that is none: no name of a database has it.
const UNNAMED: char = '\0';

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it stands; whoever reads it from a file has checked it.
            ///
            /// ```
            #[doc = concat!("use dualect_codegen::name::", stringify!($name), ";")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(\"agents\").as_str(), \"agents\");")]
            /// ```
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.trim_start_matches(UNNAMED))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

name! {
    /// A table's key in `schema.toml`: `snake_case`, and the generated module's name.
    TableName
}
name! {
    /// A column's key in `schema.toml`: `snake_case`, and the generated field's name.
    ColumnName
}
name! {
    /// An enum's key in `schema.toml`.
    EnumName
}
name! {
    /// A view's key in `schema.toml`.
    ViewName
}
name! {
    /// A raw object's key in `schema.toml`.
    ObjectName
}
name! {
    /// A name as the databases hold it: of a table, a column, an index or a constraint. Any text without NUL,
    /// at most 63 bytes of UTF-8 (Postgres cuts longer ones: <https://www.postgresql.org/docs/current/limits.html>).
    DbName
}

impl DbName {
    /// What stands for the name of a constraint that has none; it is told by what it is.
    ///
    /// ```
    /// use dualect_codegen::name::DbName;
    /// let key = DbName::unnamed("primary key");
    /// assert!(key.is_unnamed() && !DbName::new("primary key").is_unnamed());
    /// assert_eq!(key.to_string(), "primary key");
    /// ```
    pub fn unnamed(what: impl fmt::Display) -> Self {
        Self(format!("{UNNAMED}{what}"))
    }

    /// Whether it is what SQLite calls the number of a row: a column may have the name, and then means itself, but `ALTER TABLE`
    /// refuses to add, drop or rename it. <https://www.sqlite.org/lang_createtable.html#rowid>
    ///
    /// ```
    /// use dualect_codegen::name::DbName;
    /// assert!(DbName::new("RowId").is_rowid() && !DbName::new("row_id").is_rowid());
    /// ```
    #[must_use]
    pub fn is_rowid(&self) -> bool {
        let names = ["rowid", "oid", "_rowid_"];
        names.iter().any(|name| self.0.eq_ignore_ascii_case(name))
    }

    /// Whether there is no such name in the database: nothing can be asked for by it, and nobody writes it.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        self.0.starts_with(UNNAMED)
    }
}
