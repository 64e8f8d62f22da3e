//! `db-import`: what another tool made becomes a project, and no database is touched.
//!
//! The history is put in place first and whole, and the schema file after it: a schema file without the history would begin anew.

mod folder;
mod held;
mod made;
mod put;

use std::path::{Path, PathBuf};

use serde_json::json;

use self::made::Made;
use crate::arguments::{Arguments, ImportArguments, ImportSource};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::folder_of;
use crate::files::project::name_after;
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// The migrations' folder where nobody says another, and the one that is taken where it is not free.
const MIGRATIONS: [&str; 2] = ["drizzle", "migrations"];

pub(crate) fn run(
    arguments: &Arguments,
    own: &ImportArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    match own.from {
        ImportSource::Drizzle => {}
    }
    let given = own.output.as_ref().or(arguments.schema.as_ref());
    let path = around
        .folder
        .join(given.map_or(Path::new("schema.toml"), PathBuf::as_path));
    if path.symlink_metadata().is_ok() && !own.dry_run {
        let reports = vec![format!("{} is there already", around.shown(&path))];
        let help = "choose another file with --output PATH, or move this one away";
        return Err(Error::new(Kind::InTheWay { reports }, help));
    }
    let folders = folder::read(&own.folders, around)?;
    let migrations = migrations_folder(own, &path, &folders, around)?;
    let project = own
        .name
        .clone()
        .unwrap_or_else(|| name_after(folder_of(&path)));
    let made = made::make(&folders, &project, &migrations, own, around)?;
    for line in &made.notes {
        around.note(line)?;
    }
    let reviews = made.text.matches("# review:").count();
    report(&made, &path, &migrations, reviews, own, around);
    refuse_left(&made, own)?;
    if own.dry_run {
        around.fact("text", made.text.as_str());
        around.say(made.text.trim_end())?;
        return Ok(Exit::Done);
    }
    put::put(&made, &path, &folder_of(&path).join(&migrations), around)?;
    for history in &made.histories {
        around.say(&format!(
            "took over {} for {}, unchanged, in {migrations}/{}",
            count(history.folder.migrations.len(), "migration"),
            history.folder.dialect,
            history.folder.dialect
        ))?;
    }
    around.say(&format!(
        "wrote {}: {}, {} to review",
        around.shown(&path),
        count(made.tables, "table"),
        count(reviews, "line")
    ))?;
    around.say(&format!(
        "next: `{0} db-generate`, then `{0} db-migrate` on each database: it goes by drizzle's own record there, and runs nothing again",
        around.program
    ))?;
    Ok(Exit::Done)
}

/// What there is, and what a person has to know, for `--json`.
fn report(
    made: &Made,
    path: &Path,
    migrations: &str,
    reviews: usize,
    own: &ImportArguments,
    around: &mut Surroundings<'_>,
) {
    let histories: Vec<_> = made
        .histories
        .iter()
        .map(|history| {
            let tags: Vec<&str> = history
                .folder
                .migrations
                .iter()
                .map(|migration| migration.tag.as_str())
                .collect();
            json!({ "dialect": history.folder.dialect.as_str(), "migrations": tags })
        })
        .collect();
    around.facts(json!({
        "schema": around.shown(path),
        "migrations": migrations,
        "written": !own.dry_run,
        "tables": made.tables,
        "reviews": reviews,
        "histories": histories,
        "converted": made.converted,
        "noted": made.notes,
        "left": made.left,
    }));
}

/// Where the history is going to be: nothing that somebody has is mixed up with it.
fn migrations_folder(
    own: &ImportArguments,
    path: &Path,
    folders: &[folder::Read],
    around: &Surroundings<'_>,
) -> Result<String> {
    let is_free = |name: &str| {
        let folder = folder_of(path).join(name);
        let is_theirs = folders.iter().any(|read| {
            let same = |a: &Path, b: &Path| {
                a.canonicalize()
                    .ok()
                    .is_some_and(|a| b.canonicalize().ok() == Some(a))
            };
            same(&read.path, &folder)
        });
        let is_empty = match std::fs::read_dir(&folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => folder.symlink_metadata().is_err(),
        };
        is_empty && !is_theirs
    };
    let wanted: Vec<&str> = match &own.migrations {
        Some(name) => vec![name],
        None => MIGRATIONS.to_vec(),
    };
    if let Some(free) = wanted.iter().find(|name| is_free(name)) {
        return Ok((*free).to_owned());
    }
    if own.dry_run {
        return Ok(wanted.last().copied().unwrap_or_default().to_owned());
    }
    let shown = |name: &&str| {
        format!(
            "{} is there already",
            around.shown(&folder_of(path).join(name))
        )
    };
    let reports = wanted.iter().map(shown).collect();
    let help = "choose another folder for the migrations with --migrations PATH";
    Err(Error::new(Kind::InTheWay { reports }, help))
}

/// What a new database would lack is not taken over unasked.
fn refuse_left(made: &Made, own: &ImportArguments) -> Result<()> {
    if made.left.is_empty() || own.partly {
        return Ok(());
    }
    let mut text =
        String::from("the migrations make what a database made of the schema would not hold:");
    for line in &made.left {
        text.push_str(&format!("\n  {line}"));
    }
    let help = "add --partly to take over the rest: the history makes all that all the same, and no later migration touches it";
    Err(Error::new(Kind::Undecided { text }, help))
}
