//! A released history made one migration: a baseline, which creates at once what the history came to.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::baseline::{Replaced, replaced};
use dualect_format::tag::{Slug, Tag};

use super::history::{Folder, statements_hash};
use super::next::refuse_unwritable;
use super::{Files, HazardNote, Transition, files, read_history};
use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Renames;
use crate::snapshot::{self, Outline, Told};

/// What a baseline is called, behind the moment of the last migration that it replaces.
const NAME: &str = "baseline";

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
    new(&pasts, to, sqlite_min_version, migrations_path).map(Squashed::New)
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

fn new(
    pasts: &[Past<'_>],
    to: &str,
    sqlite_min_version: SqliteVersion,
    migrations_path: &str,
) -> Result<Squash, Diagnostics> {
    let mut replaces: BTreeMap<Dialect, Vec<Replaced>> = BTreeMap::new();
    let mut squash = Squash {
        tag: String::new(),
        folders: Vec::new(),
        replaced: Vec::new(),
        doubtful: Vec::new(),
    };
    for Past { dialect, folders } in pasts {
        let all = replaces.entry(*dialect).or_default();
        for (folder, outline, tag) in folders {
            let wrong = |why: &str| {
                let path = format!("{migrations_path}/{dialect}/{}/migration.sql", folder.tag);
                let help = "restore the folder from version control; its files are never edited";
                Diagnostics::from(Diagnostic::error(Code::Squash, path, why).help(help))
            };
            let before = replaced(&folder.migration).map_err(|error| wrong(&error.to_string()))?;
            if before != outline.replaces {
                return Err(wrong(
                    "its notes of what it replaces are not those of its snapshot",
                ));
            }
            all.extend(before);
            let itself = Replaced::of(tag.clone(), &folder.migration);
            all.push(itself.map_err(|error| wrong(&error.to_string()))?);
            squash.replaced.push((*dialect, folder.tag.clone()));
            let written = outline.statements.as_ref();
            if written.is_none_or(|written| *written != statements_hash(&folder.migration)) {
                squash.doubtful.push(Doubtful {
                    dialect: *dialect,
                    tag: folder.tag.clone(),
                    is_edited: written.is_some(),
                });
            }
        }
    }
    squash.tag = next_tag(to, replaces.values().flatten(), migrations_path)?;
    for Past { dialect, folders } in pasts {
        let replaces = replaces.remove(dialect).unwrap_or_default();
        if let Some((last, outline, _)) = folders.last() {
            let path = format!("{migrations_path}/{dialect}/{}", squash.tag);
            let folder = folder(
                (last, outline),
                (&squash.tag, &path),
                &replaces,
                sqlite_min_version,
            );
            squash.folders.push(folder?);
        }
    }
    Ok(squash)
}

/// A name that no database knows otherwise, at the moment of the last replaced: before all that comes after it, and no newer than it
/// to a migrator that goes by the moment.
fn next_tag<'r>(
    to: &str,
    replaces: impl Iterator<Item = &'r Replaced>,
    migrations_path: &str,
) -> Result<String, Diagnostics> {
    let taken: BTreeSet<&str> = replaces.map(|replaced| replaced.tag.as_str()).collect();
    let wrong = |error: dualect_format::Error| {
        Diagnostics::from(Diagnostic::error(
            Code::MigrationName,
            migrations_path,
            error.to_string(),
        ))
    };
    let moment = Tag::parse(to).map_err(wrong)?.unix_seconds();
    let mut number = 1;
    loop {
        let name = if number == 1 {
            NAME.to_owned()
        } else {
            format!("{NAME}_{number}")
        };
        let slug = Slug::parse(&name).map_err(wrong)?;
        let tag = Tag::new(moment, &slug).map_err(wrong)?;
        if !taken.contains(tag.as_str()) {
            return Ok(tag.as_str().to_owned());
        }
        number += 1;
    }
}

/// The baseline's files, for one database.
fn folder(
    (last, outline): (&Folder, &Outline),
    (tag, path): (&str, &str),
    replaces: &[Replaced],
    sqlite_min_version: SqliteVersion,
) -> Result<Folder, Diagnostics> {
    let read = snapshot::read(&last.snapshot);
    let catalog = read.map_err(|problem| unreadable(last, &problem.to_string()))?;
    let catalog = catalog.catalog;
    let empty = Catalog::empty(last.dialect);
    let transition = Transition::new(empty, catalog, &Renames::default());
    let unplanned = transition.there.unplanned.iter();
    if let Some(unplanned) = unplanned.chain(&transition.back.unplanned).next() {
        let message = format!("{unplanned}, and no migration can make that from nothing yet");
        let diagnostic = Diagnostic::error(Code::UnplannedChange, path, message);
        return Err(Diagnostics::from(
            diagnostic.help("name an earlier migration"),
        ));
    }
    let (up, down) = transition.plans(sqlite_min_version);
    let hazards = HazardNote::of(&up, &transition);
    let Files { up, down } = files(&up, &down);
    let notes: String = replaces
        .iter()
        .map(|replaced| format!("{}\n", replaced.note()))
        .collect();
    let migration = format!("{notes}{up}");
    refuse_unwritable(&format!("{path}/migration.sql"), &migration)?;
    refuse_unwritable(&format!("{path}/down.sql"), &down)?;
    let replaces: Vec<String> = replaces.iter().map(ToString::to_string).collect();
    let written = statements_hash(&migration);
    let told = Told {
        parents: &[],
        renamed: &outline.renamed,
        replaces: &replaces,
        statements: Some(&written),
        hazards: &hazards,
    };
    Ok(Folder {
        dialect: last.dialect,
        tag: tag.to_owned(),
        migration,
        down,
        snapshot: snapshot::write_catalog(told, &transition.to),
    })
}
