//! The migrations that are there.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::tag::Tag;

use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::parallel;
use crate::snapshot::{self, Snapshot};

/// One migration's folder: the texts of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The database it is for.
    pub dialect: Dialect,
    /// The folder's name.
    pub tag: String,
    /// `migration.sql`.
    pub migration: String,
    /// `down.sql`.
    pub down: String,
    /// `snapshot.json`.
    pub snapshot: String,
}

/// Where one database's history stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The tags that the next migration follows: none, or the newest.
    pub parents: Vec<String>,
    /// What the database holds.
    pub catalog: Catalog,
}

/// The whole history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Each dialect's tags, oldest first. One that was added to a project later has fewer.
    pub tags: BTreeMap<Dialect, Vec<Tag>>,
    /// Where each dialect stands.
    pub heads: BTreeMap<Dialect, Head>,
}

/// Reads the folders of the dialects in use.
///
/// # Errors
/// A folder's name is no tag, a snapshot cannot be read or names a parent that is not there, or two migrations follow the
/// same one.
pub fn read_history(
    folders: &[Folder],
    dialects: &[Dialect],
    migrations_path: &str,
) -> Result<History, Diagnostics> {
    let mut problems = Diagnostics::new();
    let mut history = History {
        tags: BTreeMap::new(),
        heads: BTreeMap::new(),
    };
    for &dialect in dialects {
        let mut snapshots: BTreeMap<&str, Snapshot> = BTreeMap::new();
        let known = problems.len();
        let folders = folders.iter().filter(|folder| folder.dialect == dialect);
        let read = parallel::map(folders.clone(), |folder| snapshot::read(&folder.snapshot));
        for (folder, read) in folders.zip(read) {
            let path = format!("{migrations_path}/{dialect}/{}", folder.tag);
            match Tag::parse(&folder.tag) {
                Ok(tag) => history.tags.entry(dialect).or_default().push(tag),
                Err(error) => {
                    let help = "migration folders are named by db-generate; move what is not one elsewhere";
                    problems.push(
                        Diagnostic::error(Code::MigrationName, &path, error.to_string()).help(help),
                    );
                }
            }
            match read {
                Ok(snapshot) if snapshot.catalog.dialect == dialect => {
                    snapshots.insert(&folder.tag, snapshot);
                }
                Ok(snapshot) => {
                    let message = format!("this snapshot is for {}", snapshot.catalog.dialect);
                    problems.push(broken(&path, &message));
                }
                Err(problem) => problems.push(broken(&path, &place(&problem, &folder.snapshot))),
            }
        }
        // What cannot be read would only be missed again as somebody's parent.
        if problems.len() == known {
            match head(snapshots, dialect, migrations_path) {
                Ok(head) => {
                    history.heads.insert(dialect, head);
                }
                Err(found) => problems.extend(found),
            }
        }
    }
    for tags in history.tags.values_mut() {
        tags.sort();
    }
    if problems.is_empty() {
        Ok(history)
    } else {
        Err(problems)
    }
}

fn broken(path: &str, message: &str) -> Diagnostic {
    Diagnostic::error(Code::Snapshot, format!("{path}/snapshot.json"), message)
        .help("restore the folder from version control; its files are never edited")
}

fn place(problem: &snapshot::Problem, text: &str) -> String {
    if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
        return "this file holds the marks of a merge conflict".to_owned();
    }
    if problem.line == 0 {
        problem.to_string()
    } else {
        format!("this is not a snapshot: {problem}")
    }
}

fn head(
    mut snapshots: BTreeMap<&str, Snapshot>,
    dialect: Dialect,
    migrations_path: &str,
) -> Result<Head, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut followed: BTreeSet<String> = BTreeSet::new();
    for (tag, snapshot) in &snapshots {
        for parent in &snapshot.parents {
            if !snapshots.contains_key(parent.as_str()) {
                let path = format!("{migrations_path}/{dialect}/{tag}/snapshot.json");
                let message = format!("it follows {parent}, and there is no such migration");
                let help = "restore the missing folder from version control";
                problems.push(Diagnostic::error(Code::MissingParent, path, message).help(help));
            }
            followed.insert(parent.clone());
        }
    }
    let mut heads = snapshots
        .keys()
        .copied()
        .filter(|tag| !followed.contains(*tag));
    let (first, second) = (heads.next(), heads.next());
    if let (Some(one), Some(other)) = (first, second) {
        let path = format!("{migrations_path}/{dialect}");
        let message = format!("{one} and {other} both follow the same migration: two branches met");
        let help = format!(
            "delete the folders of the one that is not released ({migrations_path}/*/{other}) and run db-generate again: \
             it makes one that follows the other"
        );
        problems.push(Diagnostic::error(Code::TwoHeads, path, message).help(help));
    }
    match first {
        _ if !problems.is_empty() => Err(problems),
        None if snapshots.is_empty() => Ok(Head {
            parents: Vec::new(),
            catalog: Catalog::empty(dialect),
        }),
        None => {
            let path = format!("{migrations_path}/{dialect}");
            let message =
                "each of these migrations follows another one of them: there is no last one";
            let help = "restore the folder from version control";
            Err(vec![
                Diagnostic::error(Code::MissingParent, path, message).help(help),
            ])
        }
        Some(tag) => Ok(Head {
            parents: vec![tag.to_owned()],
            catalog: snapshots
                .remove(tag)
                .map_or_else(|| Catalog::empty(dialect), |snapshot| snapshot.catalog),
        }),
    }
}
