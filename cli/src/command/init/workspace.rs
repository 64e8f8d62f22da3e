//! The cargo workspace that a schema comes to live in.

use std::path::{Path, PathBuf};
use std::process::Command;

use toml_edit::{Array, DocumentMut, Item, Table};

use super::piece::{Piece, What};
use crate::error::{Error, Kind, Result};
use crate::files::read;
use crate::surroundings::Surroundings;

/// A workspace, or a package that becomes one.
pub(super) struct Workspace {
    pub(super) root: PathBuf,
    manifest: DocumentMut,
}

pub(super) fn wrong(what: String, help: &str) -> Error {
    Error::new(Kind::Side { what }, help)
}

impl Workspace {
    /// That of the current folder, as cargo sees it.
    pub(super) fn find(around: &Surroundings<'_>) -> Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let found = Command::new(cargo)
            .args(["locate-project", "--workspace", "--message-format", "plain"])
            .current_dir(&around.folder)
            .output()
            .map_err(|source| Error::io("run", Path::new("cargo"), source))?;
        if !found.status.success() {
            let said = String::from_utf8_lossy(&found.stderr);
            let said = said.trim().trim_start_matches("error: ");
            return Err(wrong(
                format!("cargo finds no workspace here: {said}"),
                "go to the folder of your Cargo.toml, or make a workspace first: cargo new my-app",
            ));
        }
        let path = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
        let text = read::text(&path)?;
        let manifest: DocumentMut = text
            .parse()
            .map_err(|error| not_read(&path, &error, around))?;
        let root = crate::files::folder_of(&path).to_owned();
        Ok(Self { root, manifest })
    }

    /// A path in it, from its root, as git and cargo write it.
    pub(super) fn within(&self, path: &Path) -> String {
        let within = path.strip_prefix(&self.root).unwrap_or(path);
        let parts = within.components();
        let parts = parts.map(|part| part.as_os_str().to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }

    /// The same from the folder of a package: the current one, or where that is a workspace of packages alone, one below.
    pub(super) fn path_in_app(&self, path: &Path, around: &Surroundings<'_>) -> String {
        let here = around.folder.canonicalize();
        let here = here.unwrap_or_else(|_| around.folder.clone());
        let root = self
            .root
            .canonicalize()
            .unwrap_or_else(|_| self.root.clone());
        let depth = here
            .strip_prefix(&root)
            .map_or(0, |below| below.components().count());
        let depth = if depth == 0 && self.package().is_none() {
            1
        } else {
            depth
        };
        format!("{}{}", "../".repeat(depth), self.within(path))
    }

    /// Its name, where its root is a package too.
    pub(super) fn package(&self) -> Option<&str> {
        self.manifest.get("package")?.get("name")?.as_str()
    }

    /// Its `Cargo.toml` with these among its members.
    pub(super) fn with_members(&self, folders: impl Iterator<Item = String>) -> Result<Piece> {
        let path = self.root.join("Cargo.toml");
        let mut manifest = self.manifest.clone();
        let missing: Vec<String> = folders.filter(|folder| !self.has(folder)).collect();
        if missing.is_empty() {
            return Ok(Piece::new(path, What::There));
        }
        let workspace = manifest.entry("workspace").or_insert_with(table);
        let members = workspace
            .as_table_like_mut()
            .map(|workspace| workspace.entry("members").or_insert_with(list))
            .and_then(Item::as_array_mut);
        let Some(members) = members else {
            let what = format!("{}: `members` of [workspace] is no list", path.display());
            return Err(wrong(what, "make it one: members = []"));
        };
        for folder in &missing {
            push(members, folder);
        }
        let what = format!("the members {}", missing.join(" and "));
        let text = manifest.to_string();
        Ok(Piece::new(path, What::Added { text, what }))
    }

    /// Whether a folder is a member already.
    fn has(&self, folder: &str) -> bool {
        let members = self
            .manifest
            .get("workspace")
            .and_then(|w| w.get("members"));
        let members = members.and_then(Item::as_array);
        let mut patterns = members.into_iter().flatten().filter_map(|one| one.as_str());
        patterns.any(|pattern| matches(pattern, folder))
    }
}

pub(super) fn not_read(
    path: &Path,
    error: &toml_edit::TomlError,
    around: &Surroundings<'_>,
) -> Error {
    let what = format!("{} is no TOML: {}", around.shown(path), error.message());
    wrong(what, "put it right, and run the command again")
}

fn table() -> Item {
    Item::Table(Table::new())
}

fn list() -> Item {
    Item::Value(Array::new().into())
}

/// Adds to a list in the way in which it is laid out.
fn push(members: &mut Array, folder: &str) {
    let before = members.iter().last();
    let before = before.and_then(|last| last.decor().prefix()?.as_str());
    // What stands before the line's own space may be a comment on the line above.
    let indent = before.and_then(|before| Some(before.rsplit_once('\n')?.1.to_owned()));
    let Some(indent) = indent else {
        members.push(folder);
        return;
    };
    // A comment on the last line so far.
    let end = members.trailing().as_str().unwrap_or_default().trim_end();
    let prefix = format!("{end}\n{indent}");
    let value = toml_edit::Value::from(folder).decorated(prefix, "");
    members.push_formatted(value);
    members.set_trailing("\n");
    members.set_trailing_comma(true);
}

/// Whether a member's pattern, in which a `*` is any part of one folder's name, stands for a folder.
fn matches(pattern: &str, folder: &str) -> bool {
    let plain = |path: &str| -> Vec<String> {
        let parts = path
            .split('/')
            .filter(|part| !part.is_empty() && *part != ".");
        parts.map(str::to_owned).collect()
    };
    let (pattern, folder) = (plain(pattern), plain(folder));
    pattern.len() == folder.len()
        && pattern
            .iter()
            .zip(&folder)
            .all(|(pattern, name)| like(pattern, name))
}

fn like(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len())
                .filter(|at| rest.is_char_boundary(*at))
                .any(|at| like(after, &rest[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_members_pattern_stands_for_folders_of_its_depth() {
        for (pattern, folder, expected) in [
            ("xtask", "xtask", true),
            ("./xtask/", "xtask", true),
            ("*", "xtask", true),
            ("crates/*", "crates/db", true),
            ("crates/*", "xtask", false),
            ("*", "crates/db", false),
            ("crates/db-*", "crates/db-app", true),
            ("x*k", "xtask", true),
            ("x*z", "xtask", false),
        ] {
            assert_eq!(matches(pattern, folder), expected, "{pattern} {folder}");
        }
    }
}
