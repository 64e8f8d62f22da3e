//! Hazards as lines, each once for the databases that it is in.

use std::collections::BTreeMap;

use dualect_codegen::dialect::Dialect;
use dualect_codegen::migration::HazardNote;
use dualect_codegen::plan::HazardClass;
use serde_json::{Value, json};

use crate::error::Result;
use crate::files::history;
use crate::files::project::Project;
use crate::surroundings::Surroundings;
use crate::terminal::count;

/// A migration's hazards, by database.
pub(super) type Notes = BTreeMap<Dialect, Vec<HazardNote>>;

/// Those of every migration on disk, by tag.
pub(super) fn of_all(project: &Project) -> Result<BTreeMap<String, Notes>> {
    let migrations = project.migrations();
    let mut all: BTreeMap<String, Notes> = BTreeMap::new();
    for folder in history::whole(&migrations)? {
        let hazards = history::told(&migrations, &folder, folder.hazards())?;
        let notes = all.entry(folder.tag).or_default();
        notes.insert(folder.dialect, hazards);
    }
    Ok(all)
}

/// A hazard with the databases that it is in.
#[derive(Debug)]
pub(super) struct Shared<'n> {
    pub(super) note: &'n HazardNote,
    pub(super) dialects: Vec<Dialect>,
    /// By database.
    pub(super) queries: BTreeMap<Dialect, &'n [String]>,
}

/// Those of all databases, the worst first.
pub(super) fn shared<'n>(
    notes: impl IntoIterator<Item = (Dialect, &'n [HazardNote])>,
) -> Vec<Shared<'n>> {
    let mut all: Vec<Shared<'n>> = Vec::new();
    for (dialect, notes) in notes {
        for note in notes {
            let is_it = |known: &&mut Shared<'_>| {
                (&known.note.code, &known.note.message) == (&note.code, &note.message)
            };
            let queries = note.queries.as_slice();
            if let Some(known) = all.iter_mut().find(is_it) {
                known.dialects.push(dialect);
                known.queries.insert(dialect, queries);
            } else {
                all.push(Shared {
                    note,
                    dialects: vec![dialect],
                    queries: [(dialect, queries)].into(),
                });
            }
        }
    }
    all.sort_by_key(|shared| std::cmp::Reverse(shared.note.class));
    all
}

/// For `--json`, the worst first.
pub(super) fn as_json(hazards: &[Shared<'_>]) -> Vec<Value> {
    hazards.iter().map(one_as_json).collect()
}

fn one_as_json(shared: &Shared<'_>) -> Value {
    let dialects: Vec<&str> = shared
        .dialects
        .iter()
        .map(|dialect| dialect.as_str())
        .collect();
    let queries: BTreeMap<&str, &[String]> = shared
        .queries
        .iter()
        .filter(|(_, queries)| !queries.is_empty())
        .map(|(dialect, queries)| (dialect.as_str(), *queries))
        .collect();
    let HazardNote {
        code,
        class,
        object,
        message,
        queries: _,
    } = shared.note;
    json!({
        "code": code,
        "class": class.as_str(),
        "object": object,
        "message": message,
        "dialects": dialects,
        "queries": queries,
        "docs": format!("docs/hazards/{code}.md"),
    })
}

/// A line for each that a developer has to know, and one for those that matter in production alone.
pub(super) fn notes(hazards: &Notes) -> Vec<String> {
    let all = shared(
        hazards
            .iter()
            .map(|(dialect, notes)| (*dialect, notes.as_slice())),
    );
    let told = |shared: &&Shared<'_>| match shared.note.class {
        HazardClass::Destructive | HazardClass::DataDependent | HazardClass::Compatibility => true,
        HazardClass::Locking => false,
    };
    let mut lines: Vec<String> = all
        .iter()
        .filter(told)
        .map(|shared| line(shared, hazards.len()))
        .collect();
    let locking = all.len() - lines.len();
    if locking > 0 {
        let number = count(locking, "statement");
        lines.push(format!(
            "{number} will lock a table of Postgres: see db-lint"
        ));
    }
    lines
}

/// `drops-column: drops posts.body and every value in it (sqlite)`: the database where it is not in all.
pub(super) fn line(shared: &Shared<'_>, databases: usize) -> String {
    let HazardNote { code, message, .. } = shared.note;
    if shared.dialects.len() == databases {
        format!("{code}: {message}")
    } else {
        let names: Vec<&str> = shared
            .dialects
            .iter()
            .map(|dialect| dialect.as_str())
            .collect();
        format!("{code}: {message} ({})", names.join(", "))
    }
}

/// Says each on standard error, and with `--json` in the result.
pub(super) fn tell(
    dialect: Dialect,
    notes: &[HazardNote],
    around: &mut Surroundings<'_>,
) -> Result<()> {
    around.fact("hazards", as_json(&shared([(dialect, notes)])));
    for note in notes {
        around.note(&format!("{}: {}", note.code, note.message))?;
    }
    Ok(())
}
