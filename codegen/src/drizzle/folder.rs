//! What is in a folder, and in which order it is run.

use std::collections::BTreeMap;

use dualect_format::tag::Tag;
use serde::Deserialize;

use super::journal::{self, JOURNAL};
use super::{Problem, UP};
use crate::dialect::Dialect;

/// How a folder is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As before 1.0: a journal, and files beside it.
    Journal,
    /// As in 1.x: a folder a migration.
    Folders,
}

/// A migrations folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The database it is for.
    pub dialect: Dialect,
    /// How it is laid out.
    pub layout: Layout,
    /// In the order in which they are run.
    pub migrations: Vec<Migration>,
}

/// One migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// What it is called from now on: in 1.x as it was.
    pub tag: Tag,
    /// The file, as it lies in the folder.
    pub place: String,
    /// Its statements, every byte of them: drizzle-orm records their hash.
    pub sql: String,
    /// Its snapshot, where there is one.
    pub snapshot: Option<Snapshot>,
}

/// A snapshot's text, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub(super) text: String,
    pub(super) head: Head,
}

/// What every format has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Head {
    pub(super) version: String,
    pub(super) dialect: Option<String>,
    pub(super) id: String,
    pub(super) prev_ids: Vec<String>,
}

/// Reads a folder, of which each file's text is given by its path in it, with `/`.
///
/// # Errors
/// It is no such folder, it is not whole, or it is for another database than SQLite or Postgres.
///
/// ```
/// use std::collections::BTreeMap;
/// use dualect_codegen::drizzle::{Layout, read};
///
/// let sql = "CREATE TABLE `a` (`id` integer PRIMARY KEY);";
/// let files = BTreeMap::from([("20260131120000_init/migration.sql".to_owned(), sql.to_owned())]);
/// let folder = read(&files)?;
/// assert_eq!((folder.layout, folder.migrations.len()), (Layout::Folders, 1));
/// # Ok::<(), dualect_codegen::drizzle::Problem>(())
/// ```
pub fn read(files: &BTreeMap<String, String>) -> Result<Folder, Problem> {
    let (layout, said, migrations) = match files.get(JOURNAL) {
        Some(text) => {
            let journal = journal::read(text)?;
            let migrations = of_journal(&journal, files)?;
            (Layout::Journal, Some(journal.dialect), migrations)
        }
        None => (Layout::Folders, None, of_folders(files)?),
    };
    if migrations.is_empty() {
        return Err(Problem::new(
            "",
            "there are no migrations of drizzle-kit's in it",
            "name the folder that drizzle.config.ts has as `out`: the one with meta/_journal.json, or with a folder a migration",
        ));
    }
    let said = said.or_else(|| {
        let mut snapshots = migrations.iter().filter_map(|one| one.snapshot.as_ref());
        snapshots.find_map(|snapshot| snapshot.head.dialect.clone())
    });
    Ok(Folder {
        dialect: dialect(said.as_deref(), &migrations)?,
        layout,
        migrations,
    })
}

fn dialect(said: Option<&str>, migrations: &[Migration]) -> Result<Dialect, Problem> {
    match said {
        Some("sqlite" | "turso" | "libsql") => Ok(Dialect::Sqlite),
        Some("postgresql" | "postgres" | "pg") => Ok(Dialect::Postgres),
        Some(other) => Err(Problem::new(
            "",
            format!("its migrations are for {other}"),
            "SQLite's and Postgres' can be taken over",
        )),
        // Only SQLite's and MySQL's have such quotes, and the latter's kit always writes a snapshot.
        None if migrations.iter().any(|one| one.sql.contains('`')) => Ok(Dialect::Sqlite),
        None => Ok(Dialect::Postgres),
    }
}

fn of_journal(
    journal: &journal::Journal,
    files: &BTreeMap<String, String>,
) -> Result<Vec<Migration>, Problem> {
    let mut found: Vec<Migration> = Vec::new();
    for entry in &journal.entries {
        let place = entry.file();
        let Some(sql) = files.get(&place) else {
            return Err(Problem::new(
                place,
                "the journal names it, and it is not there",
                "restore it from version control: a database may have run it",
            ));
        };
        found.push(Migration {
            tag: entry.new_tag(found.last().map(|last| &last.tag))?,
            sql: sql.clone(),
            snapshot: snapshot(files, &entry.snapshot())?,
            place,
        });
    }
    Ok(found)
}

