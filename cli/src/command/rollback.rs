//! `db-rollback`: takes back what was applied last.

use std::io;

use dualect::migrate::{Back, ScriptFile, Settings};
use serde_json::{Value, json};

use super::migrate::settings;
use crate::arguments::{Arguments, RollbackArguments};
use crate::database::{self, OnDisk};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::files::database_file;
use crate::progress::{Told, watch};
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &RollbackArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    let url = database::url(&own.database, around)?;
    if let Some(file) = database_file::to_be_created(url.as_deref()) {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        return Err(Error::io("roll back", &file, missing));
    }
    let options = database::existing(url);
    let back = match &own.to {
        Some(tag) => Back::To(tag.clone()),
        None => Back::Steps(usize::try_from(own.steps).unwrap_or(usize::MAX)),
    };
    let settings = Settings {
        accept_lossy: own.accept_lossy,
        ..settings("db-rollback", &own.lock, around)
    };
    let (place, told) = database::with_open(options, &migrations, async |db, migrations| {
        let (done, told) = watch(around, async |observer| {
            let settings = Settings {
                observer,
                ..settings
            };
            db.rollback_with(migrations, back, settings).await
        })
        .await;
        let told = told?;
        match done {
            Ok(_) => Ok(told),
            Err(source) => Err(database::failed("roll back", source).after(as_json(&told))),
        }
    })?;
    if around.is_json() {
        around.facts(as_json(&told));
        around.fact("database", place);
        return Ok(Exit::Done);
    }
    let line = match (told.count(ScriptFile::Down), &own.to) {
        (0, None) => format!("{place}: no migration is applied"),
        (0, Some(to)) => format!("{place}: nothing was applied after {to}"),
        (back, _) => format!("{place}: {} taken back", count(back, "migration")),
    };
    around.say(&line)?;
    Ok(Exit::Done)
}

fn as_json(told: &Told) -> Value {
    json!({ "taken_back": told.of(ScriptFile::Down).collect::<Vec<_>>() })
}
