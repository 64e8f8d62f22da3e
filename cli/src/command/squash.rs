//! `db-squash`: makes one migration of the released ones up to a tag.
//!
//! The new folders come first, then the generated code that names them, and the old folders go last. A folder that a baseline
//! replaces is none any more from the moment at which the baseline is in place: so a run that is broken off leaves the old
//! history or the new one, and the next command that writes clears away what is left of the old folders.

use std::fs;

use dualect_codegen::dialect::Dialect;
use dualect_codegen::migration::{Doubtful, Folder, Squash, Squashed, squash};
use serde_json::json;

use super::new_folders::{add_files, generated, write};
use super::repair;
use crate::arguments::{Arguments, SquashArguments};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::lock::{self, Access};
use crate::files::project::{Project, wrong};
use crate::files::seen::Seen;
use crate::files::{history, leftover};
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &SquashArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let path = Project::locate(arguments, around)?;
    let _guard = lock::take(&path, Access::Exclusive, around)?;
    let (project, seen) = Project::read_beside(path, around, Seen::below)?;
    leftover::put_right(&project, around)?;
    let all = history::whole(&project.migrations())?;
    let schema = &project.schema.project;
    let squashed = squash(
        &all,
        &schema.dialects,
        &own.to,
        schema.sqlite_min_version,
        &schema.output.migrations,
    );
    match squashed.map_err(|diagnostics| wrong(&diagnostics, &project.folder, around))? {
        Squashed::Already { tag } => {
            // What a run that was broken off has not come to.
            let generated = generated(&all, &project, arguments, around)?;
            write(&project, &seen, &generated, arguments, around)?;
            around.say(&format!("{tag} replaces the migrations up to {}", own.to))?;
            around.facts(json!({ "tag": tag, "is_new": false }));
        }
        Squashed::New(new) => {
            if !own.overwrite_edited {
                refuse_doubtful(&project, &new, own, arguments, around)?;
            }
            let mut after: Vec<Folder> = all;
            after.retain(|folder| !is_replaced(&new, folder.dialect, &folder.tag));
            after.extend(new.folders.iter().cloned());
            let mut generated = generated(&after, &project, arguments, around)?;
            add_files(&mut generated, &new.folders);
            write(&project, &seen, &generated, arguments, around)?;
            remove(&project, &new)?;
            report(&new, own, around)?;
        }
    }
    Ok(Exit::Done)
}

fn is_replaced(new: &Squash, dialect: Dialect, tag: &str) -> bool {
    let mut replaced = new.replaced.iter();
    replaced.any(|(of, replaced)| *of == dialect && replaced == tag)
}

/// Removes the old folders, the newest first.
fn remove(project: &Project, new: &Squash) -> Result<()> {
    for (dialect, tag) in new.replaced.iter().rev() {
        let folder = project.migrations().join(dialect.as_str()).join(tag);
        fs::remove_dir_all(&folder).map_err(|source| Error::io("remove", &folder, source))?;
    }
    Ok(())
}

/// What somebody has added to a migration follows from no schema, and a baseline does not do it.
fn refuse_doubtful(
    project: &Project,
    new: &Squash,
    own: &SquashArguments,
    arguments: &Arguments,
    around: &Surroundings<'_>,
) -> Result<()> {
    if new.doubtful.is_empty() {
        return Ok(());
    }
    let reports = new.doubtful.iter().map(|doubtful| {
        let Doubtful {
            dialect,
            tag,
            is_edited,
        } = doubtful;
        let folder = project.migrations().join(dialect.as_str()).join(tag);
        let why = if *is_edited {
            "its statements were edited by hand"
        } else {
            "whether its statements were edited by hand is not known, for it keeps no hash of what was written"
        };
        format!("{}: {why}", around.shown(&folder))
    });
    let command = repair::command("db-squash", arguments, around);
    Err(Error::new(
        Kind::InTheWay {
            reports: reports.collect(),
        },
        format!(
            "a new database will run the baseline, which does what the schema says and nothing else; move what it is to have besides into \
             the schema, a later migration or the app; then `{command} --to {} --overwrite-edited` goes on",
            repair::quoted(&own.to)
        ),
    ))
}

fn report(new: &Squash, own: &SquashArguments, around: &mut Surroundings<'_>) -> Result<()> {
    let mut tags: Vec<&str> = new.replaced.iter().map(|(_, tag)| tag.as_str()).collect();
    tags.sort_unstable();
    tags.dedup();
    around.facts(json!({ "tag": new.tag, "is_new": true, "replaces": tags }));
    around.say(&format!(
        "new migration {}, which replaces {}:",
        new.tag,
        count(tags.len(), "migration")
    ))?;
    for tag in tags {
        around.say(&format!("  {tag}"))?;
    }
    around.note(&format!(
        "a database that is not yet at {} takes no version of the app with this baseline: bring it there with an earlier one first",
        own.to
    ))
}
