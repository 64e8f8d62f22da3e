//! `db-migrate --dry-run`: what is pending, and whether rows are in its way.

use dualect::migrate::{Adoption, PendingMigration};

use super::hazard;
use super::offending;
use super::status::adoption;
use crate::arguments::{Arguments, DatabaseArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::database_file;
use crate::files::project::Project;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &DatabaseArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let project = Project::read(Project::locate(arguments, around)?, around)?;
    let migrations = OnDisk::of(&project, arguments, around)?;
    let all = hazard::of_all(&project)?;
    let url = database::url(own, around)?;
    if let Some(file) = database_file::to_be_created(url.as_deref()) {
        let pending = count(migrations.sqlite.len(), "migration");
        let line = format!(
            "{}: {pending} pending, and no row in the way: it is not there yet",
            file.display()
        );
        around.say(&line)?;
        return Ok(Exit::Done);
    }
    let (place, (pending, asked)) = database::with(
        database::existing(url),
        &migrations,
        "ask for rows in the way",
        async |db, migrations| {
            let status = db.status(migrations).await?;
            let pending = status.pending;
            let dialect = database::dialect(db);
            let mut to_run = pending.iter().filter(|one| one.adoption.is_none());
            let first = to_run.next();
            let first = first.and_then(|first| all.get(&first.tag)?.get(&dialect));
            let asked = offending::ask(db, first.into_iter().flatten()).await?;
            Ok((pending, asked))
        },
    )?;
    let number = count(pending.len(), "migration");
    around.say(&format!("{place}: {number} pending"))?;
    let mut stops = false;
    for one in &pending {
        around.say(&format!("  {}{}", one.tag, adoption(one)))?;
        stops |= matches!(one.adoption, Some(Adoption::Refused { .. }));
    }
    let to_run: Vec<&PendingMigration> = pending
        .iter()
        .filter(|one| one.adoption.is_none())
        .collect();
    stops |= offending::tell(&asked, around)?;
    if let Some(first) = to_run.first()
        && !stops
        && !asked.is_empty()
    {
        let asked = count(asked.len(), "query");
        around.say(&format!(
            "no row is in the way of {}: asked {asked}",
            first.tag
        ))?;
    }
    if to_run.len() > 1 {
        around.note("what comes after the first pending migration can be asked for only when that is applied")?;
    }
    Ok(if stops { Exit::Stale } else { Exit::Done })
}
