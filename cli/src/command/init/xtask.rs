//! The user's own `xtask`, which hands its arguments to dualect-cli, and the alias by which cargo runs it.

use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, value};

use super::piece::{Piece, What};
use super::workspace::{Workspace, not_read};
use super::{Source, workspace};
use crate::error::Result;
use crate::files::read;
use crate::surroundings::Surroundings;

pub(super) const FOLDER: &str = "xtask";

const MAIN: &str = "//! `cargo xtask`: hands its arguments to dualect-cli.

use std::process::ExitCode;

fn main() -> ExitCode {
    dualect_cli::main(\"cargo xtask\", std::env::args_os().skip(1))
}
";

pub(super) fn pieces(
    source: &Source,
    workspace: &Workspace,
    around: &Surroundings<'_>,
) -> Result<Vec<Piece>> {
    let folder = workspace.root.join(FOLDER);
    let mut pieces = if folder.join("Cargo.toml").exists() {
        there(&folder, source)?
    } else {
        let manifest = format!(
            "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\ndualect-cli = {{ {} }}\n",
            source.dependency("cli")
        );
        vec![
            Piece::new(folder.join("Cargo.toml"), What::New(manifest)),
            Piece::unless_there(folder.join("src/main.rs"), MAIN.to_owned()),
        ]
    };
    pieces.push(alias(workspace, around)?);
    Ok(pieces)
}

/// One that does other work already.
fn there(folder: &Path, source: &Source) -> Result<Vec<Piece>> {
    let manifest = folder.join("Cargo.toml");
    let has_it = read::text(&manifest)?.contains("dualect-cli");
    let what = if has_it {
        What::There
    } else {
        What::ByHand(format!(
            "it does other work already. Under its [dependencies]:\n\n    dualect-cli = {{ {} }}\n\nand where its main looks at its arguments:\n\n    Some(command) if command.starts_with(\"db-\") => return dualect_cli::main(\"cargo xtask\", std::env::args_os().skip(1)),\n",
            source.dependency("cli")
        ))
    };
    Ok(vec![Piece::new(manifest, what)])
}

/// `cargo xtask`.
fn alias(workspace: &Workspace, around: &Surroundings<'_>) -> Result<Piece> {
    let folder = workspace.root.join(".cargo");
    // Cargo reads the one without an ending first.
    let old: PathBuf = folder.join("config");
    let path = if old.is_file() {
        old
    } else {
        folder.join("config.toml")
    };
    let line = "run --quiet --package xtask --";
    let alone = format!("[alias]\n{FOLDER} = \"{line}\"\n");
    let Some(text) = read::text_if_any(&path)? else {
        return Ok(Piece::new(path, What::New(alone)));
    };
    let mut config: DocumentMut = text
        .parse()
        .map_err(|error| not_read(&path, &error, around))?;
    let text = match config.get_mut("alias") {
        None => format!("{}\n\n{alone}", text.trim_end()),
        Some(aliases) => {
            let Some(aliases) = aliases.as_table_like_mut() else {
                let what = format!("{}: `alias` is no table", around.shown(&path));
                return Err(workspace::wrong(what, "make it one: [alias]"));
            };
            if aliases.contains_key(FOLDER) {
                return Ok(Piece::new(path, What::There));
            }
            aliases.insert(FOLDER, value(line));
            config.to_string()
        }
    };
    let what = "the alias xtask".to_owned();
    Ok(Piece::new(path, What::Added { text, what }))
}