fn of_folders(files: &BTreeMap<String, String>) -> Result<Vec<Migration>, Problem> {
    let mut found: Vec<Migration> = Vec::new();
    for (place, sql) in files {
        let Some(name) = place.strip_suffix("/migration.sql") else {
            continue;
        };
        let tag = Tag::parse(name).map_err(|error| {
            let remedy = "give the folder its old name back: its first 14 digits say when it was made, and by its name the databases know it";
            Problem::new(name, error.to_string(), remedy)
        })?;
        found.push(Migration {
            tag,
            place: place.clone(),
            sql: sql.clone(),
            snapshot: snapshot(files, &format!("{name}/snapshot.json"))?,
        });
    }
    found.sort_by(|one, other| one.tag.cmp(&other.tag));
    let mut pairs = found.iter().zip(found.iter().skip(1));
    let same = |(one, other): &(&Migration, &Migration)| {
        one.tag.unix_seconds() == other.tag.unix_seconds()
    };
    if let Some((one, other)) = pairs.find(same) {
        return Err(Problem::new(
            other.tag.as_str(),
            format!("it has the same second in its name as {}", one.tag),
            "where no database has run it yet, delete it and let drizzle-kit make it anew",
        ));
    }
    Ok(found)
}

fn snapshot(files: &BTreeMap<String, String>, place: &str) -> Result<Option<Snapshot>, Problem> {
    let Some(text) = files.get(place) else {
        return Ok(None);
    };
    let read = serde_json::from_str(text).map(|head| Snapshot {
        text: text.clone(),
        head,
    });
    read.map(Some).map_err(|error| {
        let what = format!("it is no snapshot of drizzle-kit's: {error}");
        Problem::new(
            place,
            what,
            format!("restore it from version control, or {UP}"),
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::read;
    use crate::dialect::Dialect;
    use std::collections::BTreeMap;

    fn files(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = of
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()));
        pairs.collect()
    }

    const JOURNAL: &str = r#"{"version": "7", "dialect": "postgresql", "entries": [
        {"idx": 0, "version": "7", "when": 1769860800999, "tag": "0000_Odd Name", "breakpoints": true},
        {"idx": 1, "version": "7", "when": 1769860800001, "tag": "0001_init", "breakpoints": false},
        {"idx": 2, "version": "7", "when": 1769860900000, "tag": "20260131120140_later", "breakpoints": true}]}"#;

    #[test]
    fn a_journal_gives_the_order_and_each_tag_the_second_in_which_it_was_made() {
        let found = read(&files(&[
            ("meta/_journal.json", JOURNAL),
            ("0000_Odd Name.sql", ""),
            ("0001_init.sql", "CREATE TABLE b ();"),
            ("20260131120140_later.sql", "CREATE TABLE c ();"),
        ]))
        .unwrap();
        assert_eq!(found.dialect, Dialect::Postgres);
        let tags: Vec<_> = found
            .migrations
            .iter()
            .map(|one| one.tag.as_str())
            .collect();
        assert_eq!(
            tags,
            [
                "20260131120000_odd_name",
                "20260131120001_init",
                "20260131120140_later"
            ]
        );
    }

    #[test]
    fn a_file_that_the_journal_names_and_is_not_there_is_named() {
        let error = read(&files(&[("meta/_journal.json", JOURNAL)])).unwrap_err();
        assert!(
            error.to_string().starts_with("0000_Odd Name.sql: "),
            "{error}"
        );
    }

    #[test]
    fn other_databases_and_folders_without_migrations_are_refused() {
        let other = JOURNAL.replace("postgresql", "mysql");
        let entries = r#""entries": []"#;
        let empty = format!("{{\"version\": \"7\", \"dialect\": \"sqlite\", {entries}}}");
        assert!(read(&files(&[("meta/_journal.json", &empty)])).is_err());
        let texts = [
            ("0000_Odd Name.sql", ""),
            ("0001_init.sql", ""),
            ("20260131120140_later.sql", ""),
        ];
        let mut all = files(&texts);
        all.insert("meta/_journal.json".to_owned(), other);
        let error = read(&all).unwrap_err();
        assert!(error.to_string().contains("for mysql"), "{error}");
    }
}
