//! From the text of `schema.toml` to the logical schema, or to everything that is wrong with it.
//!
//! Three steps. [`toml_text`] makes a tree of whatever text there is. The files named after sections read the tree into raw
//! parts, each with its place in the file. Then names are resolved (`keys`, `references`), values are checked against types
//! (`defaults`, `storage`), and `build` puts the model together. No step stops at a mistake: it leaves a hole (`None`,
//! `Field::Bad`, `RawType::Unknown`) that says "reported already", and later steps say nothing that depends on a hole.

mod build;
mod collisions;
mod columns;
mod constraint_names;
mod defaults;
mod enums;
mod identity;
mod indexes;
mod key_types;
mod keys;
mod names;
mod output;
mod project;
mod reader;
mod references;
mod report;
mod storage;
mod tables;
mod tenant;
mod toml_text;
mod types;
mod uniques;

use toml::de::DeTable;

use self::build::Build;
use self::keys::Keys;
use self::reader::Reader;
use self::report::Report;
use super::model::{Objects, Project, Schema};
use crate::diagnostic::{Diagnostics, SourceFile, Span};
use crate::spelling as text;

const KEYS: [&str; 5] = ["project", "sqlite", "output", "enums", "tables"];

/// What the file means, or every mistake in it.
///
/// ```
/// use dualect_codegen::{diagnostic::SourceFile, schema};
///
/// let text = r#"
/// [project]
/// name = "agents"
///
/// [tables.agents.columns]
/// id = { type = "uuid", primary_key = true, default = "uuid_v7" }
/// name = "txt"
/// "#;
/// let mistakes = schema::parse(&SourceFile::new("schema.toml", text)).unwrap_err();
/// assert_eq!(
///     mistakes.lines(),
///     "schema.toml:7:8: error[S0030]: there is no type `txt`\n"
/// );
/// ```
pub fn parse(source: &SourceFile) -> Result<Schema, Diagnostics> {
    let mut report = Report::new(source);
    let mut repaired = String::new();
    let root = toml_text::read(&mut report, &mut repaired);
    let schema = root.map(|root| read(&mut report, &root));
    match schema {
        Some(schema) if report.is_clean() => Ok(schema),
        Some(_) | None => Err(report.finish()),
    }
}

fn read(report: &mut Report<'_>, root: &DeTable<'_>) -> Schema {
    let root = Reader::new(report, root, Span::new(0, 0), "the schema file", &KEYS);
    let project = project::read(report, &root);
    let sqlite_min_version = project::sqlite_min_version(report, &root);
    let output = output::read(report, &root, &project.name);
    let enums = enums::read(report, &root);
    let tables = tables::read(report, &root, &enums);
    let keys: Vec<Keys> = tables
        .values()
        .map(|table| keys::resolve(report, table))
        .collect();
    let columns = references::resolve(report, &tables, &keys);
    let build = Build {
        tables: &tables,
        keys: &keys,
        columns: &columns,
        enums: &enums,
        dialects: &project.dialects,
    };
    let resolved = build.run(report);
    collisions::check(report, &tables, &resolved);
    if report.is_clean() {
        constraint_names::check(report, &tables, &keys, &resolved);
    }
    Schema {
        project: Project {
            name: project.name,
            dialects: project.dialects,
            lowering: project.lowering,
            sqlite_min_version,
            rust_tables: Vec::new(),
            postgres_schemas: Vec::new(),
            postgres_extensions: Vec::new(),
            output,
        },
        enums: enums
            .all
            .into_iter()
            .map(|(name, raw)| (name, raw.resolved))
            .collect(),
        tables: resolved,
        views: indexmap::IndexMap::new(),
        objects: Objects::default(),
    }
}
