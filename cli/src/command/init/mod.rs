//! `dualect init`: what a cargo workspace needs for a schema, made where it is missing.
//!
//! Every piece is decided before the first is written, and a file of the user's is never replaced: something is added to it, or the
//! lines are printed for a person to add.

mod attributes;
mod ci;
mod generated;
mod piece;
mod schema;
mod workspace;
mod xtask;

use serde_json::{Value, json};

use super::repair;
use crate::arguments::{Arguments, InitArguments};
use crate::error::Result;
use crate::exit::Exit;
use crate::files::content::Content;
use crate::files::stage::{Batch, NewFile};
use crate::surroundings::Surroundings;

use piece::{Piece, What};
use workspace::Workspace;

pub(crate) fn run(
    arguments: &Arguments,
    own: &InitArguments,
    around: &mut Surroundings<'_>,
) -> Result<Exit> {
    let source = Source::of(own, around)?;
    let workspace = Workspace::find(around)?;
    let (schema, first) = schema::piece(arguments, own, &workspace, around)?;
    let mut pieces = vec![first];
    pieces.extend(generated::pieces(&schema, &source)?);
    pieces.extend(xtask::pieces(&source, &workspace, around)?);
    let members = [
        Some(xtask::FOLDER.to_owned()),
        generated::folder(&schema, &workspace),
    ];
    pieces.push(workspace.with_members(members.into_iter().flatten())?);
    pieces.push(attributes::piece(&schema, &workspace)?);
    let generate = generate(&schema, &workspace);
    pieces.push(ci::piece(&generate, &workspace));
    if !own.dry_run {
        write(&pieces)?;
    }
    let told: Vec<Value> = pieces.iter().map(|piece| piece.as_json(around)).collect();
    around.facts(json!({ "dry_run": own.dry_run, "pieces": told, "next": generate }));
    for piece in &pieces {
        around.say(&piece.told(own.dry_run, around))?;
    }
    tell_what_is_next((&schema, &source), &generate, &workspace, around)?;
    Ok(Exit::Done)
}

/// What makes migrations and Rust of the schema, in the workspace's root.
fn generate(schema: &schema::Read, workspace: &Workspace) -> String {
    let path = workspace.within(&schema.path);
    if path == "schema.toml" {
        return "cargo xtask db-generate".to_owned();
    }
    format!("cargo xtask db-generate --schema {}", repair::quoted(&path))
}

/// Where dualect's own crates come from.
enum Source {
    /// The registry, in this program's version.
    Registry,
    /// A checkout.
    Folder(String),
}

impl Source {
    fn of(own: &InitArguments, around: &Surroundings<'_>) -> Result<Self> {
        let Some(folder) = &own.dualect_path else {
            return Ok(Self::Registry);
        };
        let folder = around.folder.join(folder);
        let found = folder.join("runtime/Cargo.toml").is_file();
        match folder.canonicalize().ok().filter(|_| found) {
            Some(folder) => Ok(Self::Folder(folder.display().to_string())),
            None => Err(workspace::wrong(
                format!("{} is no checkout of dualect", around.shown(&folder)),
                "name the folder that holds its README.md, or leave --dualect-path out",
            )),
        }
    }

    /// What a `Cargo.toml` says of one of them, between the braces.
    fn dependency(&self, folder: &str) -> String {
        match self {
            Self::Registry => concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"").to_owned(),
            Self::Folder(root) => {
                let path = toml_edit::Value::from(format!("{root}/{folder}"));
                format!("path = {}", path.to_string().trim())
            }
        }
    }
}

fn write(pieces: &[Piece]) -> Result<()> {
    let files = pieces.iter().filter_map(|piece| match &piece.what {
        What::New(text) | What::Added { text, .. } => Some(NewFile {
            path: piece.path.clone(),
            content: Content::Text(text),
        }),
        What::There | What::ByHand(_) => None,
    });
    let batch = Batch {
        files: files.collect(),
        ..Batch::default()
    };
    batch.write()
}

fn tell_what_is_next(
    (schema, source): (&schema::Read, &Source),
    generate: &str,
    workspace: &Workspace,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    around.say(&format!(
        "\nnext: put your tables into {}, and run `{generate}`",
        around.shown(&schema.path)
    ))?;
    if let Some(path) = generated::path(schema) {
        let path = toml_edit::Value::from(workspace.path_in_app(&path, around));
        around.say(&format!(
            "an app takes these two lines under [dependencies] of its Cargo.toml:\n\n    dualect = {{ {} }}\n    {} = {{ path = {} }}",
            source.dependency("runtime"),
            schema.model.project.output.crate_name,
            path.to_string().trim(),
        ))?;
    }
    Ok(())
}
