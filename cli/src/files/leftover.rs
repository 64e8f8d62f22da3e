//! What an interrupted run left behind: found, and cleared away or completed.
//!
//! A run stages everything under names of its own and renames at the end, migration folders before any other file. So a
//! staged migration folder has one of two meanings: where another dialect's folder of the same tag is in place, the run
//! was past its first rename, everything was staged, and what is missing is this rename; else nothing had happened yet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dualect_codegen::dialect::Dialect;

use super::history;
use super::project::Project;
use crate::error::{Error, Result};
use crate::surroundings::Surroundings;

const FILE_PREFIX: &str = ".dualect-";
const SUFFIX: &str = ".dualect-new";

/// The name under which a migration folder is staged, beside its place.
pub(crate) fn staged_folder_name(tag: &str) -> String {
    format!(".{tag}{SUFFIX}")
}

/// How staged files are called: what stands before and after their random part.
pub(crate) const STAGED_FILE: (&str, &str) = (FILE_PREFIX, SUFFIX);

/// One thing that an interrupted run left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Leftover {
    /// Means nothing: staged and never put in place, or replaced by a baseline.
    Discard(PathBuf),
    /// A migration folder whose other dialect is in place already.
    Complete {
        /// Where it was staged.
        staged: PathBuf,
        /// Where it belongs.
        place: PathBuf,
    },
}

/// Finds them below the migrations folder and the generated one.
pub(crate) fn find(migrations: &Path, generated: &Path) -> Result<Vec<Leftover>> {
    let mut found = Vec::new();
    for dialect in Dialect::ALL {
        for path in entries(&migrations.join(dialect.as_str()))? {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let Some(tag) = name
                .strip_suffix(SUFFIX)
                .and_then(|name| name.strip_prefix('.'))
            else {
                continue;
            };
            let place = path.with_file_name(tag);
            let begun = Dialect::ALL
                .iter()
                .any(|other| migrations.join(other.as_str()).join(tag).is_dir());
            found.push(if begun && !place.exists() {
                Leftover::Complete {
                    staged: path,
                    place,
                }
            } else {
                Leftover::Discard(path)
            });
        }
    }
    staged_files(generated, &mut found)?;
    found.extend(replaced(migrations)?);
    Ok(found)
}

/// The folders that a baseline beside them replaces: all that such a run had left to do was to remove them.
fn replaced(migrations: &Path) -> Result<Vec<Leftover>> {
    let mut found = Vec::new();
    for dialect in Dialect::ALL {
        let replaced = history::replaced(migrations, dialect)?;
        found.extend(replaced.into_iter().map(Leftover::Discard));
    }
    Ok(found)
}

/// Clears away, or completes, whatever there is, and says so.
pub(crate) fn put_right(project: &Project, around: &mut Surroundings<'_>) -> Result<()> {
    let mut leftovers = find(&project.migrations(), &project.generated())?;
    settle(&leftovers)?;
    // What was put in place may have been a baseline.
    let replaced = replaced(&project.migrations())?;
    settle(&replaced)?;
    leftovers.extend(replaced);
    if leftovers.is_empty() {
        return Ok(());
    }
    around.note("an earlier run was interrupted; what it left half done has been put right")
}

/// Clears them away, or completes them.
fn settle(leftovers: &[Leftover]) -> Result<()> {
    for leftover in leftovers {
        match leftover {
            Leftover::Complete { staged, place } => {
                fs::rename(staged, place)
                    .map_err(|source| Error::io("put in place", place, source))?;
            }
            Leftover::Discard(path) => {
                let removed = if path.is_dir() {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                };
                removed.map_err(|source| Error::io("remove", path, source))?;
            }
        }
    }
    Ok(())
}

fn staged_files(folder: &Path, found: &mut Vec<Leftover>) -> Result<()> {
    for path in entries(folder)? {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if name.starts_with(FILE_PREFIX) && name.ends_with(SUFFIX) {
            found.push(Leftover::Discard(path));
        } else if !name.starts_with('.') && name != "target" && path.is_dir() {
            staged_files(&path, found)?;
        }
    }
    Ok(())
}

/// What is in a folder, sorted; nothing where there is no such folder.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::io("list", folder, source)),
    };
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()
        .map_err(|source| Error::io("list", folder, source))?;
    paths.sort();
    Ok(paths)
}
