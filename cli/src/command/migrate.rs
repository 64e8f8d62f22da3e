//! `db-migrate`: applies what is pending.

use dualect::Applied;

use crate::arguments::{Arguments, DatabaseArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &DatabaseArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    let options = database::options(database::url(own, around)?);
    let (place, applied) = database::with(
        options,
        &migrations,
        "migrate the database",
        async |db, migrations| db.migrate(migrations).await,
    )?;
    let Applied {
        tags,
        out_of_order,
        adopted,
        baselines,
    } = applied;
    for tag in &adopted {
        around.say(&format!(
            "adopted {tag}, which another migrator had applied"
        ))?;
    }
    for tag in &baselines {
        around.say(&format!(
            "recorded {tag}, a baseline: all that it replaces is applied"
        ))?;
    }
    for tag in &tags {
        let late = if out_of_order.contains(tag) {
            ", after newer ones"
        } else {
            ""
        };
        around.say(&format!("applied {tag}{late}"))?;
    }
    if tags.is_empty() {
        around.say(&format!("{place}: nothing is pending"))?;
    } else {
        let applied = count(tags.len(), "migration");
        around.say(&format!("{place}: {applied} applied"))?;
    }
    Ok(Exit::Done)
}
