//! What a check found.

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

    /// Takes over what another check found.
    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
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
