//! `lib.rs` or `mod.rs`, and `Cargo.toml`, as plain data for their templates.

use serde::Serialize;

use super::names;
use crate::schema::model::{Layout, Schema};

/// What the template of `lib.rs` or `mod.rs` is given.
#[derive(Debug, Serialize)]
pub(super) struct RootFile {
    project: String,
    is_crate: bool,
    /// Sorted, as rustfmt wants them.
    modules: Vec<String>,
}

/// What the template of `Cargo.toml` is given.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    name: String,
    project: String,
    dependency: String,
}

pub(super) fn file(
    schema: &Schema,
    tables: impl Iterator<Item = String>,
    has_enums: bool,
) -> RootFile {
    let mut modules: Vec<String> = tables.collect();
    modules.push("migrations".to_owned());
    if has_enums {
        modules.push("enums".to_owned());
    }
    modules.sort();
    RootFile {
        project: schema.project.name.clone(),
        is_crate: schema.project.output.layout == Layout::Crate,
        modules: modules.iter().map(|module| names::value(module)).collect(),
    }
}

pub(super) fn manifest(schema: &Schema, dependency: &str) -> Manifest {
    Manifest {
        name: schema.project.output.crate_name.clone(),
        project: schema.project.name.clone(),
        dependency: dependency.to_owned(),
    }
}
