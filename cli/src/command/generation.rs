//! What `db-generate` and its `--check` have in common: the schema and its history in, what should be on disk out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use dualect_codegen::generate::{Generated, Inputs, Refusal, generate_from};
use dualect_codegen::migration::{Folder, NewMigration, Question};
use serde_json::{Value, json};

use super::{hazard, repair, statistics};
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::{Error, Kind, Result};
use crate::files::compare::{self, Comparison, Disk};
use crate::files::history;
use crate::files::project::{Project, wrong};
use crate::files::seen::Seen;
use crate::files::templates;
use crate::surroundings::Surroundings;

/// What a person has decided beside the schema.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Decided<'d> {
    /// The losses that are meant.
    pub(crate) accept: &'d [String],
    /// Those that were meant when the migrations were made that are made anew.
    pub(crate) again: &'d [String],
    /// The migrations that are made anew.
    pub(crate) without: Option<&'d BTreeSet<String>>,
    /// What the new one is called, unless the command line says so.
    pub(crate) name: Option<&'d str>,
}

/// What comes of generation.
pub(crate) enum Outcome<'p> {
    Generated(Box<Generated<'p>>),
    /// A person has to decide something first.
    Asks(Vec<Question>),
}

/// Generates in memory, except for the text of each Rust file.
pub(crate) fn run<'p>(
    project: &'p Project,
    (arguments, own): (&Arguments, &GenerateArguments),
    decided: Decided<'_>,
    around: &Surroundings<'_>,
) -> Result<Outcome<'p>> {
    let mut history = history::whole(&project.migrations())?;
    if let Some(without) = decided.without {
        history.retain(|folder| !without.contains(&folder.tag));
    }
    // Of the SQL that is there, nothing is made but the hash of each file, elsewhere: of many tables it takes much room.
    for folder in &mut history {
        (folder.migration, folder.down) = (String::new(), String::new());
    }
    after(&history, project, (arguments, own), decided, around)
}

/// The same after a history that need not be the one on disk.
pub(crate) fn after<'p>(
    history: &[Folder],
    project: &'p Project,
    (arguments, own): (&Arguments, &GenerateArguments),
    decided: Decided<'_>,
    around: &Surroundings<'_>,
) -> Result<Outcome<'p>> {
    if history.is_empty() {
        refuse_lost_history(project, arguments, own, around)?;
    }
    let now = own.at.unwrap_or(around.now);
    let counted = match &own.stats {
        Some(url) => statistics::rows(url, around)?,
        None => BTreeMap::new(),
    };
    let templates = match &project.schema.project.output.templates {
        Some(folder) => templates::all(&project.folder.join(folder))?,
        None => Vec::new(),
    };
    let inputs = Inputs {
        schema: &project.source,
        includes: &project.includes,
        history,
        now,
        accept: decided.accept,
        accepted: decided.again,
        name: own.name.as_deref().or(decided.name),
        online: own.online,
        counted: &counted,
        templates: &templates,
    };
    match generate_from(Cow::Borrowed(&project.schema), &inputs) {
        Ok(generated) => Ok(Outcome::Generated(Box::new(generated))),
        Err(Refusal::Asks(questions)) => Ok(Outcome::Asks(questions)),
        Err(Refusal::Wrong(diagnostics)) => Err(wrong(&diagnostics, &project.folder, around)),
    }
}

/// Compares what should be on disk with what is there.
pub(crate) fn compare<'g>(
    project: &Project,
    generated: &'g Generated<'g>,
    seen: &Seen,
) -> Result<Comparison<'g>> {
    let disk = Disk {
        folder: &project.folder,
        lock: project.lock()?,
        seen,
    };
    compare::compare(&disk, generated)
}

/// How many files there have to be.
pub(crate) fn total(generated: &Generated<'_>) -> usize {
    generated.output.files.len() + generated.rust.files().len()
}

/// Without its migrations a schema looks new, and a first migration would be made that no existing database can take.
fn refuse_lost_history(
    project: &Project,
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &Surroundings<'_>,
) -> Result<()> {
    let Some(last) = project
        .lock()?
        .and_then(|lock| lock.migrations.last().cloned())
    else {
        return Ok(());
    };
    let migrations = project.migrations();
    let lock = project
        .generated()
        .join(dualect_format::fingerprint::LOCK_FILE);
    Err(Error::new(
        Kind::Migrations {
            what: format!(
                "there are no migrations here, but {} lists them up to {last}",
                around.shown(&lock)
            ),
            path: migrations.clone(),
        },
        format!(
            "bring them back from version control: git checkout -- {}; or, to begin anew with a first migration, remove {} and run `{}`",
            around.shown(&migrations),
            around.shown(&lock),
            repair::generate(arguments, own, false, around)
        ),
    ))
}

/// What `--json` says of a new migration: null where none is due.
pub(super) fn migration_as_json(migration: Option<&NewMigration>) -> Value {
    let Some(migration) = migration else {
        return Value::Null;
    };
    let hazards = hazard::shared(
        migration
            .hazards
            .iter()
            .map(|(dialect, notes)| (*dialect, notes.as_slice())),
    );
    let changes: Vec<String> = migration.changes.iter().map(ToString::to_string).collect();
    json!({ "tag": migration.tag, "changes": changes, "hazards": hazard::as_json(&hazards) })
}
