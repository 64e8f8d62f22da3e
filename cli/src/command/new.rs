//! `db-new`: a migration for statements by hand.

use dualect_codegen::migration::{ByHandKind, Folder, by_hand};
use dualect_format::tag::Slug;
use serde_json::json;

use super::new_folders::{add_files, generated, write};
use crate::arguments::{Arguments, NewArguments};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::lock::{self, Access};
use crate::files::project::{Project, wrong};
use crate::files::seen::Seen;
use crate::files::{history, leftover};
use crate::surroundings::Surroundings;

pub(crate) fn run(
    arguments: &Arguments,
    own: &NewArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let name = Slug::parse(&own.name).map_err(|error| {
        let help = format!("write --name {}", Slug::from_words(&own.name));
        Error::new(Kind::Tag(error), help)
    })?;
    let path = Project::locate(arguments, around)?;
    let _guard = lock::take(&path, Access::Exclusive, around)?;
    let (project, seen) = Project::read_beside(path, around, Seen::below)?;
    leftover::put_right(&project, around)?;
    let mut history = history::whole(&project.migrations())?;
    let schema = &project.schema.project;
    let now = own.at.unwrap_or(around.now);
    let folder = &schema.output.migrations;
    let kind = if own.rust {
        ByHandKind::Rust
    } else {
        ByHandKind::Sql
    };
    let new = by_hand(&history, &schema.dialects, (&name, kind), now, folder)
        .map_err(|diagnostics| wrong(&diagnostics, &project.folder, around))?;
    history.extend(new.folders.iter().cloned());
    let mut generated = generated(&history, &project, arguments, around)?;
    add_files(&mut generated, &new.folders);
    write(&project, &seen, &generated, arguments, around)?;
    let files = files(&project, &new.folders, around);
    if around.is_json() {
        around.facts(json!({ "tag": new.tag, "files": files }));
        return Ok(Exit::Done);
    }
    if own.rust {
        around.say(&format!(
            "new migration {}: register its step in your xtask, `Cli::new(..).step(\"{name}\", ..)`, and write its way back into",
            new.tag
        ))?;
        for file in files.iter().filter(|file| file.ends_with("down.sql")) {
            around.say(&format!("  {file}"))?;
        }
        return Ok(Exit::Done);
    }
    around.say(&format!(
        "new migration {}: write its statements into",
        new.tag
    ))?;
    for file in files {
        around.say(&format!("  {file}"))?;
    }
    Ok(Exit::Done)
}

/// Those that a person is to fill.
fn files(project: &Project, folders: &[Folder], around: &Surroundings<'_>) -> Vec<String> {
    let paths = folders.iter().flat_map(|folder| {
        let place = project.migrations().join(folder.dialect.as_str());
        let place = place.join(&folder.tag);
        ["migration.sql", "down.sql"].map(|name| around.shown(&place.join(name)))
    });
    paths.collect()
}
