//! `db-generate --rebase`: two branches have each added a migration to the same one; the one that is not released is made anew,
//! so that it follows the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use dualect_codegen::dialect::Dialect;
use dualect_codegen::migration::Folder;
use dualect_codegen::plan::HazardClass;
use dualect_format::tag::Tag;

use crate::arguments::GenerateArguments;
use crate::error::{Error, Kind, Result};
use crate::files::git;
use crate::files::history::{self, told};
use crate::files::project::Project;
use crate::surroundings::Surroundings;

/// The migrations that are made anew.
#[derive(Debug, Default)]
pub(crate) struct Rebase {
    /// Their tags.
    pub(crate) tags: BTreeSet<String>,
    /// The losses that were accepted when they were made.
    pub(crate) accept: Vec<String>,
    /// What the first of them is called.
    pub(crate) name: Option<String>,
    folders: Vec<PathBuf>,
}

impl Rebase {
    /// Finds them: those that are named, or else those that follow the branches' common ancestor and that the main branch does
    /// not have.
    pub(crate) fn find(project: &Project, own: &GenerateArguments) -> Result<Self> {
        let Some(named) = &own.rebase else {
            return Ok(Self::default());
        };
        let migrations = project.migrations();
        let all = history::whole(&migrations)?;
        let both = heads(&all, project)?;
        if both.len() < 2 {
            let what =
                "no two migrations follow the same one: there is nothing to rebase".to_owned();
            return Err(Error::plain(Kind::Migrations {
                path: migrations,
                what,
            }));
        }
        let tags = if named.is_empty() {
            unreleased(project, own.onto.as_deref(), &all)?
        } else {
            named.iter().cloned().collect()
        };
        if let Some(unknown) = tags
            .iter()
            .find(|tag| !all.iter().any(|one| one.tag == **tag))
        {
            return Err(history::unknown(&migrations, unknown));
        }
        let left: Vec<Folder> = all
            .iter()
            .filter(|one| !tags.contains(&one.tag))
            .cloned()
            .collect();
        if heads(&left, project)?.len() > 1 || tags.is_empty() {
            let both: Vec<&str> = both.iter().map(String::as_str).collect();
            let what = format!(
                "both branches' migrations are released, or neither is: {}",
                both.join(" and ")
            );
            let help = "name the one to make anew: db-generate --rebase TAG";
            return Err(Error::new(
                Kind::Migrations {
                    path: migrations,
                    what,
                },
                help,
            ));
        }
        let mut found = Self {
            name: tags
                .first()
                .and_then(|tag| Tag::parse(tag).ok())
                .map(|tag| tag.name().to_owned()),
            tags,
            ..Self::default()
        };
        for folder in all.iter().filter(|one| found.tags.contains(&one.tag)) {
            let path = migrations.join(folder.dialect.as_str()).join(&folder.tag);
            if told(&project.migrations(), folder, folder.is_edited())? && !own.overwrite_edited {
                let reports = vec![format!(
                    "{}: its statements were edited by hand",
                    path.display()
                )];
                let help = "keep what was edited elsewhere; then --overwrite-edited goes on, and the edit can be made again in the new folder";
                return Err(Error::new(Kind::InTheWay { reports }, help));
            }
            let hazards = told(&project.migrations(), folder, folder.hazards())?;
            let losses = hazards
                .iter()
                .filter(|note| note.class == HazardClass::Destructive);
            found
                .accept
                .extend(losses.map(|note| format!("{}:{}", note.code, note.object)));
            found.folders.push(path);
        }
        found.accept.sort();
        found.accept.dedup();
        Ok(found)
    }

    /// Removes the old folders, when the new ones are there.
    pub(crate) fn remove(&self, around: &mut Surroundings<'_>) -> Result<()> {
        for folder in &self.folders {
            fs::remove_dir_all(folder).map_err(|error| Error::io("remove", folder, error))?;
        }
        if !self.tags.is_empty() {
            let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
            around.fact("made_anew", tags);
        }
        for tag in &self.tags {
            around.say(&format!("removed {tag}, which is made anew"))?;
            around.note(&format!(
                "a database that has applied {tag} does not know that it is gone: take it back there before you pull (db-rollback), or start over"
            ))?;
        }
        Ok(())
    }
}

/// Those that the main branch does not have.
fn unreleased(project: &Project, onto: Option<&str>, all: &[Folder]) -> Result<BTreeSet<String>> {
    let main = match onto {
        Some(revision) => revision.to_owned(),
        None => git::main_branch(&project.folder).ok_or_else(|| {
            let path = project.folder.clone();
            let what = "git knows no main branch here".to_owned();
            let help = "name it: --onto REVISION; or name the migration to make anew: --rebase TAG";
            Error::new(Kind::Migrations { path, what }, help)
        })?,
    };
    let mut released = BTreeSet::new();
    for dialect in Dialect::ALL {
        let folder = project.migrations().join(dialect.as_str());
        if folder.is_dir() {
            let names = git::names(&folder, &main);
            released.extend(names.map_err(|error| {
                error.with_help(
                    "name the migration that is not released yet: db-generate --rebase TAG",
                )
            })?);
        }
    }
    let tags = all.iter().map(|folder| folder.tag.clone());
    Ok(tags.filter(|tag| !released.contains(tag)).collect())
}

/// The migrations that no other one follows, in any database.
fn heads(all: &[Folder], project: &Project) -> Result<BTreeSet<String>> {
    let mut heads: BTreeSet<String> = BTreeSet::new();
    let mut by_dialect: BTreeMap<Dialect, BTreeSet<String>> = BTreeMap::new();
    for folder in all {
        let parents = told(&project.migrations(), folder, folder.parents())?;
        by_dialect
            .entry(folder.dialect)
            .or_default()
            .extend(parents);
    }
    for folder in all {
        let names = told(&project.migrations(), folder, folder.names())?;
        let followed = by_dialect.get(&folder.dialect);
        if followed.is_none_or(|followed| !names.iter().any(|name| followed.contains(name))) {
            heads.insert(folder.tag.clone());
        }
    }
    Ok(heads)
}
