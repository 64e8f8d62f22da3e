//! `docs/schema.md` is true: every example is right and can be generated, every key and every code is there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dualect_codegen::diagnostic::{Code, SourceFile};
use dualect_codegen::generate::{Inputs, generate};
use dualect_codegen::schema::{self, Include};
use serde_json::Value as Json;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema.md");
    fs::read_to_string(path).unwrap()
}

/// A fenced block, the line that it begins on, and what stands behind `toml`.
struct Example<'p> {
    line: usize,
    file: &'p str,
    text: String,
}

fn examples(page: &str) -> Vec<Example<'_>> {
    let mut found: Vec<Example<'_>> = Vec::new();
    let mut open = false;
    for (index, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(info) => {
                if let Some(file) = info.strip_prefix("toml") {
                    open = true;
                    found.push(Example {
                        line: index + 1,
                        file: file.trim(),
                        text: String::new(),
                    });
                }
            }
            None if open => {
                let text = &mut found.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    found
}

/// The example as a whole file. The head comes last: what stands above the first header has to stay there.
fn whole(example: &str) -> String {
    if example.contains("[project]") {
        example.to_owned()
    } else {
        format!("{example}\n[project]\nname = \"example\"\n")
    }
}

#[test]
fn every_example_is_right_and_can_be_generated() {
    let page = page();
    let mut includes: Vec<Include> = Vec::new();
    let mut count = 0;
    for example in examples(&page) {
        if !example.file.is_empty() {
            includes.push(Include {
                path: example.file.to_owned(),
                text: Ok(example.text),
            });
            continue;
        }
        let source = SourceFile::new("schema.toml", whole(&example.text));
        let generated = generate(&Inputs {
            online: false,
            counted: &std::collections::BTreeMap::new(),
            templates: &[],
            schema: &source,
            includes: &includes,
            history: &[],
            now: 1_769_860_800,
            accept: &[],
            accepted: &[],
            name: None,
        })
        .unwrap_or_else(|wrong| panic!("docs/schema.md:{}:\n{wrong}", example.line));
        let written = generated.whole();
        assert!(written.is_ok(), "docs/schema.md:{}", example.line);
        includes.clear();
        count += 1;
    }
    assert!(count > 15, "{count}");
}

fn keys(schema: &Json, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
        for (key, inner) in properties {
            found.insert(key.clone());
            keys(inner, found);
        }
    }
    if let Some(inner) = schema.get("additionalProperties") {
        keys(inner, found);
    }
    for choice in schema
        .get("anyOf")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
    {
        keys(choice, found);
    }
}

#[test]
fn every_key_is_told_of() {
    let page = page();
    let words: BTreeSet<&str> = page
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    let mut known = BTreeSet::new();
    keys(
        &serde_json::from_str(&schema::json_schema()).unwrap(),
        &mut known,
    );
    let missing: Vec<&String> = known
        .iter()
        .filter(|key| !words.contains(key.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_code_of_the_language_is_listed() {
    let page = page();
    let table: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| S"))
        .collect();
    let expected: Vec<String> = Code::ALL
        .iter()
        .filter(|code| code.as_str().starts_with('S'))
        .map(|code| format!("| {code} | {} |", code.title()))
        .collect();
    assert_eq!(
        table,
        expected,
        "the page should hold:\n{}",
        expected.join("\n")
    );
}
