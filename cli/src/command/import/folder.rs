//! The folders that were named, read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dualect_codegen::drizzle::{self, Folder, Problem};

use crate::error::{Error, Kind, Result};
use crate::files::read;
use crate::surroundings::Surroundings;

/// A folder that was read.
pub(super) struct Read {
    pub(super) path: PathBuf,
    pub(super) folder: Folder,
}

/// Reads them; SQLite's comes first.
pub(super) fn read(folders: &[PathBuf], around: &Surroundings<'_>) -> Result<Vec<Read>> {
    let mut found: Vec<Read> = Vec::new();
    for named in folders {
        let path = around.folder.join(named);
        let files = texts(&path)?;
        let folder = drizzle::read(&files).map_err(|problem| failed(&path, problem))?;
        if let Some(other) = found
            .iter()
            .find(|other| other.folder.dialect == folder.dialect)
        {
            let what = format!(
                "its migrations are for {}, as are those of {}",
                folder.dialect,
                around.shown(&other.path)
            );
            let help = "name one folder for SQLite and one for Postgres, or one alone";
            return Err(Error::new(Kind::Migrations { path, what }, help));
        }
        found.push(Read { path, folder });
    }
    found.sort_by_key(|read| read.folder.dialect);
    Ok(found)
}

/// A mistake in such a folder.
pub(super) fn failed(path: &Path, problem: Problem) -> Error {
    let Problem {
        place,
        what,
        remedy,
    } = problem;
    let path = if place.is_empty() {
        path.to_owned()
    } else {
        path.join(place)
    };
    let mut remedy = remedy;
    let below = folders_below(&path);
    if !below.is_empty() {
        remedy = format!("{remedy}; there are some in {}", below.join(" and "));
    }
    Error::new(Kind::Migrations { path, what }, remedy)
}

/// Folders in it that are such folders.
fn folders_below(path: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    let mut found: Vec<String> = entries
        .filter_map(std::result::Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            texts(path)
                .ok()
                .is_some_and(|files| drizzle::read(&files).is_ok())
        })
        .map(|path| path.display().to_string())
        .collect();
    found.sort();
    found
}

/// What is in the folder and may be a part of it, by its path there.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in listed(folder)? {
        let name = name_of(&path);
        if path.is_dir() {
            for inner in listed(&path)? {
                let file = name_of(&inner);
                let is_part = matches!(file.as_str(), "migration.sql" | "snapshot.json")
                    || (name == "meta" && is(&inner, "json"));
                if is_part && inner.is_file() {
                    found.insert(format!("{name}/{file}"), text(&inner)?);
                }
            }
        } else if is(&path, "sql") {
            found.insert(name, text(&path)?);
        }
    }
    Ok(found)
}

/// Every byte: the databases know a migration by its hash.
fn text(path: &Path) -> Result<String> {
    // For its errors: text, and no merge conflict.
    read::text(path)?;
    fs::read_to_string(path).map_err(|source| Error::io("read", path, source))
}

fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own == extension)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::io("read", folder, source);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}
