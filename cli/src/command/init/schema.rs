//! `schema.toml`: the one that is there, or one to begin with.

use std::path::PathBuf;

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::schema::{self, model::Schema};

use super::piece::{Piece, What};
use super::workspace::Workspace;
use crate::arguments::{Arguments, InitArguments};
use crate::error::Result;
use crate::files::folder_of;
use crate::files::project::{Project, name_after, wrong};
use crate::surroundings::Surroundings;

/// A schema that is there, or will be.
pub(super) struct Read {
    pub(super) path: PathBuf,
    pub(super) model: Schema,
}

/// What a new file begins with.
fn beginning(name: &str) -> String {
    format!(
        "# The tables of both databases. After a change: cargo xtask db-generate

[project]
name = \"{name}\"

[tables.notes.columns]
id         = {{ type = \"uuid\", primary_key = true, default = \"uuid_v7\" }}
title      = \"text\"
done       = {{ type = \"bool\", default = false }}
created_at = {{ type = \"timestamp\", default = \"now\" }}
"
    )
}

pub(super) fn piece(
    arguments: &Arguments,
    own: &InitArguments,
    workspace: &Workspace,
    around: &Surroundings<'_>,
) -> Result<(Read, Piece)> {
    let path = match &arguments.schema {
        Some(path) => around.folder.join(path),
        None => workspace.root.join("schema.toml"),
    };
    if path.exists() {
        let project = Project::read(path.clone(), around)?;
        let piece = Piece::new(path.clone(), What::There);
        let model = project.schema;
        return Ok((Read { path, model }, piece));
    }
    let name = match (&own.name, workspace.package()) {
        (Some(name), _) => name.clone(),
        (None, Some(package)) => package.to_owned(),
        (None, None) => name_after(&workspace.root),
    };
    let text = beginning(&name);
    let source = SourceFile::new("schema.toml", text.as_str());
    let model = schema::parse(&source)
        .map_err(|diagnostics| wrong(&diagnostics, folder_of(&path), around))?;
    let piece = Piece::new(path.clone(), What::New(text));
    Ok((Read { path, model }, piece))
}
