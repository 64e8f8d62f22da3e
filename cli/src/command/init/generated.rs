//! The crate that generated code goes to: an empty one, until there is some.

use std::path::PathBuf;

use dualect_codegen::rust;
use dualect_codegen::schema::model::Layout;

use super::Source;
use super::piece::Piece;
use super::schema::Read;
use super::workspace::Workspace;
use crate::error::{Error, Kind, Result};
use crate::files::folder_of;

/// Where it is; `None` where the code becomes a module of the user's own crate.
pub(super) fn path(schema: &Read) -> Option<PathBuf> {
    let output = &schema.model.project.output;
    match output.layout {
        Layout::Crate => Some(folder_of(&schema.path).join(&output.path)),
        Layout::Module => None,
    }
}

/// The same as a workspace's member.
pub(super) fn folder(schema: &Read, workspace: &Workspace) -> Option<String> {
    path(schema).map(|path| workspace.within(&path))
}

pub(super) fn pieces(schema: &Read, source: &Source) -> Result<Vec<Piece>> {
    let Some(folder) = path(schema) else {
        return Ok(Vec::new());
    };
    let manifest = rust::crate_manifest(&schema.model, &source.dependency("runtime"))
        .map_err(|error| Error::plain(Kind::Template { error }))?;
    // An empty file is nobody's work: generation writes over it.
    Ok(vec![
        Piece::unless_there(folder.join("Cargo.toml"), manifest),
        Piece::unless_there(folder.join("src/lib.rs"), String::new()),
    ])
}
