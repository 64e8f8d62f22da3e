//! `db-generate --check`: says what `db-generate` would change, and changes nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::generation::{self, Decided, Outcome};
use super::{hazard, repair};
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::compare::{Difference, New, Standing};
use crate::files::leftover::{self, Leftover};
use crate::files::lock::{self, Access};
use crate::files::project::Project;
use crate::files::seen::Seen;
use crate::question;
use crate::surroundings::{Surroundings, printed};
use crate::terminal::{count, write_diff};

pub(crate) fn run(
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let path = Project::locate(arguments, around)?;
    let _guard = lock::take(&path, Access::Shared, around)?;
    let (project, seen) = Project::read_beside(path, around, Seen::below)?;
    let leftovers = leftover::find(&project.migrations(), &project.generated())?;
    if !leftovers.is_empty() {
        return interrupted(&leftovers, arguments, own, around);
    }
    let decided = Decided {
        accept: &own.accept,
        ..Decided::default()
    };
    let generated = match generation::run(&project, (arguments, own), decided, around)? {
        Outcome::Generated(generated) => generated,
        Outcome::Asks(questions) => {
            around.say("the schema is ahead of its migrations; a new one is due, and waits for a decision:")?;
            let error = question::as_error(&questions, &project, (arguments, own), around);
            around.say(&error.to_string())?;
            let line = repair::generate(arguments, own, false, around);
            around.fact("up_to_date", false);
            around.fact("undecided", error.to_string());
            around.fact("run", line.clone());
            around.say(&format!("run: {line}"))?;
            return Ok(Exit::Stale);
        }
    };
    let differences = &generation::compare(&project, &generated, &seen)?.differences;
    around.fact("up_to_date", differences.is_empty());
    let migration = generation::migration_as_json(generated.migration.as_ref());
    around.fact("migration", migration);
    let stale: Result<Vec<Value>> = differences
        .iter()
        .map(|difference| {
            let path = around.shown(&difference.path);
            Ok(json!({ "path": path, "what": what_is_wrong(difference)? }))
        })
        .collect();
    around.fact("stale", stale?);
    if differences.is_empty() {
        let total = generation::total(&generated);
        around.say(&format!("{} are up to date", count(total, "file")))?;
        return Ok(Exit::Done);
    }
    if !around.is_json() {
        for difference in differences {
            show(difference, around)?;
        }
    }
    around.say("")?;
    if let Some(migration) = &generated.migration {
        around.say("the schema is ahead of its migrations; a new one is due:")?;
        for change in &migration.changes {
            around.say(&format!("  {change}"))?;
        }
        for note in hazard::notes(&migration.hazards) {
            around.say(&format!("  note: {note}"))?;
        }
    }
    around.say(&format!(
        "{} not as the schema asks for:",
        count_are(differences.len())
    ))?;
    let (mut edited, mut foreign) = (false, false);
    for difference in differences {
        edited |= matches!(
            difference.standing,
            Standing::Edited | Standing::EditedOrphan
        );
        foreign |= difference.standing == Standing::Foreign;
        around.say(&format!(
            "  {}: {}",
            around.shown(&difference.path),
            what_is_wrong(difference)?
        ))?;
    }
    if foreign {
        around.say(
            "move away what dualect has not written, or choose another folder with `[output] path`",
        )?;
    }
    if edited {
        around.say("the next command discards the edits: move what is to stay into the schema or a file of your own first")?;
    }
    let line = repair::generate(arguments, own, edited, around);
    around.say(&format!("run: {line}"))?;
    around.fact("run", line);
    Ok(Exit::Stale)
}

/// What an interrupted run left makes any comparison moot: `db-generate` puts it right first.
fn interrupted(
    leftovers: &[Leftover],
    arguments: &Arguments,
    own: &GenerateArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    around.say("an earlier run was interrupted and left behind:")?;
    let mut paths = Vec::new();
    for leftover in leftovers {
        let (Leftover::Discard(path) | Leftover::Complete { staged: path, .. }) = leftover;
        let path = around.shown(path);
        around.say(&format!("  {path}"))?;
        paths.push(path);
    }
    let line = repair::generate(arguments, own, false, around);
    around.say(&format!("run: {line}"))?;
    around.facts(json!({ "up_to_date": false, "interrupted": paths, "run": line }));
    Ok(Exit::Stale)
}

fn show(difference: &Difference<'_>, around: &mut Surroundings<'_>) -> Result<()> {
    // A snapshot is read by the next diff, not by people; that it is new is all there is to say.
    if difference.standing == Standing::Missing
        && Path::new(&difference.shown)
            .extension()
            .is_some_and(|extension| extension == "json")
    {
        return Ok(());
    }
    let new = match difference.wanted() {
        New::Content(content) => Some(content.text()?),
        New::Nothing => None,
        // Hashes alone.
        New::Lock => return Ok(()),
    };
    let written = write_diff(
        around.out,
        &difference.shown,
        difference.old()?.as_deref(),
        new.as_deref(),
        around.out_color,
    );
    printed(written)
}

fn what_is_wrong(difference: &Difference<'_>) -> Result<&'static str> {
    Ok(match difference.standing {
        Standing::Missing => "missing",
        Standing::Stale => "stale",
        Standing::Edited | Standing::EditedOrphan if difference.conflict_line()?.is_some() => {
            "holds git's merge conflict markers"
        }
        Standing::Edited => "edited by hand",
        Standing::Foreign => "dualect has not written it",
        Standing::Orphan => "orphan: nothing generates it any more",
        Standing::EditedOrphan => "orphan, edited by hand: nothing generates it any more",
    })
}

fn count_are(number: usize) -> String {
    if number == 1 {
        "1 file is".to_owned()
    } else {
        format!("{number} files are")
    }
}
