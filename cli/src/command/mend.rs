//! `db-repair`: what waits for a person's decision in the record of a database, and the decision.

use dualect::Status;
use dualect::migrate::{AppliedMigration, AppliedState, PendingMigration, Repair, ScriptFile};
use dualect_codegen::dialect::Dialect;
use dualect_format::statements::sections;
use serde_json::{Value, json};

use super::migrate::settings;
use super::{repair, status};
use crate::arguments::{Arguments, RepairArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::history::Sql;
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &RepairArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let migrations = OnDisk::read(arguments, around)?;
    match own.decision() {
        Some((tag, repair)) => decide(own, &migrations, (tag, repair), around),
        None => explain(arguments, own, &migrations, around),
    }
}

/// Writes what was decided, or with `--dry-run` says what that would be.
fn decide(
    own: &RepairArguments,
    migrations: &OnDisk,
    (tag, repair): (&str, Repair),
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let url = database::url(&own.database, around)?;
    let settings = settings("db-repair", &own.lock, around);
    let (place, repaired) = database::with(
        database::existing(url),
        migrations,
        "repair the record",
        async |db, migrations| {
            db.repair(migrations, tag, repair, own.dry_run, settings)
                .await
        },
    )?;
    let changes: Vec<String> = repaired.changes.iter().map(ToString::to_string).collect();
    if around.is_json() {
        around.facts(
            json!({ "database": place, "tag": tag, "changes": changes, "written": !own.dry_run }),
        );
        return Ok(Exit::Done);
    }
    let done = if own.dry_run { "would write" } else { "wrote" };
    around.say(&format!("{place}: {done}, of {tag}"))?;
    for change in changes {
        around.say(&format!("  {change}"))?;
    }
    let check = format!("{} db-check --database", around.program);
    around.note(&format!(
        "only the record of what is applied was looked at: `{check}` compares the tables with it"
    ))?;
    Ok(Exit::Done)
}

/// A migration that nobody but a person can decide upon.
struct Finding {
    tag: String,
    what: String,
    /// The statement that comes next, where a run was broken off.
    next: Option<String>,
    /// What can be done, and the command for it.
    ways: Vec<(&'static str, String)>,
}

fn explain(
    arguments: &Arguments,
    own: &RepairArguments,
    migrations: &OnDisk,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let (place, status) = status::of(&own.database, migrations, around)?;
    let findings = findings(&status, migrations, arguments, around);
    if around.is_json() {
        let list: Vec<Value> = findings.iter().map(Finding::as_json).collect();
        around.facts(json!({ "database": place, "findings": list }));
    } else if findings.is_empty() {
        around.say(&format!("{place}: nothing waits for a decision"))?;
    } else {
        let number = count(findings.len(), "migration");
        around.say(&format!("{place}: {number} to decide upon"))?;
        for finding in &findings {
            finding.say(around)?;
        }
    }
    Ok(if findings.is_empty() {
        Exit::Done
    } else {
        Exit::Stale
    })
}

impl Finding {
    fn as_json(&self) -> Value {
        let ways = self.ways.iter();
        let ways = ways.map(|(when, command)| json!({ "when": when, "command": command }));
        json!({
            "tag": self.tag,
            "what": self.what,
            "next": self.next,
            "ways": ways.collect::<Vec<_>>(),
        })
    }

    fn say(&self, around: &mut Surroundings<'_>) -> Result<()> {
        around.say(&format!("{} {}", self.tag, self.what))?;
        if let Some(next) = &self.next {
            around.say(&format!("  next: {next}"))?;
        }
        for (when, command) in &self.ways {
            around.say(&format!("  {when}: {command}"))?;
        }
        Ok(())
    }
}

fn findings(
    status: &Status,
    migrations: &OnDisk,
    arguments: &Arguments,
    around: &Surroundings<'_>,
) -> Vec<Finding> {
    let dialect = match status.dialect {
        dualect::Dialect::Sqlite => Dialect::Sqlite,
        dualect::Dialect::Postgres => Dialect::Postgres,
    };
    let desk = Desk {
        files: migrations.of_dialect(dialect),
        command: &|name| repair::command(name, arguments, around),
    };
    let applied = status.applied.iter().filter_map(|one| desk.applied(one));
    let pending = status.pending.iter().filter_map(|one| desk.pending(one));
    applied.chain(pending).collect()
}

/// What a finding is made of.
struct Desk<'a> {
    files: &'a [Sql],
    command: &'a dyn Fn(&str) -> String,
}

impl Desk<'_> {
    fn applied(&self, one: &AppliedMigration) -> Option<Finding> {
        let tag = one.tag.as_str();
        let (what, ways) = match one.state {
            AppliedState::Clean | AppliedState::Replaced => return None,
            AppliedState::Edited => (
                "was edited after it was applied".to_owned(),
                vec![
                    (
                        "if the edit is not meant",
                        "restore its files from version control".to_owned(),
                    ),
                    (
                        "if it is, and this database needs nothing of it",
                        self.verb("--accept-edit", tag),
                    ),
                ],
            ),
            AppliedState::Missing => (
                "is applied, and there is no such folder here".to_owned(),
                vec![
                    (
                        "if a newer version of the app has it",
                        "use that one".to_owned(),
                    ),
                    (
                        "if it is gone for good, and what it did may stay",
                        self.verb("--mark-not-applied", tag),
                    ),
                ],
            ),
            AppliedState::Reverting => (
                format!(
                    "is rolled back in part: a run was broken off before section {} of its down.sql",
                    one.resumes_at.unwrap_or(1)
                ),
                vec![
                    ("to go on", (self.command)("db-rollback")),
                    (
                        "if the rest of its down.sql was done by hand",
                        self.verb("--mark-not-applied", tag),
                    ),
                    (
                        "if what its down.sql did was undone by hand",
                        self.verb("--mark-applied", tag),
                    ),
                ],
            ),
        };
        Some(Finding {
            tag: tag.to_owned(),
            what,
            next: one
                .resumes_at
                .and_then(|section| self.statement(tag, ScriptFile::Down, section)),
            ways,
        })
    }

    fn pending(&self, one: &PendingMigration) -> Option<Finding> {
        let (tag, section) = (one.tag.as_str(), one.resumes_at?);
        let (edited, first) = if one.edited {
            (
                ", and what has run of it was edited since",
                (
                    "if the edit of what has run is meant",
                    self.verb("--accept-edit", tag),
                ),
            )
        } else {
            ("", ("to go on", (self.command)("db-migrate")))
        };
        Some(Finding {
            tag: tag.to_owned(),
            what: format!(
                "is applied in part: a run was broken off before section {section} of its migration.sql{edited}"
            ),
            next: self.statement(tag, ScriptFile::Up, section),
            ways: vec![
                first,
                (
                    "if the rest of it was done by hand",
                    self.verb("--mark-applied", tag),
                ),
                (
                    "if what it did was undone by hand",
                    self.verb("--mark-not-applied", tag),
                ),
            ],
        })
    }

    fn verb(&self, verb: &str, tag: &str) -> String {
        let command = (self.command)("db-repair");
        format!("{command} {verb} {}", repair::quoted(tag))
    }

    /// The first line of that section's statement.
    fn statement(&self, tag: &str, file: ScriptFile, section: usize) -> Option<String> {
        let one = self.files.iter().find(|one| one.tag == tag)?;
        let text = match file {
            ScriptFile::Up => &one.up,
            ScriptFile::Down => &one.down,
        };
        let sections = sections(text);
        Some(sections.get(section.checked_sub(1)?)?.summary().to_owned())
    }
}
