//! A history from zero: each migration there, back, and there again.

use dualect::migrate::{Migration, Settings, Steps};
use dualect::{Db, ErrorKind, MigrationErrorKind};
use dualect_codegen::dialect::Dialect;
use dualect_codegen::inspect::Inspected;

use super::findings::Findings;
use crate::database::{self, Place, inspect_open, lent, scratch, wait_for};
use crate::error::Result;
use crate::files::history;
use crate::files::project::Project;
use crate::side::differences;

/// Where a history leads.
#[derive(Debug)]
pub(super) struct Replayed {
    /// What the database holds in the end.
    pub(super) end: Inspected,
    /// How many migrations there are.
    pub(super) migrations: usize,
    /// Those of them that have no way back.
    pub(super) irreversible: usize,
}

/// Replays them in a scratch database; `None` where one fails.
pub(super) fn check(
    project: &Project,
    dialect: Dialect,
    place: Place<'_>,
    steps: &Steps,
    findings: &mut Findings,
) -> Result<Option<Replayed>> {
    let history = history::sql(&project.migrations(), dialect)?;
    let migrations = lent(&history);
    // Another connection looks: what the migrator's own has prepared is forgotten after each migration.
    wait_for(scratch(place, async |db, looking| {
        let mut irreversible = 0;
        let mut held = inspect_open(looking).await?;
        for upto in 1..=migrations.len() {
            let so_far = &migrations[..upto];
            if !up(db, so_far, (dialect, steps), findings).await? {
                return Ok(None);
            }
            match back(db, so_far, dialect, findings).await? {
                Back::Failed => return Ok(None),
                Back::Irreversible => irreversible += 1,
                Back::Done => {
                    let lines = differences(&inspect_open(looking).await?, &held);
                    if !lines.is_empty() {
                        let tag = so_far[upto - 1].tag;
                        let what = format!(
                            "{dialect} {tag}: its down.sql does not lead back to the step before"
                        );
                        let remedy = "what migration.sql does by hand, down.sql has to undo";
                        findings.add(what, lines, remedy);
                    }
                    if !up(db, so_far, (dialect, steps), findings).await? {
                        return Ok(None);
                    }
                }
            }
            held = inspect_open(looking).await?;
        }
        Ok(Some(Replayed {
            end: held,
            migrations: migrations.len(),
            irreversible,
        }))
    }))
}

/// Applies the newest of them; says whether that went.
async fn up(
    db: &Db,
    migrations: &[Migration<'_>],
    (dialect, steps): (Dialect, &Steps),
    findings: &mut Findings,
) -> Result<bool> {
    let settings = Settings {
        steps: steps.clone(),
        ..Settings::default()
    };
    let migrations = database::migrations(migrations);
    if let Err(error) = db.migrate_with(&migrations, settings).await {
        let help = "restore its migration.sql from version control, or mend what was edited";
        findings.add(format!("{dialect}: {error}"), Vec::new(), help);
        return Ok(false);
    }
    Ok(true)
}

enum Back {
    Done,
    Irreversible,
    Failed,
}

/// Takes the newest of them back.
async fn back(
    db: &Db,
    migrations: &[Migration<'_>],
    dialect: Dialect,
    findings: &mut Findings,
) -> Result<Back> {
    let migrations = database::migrations(migrations);
    let Err(error) = db.rollback(&migrations, 1, true).await else {
        return Ok(Back::Done);
    };
    if let ErrorKind::Migration(MigrationErrorKind::Irreversible { .. }) = error.kind() {
        return Ok(Back::Irreversible);
    }
    let help = "restore its down.sql from version control, or mend what was edited";
    findings.add(format!("{dialect}: {error}"), Vec::new(), help);
    Ok(Back::Failed)
}
