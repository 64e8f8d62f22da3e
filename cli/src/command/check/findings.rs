//! What a check found.

use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::Transition;

use crate::error::Result;
use crate::exit::Exit;
use crate::surroundings::Surroundings;

/// What is not as it should be, each with what to do about it.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

#[derive(Debug)]
struct Finding {
    what: String,
    lines: Vec<String>,
    help: String,
}

impl Findings {
    pub(super) fn add(&mut self, what: String, lines: Vec<String>, help: impl Into<String>) {
        let help = help.into();
        self.0.push(Finding { what, lines, help });
    }

    /// Prints them, and says how the command ends.
    pub(super) fn tell(&self, around: &mut Surroundings<'_>) -> Result<Exit> {
        for Finding { what, lines, help } in &self.0 {
            around.say(what)?;
            for line in lines {
                around.say(&format!("  {line}"))?;
            }
            around.say(&format!("  help: {help}"))?;
        }
        Ok(if self.0.is_empty() {
            Exit::Done
        } else {
            Exit::Stale
        })
    }
}

/// The changes, a line each, that lead from what is there to what should be.
pub(super) fn differences(is: &Inspected, should: &Inspected) -> Vec<String> {
    let transition = Transition::new(
        is.catalog.clone(),
        should.catalog.clone(),
        &Renames::default(),
    );
    let changes = transition.there.changes.iter().map(ToString::to_string);
    let unplanned = transition.there.unplanned.iter().map(ToString::to_string);
    let mut lines: Vec<String> = changes.chain(unplanned).collect();
    for (side, other, only) in [
        (is, should, "is there, and should not be"),
        (should, is, "is not there, and should be"),
    ] {
        let beyond = side
            .beyond
            .iter()
            .filter(|line| !other.beyond.contains(line));
        lines.extend(beyond.map(|line| format!("{line}: {only}")));
    }
    lines
}
