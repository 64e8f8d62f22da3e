//! All reading and writing of files.

pub(crate) mod compare;
pub(crate) mod content;
pub(crate) mod database_file;
pub(crate) mod git;
pub(crate) mod history;
pub(crate) mod leftover;
pub(crate) mod locate;
pub(crate) mod lock;
pub(crate) mod project;
pub(crate) mod read;
pub(crate) mod seen;
pub(crate) mod stage;
pub(crate) mod templates;

use std::path::Path;

/// The folder that a file is in; `.` for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}
