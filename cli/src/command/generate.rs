//! `db-generate`: writes what the schema asks for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use dualect_codegen::generate::Generated;
use dualect_codegen::output::Ownership;
use dualect_codegen::rust::Rendering;
use dualect_format::tag::Slug;

use super::generation::{self, Decided, Outcome};
use super::rebase::Rebase;
use super::{hazard, repair};
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::compare::{Comparison, Difference, New, Standing};
use crate::files::content::Content;
use crate::files::lock::{self, Access};
use crate::files::project::Project;
use crate::files::seen::Seen;
use crate::files::stage::{Batch, NewFile, NewFolder, NewLock};
use crate::files::{folder_of, leftover};
use crate::question::{self, Answers};
use crate::surroundings::Surroundings;
use crate::terminal::count;

pub(crate) fn run(
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    if let Some(name) = &own.name {
        Slug::parse(name).map_err(|error| {
            Error::new(
                Kind::Tag(error),
                format!("write --name {}", Slug::from_words(name)),
            )
        })?;
    }
    let path = Project::locate(arguments, around)?;
    let _guard = lock::take(&path, Access::Exclusive, around)?;
    let mut accept = own.accept.clone();
    loop {
        let (project, seen) = Project::read_beside(path.clone(), around, Seen::below)?;
        let rebase = Rebase::find(&project, own)?;
        let on_disk = (&project, &seen);
        let Some(answers) = generate(on_disk, (arguments, own), &rebase, &accept, around)? else {
            rebase.remove(around)?;
            return Ok(Exit::Done);
        };
        // What was accepted of another schema is asked again, unless it was said on the command line.
        if answers.edited {
            accept.clone_from(&own.accept);
        }
        accept.extend(answers.accept);
    }
}

/// Writes everything, or says what a person has answered first.
fn generate(
    (project, seen): (&Project, &Seen),
    (arguments, own): (&Arguments, &GenerateArguments),
    rebase: &Rebase,
    accept: &[String],
    around: &mut Surroundings<'_>,
) -> Result<Option<Answers>> {
    leftover::put_right(project, around)?;
    let decided = Decided {
        accept,
        again: &rebase.accept,
        without: Some(&rebase.tags),
        name: rebase.name.as_deref(),
    };
    let generated = match generation::run(project, (arguments, own), decided, around)? {
        Outcome::Generated(generated) => generated,
        Outcome::Asks(questions) => {
            let answers = question::ask(&questions, project, around)?;
            return match answers {
                Some(answers) => Ok(Some(answers)),
                None => Err(question::as_error(
                    &questions,
                    project,
                    (arguments, own),
                    around,
                )),
            };
        }
    };
    let comparison = generation::compare(project, &generated, seen)?;
    let differences = &comparison.differences;
    refuse_what_is_in_the_way(differences, arguments, own, around)?;
    if !project.is_unchanged()? {
        return Err(Error::new(
            Kind::ChangedMeanwhile {
                path: project.path.clone(),
            },
            "run the command again",
        ));
    }
    batch(&comparison, &generated.rust).write()?;
    report(&generated, differences, project, around)?;
    tell_of_spent_hints(&generated, arguments, around)?;
    Ok(None)
}

/// A hint that has done its work would be a riddle to who reads the schema next year.
fn tell_of_spent_hints(
    generated: &Generated<'_>,
    arguments: &Arguments,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let spent = &generated.spent;
    if spent.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = spent.iter().map(ToString::to_string).collect();
    let command = repair::command("db-tidy", arguments, around);
    around.note(&format!(
        "renamed by now: {}; `{command}` removes such lines",
        names.join(", ")
    ))
}

