//! `db-history`: every migration of a database, in order, with what is recorded of it.

use std::fmt::Write as _;
use std::time::Duration;

use dualect::Status;
use dualect::migrate::{AppliedMigration, AppliedState, PendingMigration, Reversal};
use serde_json::{Value, json};

use super::status;
use crate::arguments::{Arguments, HistoryArguments};
use crate::database::OnDisk;
use crate::error::Result;
use crate::exit::Exit;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &HistoryArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    let (place, status) = status::of(&own.database, &migrations, around)?;
    if around.is_json() {
        let applied = status.applied.iter().map(applied_as_json);
        let pending = status.pending.iter().map(pending_as_json);
        let history: Vec<Value> = applied.chain(pending).collect();
        around.facts(json!({ "database": place, "history": history }));
        return Ok(Exit::Done);
    }
    around.say(&summary(&place, &status))?;
    for one in &status.applied {
        around.say(&applied_line(one))?;
        if own.verbose {
            let by = one.applied_by.as_deref();
            detail("by", by.unwrap_or("it is not recorded by what"), around)?;
            if let Some(reversal) = &one.reversal {
                detail("way back", &told(reversal), around)?;
            }
        }
    }
    for one in &status.pending {
        let adoption = status::adoption(one);
        let class = class(&one.reversal);
        around.say(&format!("  pending    {}  {class}{adoption}", one.tag))?;
        if own.verbose {
            detail("way back", &told(&one.reversal), around)?;
        }
    }
    Ok(Exit::Done)
}

fn summary(place: &str, status: &Status) -> String {
    let applied = count(status.applied.len(), "migration");
    let total: Duration = status.applied.iter().filter_map(|one| one.took).sum();
    format!(
        "{place}: {applied} applied in {}, {} pending",
        spoken(total),
        status.pending.len()
    )
}

fn applied_line(one: &AppliedMigration) -> String {
    let mut line = format!("  {:<9}  {}", state(one.state), one.tag);
    if let Some(at) = one.applied_at {
        let _ = write!(line, "  {}", at.strftime("%Y-%m-%dT%H:%M:%SZ"));
    }
    if let Some(took) = one.took {
        let _ = write!(line, "  {}", spoken(took));
    }
    if let Some(reversal) = &one.reversal {
        let _ = write!(line, "  {}", class(reversal));
    }
    line
}

fn detail(head: &str, text: &str, around: &mut Surroundings<'_>) -> Result<()> {
    around.say(&format!("    {head}: {text}"))
}

const fn state(state: AppliedState) -> &'static str {
    match state {
        AppliedState::Clean => "applied",
        AppliedState::Edited => "edited",
        AppliedState::Missing => "missing",
        AppliedState::Reverting => "reverting",
        AppliedState::Replaced => "replaced",
    }
}

const fn class(reversal: &Reversal) -> &'static str {
    match reversal {
        Reversal::Lossless => "lossless",
        Reversal::Lossy { .. } => "lossy",
        Reversal::Irreversible { .. } => "irreversible",
    }
}

fn told(reversal: &Reversal) -> String {
    match reversal {
        Reversal::Lossless => "loses nothing".to_owned(),
        Reversal::Lossy { lost } => format!("loses {lost}"),
        Reversal::Irreversible { reason } => format!("there is none: {reason}"),
    }
}

/// As a person says it.
fn spoken(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

fn applied_as_json(one: &AppliedMigration) -> Value {
    let mut value = json!(one);
    if one.state == AppliedState::Clean {
        value["state"] = "applied".into();
    }
    value
}

fn pending_as_json(one: &PendingMigration) -> Value {
    let mut value = json!(one);
    value["state"] = "pending".into();
    value
}
