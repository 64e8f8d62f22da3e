//! What git knows of a folder. Asked only where a command is about branches.

use std::path::Path;
use std::process::Command;

use crate::error::{Error, Kind, Result};

/// Where a main branch is looked for: the remote's before one's own, which may lag behind.
const MAIN: [&str; 5] = [
    "origin/HEAD",
    "origin/main",
    "main",
    "origin/master",
    "master",
];

/// The first of these revisions that is there.
pub(crate) fn main_branch(folder: &Path) -> Option<String> {
    MAIN.into_iter()
        .find(|name| {
            let commit = format!("{name}^{{commit}}");
            run(folder, &["rev-parse", "--quiet", "--verify", &commit]).is_ok()
        })
        .map(str::to_owned)
}

/// The names of what a folder holds in that revision; none where it is not there.
pub(crate) fn names(folder: &Path, revision: &str) -> Result<Vec<String>> {
    let list = run(folder, &["ls-tree", "-z", "--name-only", revision, "./"])?;
    let names = list.split('\0').filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// A file's text in that revision, by its path from the folder.
pub(crate) fn text(folder: &Path, revision: &str, path: &str) -> Result<String> {
    run(folder, &["show", &format!("{revision}:./{path}")])
}

fn run(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|source| Error::io("run", Path::new("git"), source))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let what = String::from_utf8_lossy(&output.stderr);
    let what = what.trim().trim_start_matches("fatal: ");
    Err(Error::plain(Kind::Git {
        command: arguments.join(" "),
        what: what.to_owned(),
    }))
}
