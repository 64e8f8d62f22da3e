//! A released history made one migration: a baseline, which creates at once what the history came to.

mod baseline;

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::baseline::replaced;
use dualect_format::tag::Tag;

use super::history::Folder;
use super::read_history;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{Dialect, SqliteVersion};
use crate::snapshot::Outline;

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Squashed {
    /// The history begins with a baseline that leads there already.
    Already {
        /// Its tag.
        tag: String,
    },
    /// It is to.
    New(Squash),
}

/// A baseline that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squash {
    /// Its tag.
    pub tag: String,
    /// Its folder, for each database.
    pub folders: Vec<Folder>,
    /// The folders that it replaces, oldest first; of a database that was added later there are fewer.
    pub replaced: Vec<(Dialect, String)>,
    /// Those among them that may do what the baseline does not.
    pub doubtful: Vec<Doubtful>,
}

/// A folder whose statements are not known to follow from the schema: what else they do, a baseline does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// The database it is for.
    pub dialect: Dialect,
    /// Its tag.
    pub tag: String,
    /// Whether its statements are known to be others than were written; else nobody has kept what was.
    pub is_edited: bool,
}

/// One database's history up to the tag.
struct Past<'f> {
    dialect: Dialect,
    /// Oldest first; the last is the tag's.
    folders: Vec<(&'f Folder, Outline, Tag)>,
}

/// Replaces every migration up to and including `to` by one that leads where they lead.
///
/// Nothing is asked of the migrations after it: their snapshots name `to` as what they follow, and the baseline's snapshot says
/// that it stands for it.
///
/// # Errors
/// What is wrong with the history; no migration `to`, or not in each database; nothing before it in any.
pub fn squash(
    history: &[Folder],
    dialects: &[Dialect],
    to: &str,
    sqlite_min_version: SqliteVersion,
    migrations_path: &str,
) -> Result<Squashed, Diagnostics> {
    read_history(history, dialects, migrations_path)?;
    let refuse = |message: String, help: String| {
        let diagnostic = Diagnostic::error(Code::Squash, migrations_path, message);
        Diagnostics::from(diagnostic.help(help))
    };
    let mut pasts = Vec::new();
    let mut lacking = Vec::new();
    let mut already = BTreeSet::new();
    for dialect in dialects {
        let whole = whole(history, *dialect)?;
        let Some((at, _)) = whole
            .iter()
            .enumerate()
            .find(|(_, (folder, ..))| folder.tag == to)
        else {
            let leads_there = |outline: &Outline| {
                let last = outline.replaces.last();
                last.is_some_and(|last| last.tag.as_str() == to)
            };
            let mut baselines = whole.iter();
            match baselines.find(|(_, outline, _)| leads_there(outline)) {
                Some((folder, ..)) => {
                    already.insert(folder.tag.clone());
                }
                None if whole.is_empty() => {}
                None => lacking.push(*dialect),
            }
            continue;
        };
        let mut past = whole;
        let later = past.split_off(at + 1);
        refuse_branches(&past, &later, to).map_err(|(message, help)| refuse(message, help))?;
        pasts.push(Past {
            dialect: *dialect,
            folders: past,
        });
    }
    if pasts.is_empty()
        && lacking.is_empty()
        && let Some(tag) = already.pop_first()
    {
        return Ok(Squashed::Already { tag });
    }
    if pasts.is_empty() {
        let known = replaced_by(history, to);
        return Err(match known {
            Some(baseline) => refuse(
                format!("{to} is replaced by {baseline}, together with what came after it"),
                "name a migration that comes after that baseline".to_owned(),
            ),
            None => refuse(
                format!("there is no migration {to} here"),
                "name one by its folder".to_owned(),
            ),
        });
    }
    if let Some(dialect) = lacking.first() {
        let common = common(history, dialects);
        let common: Vec<&str> = common.iter().map(String::as_str).collect();
        return Err(refuse(
            format!("{dialect} has no migration {to}: it was added to the project later"),
            if common.is_empty() {
                "there is no migration that all databases have".to_owned()
            } else {
                format!("name one that all databases have: {}", common.join(", "))
            },
        ));
    }
    if pasts.iter().all(|past| past.folders.len() < 2) {
        return Err(refuse(
            format!("{to} is the first migration: there is nothing to squash"),
            "name a later one; what is not released yet is better made anew by hand: remove its folders and run db-generate".to_owned(),
        ));
    }
    baseline::new(&pasts, to, sqlite_min_version, migrations_path).map(Squashed::New)
}

