//! `db-migrate --dry-run`: what is pending, and whether rows are in its way.

use dualect::migrate::{Adoption, PendingMigration};
use serde_json::json;

use super::hazard;
use super::offending::{self, Asked};
use super::status::{self, adoption};
use crate::arguments::{Arguments, MigrateArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::database_file;
use crate::files::project::Project;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &MigrateArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let project = Project::read(Project::locate(arguments, around)?, around)?;
    let migrations = OnDisk::of(&project, arguments, around)?;
    let all = hazard::of_all(&project)?;
    let url = database::url(&own.database, around)?;
    if let Some(file) = database_file::to_be_created(url.as_deref()) {
        let pending = up_to(status::unconfigured(&migrations).pending, own.to.as_deref());
        let place = format!("{}, which is not there yet", file.display());
        let found = Found {
            place: &place,
            pending: &pending,
            asked: &[],
        };
        return found.tell(around);
    }
    let (place, (pending, asked)) = database::with(
        database::existing(url),
        &migrations,
        "ask for rows in the way",
        async |db, migrations| {
            let status = db.status(migrations).await?;
            let pending = up_to(status.pending, own.to.as_deref());
            let dialect = database::dialect(db);
            let mut to_run = pending.iter().filter(|one| one.adoption.is_none());
            let first = to_run.next();
            let first = first.and_then(|first| all.get(&first.tag)?.get(&dialect));
            let asked = offending::ask(db, first.into_iter().flatten()).await?;
            Ok((pending, asked))
        },
    )?;
    let found = Found {
        place: &place,
        pending: &pending,
        asked: &asked,
    };
    found.tell(around)
}

/// Those that `--to` asks for.
fn up_to(mut pending: Vec<PendingMigration>, to: Option<&str>) -> Vec<PendingMigration> {
    pending.retain(|one| to.is_none_or(|to| one.tag.as_str() <= to));
    pending
}

/// What would be done, and what is in the way.
struct Found<'a> {
    place: &'a str,
    pending: &'a [PendingMigration],
    asked: &'a [Asked],
}

impl Found<'_> {
    fn tell(&self, around: &mut Surroundings<'_>) -> Result<Exit> {
        let refused =
            |one: &PendingMigration| matches!(one.adoption, Some(Adoption::Refused { .. }));
        let stops = self.pending.iter().any(refused) || self.asked.iter().any(Asked::stops);
        if around.is_json() {
            let asked = self.asked.iter().map(Asked::as_json);
            around.facts(json!({
                "database": self.place,
                "pending": self.pending,
                "asked": asked.collect::<Vec<_>>(),
            }));
        } else {
            self.say(stops, around)?;
        }
        Ok(if stops { Exit::Stale } else { Exit::Done })
    }

    fn say(&self, stops: bool, around: &mut Surroundings<'_>) -> Result<()> {
        let number = count(self.pending.len(), "migration");
        around.say(&format!("{}: {number} pending", self.place))?;
        for one in self.pending {
            around.say(&format!("  {}{}", one.tag, adoption(one)))?;
        }
        offending::tell(self.asked, around)?;
        let to_run = self.pending.iter().filter(|one| one.adoption.is_none());
        let to_run: Vec<&PendingMigration> = to_run.collect();
        if let Some(first) = to_run.first()
            && !stops
            && !self.asked.is_empty()
        {
            let asked = count(self.asked.len(), "query");
            around.say(&format!(
                "no row is in the way of {}: asked {asked}",
                first.tag
            ))?;
        }
        if to_run.len() > 1 {
            around.note("what comes after the first pending migration can be asked for only when that is applied")?;
        }
        Ok(())
    }
}
