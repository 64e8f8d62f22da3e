//! What a database URL names.

use std::path::{Path, PathBuf};

#[cfg(not(all(feature = "sqlite", feature = "postgres")))]
use crate::Dialect;
use crate::error::{Error, ErrorKind, Result};

/// What a database URL names.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// An SQLite database in memory.
    SqliteMemory,
    /// An SQLite file.
    SqliteFile(PathBuf),
    /// A Postgres server; the whole URL, with its password.
    Postgres(String),
}

impl Location {
    /// Reads a URL; without one it is the file.
    pub(crate) fn parse(url: Option<&str>, file: &Path) -> Result<Self> {
        let url = url.map(str::trim).unwrap_or_default();
        if url.is_empty() {
            return Ok(Self::SqliteFile(file.to_owned()));
        }
        if has_scheme(url, "postgres") || has_scheme(url, "postgresql") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        if has_scheme(url, "libsql") {
            return Err(Error::with_detail(
                ErrorKind::Unsupported,
                "this build has no Turso driver (libsql://)",
            ));
        }
        if let Some(rest) = url.strip_prefix("sqlite:") {
            // `sqlite:app.db`, `sqlite:/var/app.db`, and the spelling with slashes that other tools have.
            let path = rest.strip_prefix("//").unwrap_or(rest);
            return match path {
                ":memory:" => Ok(Self::SqliteMemory),
                "" => Err(Error::with_detail(
                    ErrorKind::InvalidUrl,
                    "no path follows `sqlite:`",
                )),
                path => Ok(Self::SqliteFile(PathBuf::from(path))),
            };
        }
        if url == ":memory:" {
            return Ok(Self::SqliteMemory);
        }
        let named_as_file = [".db", ".sqlite", ".sqlite3"]
            .iter()
            .any(|ending| url.ends_with(ending));
        if named_as_file && !url.contains("://") {
            return Ok(Self::SqliteFile(PathBuf::from(url)));
        }
        // What it does say may be a password.
        Err(Error::with_detail(
            ErrorKind::InvalidUrl,
            "expected postgres://.., sqlite:<path>, sqlite::memory:, or a path that ends in .db or .sqlite",
        ))
    }

    #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::SqliteMemory | Self::SqliteFile(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The location without its password.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::SqliteMemory => "sqlite::memory:".to_owned(),
            Self::SqliteFile(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(url) => redacted(url),
        }
    }
}

fn has_scheme(url: &str, scheme: &str) -> bool {
    url.split_once("://")
        .is_some_and(|(found, _)| found.eq_ignore_ascii_case(scheme))
}

/// A URL with neither user's secret nor parameters: those may hold a password too.
pub(crate) fn redacted(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // A path: SQLite's URLs have no secrets. Anything else is not shown.
        let path = url.strip_prefix("sqlite:").is_some()
            || Location::parse(Some(url), Path::new("")).is_ok();
        return if path {
            url.to_owned()
        } else {
            "..".to_owned()
        };
    };
    // A password may hold any sign, even unescaped: what is before the last @ is a secret, whatever it looks like.
    let (user, rest) = match rest.rsplit_once('@') {
        Some((secret, rest)) => (secret.split(':').next().unwrap_or_default(), rest),
        None => ("", rest),
    };
    let address = rest.split(['?', '#']).next().unwrap_or_default();
    if user.is_empty() {
        format!("{scheme}://{address}")
    } else {
        format!("{scheme}://{user}@{address}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Location> {
        Location::parse(Some(url), Path::new("app.db"))
    }

    #[test]
    fn each_spelling_names_its_database() {
        let file = |path: &str| Location::SqliteFile(PathBuf::from(path));
        for (url, expected) in [
            ("", file("app.db")),
            ("  ", file("app.db")),
            ("sqlite:data/app.db", file("data/app.db")),
            ("sqlite:/var/lib/app", file("/var/lib/app")),
            ("sqlite:///var/lib/app", file("/var/lib/app")),
            ("sqlite://app.db", file("app.db")),
            ("sqlite::memory:", Location::SqliteMemory),
            ("app.db", file("app.db")),
            ("./x/app.sqlite", file("./x/app.sqlite")),
            (
                "postgres://u@h/d",
                Location::Postgres("postgres://u@h/d".into()),
            ),
            (
                "postgresql:///d",
                Location::Postgres("postgresql:///d".into()),
            ),
        ] {
            assert!(parse(url).unwrap() == expected, "{url}");
        }
        assert!(Location::parse(None, Path::new("x.db")).unwrap() == file("x.db"));
    }

    #[test]
    fn turso_is_unsupported_and_the_rest_is_no_url() {
        assert_eq!(
            parse("libsql://x.turso.io").err().unwrap().kind(),
            &ErrorKind::Unsupported
        );
        for url in [
            "mysql://u:secret@h/d",
            "secret",
            "sqlite:",
            "http://x/app.db",
        ] {
            let error = parse(url).err().unwrap();
            assert_eq!(error.kind(), &ErrorKind::InvalidUrl, "{url}");
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }

    #[test]
    fn no_password_is_shown_wherever_it_stands() {
        for (url, shown) in [
            (
                "postgres://app:secret@h:5432/d?sslmode=require",
                "postgres://app@h:5432/d",
            ),
            ("postgres://app:sec@ret@h/d", "postgres://app@h/d"),
            ("postgres://app:se?cr/et#@h/d", "postgres://app@h/d"),
            ("postgres://h/d?user=app&password=secret", "postgres://h/d"),
            ("postgresql:///d?host=/tmp", "postgresql:///d"),
            ("nonsense secret", ".."),
        ] {
            assert_eq!(redacted(url), shown);
        }
    }
}
