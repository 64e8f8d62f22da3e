//! The files of a baseline.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::baseline::{Replaced, replaced};
use dualect_format::tag::{Slug, Tag};

use super::super::history::{Folder, statements_hash};
use super::super::next::refuse_unwritable;
use super::super::{Files, HazardNote, Transition, files};
use super::{Doubtful, Past, Squash, unreadable};
use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Renames;
use crate::plan::Terms;
use crate::snapshot::{self, Outline, Told};

/// What a baseline is called, behind the moment of the last migration that it replaces.
const NAME: &str = "baseline";

/// The baseline of these pasts.
pub(super) fn new(
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
    let (up, down) = transition.plans(&Terms::simple(sqlite_min_version));
    let hazards = HazardNote::of(&up, &transition);
    let Files { up, down } = files(&up, &down);
    let notes = replaces.iter().map(Replaced::note);
    let lines: Vec<String> = notes.chain([up]).collect();
    let migration = lines.join("\n");
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
