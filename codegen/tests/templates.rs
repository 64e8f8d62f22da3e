//! Templates of a user's own: the contract of `docs/templates.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::output::Output;
use dualect_codegen::rust::{
    RenderError, Rendering, RustInputs, TemplateOverride, built_in_templates,
};
use dualect_codegen::schema;
use serde_json::Value;

const SCHEMAS: [&str; 3] = ["agents", "types", "taken_names"];

fn docs() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/templates.md")).unwrap()
}

fn rendering(schema: &str, overrides: &[(&str, &str)]) -> Result<Rendering<'static>, RenderError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated_rust");
    let text = fs::read_to_string(folder.join(format!("{schema}.toml"))).unwrap();
    let mut schema = schema::parse(&SourceFile::new("schema.toml", text))
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.lines()));
    schema.project.output.templates = Some("templates".to_owned());
    let overrides = overrides.iter().map(|(name, text)| TemplateOverride {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    });
    let inputs = RustInputs {
        schema_file: "schema.toml".to_owned(),
        command: "cargo xtask db-generate".to_owned(),
        schema_hash: String::new(),
        migrations: BTreeMap::new(),
        ddl: BTreeMap::new(),
        lock: dualect_format::fingerprint::Lock::default(),
        dependency: "version = \"0.1.0\"".to_owned(),
        templates: overrides.collect(),
    };
    Rendering::new(Cow::Owned(schema), inputs)
}

fn all(schema: &str, overrides: &[(&str, &str)]) -> Result<Output, RenderError> {
    rendering(schema, overrides)?.all()
}

fn built_in(name: &str) -> &'static str {
    let found = built_in_templates()
        .iter()
        .find(|(known, _)| *known == name);
    found.unwrap().1
}

/// A file without its header.
fn body(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, body)| body)
}

#[test]
fn a_copy_of_any_built_in_template_yields_what_the_built_in_one_does() {
    for schema in SCHEMAS {
        let plain = all(schema, &[]).unwrap();
        for (name, text) in built_in_templates() {
            let output = all(schema, &[(name, text)]).unwrap_or_else(|error| panic!("{error}"));
            for (path, file) in &output.files {
                if path.ends_with("dualect.lock") {
                    // What a file is made from has changed, though nothing else comes of it.
                    continue;
                }
                let before = &plain.files[path].text;
                assert_eq!(body(&file.text), body(before), "{name}: {path}");
            }
        }
    }
}

#[test]
fn the_documented_example_adds_its_line_and_nothing_else() {
    let docs = docs();
    let (_, example) = docs
        .split_once("<!-- templates/enums.j2 -->\n```jinja\n")
        .unwrap();
    let (example, _) = example.split_once("```\n").unwrap();
    let plain = all("agents", &[]).unwrap();
    let own = all("agents", &[("enums.j2", example)]).unwrap();
    let path = "generated/src/enums.rs";
    let text = &own.files[path].text;
    assert!(text.contains("#[non_exhaustive]\n#[derive(Debug"), "{text}");
    assert_eq!(
        body(&text.replace("#[non_exhaustive]\n", "")),
        body(&plain.files[path].text)
    );
}

#[test]
fn an_edit_makes_the_files_of_that_template_stale_and_no_others() {
    let inputs = |overrides: &[(&str, &str)]| -> BTreeMap<String, Option<String>> {
        let rendering = rendering("agents", overrides).unwrap();
        let files = rendering.files().iter();
        files
            .map(|file| (file.path.clone(), rendering.draft(file).inputs()))
            .collect()
    };
    let plain = inputs(&[]);
    let edited = format!("{}\n", built_in("function/query.j2"));
    for (path, hash) in inputs(&[("function/query.j2", &edited)]) {
        let is_table = !["enums", "lib", "migrations"]
            .map(|name| format!("generated/src/{name}.rs"))
            .contains(&path)
            && Path::new(&path).extension().is_some_and(|end| end == "rs");
        assert_eq!(hash != plain[&path], is_table, "{path}");
    }
}

#[test]
fn a_template_that_yields_no_rust_is_named_with_its_line_and_what_syn_says() {
    let broken = built_in("function/insert.j2").replace("db.fetch_one(", "db fetch_one(");
    let line = broken
        .lines()
        .position(|line| line.contains("db fetch_one"))
        .unwrap()
        + 1;
    let error = all("agents", &[("function/insert.j2", &broken)]).unwrap_err();
    let message = error.to_string();
    let place = format!("templates/function/insert.j2: line {line}: it yields what is no Rust: ");
    assert!(message.starts_with(&place), "{message}");
}

#[test]
fn a_template_that_is_no_template_is_named_with_its_line() {
    let error = all("agents", &[("root.j2", "//! A.\n{% for %}\n")]).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("templates/root.j2: line 2: "),
        "{message}"
    );
    let error = all("agents", &[("root.j2", "//! {{ nothing }}\n")]).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("templates/root.j2: line 1: undefined"),
        "{message}"
    );
}

#[test]
fn a_name_that_is_no_templates_is_refused_with_the_nearest_right_one() {
    let error = all("agents", &[("function/querry.j2", "")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "templates/function/querry.j2: no template has this name: did you mean `function/query.j2`?"
    );
}

#[test]
fn the_documentation_lists_every_template_and_every_field_of_its_data() {
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    found.push(key.clone());
                    keys(value, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let docs = docs();
    let mut missing: BTreeSet<String> = built_in_templates()
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .filter(|name| !docs.contains(&format!("`{name}`")))
        .collect();
    for schema in SCHEMAS {
        let rendering = rendering(schema, &[]).unwrap();
        for file in rendering.files() {
            let mut found = Vec::new();
            keys(&rendering.draft(file).data(), &mut found);
            for key in found {
                if !docs.contains(&format!("`{key}`")) {
                    missing.insert(key);
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new(), "not in docs/templates.md");
}
