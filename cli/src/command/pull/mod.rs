//! `db-pull`: a live database becomes a project.
//!
//! The schema file is put in place first and whole, the migration and the Rust after it, as `db-generate` puts them, and the database
//! is told last, in one transaction. A run that was broken off leaves nothing, or a schema file from which `db-generate` goes on and
//! then `db-pull --adopt`.

mod adopt;
mod look;
mod made;

use std::path::{Path, PathBuf};

use serde_json::json;

use self::made::Made;
pub(crate) use self::made::differences;
use super::{generate, repair};
use crate::arguments::{Arguments, DatabaseArguments, GenerateArguments, PullArguments};
use crate::database;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::project::name_after;
use crate::files::{database_file, folder_of, stage};
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// The first migration's name.
const BASELINE: &str = "baseline";
/// The migrations' folder where nobody says another.
const MIGRATIONS: &str = "drizzle";

pub(crate) fn run(
    arguments: &Arguments,
    own: &PullArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let url = existing(own, around)?;
    if own.adopt {
        return adopt::one_more(arguments, own, url, around);
    }
    let given = own.output.as_ref().or(arguments.schema.as_ref());
    let path = around
        .folder
        .join(given.map_or(Path::new("schema.toml"), PathBuf::as_path));
    refuse_what_is_there(&path, own, around)?;
    let project = project_name(own, &path);
    let made = made::make(url.clone(), &project, own, around)?;
    tell(&made, around)?;
    let reviews = made.text.matches("# review:").count();
    around.facts(json!({
        "schema": around.shown(&path),
        "tables": made.tables,
        "reviews": reviews,
        "left_out": made.left_out,
        "unseen": made.unseen,
        "left": made.left,
        "written": !own.dry_run,
    }));
    if own.dry_run {
        around.fact("text", made.text.as_str());
        around.say(made.text.trim_end())?;
        refuse_left(&made, own)?;
        return Ok(Exit::Done);
    }
    refuse_left(&made, own)?;
    put(&path, &made.text, around)?;
    let here = Arguments::of_schema(path.clone());
    if let Err(error) = baseline(&here, own, around) {
        // What was there before is there again: nothing.
        std::fs::remove_file(&path).map_err(|source| Error::io("remove", &path, source))?;
        return Err(error);
    }
    around.say(&format!(
        "wrote {}: {}, {} to review",
        around.shown(&path),
        count(made.tables, "table"),
        count(reviews, "line")
    ))?;
    adopt::record(&here, url, around)?;
    Ok(Exit::Done)
}

/// The database's URL, if one is named; it has to be there, for looking at it must not make it.
fn existing(own: &PullArguments, around: &Surroundings<'_>) -> Result<Option<String>> {
    let named = DatabaseArguments {
        database: own.url.clone(),
    };
    let url = database::url(&named, around)?;
    if let Some(file) = database_file::to_be_created(url.as_deref()) {
        let what = format!("{} is not there", file.display());
        let help = "name a database that is: db-pull sqlite:PATH, or db-pull postgres://..";
        return Err(Error::new(Kind::Side { what }, help));
    }
    Ok(url)
}

/// Nothing that somebody has is overwritten.
fn refuse_what_is_there(path: &Path, own: &PullArguments, around: &Surroundings<'_>) -> Result<()> {
    if path.symlink_metadata().is_ok() && !own.dry_run {
        let reports = vec![format!("{} is there already", around.shown(path))];
        let help = "choose another file with --output PATH, or move this one away; for one more database of this schema: db-pull --adopt URL";
        return Err(Error::new(Kind::InTheWay { reports }, help));
    }
    let migrations = own.migrations.as_deref().unwrap_or(MIGRATIONS);
    let folder = folder_of(path).join(migrations);
    let is_empty = |folder: &Path| match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !folder.exists(),
    };
    if !is_empty(&folder) && !own.dry_run {
        let reports = vec![format!("{} is there already", around.shown(&folder))];
        let help = "choose another folder for the migrations with --migrations PATH, or move this one away";
        return Err(Error::new(Kind::InTheWay { reports }, help));
    }
    Ok(())
}

/// `--name`, or what Cargo can make of the folder's name.
fn project_name(own: &PullArguments, path: &Path) -> String {
    if let Some(name) = &own.name {
        return name.clone();
    }
    name_after(folder_of(path))
}

fn tell(made: &Made, around: &mut Surroundings<'_>) -> Result<()> {
    for line in &made.left_out {
        around.note(&format!("left out: {line}"))?;
    }
    for line in &made.unseen {
        around.note(line)?;
    }
    for line in &made.left {
        around.note(&format!("the schema cannot say: {line}"))?;
    }
    Ok(())
}

/// What a new database would lack is not taken over unasked.
fn refuse_left(made: &Made, own: &PullArguments) -> Result<()> {
    if made.left.is_empty() || own.partly {
        return Ok(());
    }
    let mut text = String::from("the database holds what a new one made of the schema would not:");
    for line in &made.left {
        text.push_str(&format!("\n  {line}"));
    }
    let help = "add --partly to take it over all the same: it keeps all that, and no migration ever touches it";
    Err(Error::new(Kind::Undecided { text }, help))
}

/// Puts the file in place whole, unless one has come to be there.
fn put(path: &Path, text: &str, around: &Surroundings<'_>) -> Result<()> {
    if stage::put_new(path, text)? {
        return Ok(());
    }
    let reports = vec![format!(
        "{} has come to be there meanwhile",
        around.shown(path)
    )];
    let help = "another db-pull was faster: nothing is left to do";
    Err(Error::new(Kind::InTheWay { reports }, help))
}

/// The first migration and the Rust.
fn baseline(here: &Arguments, own: &PullArguments, around: &mut Surroundings<'_>) -> Result<()> {
    let generate = GenerateArguments {
        name: Some(BASELINE.to_owned()),
        at: own.at,
        ..GenerateArguments::default()
    };
    generate::run(here, &generate, around).map(drop)
}

/// How to go on where the files are there and the database was not told.
fn go_on(here: &Arguments, around: &Surroundings<'_>) -> String {
    format!("{} --adopt", repair::command("db-pull", here, around))
}
