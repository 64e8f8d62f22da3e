//! `dualect init` in somebody else's workspace.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod a_fresh_workspace;
mod what_is_there;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dualect_cli::Exit;
use dualect_tests::project::{Project, Ran};

fn checkout() -> &'static str {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_str().unwrap()
}

/// A folder with these files.
fn with_files(files: &[(&str, &str)]) -> Project {
    let project = Project::empty();
    for (path, text) in files {
        let path = project.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    project
}

/// A package as `cargo new` makes it.
fn package(name: &str) -> [(&'static str, String); 2] {
    [
        (
            "Cargo.toml",
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n"
            ),
        ),
        ("src/main.rs", "fn main() {}\n".to_owned()),
    ]
}

fn a_package(name: &str) -> Project {
    let files = package(name);
    with_files(&[(files[0].0, &files[0].1), (files[1].0, &files[1].1)])
}

#[track_caller]
fn init(project: &Project) -> Ran {
    let ran = project.run(&["init"], None);
    ran.assert_ended(Exit::Done);
    ran
}

/// Every file below, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                all.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    all
}
