//! What a check found.

use serde_json::json;

use crate::error::Result;
use crate::exit::Exit;
use crate::surroundings::Surroundings;

/// What is not as it should be, each with what to do about it; and what is.
#[derive(Debug, Default)]
pub(super) struct Findings {
    all: Vec<Finding>,
    passed: Vec<String>,
}

#[derive(Debug)]
struct Finding {
    what: String,
    lines: Vec<String>,
    help: String,
}

impl Findings {
    pub(super) fn add(&mut self, what: String, lines: Vec<String>, help: impl Into<String>) {
        let help = help.into();
        self.all.push(Finding { what, lines, help });
    }

    /// Says at once what is as it should be: a replay takes its time.
    pub(super) fn pass(&mut self, line: String, around: &mut Surroundings<'_>) -> Result<()> {
        around.say(&line)?;
        self.passed.push(line);
        Ok(())
    }

    /// Takes over what another check found.
    pub(super) fn append(&mut self, other: Self) {
        self.all.extend(other.all);
        self.passed.extend(other.passed);
    }

    /// Prints them, and says how the command ends.
    pub(super) fn tell(&self, around: &mut Surroundings<'_>) -> Result<Exit> {
        let all = self.all.iter().map(
            |Finding { what, lines, help }| json!({ "what": what, "lines": lines, "help": help }),
        );
        around.fact("findings", all.collect::<Vec<_>>());
        around.fact("passed", self.passed.clone());
        for Finding { what, lines, help } in &self.all {
            around.say(what)?;
            for line in lines {
                around.say(&format!("  {line}"))?;
            }
            around.say(&format!("  help: {help}"))?;
        }
        Ok(if self.all.is_empty() {
            Exit::Done
        } else {
            Exit::Stale
        })
    }
}
