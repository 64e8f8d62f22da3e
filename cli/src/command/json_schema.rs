//! `db-schema`: writes the JSON Schema by which an editor completes and checks `schema.toml`.

use std::path::PathBuf;

use dualect_codegen::schema;

use super::repair;
use crate::arguments::{Arguments, SchemaArguments};
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::files::content::Content;
use crate::files::project::Project;
use crate::files::read;
use crate::files::stage::{Batch, NewFile};
use crate::surroundings::{Surroundings, printed};
use crate::terminal::write_diff;

/// What tells a file of ours from somebody's own.
const TITLE: &str = "\"title\": \"A schema of dualect\"";

pub(crate) fn run(
    arguments: &Arguments,
    own: &SchemaArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let path = match &own.output {
        Some(output) => around.folder.join(output),
        None => beside(Project::locate(arguments, around)?),
    };
    let text = schema::json_schema();
    let shown = around.shown(&path);
    let old = read::text_if_any(&path)?;
    let is_same = old.as_deref() == Some(text.as_str());
    around.fact("path", shown.clone());
    around.fact("up_to_date", is_same || !own.check);
    around.fact("written", !is_same && !own.check);
    if is_same {
        around.say(&format!("{shown} is up to date"))?;
        return Ok(Exit::Done);
    }
    if own.check {
        if !around.is_json() {
            let written = write_diff(
                around.out,
                &shown,
                old.as_deref(),
                Some(&text),
                around.out_color,
            );
            printed(written)?;
        }
        let what = if old.is_some() { "stale" } else { "missing" };
        around.say(&format!("{shown}: {what}"))?;
        let mut command = repair::command("db-schema", arguments, around);
        if let Some(output) = &own.output {
            command.push_str(" --output ");
            command.push_str(&repair::quoted(&output.to_string_lossy()));
        }
        around.say(&format!("run: {command}"))?;
        around.fact("run", command);
        return Ok(Exit::Stale);
    }
    if old.is_some_and(|old| !old.contains(TITLE)) {
        let report = format!(
            "{shown}: a file that dualect has not written stands where one is to be written"
        );
        return Err(Error::new(
            Kind::InTheWay {
                reports: vec![report],
            },
            "move it away, or name another file with --output PATH",
        ));
    }
    let batch = Batch {
        files: vec![NewFile {
            path,
            content: Content::Text(&text),
        }],
        ..Batch::default()
    };
    batch.write()?;
    around.say(&format!("wrote {shown}"))?;
    Ok(Exit::Done)
}

/// `schema.schema.json` beside `schema.toml`.
fn beside(schema: PathBuf) -> PathBuf {
    let mut path = schema;
    path.set_extension("schema.json");
    path
}
