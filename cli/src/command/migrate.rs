//! `db-migrate`: applies what is pending.

use dualect::migrate::{ScriptFile, Settings};

use crate::arguments::{Arguments, LockArguments, MigrateArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::progress::{Told, watch};
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &MigrateArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    let options = database::options(database::url(&own.database, around)?);
    let settings = Settings {
        to: own.to.clone(),
        ..settings("db-migrate", &own.lock, around)
    };
    let (place, told) = database::with_open(options, &migrations, async |db, migrations| {
        let (done, told) = watch(around, async |observer| {
            let settings = Settings {
                observer,
                ..settings
            };
            db.migrate_with(migrations, settings).await
        })
        .await;
        let told = told?;
        match done {
            Ok(_) => Ok(told),
            Err(source) => {
                Err(database::failed("migrate the database", source).after(told.as_json()))
            }
        }
    })?;
    if around.is_json() {
        around.facts(told.as_json());
        around.fact("database", place);
        return Ok(Exit::Done);
    }
    around.say(&summary(&place, &told, own.to.as_deref()))?;
    for tag in told.tags(ScriptFile::Up) {
        if migrations.is_unwritten(tag) {
            around.note(&format!(
                "{tag} has not been written yet, and did nothing: take it back before you write it, for it counts as applied"
            ))?;
        }
    }
    Ok(Exit::Done)
}

fn summary(place: &str, told: &Told, to: Option<&str>) -> String {
    match (told.count(ScriptFile::Up), to) {
        (0, None) => format!("{place}: nothing is pending"),
        (0, Some(to)) => format!("{place}: nothing is pending up to {to}"),
        (applied, _) => format!("{place}: {} applied", count(applied, "migration")),
    }
}

/// How a migrator works that a person has started with this command.
pub(crate) fn settings(command: &str, lock: &LockArguments, around: &Surroundings<'_>) -> Settings {
    let version = env!("CARGO_PKG_VERSION");
    let settings = Settings {
        by: format!("{} {command} {version}", around.program),
        steps: around.steps.clone(),
        ..Settings::default()
    };
    match lock.lock_timeout {
        None => settings,
        Some(longest) => Settings {
            lock_wait: longest,
            lock_patience: longest,
            lock_timeout: settings.lock_timeout.min(longest),
            ..settings
        },
    }
}
