//! What `db-generate` and its `--check` have in common: the schema and its history in, what should be on disk out.

use dualect_codegen::generate::{Generated, Inputs, generate};

use super::repair;
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::{Error, Kind, Result};
use crate::files::compare::{Difference, differences};
use crate::files::history;
use crate::files::project::{Project, wrong};
use crate::surroundings::Surroundings;

/// A finished generation, not yet written.
pub(crate) struct Generation {
    pub(crate) generated: Generated,
    pub(crate) differences: Vec<Difference>,
}

/// Generates in memory and compares with the disk.
pub(crate) fn run(
    project: &Project,
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &Surroundings<'_>,
) -> Result<Generation> {
    let history = history::whole(&project.migrations())?;
    if history.is_empty() {
        refuse_lost_history(project, arguments, own, around)?;
    }
    let now = own.at.unwrap_or(around.now);
    let inputs = Inputs {
        schema: &project.source,
        history: &history,
        now,
        name: own.name.as_deref(),
    };
    let generated =
        generate(&inputs).map_err(|diagnostics| wrong(&diagnostics, &project.folder, around))?;
    let differences = differences(&project.folder, &generated.output, &generated.rust_folder)?;
    Ok(Generation {
        generated,
        differences,
    })
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
