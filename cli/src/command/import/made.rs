//! The schema file of a history, and the proof that it is right: a database made of it is what the history makes.

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diff::{Difference, Renames};
use dualect_codegen::drizzle::{Folder, snapshots};
use dualect_codegen::migration::Transition;
use dualect_codegen::pull::{Both, Given, Origin, Plain, Seen, plain_uniques, pull, pull_both};

use super::folder::Read;
use super::held::{self, Held};
use crate::arguments::ImportArguments;
use crate::command::pull::differences;
use crate::error::{Error, Kind, Result};
use crate::files::project::wrong;
use crate::side::{Roles, comparable};
use crate::surroundings::Surroundings;

/// What comes of it.
pub(super) struct Made {
    /// The schema file.
    pub(super) text: String,
    pub(super) tables: usize,
    pub(super) histories: Vec<History>,
    /// What a person has to know, a line each.
    pub(super) notes: Vec<String>,
    /// Columns whose values the next migration converts.
    pub(super) converted: Vec<String>,
    /// What the history makes and the schema does not say.
    pub(super) left: Vec<String>,
}

/// A database's migrations, and `snapshot.json` of each.
pub(super) struct History {
    pub(super) folder: Folder,
    pub(super) snapshots: Vec<String>,
}

pub(super) fn make(
    folders: &[Read],
    project: &str,
    migrations: &str,
    own: &ImportArguments,
    around: &Surroundings<'_>,
) -> Result<Made> {
    let mut held = Vec::new();
    for read in folders {
        held.push(held::read(read, own)?);
    }
    if let [sqlite, postgres] = held.as_mut_slice() {
        let told = plain_uniques(&sqlite.end.catalog, &mut postgres.end.catalog);
        postgres.end.beyond.extend(told);
    }
    let usual = super::MIGRATIONS.first() == Some(&migrations);
    let migrations = (!usual).then_some(migrations);
    let seen = Seen::default();
    let held_count = held.len();
    let mut plain = [Plain::default(), Plain::default()];
    loop {
        let sides: Vec<Given<'_>> = held
            .iter()
            .map(|held| Given {
                project,
                migrations,
                catalog: &held.end.catalog,
                beyond: &held.end.beyond,
                seen: &seen,
                origin: Origin::Drizzle,
                beside: held_count == 2,
            })
            .collect();
        let drawn = match sides.as_slice() {
            [sqlite, postgres] => pull_both(sqlite, postgres, &mut plain),
            several => {
                let [first, _] = &mut plain;
                // There is one: the command line asks for it.
                let Some(one) = several.first() else {
                    return Err(Error::plain(Kind::Side {
                        what: "no folder was named".to_owned(),
                    }));
                };
                pull(one, first).map(Both::from)
            }
        };
        let both = drawn.map_err(|diagnostics| wrong(&diagnostics, &around.folder, around))?;
        let mut left = Vec::new();
        let mut again = false;
        let mut starts = Vec::new();
        for (held, plain) in held.iter().zip(&mut plain) {
            let dialect = held.end.catalog.dialect;
            let start = if held_count == 2 {
                both.start(&held.end.catalog)
            } else {
                lower(&both.pulled.schema, dialect)
            };
            let (difference, lines) = beside(held, &start, plain, own)?;
            let settled = plain.settle(&held.end.catalog, &difference);
            again |= settled.again;
            left.extend(
                lines
                    .into_iter()
                    .chain(settled.left)
                    .map(|line| format!("{dialect}: {line}")),
            );
            starts.push(start);
        }
        if again {
            continue;
        }
        return Ok(finish(folders, &held, starts, both, left));
    }
}

/// How what the history makes differs from what the schema says, and what of it no schema says.
fn beside(
    held: &Held,
    start: &Catalog,
    plain: &Plain,
    own: &ImportArguments,
) -> Result<(Difference, Vec<String>)> {
    if held.asked {
        return differences(&held.end, start, own.scratch.as_deref().unwrap_or_default());
    }
    // Both are texts of one hand: the snapshot's, which the file repeats. What goes by its statement is repeated whole.
    let (from, to) = (plain.in_words(&held.end.catalog), plain.in_words(start));
    let (from, to) = comparable(&from, &to, Roles::LeftAlone);
    let transition = Transition::new(from, to, &Renames::default());
    Ok((transition.there, Vec::new()))
}

fn finish(
    folders: &[Read],
    held: &[Held],
    starts: Vec<Catalog>,
    both: Both,
    left: Vec<String>,
) -> Made {
    let mut histories = Vec::new();
    let mut notes = Vec::new();
    for ((read, held), start) in folders.iter().zip(held).zip(starts) {
        let dialect = read.folder.dialect;
        notes.extend(
            held.end
                .beyond
                .iter()
                .map(|line| format!("{dialect}: the schema cannot say: {line}")),
        );
        let wanted = lower(&both.pulled.schema, dialect);
        let due = Transition::new(start.clone(), wanted, &Renames::default()).there;
        let changes = due.changes.iter().map(ToString::to_string);
        let changes = changes.chain(due.unplanned.iter().map(ToString::to_string));
        notes.extend(changes.map(|change| format!("{dialect}: the next migration: {change}")));
        let mut after = held.after.clone();
        if let Some(last) = after.last_mut() {
            *last = start;
        }
        histories.push(History {
            snapshots: snapshots(&read.folder, &after),
            folder: read.folder.clone(),
        });
    }
    let converted = both.converted.iter();
    Made {
        tables: both.pulled.schema.tables.len(),
        text: both.pulled.text,
        histories,
        notes,
        converted: converted
            .map(|(table, column)| format!("{table}.{column}"))
            .collect(),
        left,
    }
}
