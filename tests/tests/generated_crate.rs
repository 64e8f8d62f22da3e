//! The generated crate as a user's own cargo sees it: it depends on the runtime alone, and no tool finds fault with it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::generate::{Inputs, generate};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Writes what the schema gives to a folder under `target`, with the runtime of this workspace.
fn written(name: &str, schema: &Path) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("generated_crate")
        .join(name);
    let text = fs::read_to_string(schema)
        .unwrap()
        .replace("layout = \"module\"", "");
    let generated = generate(&Inputs {
        schema: &SourceFile::new("schema.toml", text.as_str()),
        includes: &[],
        history: &[],
        now: 1_769_860_800,
        accept: &[],
        accepted: &[],
        name: None,
        online: false,
        counted: &std::collections::BTreeMap::new(),
        templates: &[],
    })
    .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (path, file) in generated.whole().unwrap().files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
    let root = folder.join(&generated.rust_folder);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let runtime = toml::Value::String(workspace().join("runtime").to_str().unwrap().to_owned());
    let (before, after) = manifest.split_once("dualect = { ").unwrap();
    let (_, after) = after.split_once(", default-features").unwrap();
    fs::write(
        root.join("Cargo.toml"),
        format!("{before}dualect = {{ path = {runtime}, default-features{after}\n[workspace]\n"),
    )
    .unwrap();
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    root
}

/// Runs cargo in the crate, with a target folder that all these crates share, so that the runtime is compiled once.
fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated_crate/target"),
        )
        .env("RUSTDOCFLAGS", "--deny warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {arguments:?}:\n{text}{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

fn is_flawless(folder: &Path) {
    let deny = [
        "--deny",
        "warnings",
        "--deny",
        "missing_docs",
        "--warn",
        "clippy::pedantic",
    ];
    for features in ["sqlite", "postgres", "sqlite,postgres,serde"] {
        let mut arguments = vec![
            "clippy",
            "--offline",
            "--quiet",
            "--no-default-features",
            "--features",
            features,
            "--",
        ];
        arguments.extend(deny);
        cargo(folder, &arguments);
    }
    cargo(folder, &["fmt", "--check"]);
    cargo(folder, &["doc", "--offline", "--quiet", "--no-deps"]);
}

#[test]
fn a_crate_with_every_type_has_no_warning_with_any_feature_and_its_docs_build() {
    is_flawless(&written(
        "types",
        &workspace().join("codegen/tests/generated_rust/types.toml"),
    ));
}

#[test]
fn a_crate_with_tenants_has_no_warning_with_any_feature_and_its_docs_build() {
    is_flawless(&written(
        "agents",
        &workspace().join("codegen/tests/generated_rust/agents.toml"),
    ));
}

#[test]
fn a_crate_of_names_that_rust_and_the_runtime_have_too_has_no_warning_and_its_docs_build() {
    is_flawless(&written(
        "taken_names",
        &workspace().join("codegen/tests/generated_rust/taken_names.toml"),
    ));
}
