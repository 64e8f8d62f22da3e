//! `db-lint`: what migrations destroy, can fail on, hold up or break.

use dualect::migrate::Adoption;
use dualect_codegen::plan::HazardClass;
use serde_json::{Value, json};

use super::hazard::{self, Shared};
use crate::arguments::{Arguments, FailOn, LintArguments};
use crate::database::{self, OnDisk};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::project::Project;
use crate::files::{database_file, history};
use crate::surroundings::Surroundings;

pub(crate) fn run(
    arguments: &Arguments,
    own: &LintArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let project = Project::read(Project::locate(arguments, around)?, around)?;
    let mut all = hazard::of_all(&project)?;
    if own.tags.is_empty() {
        let pending = pending(&project, (arguments, own), around)?;
        all.retain(|tag, _| pending.contains(tag));
    } else {
        if let Some(unknown) = own.tags.iter().find(|tag| !all.contains_key(*tag)) {
            return Err(history::unknown(&project.migrations(), unknown));
        }
        all.retain(|tag, _| own.tags.contains(tag));
    }
    let folders = history::whole(&project.migrations())?;
    for folder in folders
        .iter()
        .filter(|folder| all.contains_key(&folder.tag))
    {
        for file in folder.unwritten() {
            let (dialect, tag) = (folder.dialect, &folder.tag);
            around.note(&format!(
                "{dialect} {tag}: its {file} has not been written yet"
            ))?;
        }
    }
    let found: Vec<(&String, usize, Vec<Shared<'_>>)> = all
        .iter()
        .map(|(tag, notes)| {
            let of_each = notes
                .iter()
                .map(|(dialect, notes)| (*dialect, notes.as_slice()));
            (tag, notes.len(), hazard::shared(of_each))
        })
        .collect();
    if around.is_json() {
        let list: Vec<Value> = found
            .iter()
            .map(|(tag, _, hazards)| json!({ "tag": tag, "hazards": hazard::as_json(hazards) }))
            .collect();
        around.fact("migrations", list);
    } else {
        for (tag, databases, hazards) in &found {
            around.say(tag)?;
            for line in as_lines(hazards, *databases) {
                around.say(&format!("  {line}"))?;
            }
        }
        if found.is_empty() {
            around.say("no migration is pending")?;
        }
    }
    let worst = found.iter().flat_map(|(_, _, hazards)| hazards);
    let worst = worst.map(|shared| shared.note.class).max();
    let fails = match own.fail_on {
        FailOn::Never => None,
        FailOn::Destructive => Some(HazardClass::Destructive),
        FailOn::DataDependent => Some(HazardClass::DataDependent),
        FailOn::Compatibility => Some(HazardClass::Compatibility),
        FailOn::Locking => Some(HazardClass::Locking),
    };
    let failed = fails.is_some_and(|least| worst.is_some_and(|worst| worst >= least));
    Ok(if failed { Exit::Stale } else { Exit::Done })
}

/// Those that the database does not have; a database that is not there yet has none.
fn pending(
    project: &Project,
    (arguments, own): (&Arguments, &LintArguments),
    around: &mut Surroundings<'_>,
) -> Result<Vec<String>> {
    let migrations = OnDisk::of(project, arguments, around)?;
    let url = database::url(&own.database, around)?;
    if database_file::to_be_created(url.as_deref()).is_some() {
        return Ok(migrations
            .sqlite
            .iter()
            .map(|one| one.tag.clone())
            .collect());
    }
    let (_, status) = database::with(
        database::existing(url),
        &migrations,
        "read the database's migrations",
        async |db, migrations| db.status(migrations).await,
    )?;
    // A baseline that is recorded does nothing.
    let runs = status
        .pending
        .into_iter()
        .filter(|one| one.adoption != Some(Adoption::Recorded));
    Ok(runs.map(|one| one.tag).collect())
}

fn as_lines(hazards: &[Shared<'_>], databases: usize) -> Vec<String> {
    if hazards.is_empty() {
        return vec!["nothing to know".to_owned()];
    }
    let mut lines = Vec::new();
    for shared in hazards {
        let class = shared.note.class.as_str();
        lines.push(format!("{class:<14}  {}", hazard::line(shared, databases)));
        let mut told: Vec<&String> = Vec::new();
        for query in shared.queries.values().copied().flatten() {
            if !told.contains(&query) {
                told.push(query);
                lines.push(format!("{:<14}  rows in the way: {query}", ""));
            }
        }
    }
    lines
}
