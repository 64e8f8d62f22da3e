//! `db-status`: how the database stands against the migrations.

use dualect::migrate::{Adoption, AppliedState, PendingMigration};
use dualect::{Dialect, Migrations, Status};
use serde_json::json;

use super::repair;
use crate::arguments::{Arguments, DatabaseArguments, StatusArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::database_file;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &StatusArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    let (place, status) = of(&own.database, &migrations, around)?;
    if around.is_json() {
        around.facts(json!(status));
        around.fact("database", place);
    } else {
        for line in as_lines(&place, &status) {
            around.say(&line)?;
        }
        let is_refused =
            |one: &PendingMigration| matches!(one.adoption, Some(Adoption::Refused { .. }));
        if status.pending.iter().any(is_refused) {
            around
                .say("bring it there with a version of the app from before the baseline first")?;
        } else if !status.pending.is_empty() {
            around.say(&format!(
                "run: {}",
                repair::command("db-migrate", arguments, around)
            ))?;
        }
    }
    Ok(Exit::Done)
}

/// How the database stands, and where it is. One that is not there yet is not made.
pub(super) fn of(
    own: &DatabaseArguments,
    migrations: &OnDisk,
    around: &Surroundings<'_>,
) -> Result<(String, Status)> {
    let url = database::url(own, around)?;
    match database_file::to_be_created(url.as_deref()) {
        Some(file) => Ok((
            format!("sqlite:{}, which is not there yet", file.display()),
            unconfigured(migrations),
        )),
        None => database::with(
            database::existing(url),
            migrations,
            "read the database's migrations",
            async |db, migrations| db.status(migrations).await,
        ),
    }
}

/// The status of an SQLite file that nobody has created yet: everything is pending.
pub(super) fn unconfigured(migrations: &OnDisk) -> Status {
    let sqlite = database::lent(&migrations.sqlite);
    let migrations = Migrations {
        schema_hash: "",
        sqlite: &sqlite,
        postgres: &[],
    };
    Status::unconfigured(&migrations, Dialect::Sqlite)
}

fn as_lines(place: &str, status: &Status) -> Vec<String> {
    let mut lines = vec![format!(
        "{place}: {} applied, {} pending",
        count(status.applied.len(), "migration"),
        status.pending.len()
    )];
    for one in &status.applied {
        let at = one
            .applied_at
            .map(|at| format!(", {at}"))
            .unwrap_or_default();
        let state = match one.state {
            AppliedState::Clean => "",
            AppliedState::Edited => ", but its migration.sql was changed since",
            AppliedState::Missing => ", but there is no such folder here",
            AppliedState::Reverting => ", and a rollback of it was interrupted",
            AppliedState::Replaced => ", replaced by a baseline since",
        };
        lines.push(format!("  applied  {}{at}{state}", one.tag));
    }
    for one in &status.pending {
        let late = if one.out_of_order {
            ", older than one that is applied"
        } else {
            ""
        };
        let resumes = one
            .resumes_at
            .map(|section| format!(", interrupted before section {section}"))
            .unwrap_or_default();
        let adoption = adoption(one);
        lines.push(format!("  pending  {}{late}{resumes}{adoption}", one.tag));
    }
    lines
}

/// What becomes of a baseline, behind its tag.
pub(super) fn adoption(one: &PendingMigration) -> String {
    match &one.adoption {
        None => String::new(),
        Some(Adoption::Recorded) => {
            ", a baseline: to be recorded and not run, for all that it replaces is applied"
                .to_owned()
        }
        Some(Adoption::Refused { missing }) => format!(
            ", a baseline that cannot be taken: of what it replaces, this database lacks {}",
            missing.join(", ")
        ),
    }
}
