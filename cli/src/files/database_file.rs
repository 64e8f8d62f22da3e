//! Whether a database's file is there: asking a database something must not create one.

use std::path::PathBuf;

/// The SQLite file that connecting to this URL would create; `None` where it is there, or the database is no file.
///
/// It knows the spellings that [`dualect::Db::connect`] documents; what is none of them is for the connection to refuse.
pub(crate) fn to_be_created(url: Option<&str>) -> Option<PathBuf> {
    let url = url.map(str::trim).unwrap_or_default();
    let path = if url.is_empty() {
        "app.db"
    } else if let Some(path) = url.strip_prefix("sqlite:") {
        path.strip_prefix("//").unwrap_or(path)
    } else if !url.contains("://")
        && [".db", ".sqlite", ".sqlite3"]
            .iter()
            .any(|end| url.ends_with(end))
    {
        url
    } else {
        return None;
    };
    let path = PathBuf::from(path);
    (!path.as_os_str().is_empty() && path.as_os_str() != ":memory:" && !path.exists())
        .then_some(path)
}

#[cfg(test)]
mod tests {
    use super::to_be_created;

    #[test]
    fn only_a_file_that_is_not_there_would_be_created() {
        for url in [
            "sqlite:/no/such/a",
            "sqlite:///no/such/a.db",
            "no/such.db",
            "no.sqlite3",
        ] {
            assert!(to_be_created(Some(url)).is_some(), "{url}");
        }
        let there = concat!("sqlite:", env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        for url in [
            "sqlite::memory:",
            ":memory:",
            "sqlite:",
            "postgres://h/a.db",
            "nonsense",
            there,
        ] {
            assert_eq!(to_be_created(Some(url)), None, "{url}");
        }
    }
}
