//! `db-check`: whether what is written down is true of databases, tried out on scratch ones; whether a live one has drifted; whether a
//! deploy can roll.

mod drift;
mod findings;
mod history;
mod replay;
mod rolling;

use std::collections::BTreeMap;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::lockstep;

use super::repair;
use crate::arguments::{Arguments, CheckArguments};
use crate::database::{Place, inspect_scratch, wait_for};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::project::Project;
use crate::parallel::map;
use crate::side::differences;
use crate::surroundings::Surroundings;
use crate::terminal::count;
use findings::Findings;

pub(crate) fn run(
    arguments: &Arguments,
    own: &CheckArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let project = Project::read(Project::locate(arguments, around)?, around)?;
    let mut findings = Findings::default();
    if let Some(revision) = &own.against {
        rolling::check(&project, revision, &mut findings, around)?;
    }
    if let Some(url) = &own.database {
        drift::check(&project, url, arguments, &mut findings, around)?;
    }
    if own.against.is_none() && own.database.is_none() {
        replayed(&project, own, arguments, &mut findings, around)?;
    }
    findings.tell(around)
}

/// Both histories from zero, beside the schema and beside each other.
fn replayed(
    project: &Project,
    own: &CheckArguments,
    arguments: &Arguments,
    findings: &mut Findings,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let places = places(project, own)?;
    if !history::check(project, findings, around)? {
        return Ok(());
    }
    let steps = &around.steps;
    let tried = map(places.len(), &places, |(dialect, place)| {
        let mut found = Findings::default();
        let replayed = replay::check(project, *dialect, *place, steps, &mut found);
        let wanted = wait_for(inspect_scratch(&lower(&project.schema, *dialect), *place));
        (*dialect, found, replayed, wanted)
    });
    let mut held: BTreeMap<Dialect, Inspected> = BTreeMap::new();
    for (dialect, found, replayed, wanted) in tried {
        findings.append(found);
        let Some(replayed) = replayed? else {
            continue;
        };
        let wanted = wanted?;
        let lines = differences(&replayed.end, &wanted);
        let migrations = count(replayed.migrations, "migration");
        if lines.is_empty() {
            let back = match replayed.irreversible {
                0 => "each taken back and applied again".to_owned(),
                some => format!(
                    "{some} of them without a way back, the others taken back and applied again"
                ),
            };
            let line = format!("{dialect}: {migrations} replayed, {back}; they lead to the schema");
            findings.pass(line, around)?;
        } else {
            let generate = repair::command("db-generate", arguments, around);
            findings.add(
                format!("{dialect}: {migrations} replayed, and they do not lead to the schema"),
                lines,
                format!("if the schema is right, {generate} makes the migration that is missing; if a migration was edited, restore it"),
            );
        }
        held.insert(dialect, replayed.end);
    }
    if let (Some(sqlite), Some(postgres)) =
        (held.get(&Dialect::Sqlite), held.get(&Dialect::Postgres))
    {
        let lines = disagreements(project, sqlite, postgres);
        if lines.is_empty() {
            let line = "sqlite and postgres hold the same tables, each in its own way";
            findings.pass(line.to_owned(), around)?;
        } else {
            let what = "the two histories do not lead to the same tables".to_owned();
            let remedy = "what one database's migrations do by hand, the other's have to do too";
            findings.add(what, lines, remedy);
        }
    }
    Ok(())
}

/// What the two do not agree about, but for that of which the schema itself says so, as of an index for one database.
fn disagreements(project: &Project, sqlite: &Inspected, postgres: &Inspected) -> Vec<String> {
    let meant = lockstep::disagreements(
        &lower(&project.schema, Dialect::Sqlite),
        &lower(&project.schema, Dialect::Postgres),
    );
    let found = lockstep::disagreements(&sqlite.catalog, &postgres.catalog);
    let found = found.iter().filter(|one| !meant.contains(one));
    found.map(ToString::to_string).collect()
}

/// Where each of the project's databases can be tried out.
fn places<'o>(project: &Project, own: &'o CheckArguments) -> Result<Vec<(Dialect, Place<'o>)>> {
    let asked = own.dialect.map(Dialect::from);
    let dialects = project.schema.project.dialects.iter().copied();
    let dialects = dialects.filter(|dialect| asked.is_none_or(|asked| asked == *dialect));
    let places = dialects.map(|dialect| match (dialect, &own.scratch) {
        (Dialect::Sqlite, _) => Ok((dialect, Place::Sqlite)),
        (Dialect::Postgres, Some(url)) => Ok((dialect, Place::Postgres(url))),
        (Dialect::Postgres, None) => {
            let what = "db-check replays the Postgres migrations in a scratch database, and no server is named".to_owned();
            let help = "name one: --scratch postgres://.. (the role needs CREATEDB); or check the other database alone: --dialect sqlite";
            Err(Error::new(Kind::Check { what }, help))
        }
    });
    let places: Vec<_> = places.collect::<Result<_>>()?;
    if places.is_empty() {
        let what = "`[project] dialects` does not name that database".to_owned();
        return Err(Error::plain(Kind::Check { what }));
    }
    Ok(places)
}