/// A database's folders, oldest first.
fn whole(
    history: &[Folder],
    dialect: Dialect,
) -> Result<Vec<(&Folder, Outline, Tag)>, Diagnostics> {
    let mut whole = Vec::new();
    for folder in history.iter().filter(|folder| folder.dialect == dialect) {
        // Both were read without an error just now.
        let tag =
            Tag::parse(&folder.tag).map_err(|error| unreadable(folder, &error.to_string()))?;
        let outline = folder.outline();
        let outline = outline.map_err(|problem| unreadable(folder, &problem))?;
        whole.push((folder, outline, tag));
    }
    whole.sort_by(|(.., one), (.., other)| one.cmp(other));
    Ok(whole)
}

fn unreadable(folder: &Folder, message: &str) -> Diagnostics {
    let diagnostic = Diagnostic::error(Code::Snapshot, &folder.tag, message);
    Diagnostics::from(
        diagnostic.help("restore the folder from version control; its files are never edited"),
    )
}

/// What follows an older migration than `to`, or comes before it and follows a later one, would be left without what it follows.
fn refuse_branches(
    past: &[(&Folder, Outline, Tag)],
    later: &[(&Folder, Outline, Tag)],
    to: &str,
) -> Result<(), (String, String)> {
    let tags: BTreeSet<&str> = past
        .iter()
        .map(|(folder, ..)| folder.tag.as_str())
        .collect();
    let newer: BTreeSet<&str> = later
        .iter()
        .map(|(folder, ..)| folder.tag.as_str())
        .collect();
    let crossing = |(folder, outline, _): &(&Folder, Outline, Tag)| {
        let parents = outline.parents.iter().map(String::as_str);
        let is_past = tags.contains(folder.tag.as_str());
        let mut crossing = parents.filter(|parent| {
            if is_past {
                newer.contains(parent)
            } else {
                tags.contains(parent) && *parent != to
            }
        });
        crossing
            .next()
            .map(|parent| (folder.tag.clone(), parent.to_owned()))
    };
    match past.iter().chain(later).find_map(crossing) {
        None => Ok(()),
        Some((tag, parent)) => Err((
            format!(
                "{tag} follows {parent}: the history up to {to} is not all of what came before"
            ),
            "name a migration that every later one comes after".to_owned(),
        )),
    }
}

/// The baseline that replaces it.
fn replaced_by(history: &[Folder], tag: &str) -> Option<String> {
    let replaces = |folder: &&Folder| {
        let replaced = replaced(&folder.migration).unwrap_or_default();
        replaced.iter().any(|replaced| replaced.tag.as_str() == tag)
    };
    history
        .iter()
        .find(replaces)
        .map(|folder| folder.tag.clone())
}

/// The tags that all databases have, oldest first.
fn common(history: &[Folder], dialects: &[Dialect]) -> BTreeSet<String> {
    let mut holders: BTreeMap<&str, BTreeSet<Dialect>> = BTreeMap::new();
    for folder in history {
        holders
            .entry(&folder.tag)
            .or_default()
            .insert(folder.dialect);
    }
    let in_all = |held: &BTreeSet<Dialect>| dialects.iter().all(|dialect| held.contains(dialect));
    holders
        .into_iter()
        .filter(|(_, held)| in_all(held))
        .map(|(tag, _)| tag.to_owned())
        .collect()
}
