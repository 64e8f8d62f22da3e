//! `lib.rs` or `mod.rs`, and `Cargo.toml`, as plain data for their templates.

use serde::Serialize;

use super::names;
use super::template::{RenderError, Templates, Way};
use crate::schema::model::{Layout, Schema};

/// What the template of `lib.rs` or `mod.rs` is given.
#[derive(Debug, Serialize)]
pub(super) struct RootFile {
    project: String,
    is_crate: bool,
    /// Whether a column has a type by choice, whose values are cloned though they may be plain.
    converts: bool,
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

pub(super) fn file(schema: &Schema, mut modules: Vec<String>, has_enums: bool) -> RootFile {
    modules.push("migrations".to_owned());
    if has_enums {
        modules.push("enums".to_owned());
    }
    modules.sort();
    RootFile {
        project: schema.project.name.clone(),
        is_crate: schema.project.output.layout == Layout::Crate,
        converts: schema
            .tables
            .values()
            .flat_map(|table| table.columns.values())
            .any(|column| column.rust_type.is_some()),
        modules: modules.iter().map(|module| names::value(module)).collect(),
    }
}

/// The `Cargo.toml` of the generated crate, as generation makes it where there is none. `dependency` is how it depends on the runtime:
/// `version = "0.1.0"`, or another form.
///
/// ```
/// use dualect_codegen::{diagnostic::SourceFile, rust, schema};
///
/// let source = SourceFile::new("schema.toml", "[project]\nname = \"notes\"\n[tables.notes.columns]\nid = { type = \"int\", primary_key = true }");
/// let schema = schema::parse(&source).unwrap();
/// assert!(rust::crate_manifest(&schema, "path = \"..\"").unwrap().contains("name = \"notes-db\""));
/// ```
///
/// # Errors
/// What is wrong with the template, and nothing else.
pub fn crate_manifest(schema: &Schema, dependency: &str) -> Result<String, RenderError> {
    let templates = Templates::new(Way::Short, "", &[])?;
    templates.text("cargo.j2", &manifest(schema, dependency))
}

pub(super) fn manifest(schema: &Schema, dependency: &str) -> Manifest {
    Manifest {
        name: schema.project.output.crate_name.clone(),
        project: schema.project.name.clone(),
        dependency: dependency.to_owned(),
    }
}
