//! The migrations that are there.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::hash::sha256_hex;
use dualect_format::statements::normalise;
use dualect_format::tag::Tag;

use super::HazardNote;
use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::parallel;
use crate::snapshot::{self, Outline};

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

impl Folder {
    /// The tags of the migrations that this one follows.
    ///
    /// # Errors
    /// What is wrong with the snapshot.
    pub fn parents(&self) -> Result<Vec<String>, String> {
        self.outline().map(|outline| outline.parents)
    }

    /// The tags under which later migrations may name this one as what they follow: its own, and that of the last one that it
    /// replaces, where it is a baseline.
    ///
    /// # Errors
    /// What is wrong with the snapshot.
    pub fn names(&self) -> Result<Vec<String>, String> {
        let outline = self.outline()?;
        let last = outline.replaces.last().map(|last| last.tag.to_string());
        Ok([Some(self.tag.clone()), last]
            .into_iter()
            .flatten()
            .collect())
    }

    /// Whether its statements are other ones than were written. White space and comments are no statements; where nobody has
    /// kept what was written, nobody can tell.
    ///
    /// # Errors
    /// What is wrong with the snapshot.
    pub fn is_edited(&self) -> Result<bool, String> {
        let written = self.outline()?.statements;
        Ok(written.is_some_and(|written| written != statements_hash(&self.migration)))
    }

    pub(super) fn outline(&self) -> Result<Outline, String> {
        let outline = snapshot::outline(&self.snapshot);
        outline.map_err(|problem| place(&problem, &self.snapshot))
    }

    /// What a reviewer had to know of the migration, as its snapshot keeps it.
    ///
    /// # Errors
    /// What is wrong with the snapshot.
    pub fn hazards(&self) -> Result<Vec<HazardNote>, String> {
        self.outline().map(|outline| outline.hazards)
    }
}

/// The hash of a file's statements, apart from white space and comments.
pub(super) fn statements_hash(sql: &str) -> String {
    sha256_hex(normalise(sql).as_bytes())
}

/// Where one database's history stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<'f> {
    /// The tags that the next migration follows: none, or the newest.
    pub parents: Vec<String>,
    /// The `renamed_from` lines that have done their work.
    pub renamed: BTreeSet<String>,
    dialect: Dialect,
    /// Where the newest snapshot is, and its text.
    snapshot: Option<(String, &'f str)>,
}

impl Head<'_> {
    /// What the database holds. `like` is what it shall hold, with which it shares the tables that are the same.
    ///
    /// # Errors
    /// The newest snapshot cannot be read.
    pub fn catalog(&self, like: &Catalog) -> Result<Catalog, Diagnostics> {
        match &self.snapshot {
            None => Ok(Catalog::empty(self.dialect)),
            Some((path, text)) => snapshot::read_beside(text, like)
                .map_err(|problem| broken(path, &place(&problem, text)).into()),
        }
    }
}

/// The whole history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'f> {
    /// Each dialect's tags, oldest first. One that was added to a project later has fewer.
    pub tags: BTreeMap<Dialect, Vec<Tag>>,
    /// Where each dialect stands.
    pub heads: BTreeMap<Dialect, Head<'f>>,
}

