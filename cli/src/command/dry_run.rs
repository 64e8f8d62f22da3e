//! `db-migrate --dry-run`: what is pending, and whether rows are in its way.

use dualect::Db;
use dualect::migrate::{Adoption, PendingMigration};
use dualect_codegen::migration::HazardNote;

use super::hazard;
use super::status::adoption;
use crate::arguments::{Arguments, DatabaseArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::database_file;
use crate::files::project::Project;
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// A query, and how many rows it found.
struct Asked {
    message: String,
    query: String,
    rows: i64,
}

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
            let mut asked = Vec::new();
            let dialect = database::dialect(db);
            let mut to_run = pending.iter().filter(|one| one.adoption.is_none());
            let first = to_run.next();
            let first = first.and_then(|first| all.get(&first.tag)?.get(&dialect));
            for hazard in first.into_iter().flatten() {
                asked.extend(ask(db, hazard).await?);
            }
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
    for one in &asked {
        if one.rows == 0 {
            continue;
        }
        stops = true;
        let rows = usize::try_from(one.rows).unwrap_or(usize::MAX);
        around.say(&format!("{}: {}", one.message, count(rows, "row")))?;
        around.say(&format!("  {}", one.query))?;
    }
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

/// How many rows each of its queries finds.
async fn ask(db: &Db, hazard: &HazardNote) -> dualect::Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for query in &hazard.queries {
        let sql = format!("SELECT count(*) FROM ({query}) AS found");
        asked.push(Asked {
            message: hazard.message.clone(),
            query: query.clone(),
            rows: database::value(db, sql).await?,
        });
    }
    Ok(asked)
}