/// Nobody's work is overwritten unasked; what no run has written is not overwritten at all.
pub(super) fn refuse_what_is_in_the_way(
    differences: &[Difference<'_>],
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &Surroundings<'_>,
) -> Result<()> {
    let mut reports = Vec::new();
    let (mut edited, mut foreign) = (false, false);
    for difference in differences {
        let path = around.shown(&difference.path);
        match difference.standing {
            Standing::Edited | Standing::EditedOrphan if !own.overwrite_edited => {
                edited = true;
                let what = match difference.conflict_line()? {
                    Some(line) => format!(
                        "{path}:{line}: this generated file holds git's merge conflict markers"
                    ),
                    None => format!("{path}: this generated file was edited by hand"),
                };
                reports.push(what);
            }
            Standing::Foreign => {
                foreign = true;
                reports.push(format!(
                    "{path}: a file that dualect has not written stands where one is to be written"
                ));
            }
            Standing::Missing
            | Standing::Stale
            | Standing::Edited
            | Standing::Orphan
            | Standing::EditedOrphan => {}
        }
    }
    if reports.is_empty() {
        return Ok(());
    }
    let command = repair::generate(arguments, own, edited, around);
    let mut help = Vec::new();
    if foreign {
        help.push(
            "move away what dualect has not written, or choose another folder with `[output] path`"
                .to_owned(),
        );
    }
    if edited {
        help.push(format!(
            "`{}` shows the edits",
            repair::command("db-generate --check", arguments, around)
        ));
        help.push(format!("what is to stay belongs in the schema or in a file of your own; then `{command}` discards the edits"));
    } else {
        help.push(format!("then run `{command}`"));
    }
    Err(Error::new(Kind::InTheWay { reports }, help.join("; ")))
}

/// What has to be written, in an order in which a kill at any moment leaves nothing that names what is not there: the
/// lock comes last, so that until then everything else counts as stale.
pub(super) fn batch<'g>(comparison: &'g Comparison<'g>, rendering: &'g Rendering<'g>) -> Batch<'g> {
    let mut folders: BTreeMap<PathBuf, Vec<(String, Content<'g>)>> = BTreeMap::new();
    let mut batch = Batch::default();
    for difference in &comparison.differences {
        let content = match difference.wanted() {
            New::Content(content) => content,
            New::Lock => {
                batch.lock = Some(NewLock {
                    path: difference.path.clone(),
                    rendering,
                    known: comparison.known.clone(),
                });
                continue;
            }
            New::Nothing => {
                batch.removals.push(difference.path.clone());
                continue;
            }
        };
        let name = difference
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let path = difference.path.clone();
        match difference.ownership {
            Ownership::Frozen => folders
                .entry(folder_of(&path).to_owned())
                .or_default()
                .push((name, content)),
            Ownership::Generator | Ownership::CreatedOnce => {
                batch.files.push(NewFile { path, content });
            }
        }
    }
    batch.folders = folders
        .into_iter()
        .map(|(path, files)| NewFolder { path, files })
        .collect();
    batch
}

fn report(
    generated: &Generated<'_>,
    differences: &[Difference<'_>],
    project: &Project,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let migration = generation::migration_as_json(generated.migration.as_ref());
    around.fact("migration", migration);
    let paths = |gone: bool| -> Vec<String> {
        let of = differences.iter().filter(|difference| {
            let is_orphan = matches!(
                difference.standing,
                Standing::Orphan | Standing::EditedOrphan
            );
            is_orphan == gone
        });
        of.map(|difference| around.shown(&difference.path))
            .collect()
    };
    let (written, removed) = (paths(false), paths(true));
    around.fact("written", written);
    around.fact("removed", removed);
    if differences.is_empty() {
        let total = generation::total(generated);
        return around.say(&format!("{} are up to date", count(total, "file")));
    }
    if let Some(migration) = &generated.migration {
        around.say(&format!("new migration {}", migration.tag))?;
        for change in &migration.changes {
            around.say(&format!("  {change}"))?;
        }
        for note in hazard::notes(&migration.hazards) {
            around.note(&note)?;
        }
    }
    let (mut written, mut frozen, mut removed) = (0, 0, 0);
    for difference in differences {
        match (difference.standing, difference.ownership) {
            (Standing::Orphan | Standing::EditedOrphan, _) => {
                removed += 1;
                around.say(&format!(
                    "removed {}, which nothing generates any more",
                    around.shown(&difference.path)
                ))?;
            }
            (
                Standing::Missing | Standing::Stale | Standing::Edited | Standing::Foreign,
                Ownership::Frozen,
            ) => frozen += 1,
            (
                Standing::Missing | Standing::Stale | Standing::Edited | Standing::Foreign,
                Ownership::Generator | Ownership::CreatedOnce,
            ) => written += 1,
        }
    }
    let mut parts = Vec::new();
    if frozen > 0 {
        parts.push(format!(
            "wrote {} in {}",
            count(frozen, "file"),
            around.shown(&project.migrations())
        ));
    }
    if written > 0 {
        parts.push(format!(
            "wrote {} in {}",
            count(written, "file"),
            around.shown(&project.generated())
        ));
    }
    if removed > 0 {
        parts.push(format!("removed {}", count(removed, "file")));
    }
    around.say(&parts.join(", "))
}