/// Reads the folders of the dialects in use.
///
/// # Errors
/// A folder's name is no tag, a snapshot is none or names a parent that is not there, or two migrations follow the
/// same one.
pub fn read_history<'f>(
    folders: &'f [Folder],
    dialects: &[Dialect],
    migrations_path: &str,
) -> Result<History<'f>, Diagnostics> {
    let of_dialects = parallel::map(dialects.iter().copied(), |dialect| {
        let folders: Vec<&Folder> = folders
            .iter()
            .filter(|folder| folder.dialect == dialect)
            .collect();
        (dialect, of_dialect(&folders, dialect, migrations_path))
    });
    let mut problems = Diagnostics::new();
    let mut history = History {
        tags: BTreeMap::new(),
        heads: BTreeMap::new(),
    };
    for (dialect, found) in of_dialects {
        match found {
            Ok((tags, head)) => {
                if !tags.is_empty() {
                    history.tags.insert(dialect, tags);
                }
                history.heads.insert(dialect, head);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(history)
    } else {
        Err(problems)
    }
}

/// One dialect's tags, oldest first, and where it stands. Of the snapshots only what they say of themselves is read.
fn of_dialect<'f>(
    folders: &[&'f Folder],
    dialect: Dialect,
    migrations_path: &str,
) -> Result<(Vec<Tag>, Head<'f>), Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut tags = Vec::new();
    let mut outlines: BTreeMap<&str, Outline> = BTreeMap::new();
    for folder in folders {
        let path = format!("{migrations_path}/{dialect}/{}", folder.tag);
        match Tag::parse(&folder.tag) {
            Ok(tag) => tags.push(tag),
            Err(error) => {
                let help =
                    "migration folders are named by db-generate; move what is not one elsewhere";
                problems.push(
                    Diagnostic::error(Code::MigrationName, &path, error.to_string()).help(help),
                );
            }
        }
        match snapshot::outline(&folder.snapshot) {
            Ok(found) if found.dialect == dialect => {
                outlines.insert(&folder.tag, found);
            }
            Ok(found) => {
                let message = format!("this snapshot is for {}", found.dialect);
                problems.push(broken(&path, &message));
            }
            Err(problem) => problems.push(broken(&path, &place(&problem, &folder.snapshot))),
        }
    }
    // What cannot be read would only be missed again as somebody's parent.
    if !problems.is_empty() {
        return Err(problems);
    }
    tags.sort();
    let head = head(&outlines, dialect, migrations_path)?;
    let newest = folders
        .iter()
        .find(|folder| head.is_some_and(|head| folder.tag == head));
    let renamed = newest.and_then(|folder| outlines.remove(folder.tag.as_str()));
    let renamed = renamed.map(|outline| outline.renamed).unwrap_or_default();
    let head = Head {
        parents: newest
            .map(|folder| folder.tag.clone())
            .into_iter()
            .collect(),
        renamed,
        dialect,
        snapshot: newest.map(|folder| {
            let path = format!("{migrations_path}/{dialect}/{}", folder.tag);
            (path, folder.snapshot.as_str())
        }),
    };
    Ok((tags, head))
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

/// The one that no other follows; `None` where there are none.
fn head<'f>(
    outlines: &BTreeMap<&'f str, Outline>,
    dialect: Dialect,
    migrations_path: &str,
) -> Result<Option<&'f str>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut followed: BTreeSet<&str> = BTreeSet::new();
    let replaced = outlines.values().flat_map(|outline| &outline.replaces);
    let replaced: BTreeSet<&str> = replaced.map(|replaced| replaced.tag.as_str()).collect();
    for (tag, outline) in outlines {
        for parent in &outline.parents {
            let parent = parent.as_str();
            if !outlines.contains_key(parent) && !replaced.contains(parent) {
                let path = format!("{migrations_path}/{dialect}/{tag}/snapshot.json");
                let message = format!("it follows {parent}, and there is no such migration");
                let help = "restore the missing folder from version control";
                problems.push(Diagnostic::error(Code::MissingParent, path, message).help(help));
            }
            // The migrator goes by the tags.
            if outlines.contains_key(parent) && parent > *tag {
                let path = format!("{migrations_path}/{dialect}/{tag}");
                let message = format!("it follows {parent}, and comes before it");
                let help = "give the folder its old name back, or delete those of both databases and run db-generate";
                problems.push(Diagnostic::error(Code::OutOfOrder, path, message).help(help));
            }
            followed.insert(parent);
        }
    }
    // Who follows the last that a baseline replaces follows the baseline. Who follows an earlier one does not: what the baseline
    // holds beside it came on another branch.
    let is_followed = |tag: &str, outline: &Outline| {
        let last = outline.replaces.last();
        followed.contains(tag) || last.is_some_and(|last| followed.contains(last.tag.as_str()))
    };
    let mut heads = outlines
        .iter()
        .filter(|(tag, outline)| !is_followed(tag, outline))
        .map(|(tag, _)| *tag);
    let (first, second) = (heads.next(), heads.next());
    if let (Some(one), Some(other)) = (first, second) {
        let path = format!("{migrations_path}/{dialect}");
        let message = format!("{one} and {other} both follow the same migration: two branches met");
        let help = format!(
            "db-generate --rebase makes the one that is not released anew, so that it follows the other; or delete its folders \
             ({migrations_path}/*/{other}) and run db-generate again"
        );
        problems.push(Diagnostic::error(Code::TwoHeads, path, message).help(help));
    }
    if first.is_none() && !outlines.is_empty() && problems.is_empty() {
        let path = format!("{migrations_path}/{dialect}");
        let message = "each of these migrations follows another one of them: there is no last one";
        let help = "restore the folder from version control";
        problems.push(Diagnostic::error(Code::MissingParent, path, message).help(help));
    }
    if problems.is_empty() {
        Ok(first)
    } else {
        Err(problems)
    }
}
