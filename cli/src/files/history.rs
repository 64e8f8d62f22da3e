//! The migration folders on disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use dualect_codegen::dialect::Dialect;
use dualect_codegen::migration;
use dualect_format::baseline;
use dualect_format::tag::Tag;

use super::leftover::entries;
use super::read;
use crate::error::{Error, Kind, Result};

const UP: &str = "migration.sql";
const DOWN: &str = "down.sql";
const SNAPSHOT: &str = "snapshot.json";

/// A migration's folder and its tag.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) tag: Tag,
}

/// Every migration of every dialect, whole, in the order of their tags: what the next one is made from.
pub(crate) fn whole(migrations: &Path) -> Result<Vec<migration::Folder>> {
    let mut history = Vec::new();
    for dialect in Dialect::ALL {
        for folder in folders(migrations, dialect)? {
            history.push(migration::Folder {
                dialect,
                migration: part(&folder, UP)?,
                down: part(&folder, DOWN)?,
                snapshot: part(&folder, SNAPSHOT)?,
                tag: folder.tag.as_str().to_owned(),
            });
        }
    }
    history.sort_by(|a, b| (&a.tag, a.dialect).cmp(&(&b.tag, b.dialect)));
    Ok(history)
}

/// What a folder's snapshot says; where it cannot be read, the folder is named.
pub(crate) fn told<T>(
    migrations: &Path,
    folder: &migration::Folder,
    found: std::result::Result<T, String>,
) -> Result<T> {
    found.map_err(|what| {
        let path = migrations.join(folder.dialect.as_str()).join(&folder.tag);
        let help = "restore the folder from version control; its files are never edited";
        Error::new(Kind::Migrations { path, what }, help)
    })
}

/// That a person has named a migration that is not there.
pub(crate) fn unknown(migrations: &Path, tag: &str) -> Error {
    let what = format!("there is no migration {tag} here");
    let path = migrations.to_owned();
    Error::new(Kind::Migrations { path, what }, "name one by its folder")
}

/// A migration as the database takes it: byte for byte what `include_str!` puts into an app.
#[derive(Debug)]
pub(crate) struct Sql {
    pub(crate) tag: String,
    pub(crate) up: String,
    pub(crate) down: String,
}

/// The SQL of one dialect's migrations, in order. drizzle-kit writes no way back: there it is empty.
pub(crate) fn sql(migrations: &Path, dialect: Dialect) -> Result<Vec<Sql>> {
    let mut list = Vec::new();
    for folder in folders(migrations, dialect)? {
        list.push(Sql {
            up: raw(&folder.path.join(UP))?,
            down: if folder.path.join(DOWN).exists() {
                raw(&folder.path.join(DOWN))?
            } else {
                String::new()
            },
            tag: folder.tag.as_str().to_owned(),
        });
    }
    Ok(list)
}

/// The migration folders of a dialect, in order; without those that a baseline among them replaces.
fn folders(migrations: &Path, dialect: Dialect) -> Result<Vec<Folder>> {
    let mut found = all_folders(migrations, dialect)?;
    let replaced = replaced_tags(&found);
    found.retain(|folder| !replaced.contains(folder.tag.as_str()));
    refuse_same_time(&found)?;
    Ok(found)
}

/// The folders that a baseline beside them replaces: what is left of a squash that was broken off.
pub(crate) fn replaced(migrations: &Path, dialect: Dialect) -> Result<Vec<PathBuf>> {
    let mut found = all_folders(migrations, dialect)?;
    let replaced = replaced_tags(&found);
    found.retain(|folder| replaced.contains(folder.tag.as_str()));
    Ok(found.into_iter().map(|folder| folder.path).collect())
}

/// What the baselines among these folders replace. What one of them says illegibly is for who reads it in earnest to refuse.
fn replaced_tags(folders: &[Folder]) -> BTreeSet<String> {
    let mut tags = BTreeSet::new();
    for folder in folders {
        let Some(text) = commented(&folder.path.join(UP)) else {
            continue;
        };
        let replaced = baseline::replaced(&text).unwrap_or_default();
        tags.extend(replaced.into_iter().map(|one| one.tag.to_string()));
    }
    tags
}

/// The text of a file that begins with a comment, as one with notes does: most do not, and are not read for that.
fn commented(path: &Path) -> Option<String> {
    let mut start = [0; 2];
    let mut file = fs::File::open(path).ok()?;
    file.read_exact(&mut start).ok()?;
    let mut text = String::from_utf8(start.to_vec()).ok()?;
    if text != "--" {
        return None;
    }
    file.read_to_string(&mut text).ok()?;
    Some(text)
}

/// The migration folders of a dialect, in order. Folders without files are none: git leaves them when a branch changes.
fn all_folders(migrations: &Path, dialect: Dialect) -> Result<Vec<Folder>> {
    let mut found: Vec<Folder> = Vec::new();
    for path in entries(&migrations.join(dialect.as_str()))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || !path.is_dir() || entries(&path)?.is_empty() {
            continue;
        }
        match Tag::parse(&name) {
            Ok(tag) => found.push(Folder { path, tag }),
            Err(_) if !path.join(UP).exists() => {}
            Err(error) => {
                return Err(Error::new(
                    Kind::Migrations {
                        what: error.to_string(),
                        path,
                    },
                    "give the folder its old name back, or move it out of the migrations folder",
                ));
            }
        }
    }
    found.sort_by(|a, b| a.tag.cmp(&b.tag));
    Ok(found)
}

