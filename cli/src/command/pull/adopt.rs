//! Telling a database that it has the first migration.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::snapshot;
use serde_json::json;

use super::{go_on, made};
use crate::arguments::{Arguments, PullArguments};

use crate::command::repair;
use crate::database::{self, OnDisk, dialect, inspect_open};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::history;
use crate::files::project::Project;
use crate::surroundings::Surroundings;

const RECORDING: &str = "record the baseline";

/// Records the baseline in the database that the schema was made of.
pub(super) fn record(
    here: &Arguments,
    url: Option<String>,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let on_disk = OnDisk::read(here, around)?;
    let options = database::existing(url);
    let told = database::with(options, &on_disk, RECORDING, async |db, migrations| {
        let new = db.adopt(migrations).await?;
        Ok((
            migrations
                .of(db.dialect())
                .first()
                .map(|first| first.tag.to_owned()),
            new,
        ))
    });
    let (place, (tag, new)) = told.map_err(|error| {
        let remedy = format!(
            "the files are written and the database is as it was: when that is put right, `{}` goes on",
            go_on(here, around)
        );
        error.with_help(remedy)
    })?;
    let tag = tag.unwrap_or_default();
    around.facts(json!({ "database": place, "baseline": tag, "recorded": new }));
    if new {
        around.say(&format!(
            "{place}: recorded {tag} as applied; nothing in it was changed"
        ))
    } else {
        around.say(&format!("{place}: {tag} is recorded already"))
    }
}

/// `--adopt`: one more database of a schema that is there.
pub(super) fn one_more(
    arguments: &Arguments,
    own: &PullArguments,
    url: Option<String>,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let path = Project::locate(arguments, around)?;
    let project = Project::read(path, around)?;
    let here = Arguments::of_schema(project.path.clone());
    let options = database::existing(url.clone());
    let (_, (of, held)) = database::open(options, async |db| {
        Ok((dialect(db), inspect_open(db).await?))
    })?;
    let first = first(&project, of, arguments, around)?;
    let beside = url.clone().unwrap_or_default();
    let (difference, mut left) = made::differences(&held, &first, &beside)?;
    left.extend(difference.changes.iter().map(ToString::to_string));
    left.extend(difference.unplanned.iter().map(ToString::to_string));
    if !left.is_empty() && !own.partly {
        let mut text =
            String::from("the database is not what the first migration makes. From it to that:");
        for line in &left {
            text.push_str(&format!("\n  {line}"));
        }
        let remedy = format!(
            "put the database right (`{} db-diff --from URL --to {}` prints how), or add --partly where what differs is not the migrations' business",
            around.program,
            repair::quoted(&around.shown(&project.path))
        );
        return Err(Error::new(Kind::Undecided { text }, remedy));
    }
    record(&here, url, around)?;
    Ok(Exit::Done)
}

/// What the oldest migration makes.
fn first(
    project: &Project,
    dialect: Dialect,
    arguments: &Arguments,
    around: &Surroundings<'_>,
) -> Result<Catalog> {
    let mut folders = history::whole(&project.migrations())?;
    folders.retain(|folder| folder.dialect == dialect);
    folders.sort_by(|a, b| a.tag.cmp(&b.tag));
    let path = project.migrations();
    let Some(oldest) = folders.first() else {
        let what = format!("there are no migrations for {dialect} here");
        let help = format!(
            "make the first one: {}",
            repair::command("db-generate", arguments, around)
        );
        return Err(Error::new(Kind::Migrations { path, what }, help));
    };
    let snapshot = snapshot::read(&oldest.snapshot).map_err(|problem| {
        let what = format!("{}: {problem}", oldest.tag);
        Error::plain(Kind::Migrations { path, what })
    })?;
    Ok(snapshot.catalog)
}
