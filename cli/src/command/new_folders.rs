//! Migrations that do not follow from the schema: their folders, and the generated code that names them.

use dualect_codegen::generate::Generated;
use dualect_codegen::migration::Folder;
use dualect_codegen::output::{OutputFile, Ownership};

use super::generation::{self, Decided, Outcome};
use super::{generate, repair};
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::{Error, Kind, Result};
use crate::files::project::Project;
use crate::files::seen::Seen;
use crate::surroundings::Surroundings;

/// What db-generate would leave after this history; that it would also make a migration is refused: one that is due comes
/// before those that a person asks for.
pub(super) fn generated<'p>(
    after: &[Folder],
    project: &'p Project,
    arguments: &Arguments,
    around: &Surroundings<'_>,
) -> Result<Box<Generated<'p>>> {
    let own = GenerateArguments::default();
    let outcome = generation::after(
        after,
        project,
        (arguments, &own),
        Decided::default(),
        around,
    )?;
    match outcome {
        Outcome::Generated(generated) if generated.migration.is_none() => Ok(generated),
        Outcome::Generated(_) | Outcome::Asks(_) => Err(Error::new(
            Kind::Migrations {
                path: project.path.clone(),
                what: "the schema is ahead of its migrations".to_owned(),
            },
            format!(
                "make the one that is due first, or undo the change: {}",
                repair::command("db-generate", arguments, around)
            ),
        )),
    }
}

/// The new folders count among what is to be written.
pub(super) fn add_files(generated: &mut Generated<'_>, folders: &[Folder]) {
    for folder in folders {
        let path = format!(
            "{}/{}/{}",
            generated.migrations_folder, folder.dialect, folder.tag
        );
        let files = [
            ("migration.sql", &folder.migration),
            ("down.sql", &folder.down),
            ("snapshot.json", &folder.snapshot),
        ];
        for (name, text) in files {
            let file = OutputFile {
                text: text.clone(),
                ownership: Ownership::Frozen,
            };
            generated
                .output
                .files
                .insert(format!("{path}/{name}"), file);
        }
    }
}

pub(super) fn write(
    project: &Project,
    seen: &Seen,
    generated: &Generated<'_>,
    arguments: &Arguments,
    around: &Surroundings<'_>,
) -> Result<()> {
    let comparison = generation::compare(project, generated, seen)?;
    let own = GenerateArguments::default();
    generate::refuse_what_is_in_the_way(&comparison.differences, arguments, &own, around)?;
    if !project.is_unchanged()? {
        return Err(Error::new(
            Kind::ChangedMeanwhile {
                path: project.path.clone(),
            },
            "run the command again",
        ));
    }
    generate::batch(&comparison, &generated.rust).write()
}
