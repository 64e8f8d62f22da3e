//! `db-rollback`: takes back what was applied last.

use std::io;

use crate::arguments::{Arguments, RollbackArguments};
use crate::database::{self, OnDisk};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::files::database_file;
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
    let steps = usize::try_from(own.steps).unwrap_or(usize::MAX);
    let (place, back) =
        database::with(options, &migrations, "roll back", async |db, migrations| {
            db.rollback(migrations, steps, own.accept_lossy).await
        })?;
    for tag in &back.tags {
        around.say(&format!("took back {tag}"))?;
    }
    if back.tags.is_empty() {
        around.say(&format!("{place}: no migration is applied"))?;
    } else {
        let taken_back = count(back.tags.len(), "migration");
        around.say(&format!("{place}: {taken_back} taken back"))?;
    }
    Ok(Exit::Done)
}
