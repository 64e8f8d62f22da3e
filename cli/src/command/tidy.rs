//! `db-tidy`: removes from the schema what has done its work.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::generation::{self, Decided, Outcome};
use super::repair;
use crate::arguments::{Arguments, GenerateArguments};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::lock::{self, Access};
use crate::files::project::Project;
use crate::schema_edit;
use crate::surroundings::Surroundings;
use crate::{question, terminal::count};

pub(crate) fn run(arguments: &Arguments, around: &mut Surroundings<'_>) -> Result<Exit> {
    let path = Project::locate(arguments, around)?;
    let _guard = lock::take(&path, Access::Exclusive, around)?;
    let project = Project::read(path, around)?;
    let own = GenerateArguments::default();
    let generated = match generation::run(&project, (arguments, &own), Decided::default(), around)?
    {
        Outcome::Generated(generated) => generated,
        Outcome::Asks(questions) => {
            return Err(question::as_error(
                &questions,
                &project,
                (arguments, &own),
                around,
            ));
        }
    };
    let mut texts: BTreeMap<PathBuf, String> = project
        .texts()
        .map(|(path, text)| (path, text.to_owned()))
        .collect();
    let mut removed = Vec::new();
    for hint in &generated.spent {
        let mut found = false;
        for text in texts.values_mut() {
            if let Some(edited) = schema_edit::remove(text, &hint.place) {
                *text = edited.text;
                found = true;
            }
        }
        if found {
            removed.push(hint.to_string());
            around.say(&format!("removed: {hint}"))?;
        } else {
            around.note(&format!(
                "{hint}: it is declared in Rust; remove its renamed_from there"
            ))?;
        }
    }
    for (path, text) in &texts {
        let before = project.texts().find(|(known, _)| known == path);
        if before.is_some_and(|(_, before)| before != text) {
            question::write(path, text, &project)?;
        }
    }
    around.fact("removed", removed.clone());
    if removed.is_empty() {
        around.say("there is nothing to remove")?;
    } else {
        let command = repair::command("db-generate", arguments, around);
        around.fact("run", command.clone());
        around.say(&format!(
            "{} removed; run: {command}",
            count(removed.len(), "line")
        ))?;
    }
    Ok(Exit::Done)
}
