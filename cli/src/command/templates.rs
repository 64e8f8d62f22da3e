//! `db-templates`: the built-in templates, to start one's own from.

use dualect_codegen::rust::built_in_templates;

use crate::arguments::TemplatesArguments;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::surroundings::{Surroundings, printed};

pub(crate) fn run(own: &TemplatesArguments, around: &mut Surroundings<'_>) -> Result<Exit> {
    let Some(name) = &own.name else {
        let names: Vec<&str> = built_in_templates().iter().map(|(name, _)| *name).collect();
        around.fact("templates", names);
        for (name, _) in built_in_templates() {
            around.say(name)?;
        }
        return Ok(Exit::Done);
    };
    let Some((_, text)) = built_in_templates().iter().find(|(known, _)| known == name) else {
        let names: Vec<&str> = built_in_templates().iter().map(|(name, _)| *name).collect();
        return Err(Error::new(
            Kind::NoTemplate { name: name.clone() },
            format!("there is {}", names.join(", ")),
        ));
    };
    around.fact("name", name.as_str());
    around.fact("text", *text);
    if !around.is_json() {
        printed(write!(around.out, "{text}"))?;
    }
    Ok(Exit::Done)
}
