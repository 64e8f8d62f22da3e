//! `db-status`: how the database stands against the migrations.

use dualect::migrate::{Adoption, AppliedState, PendingMigration};
use dualect::{Dialect, Status};
use serde_json::{Value, json};

use super::repair;
use crate::arguments::{Arguments, StatusArguments};
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
    let url = database::url(&own.database, around)?;
    let (place, status) = match database_file::to_be_created(url.as_deref()) {
        Some(file) => (
            format!("sqlite:{}, which is not there yet", file.display()),
            unconfigured(&migrations),
        ),
        None => database::with(
            database::existing(url),
            &migrations,
            "read the database's migrations",
            async |db, migrations| db.status(migrations).await,
        )?,
    };
    if own.json {
        around.say(&as_json(&status).to_string())?;
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

/// The status of an SQLite file that nobody has created yet: everything is pending.
fn unconfigured(migrations: &OnDisk) -> Status {
    let pending = migrations.sqlite.iter().map(|one| PendingMigration {
        tag: one.tag.clone(),
        out_of_order: false,
        resumes_at: None,
        adoption: None,
    });
    Status {
        configured: false,
        initialized: false,
        dialect: Dialect::Sqlite,
        applied: Vec::new(),
        pending: pending.collect(),
    }
}

fn as_json(status: &Status) -> Value {
    let applied = status.applied.iter().map(|one| {
        json!({
            "tag": one.tag,
            "applied_at": one.applied_at.map(|at| at.to_string()),
            "state": name(one.state),
        })
    });
    let pending = status.pending.iter().map(|one| {
        let mut line = json!({
            "tag": one.tag,
            "out_of_order": one.out_of_order,
            "resumes_at": one.resumes_at,
        });
        match &one.adoption {
            None => {}
            Some(Adoption::Recorded) => line["adoption"] = json!("recorded"),
            Some(Adoption::Refused { missing }) => {
                line["adoption"] = json!({ "refused": { "missing": missing } });
            }
        }
        line
    });
    json!({
        "configured": status.configured,
        "initialized": status.initialized,
        "dialect": status.dialect.to_string(),
        "applied": applied.collect::<Vec<_>>(),
        "pending": pending.collect::<Vec<_>>(),
    })
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

const fn name(state: AppliedState) -> &'static str {
    match state {
        AppliedState::Clean => "clean",
        AppliedState::Edited => "edited",
        AppliedState::Missing => "missing",
        AppliedState::Reverting => "reverting",
        AppliedState::Replaced => "replaced",
    }
}
