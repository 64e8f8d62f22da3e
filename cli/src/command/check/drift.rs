//! Whether a live database still is what its migrations made of it.

use std::collections::BTreeSet;

use dualect::migrate::AppliedState;

use super::super::repair;
use super::findings::Findings;
use crate::arguments::{Arguments, DatabaseArguments};
use crate::database::{self, OnDisk, Place, failed, inspect_open, lent, scratch, wait_for};
use crate::error::{Error, Kind, Result};
use crate::files::database_file;
use crate::files::project::Project;
use crate::side::differences;
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// Compares it with a scratch database that has the same migrations. Without a URL it is what `DATABASE_URL` names, or the default.
pub(super) fn check(
    project: &Project,
    url: &str,
    arguments: &Arguments,
    findings: &mut Findings,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let on_disk = OnDisk::of(project, arguments, around)?;
    let database = (!url.is_empty()).then(|| url.to_owned());
    let url = database::url(&DatabaseArguments { database }, around)?;
    if let Some(file) = database_file::to_be_created(url.as_deref()) {
        let what = format!("{} is not there", file.display());
        let migrate = repair::command("db-migrate", arguments, around);
        return Err(Error::new(
            Kind::Check { what },
            format!("make it: {migrate}"),
        ));
    }
    let looking = "read the database's migrations";
    let existing = database::existing(url.clone());
    let (place, (dialect, status, live)) =
        database::with_open(existing, &on_disk, async |db, migrations| {
            let status = db.status(migrations).await;
            let status = status.map_err(|source| failed(looking, source))?;
            Ok((database::dialect(db), status, inspect_open(db).await?))
        })?;
    let mut unknown = Vec::new();
    let mut applied = BTreeSet::new();
    for one in &status.applied {
        match one.state {
            AppliedState::Missing => unknown.push(one.tag.clone()),
            AppliedState::Clean
            | AppliedState::Edited
            | AppliedState::Reverting
            | AppliedState::Replaced => {
                applied.insert(one.tag.as_str());
            }
        }
    }
    if !unknown.is_empty() {
        let what = format!("{place}: it has migrations that are not here");
        findings.add(
            what,
            unknown,
            "check with the version of the app that it was migrated by",
        );
        return Ok(());
    }
    if applied.is_empty() {
        let what = format!("{place}: no migration of this project is applied there");
        let migrate = repair::command("db-migrate", arguments, around);
        findings.add(
            what,
            Vec::new(),
            format!("if it is the right database: {migrate}"),
        );
        return Ok(());
    }
    let mut history = lent(on_disk.of_dialect(dialect));
    history.retain(|one| applied.contains(one.tag));
    let beside = Place::beside(dialect, url.as_deref().unwrap_or_default());
    let should = wait_for(scratch(beside, async |db, _| {
        let migrated = db.migrate(&database::migrations(&history)).await;
        migrated.map_err(|source| failed("replay the migrations", source))?;
        inspect_open(db).await
    }))?;
    let lines = differences(&live, &should);
    let migrations = count(history.len(), "migration");
    if lines.is_empty() {
        findings.pass(format!("{place}: as its {migrations} made it"), around)?;
    } else {
        findings.add(
            format!("{place}: it has drifted from what its {migrations} made; what would lead back"),
            lines,
            "if what was changed there is meant, put it into the schema and make a migration of it; if not, undo it there",
        );
    }
    Ok(())
}
