//! Wrong schemas, and what is said about them: `schema_mistakes/<name>.toml` beside `<name>.txt`, and the files that one
//! includes in the folder `<name>/`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p dualect-codegen --test schema_mistakes` writes the `.txt` files anew: read the diff.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dualect_codegen::diagnostic::{Code, Diagnostics, SourceFile};
use dualect_codegen::schema::{self, Include};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema_mistakes")
}

fn mistakes() -> Vec<(String, Diagnostics)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let source = SourceFile::new("schema.toml", fs::read_to_string(&path).unwrap());
            let includes: Vec<Include> = schema::includes(&source)
                .into_iter()
                .map(|path| {
                    let file = folder().join(&name).join(&path);
                    let text = fs::read_to_string(file).map_err(|_| "is not there".to_owned());
                    Include { path, text }
                })
                .collect();
            let diagnostics = schema::parse_with(&source, &includes).expect_err(&name);
            (name, diagnostics)
        })
        .collect()
}

#[test]
fn every_mistake_is_explained_as_the_golden_file_says() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut stale = Vec::new();
    let mut expected = BTreeSet::new();
    for (name, diagnostics) in mistakes() {
        let golden = folder().join(format!("{name}.txt"));
        let text = format!("{}\n{}", diagnostics.lines(), diagnostics.render(false));
        if update {
            fs::write(&golden, &text).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != text {
            stale.push(format!("--- {name}\n{text}"));
        }
        expected.insert(golden);
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let orphan = path.extension().is_some_and(|one| one == "txt") && !expected.contains(&path);
        assert!(!orphan, "{} has no schema beside it", path.display());
    }
    assert!(stale.is_empty(), "differs:\n{}", stale.join("\n"));
}

#[test]
fn every_code_of_the_schema_language_has_a_golden_mistake() {
    let told: BTreeSet<Code> = mistakes()
        .iter()
        .flat_map(|(_, diagnostics)| diagnostics.iter().map(|one| one.code).collect::<Vec<_>>())
        .collect();
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| code.as_str().starts_with('S') && !told.contains(code))
        .collect();
    assert!(missing.is_empty(), "no file makes {missing:?}");
}
