//! Reads a workspace from its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::workspace::{Dependency, Kind, Member, Workspace};

/// The workspace in a folder, as `cargo metadata` and the manifests tell it.
#[must_use]
pub fn read(root: &Path) -> Workspace {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root)
        .output();
    let output = output.expect("cargo can be run");
    assert!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata writes JSON");
    let packages = metadata["packages"]
        .as_array()
        .expect("cargo metadata lists packages");
    let root = root
        .canonicalize()
        .expect("the workspace's folder is there");
    Workspace {
        members: packages
            .iter()
            .map(|package| member(&root, package))
            .collect(),
        benches: std::fs::read_to_string(root.join("benches/Cargo.toml")).ok(),
    }
}

fn member(root: &Path, package: &Value) -> Member {
    let manifest = Path::new(text(&package["manifest_path"]));
    let folder = manifest
        .parent()
        .expect("a manifest lies in a folder")
        .canonicalize()
        .expect("a member's folder is there");
    let mut sources = BTreeMap::new();
    collect_sources(root, &folder, &mut sources);
    Member {
        name: text(&package["name"]).to_owned(),
        folder: relative(root, &folder),
        dependencies: package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .map(dependency)
            .collect(),
        features: features(&package["features"]),
        inherits_lints: inherits_lints(manifest),
        sources,
    }
}

fn dependency(entry: &Value) -> Dependency {
    let kind = match entry["kind"].as_str() {
        Some("dev") => Kind::Dev,
        Some("build") => Kind::Build,
        _ => Kind::Normal,
    };
    Dependency {
        name: text(&entry["name"]).to_owned(),
        kind,
        optional: entry["optional"].as_bool().unwrap_or(false),
    }
}

fn features(entry: &Value) -> BTreeMap<String, Vec<String>> {
    let turned_on = |list: &Value| {
        list.as_array()
            .into_iter()
            .flatten()
            .map(|item| text(item).to_owned())
            .collect()
    };
    entry
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, list)| (name.clone(), turned_on(list)))
        .collect()
}

fn inherits_lints(manifest: &Path) -> bool {
    let text = std::fs::read_to_string(manifest).expect("a manifest can be read");
    let table: toml::Table = text.parse().expect("a manifest is TOML");
    table
        .get("lints")
        .and_then(|lints| lints.get("workspace"))
        .and_then(toml::Value::as_bool)
        .unwrap_or(false)
}

fn collect_sources(root: &Path, folder: &Path, sources: &mut BTreeMap<String, String>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            // A crate below this one is a member of its own, or of no business here.
            let is_built = path
                .file_name()
                .is_some_and(|name| name == "target" || name == "node_modules");
            if !is_hidden && !is_built && !path.join("Cargo.toml").is_file() {
                collect_sources(root, &path, sources);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file can be read");
            sources.insert(relative(root, &path), text);
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo metadata writes a string here")
}