fn refuse_same_time(found: &[Folder]) -> Result<()> {
    for pair in found.windows(2) {
        if let [first, second] = pair
            && first.tag.unix_seconds() == second.tag.unix_seconds()
        {
            return Err(Error::new(
                Kind::Migrations {
                    path: second.path.clone(),
                    what: format!(
                        "it has the same time in its tag as {}, so neither comes first",
                        first.tag
                    ),
                },
                "remove the folders of the one that no database has yet, for every dialect, and run db-generate: it makes that one anew, after the other",
            ));
        }
    }
    Ok(())
}

/// One of the files that make a migration whole.
fn part(folder: &Folder, name: &str) -> Result<String> {
    let path = folder.path.join(name);
    if !path.exists() {
        return Err(incomplete(&folder.path, name));
    }
    read::text(&path)
}

fn raw(path: &Path) -> Result<String> {
    if !path.exists() {
        return Err(incomplete(super::folder_of(path), UP));
    }
    // For its errors: text, and no merge conflict.
    read::text(path)?;
    fs::read_to_string(path).map_err(|source| Error::io("read", path, source))
}

fn incomplete(folder: &Path, name: &str) -> Error {
    Error::new(
        Kind::Migrations {
            path: folder.to_owned(),
            what: format!("{name} is missing from this migration"),
        },
        format!(
            "bring it back from version control: git checkout -- {}",
            folder.join(name).display()
        ),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::{sql, whole};
    use dualect_codegen::dialect::Dialect;
    use std::fs;
    use std::path::Path;

    fn migration(root: &Path, dialect: &str, tag: &str, files: &[&str]) {
        let folder = root.join(dialect).join(tag);
        fs::create_dir_all(&folder).unwrap();
        for file in files {
            fs::write(folder.join(file), format!("{tag} {file}\r\n")).unwrap();
        }
    }

    const ALL: [&str; 3] = ["migration.sql", "down.sql", "snapshot.json"];

    #[test]
    fn folders_come_in_the_order_of_their_tags_and_no_folder_is_no_history() {
        let root = tempfile::tempdir().unwrap();
        assert!(whole(&root.path().join("nowhere")).unwrap().is_empty());
        migration(root.path(), "sqlite", "20260202000000_b", &ALL);
        migration(root.path(), "sqlite", "20260101000000_a", &ALL);
        migration(root.path(), "postgres", "20260101000000_a", &ALL);
        fs::create_dir(root.path().join("sqlite/20260303000000_left_by_git")).unwrap();
        fs::write(root.path().join("sqlite/.DS_Store"), "").unwrap();
        let history = whole(root.path()).unwrap();
        let seen: Vec<_> = history
            .iter()
            .map(|one| (one.tag.as_str(), one.dialect))
            .collect();
        assert_eq!(
            seen,
            [
                ("20260101000000_a", Dialect::Sqlite),
                ("20260101000000_a", Dialect::Postgres),
                ("20260202000000_b", Dialect::Sqlite)
            ]
        );
        assert_eq!(history[0].down, "20260101000000_a down.sql\n");
    }

    #[test]
    fn a_migration_without_one_of_its_files_is_named_with_the_way_to_bring_it_back() {
        let root = tempfile::tempdir().unwrap();
        migration(root.path(), "sqlite", "20260101000000_a", &ALL[..2]);
        let error = whole(root.path()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("20260101000000_a: snapshot.json is missing"),
            "{error}"
        );
        assert!(error.help().unwrap().contains("git checkout"));
        assert_eq!(sql(root.path(), Dialect::Sqlite).unwrap().len(), 1);
    }

    #[test]
    fn the_sql_that_a_database_gets_keeps_every_byte() {
        let root = tempfile::tempdir().unwrap();
        migration(root.path(), "sqlite", "20260101000000_a", &ALL[..1]);
        let one = &sql(root.path(), Dialect::Sqlite).unwrap()[0];
        assert_eq!(
            (one.up.as_str(), one.down.as_str()),
            ("20260101000000_a migration.sql\r\n", "")
        );
    }

    #[test]
    fn a_folder_whose_name_is_no_tag_is_refused_if_it_holds_a_migration() {
        let root = tempfile::tempdir().unwrap();
        migration(root.path(), "sqlite", "meta", &["_journal.json"]);
        assert!(whole(root.path()).unwrap().is_empty());
        migration(root.path(), "sqlite", "old-20260101000000_a", &ALL);
        assert!(
            whole(root.path())
                .unwrap_err()
                .to_string()
                .contains("is no migration tag")
        );
    }

    #[test]
    fn two_migrations_of_one_second_clash() {
        let root = tempfile::tempdir().unwrap();
        migration(root.path(), "sqlite", "20260101000000_a", &ALL);
        migration(root.path(), "sqlite", "20260101000000_b", &ALL);
        assert!(
            whole(root.path())
                .unwrap_err()
                .to_string()
                .contains("same time in its tag as 20260101000000_a")
        );
    }
}
