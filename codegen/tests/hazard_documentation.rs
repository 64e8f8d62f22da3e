//! Every hazard has its page in `docs/hazards`, and every page its hazard.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use dualect_codegen::plan::Hazard;

fn pages() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/hazards")
}

#[test]
fn every_hazard_has_a_page_that_names_its_class_and_says_what_to_do() {
    for (code, class) in Hazard::CODES {
        let path = pages().join(format!("{code}.md"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{code}: {error}"));
        assert!(text.starts_with(&format!("# {code}\n")), "{code}");
        assert!(
            text.contains(&format!("Class: {}.", class.as_str())),
            "{code}"
        );
        for part in ["## When", "## What to do"] {
            assert!(text.contains(part), "{code}: {part}");
        }
    }
}

#[test]
fn every_page_is_of_a_hazard_and_in_the_index() {
    let codes: BTreeSet<&str> = Hazard::CODES.iter().map(|(code, _)| *code).collect();
    let index = std::fs::read_to_string(pages().join("README.md")).unwrap();
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(pages()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.strip_suffix(".md").unwrap().to_owned();
        if code != "README" {
            assert!(index.contains(&format!("[`{code}`]({name})")), "{code}");
            found.insert(code);
        }
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, codes);
}
