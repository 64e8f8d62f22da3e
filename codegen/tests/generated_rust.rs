//! The generated Rust, read as a person would, and held against the real rustfmt.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::Dialect;
use dualect_codegen::output::Output;
use dualect_codegen::rust::{Rendering, RustInputs};
use dualect_codegen::schema;
use dualect_format::tag::Tag;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated_rust")
}

fn generate(name: &str) -> Output {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let schema = schema::parse(&SourceFile::new("schema.toml", text.as_str()))
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.lines()));
    let ddl = BTreeMap::from(Dialect::ALL.map(|dialect| (dialect, Catalog::empty(dialect))));
    let tag = Tag::parse("20260131120000_init").unwrap();
    let migrations = BTreeMap::from(Dialect::ALL.map(|dialect| (dialect, vec![tag.clone()])));
    let inputs = RustInputs {
        schema_file: "schema.toml".to_owned(),
        command: "cargo xtask db-generate".to_owned(),
        schema_hash: dualect_format::hash::sha256_hex(&text),
        migrations,
        ddl,
        lock: dualect_format::fingerprint::Lock::default(),
        dependency: "version = \"0.1.0\"".to_owned(),
        templates: Vec::new(),
    };
    Rendering::new(Cow::Owned(schema), inputs)
        .and_then(|rendering| rendering.all())
        .unwrap()
}

#[test]
fn the_files_of_the_agents_schema_read_as_they_are_kept() {
    for (path, file) in generate("agents.toml").files {
        let name = path.replace('/', "_");
        insta::with_settings!({
            snapshot_path => "generated_rust/agents",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, file.text) });
    }
}

#[test]
fn rustfmt_has_nothing_to_change_in_any_file() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated_rust");
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        for edition in ["2021", "2024"] {
            for (path, file) in generate(name).files {
                if Path::new(&path)
                    .extension()
                    .is_none_or(|extension| extension != "rs")
                {
                    continue;
                }
                let file_path = target.join(name).join(path.replace("lib.rs", "root.rs"));
                fs::create_dir_all(file_path.parent().unwrap()).unwrap();
                fs::write(&file_path, &file.text).unwrap();
                let output = Command::new("rustfmt")
                    .args([
                        "--check",
                        "--edition",
                        edition,
                        "--config",
                        "skip_children=true",
                    ])
                    .arg(&file_path)
                    .output()
                    .unwrap();
                assert!(
                    output.status.success(),
                    "{name}: {path}:\n{}{}",
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&output.stderr)
                );
            }
        }
    }
}
