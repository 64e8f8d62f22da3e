//! From the text of `schema.toml` to the logical schema, or to everything that is wrong with it.
//!
//! Three steps. [`toml_text`] makes a tree of whatever text there is. The files named after sections read the tree into raw
//! parts, each with its place in the file. Then names are resolved (`keys`, `references`), values are checked against types
//! (`defaults`, `storage`), and `build` puts the model together. No step stops at a mistake: it leaves a hole (`None`,
//! `Field::Bad`, `RawType::Unknown`) that says "reported already", and later steps say nothing that depends on a hole.

mod build;
mod checks;
mod collisions;
mod columns;
mod constraint_names;
mod defaults;
mod document;
mod enums;
mod expression;
mod foreign_keys;
mod generated;
mod identity;
mod includes;
mod indexes;
mod key_types;
mod keyed;
mod keys;
mod names;
mod native;
mod objects;
mod order;
mod output;
mod portable;
mod project;
mod quoting;
mod raw_sql;
mod reader;
mod references;
mod regime;
mod renamed;
mod report;
mod schemas;
mod storage;
mod table_options;
mod tables;
mod tenant;
mod toml_text;
mod types;
mod uniques;
mod views;

use toml::de::DeTable;

use self::build::Build;
pub use self::document::Document;
pub use self::includes::{Include, includes};
use self::keys::Keys;
use self::reader::Reader;
use self::report::Report;
use self::toml_text::Room;
pub(super) use self::types::PLAIN_TYPES;
use super::language::ROOT;
use super::model::{Project, Schema};
use crate::diagnostic::{Diagnostics, SourceFile, Span};
use crate::name::TableName;
use crate::query::Relations;
use crate::rust_tables::{Declaration, Translation};
use crate::spelling as text;

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
///
/// A file that includes others is for [`parse_with`].
pub fn parse(source: &SourceFile) -> Result<Schema, Diagnostics> {
    parse_with(source, &[])
}

/// What the file means with those that it includes, or every mistake in them.
///
/// The files of its `include` are the caller's to read: [`includes`] says which.
///
/// ```
/// use dualect_codegen::{diagnostic::SourceFile, schema::{self, Include}};
///
/// let source = SourceFile::new("schema.toml", "include = [\"more.toml\"]\n[project]\nname = \"a\"\n");
/// let more = Include {
///     path: "more.toml".to_owned(),
///     text: Ok("[tables.b.columns]\nid = { type = \"uuid\", primary_key = true }\n".to_owned()),
/// };
/// assert_eq!(schema::parse_with(&source, &[more])?.tables.len(), 1);
/// let missing = schema::parse(&source).unwrap_err();
/// assert!(missing.lines().contains("the included file `more.toml` is not there"));
/// # Ok::<(), dualect_codegen::diagnostic::Diagnostics>(())
/// ```
///
/// Its `rust_tables` come the same way: their `derive(Table)` structs are tables like any other.
pub fn parse_with(source: &SourceFile, includes: &[Include]) -> Result<Schema, Diagnostics> {
    parse_all(Document::new(source), includes, None)
}

/// As [`parse_with`], with a table beside that a `derive(Table)` struct declares: in place of the one of the same key, where
/// one of the `rust_tables` has it too. What is wrong with it is said of the file [`DECLARED`], in offsets of its text.
///
/// # Errors
/// Every mistake in the files and the declaration.
pub fn parse_declared(
    source: &SourceFile,
    includes: &[Include],
    declared: &Declaration,
) -> Result<Schema, Diagnostics> {
    parse_all(Document::new(source), includes, Some(declared))
}

pub(super) use columns::slip as column_slip;

/// What diagnostics call the text of a declaration.
pub const DECLARED: &str = "#[derive(Table)]";

impl Document<'_> {
    /// What the file means with those that it includes, as [`parse_with`] finds it.
    ///
    /// # Errors
    /// Every mistake in them.
    pub fn resolve(self, includes: &[Include]) -> Result<Schema, Diagnostics> {
        parse_all(self, includes, None)
    }
}

fn parse_all(
    document: Document<'_>,
    includes: &[Include],
    declared: Option<&Declaration>,
) -> Result<Schema, Diagnostics> {
    let mut translations: Vec<Translation> = Vec::new();
    let mut sources: Vec<SourceFile> = Vec::new();
    for include in includes {
        let Ok(text) = include.text.as_deref() else {
            continue;
        };
        let file = SourceFile::new(include.path.as_str(), text);
        if is_rust(&include.path) {
            let except = declared.map(|declared| declared.key.as_str());
            let translation = Translation::of_file(file, except);
            sources.push(translation.schema.clone());
            translations.push(translation);
        } else {
            sources.push(file);
        }
    }
    let own = declared.map(|declared| SourceFile::new(DECLARED, declared.text.as_str()));
    let mut rooms: Vec<Room> = Vec::new();
    rooms.resize_with(sources.len() + 2, Room::default);
    let mut rooms = rooms.iter_mut();
    let Document { source, parsed } = document;
    let mut report = Report::new(source);
    if translations
        .iter()
        .any(|translation| !translation.is_whole())
    {
        report.lose_file();
    }
    let main = report.main();
    let root = rooms
        .next()
        .and_then(|room| toml_text::read_parsed(&mut report, main, parsed, &mut room.repaired));
    let schema = root.map(|mut root| {
        let listed = includes::listed(&mut report, &root);
        let mut placed = includes::place(&mut report, "included", &listed, includes, &sources);
        let listed = project::rust_files(&mut report, &root);
        placed.extend(includes::place(
            &mut report,
            "Rust",
            &listed,
            includes,
            &sources,
        ));
        placed.extend(own.as_ref().map(|own| report.add(own)));
        for (file, room) in placed.into_iter().zip(rooms) {
            match toml_text::read(&mut report, file, room) {
                Some(tree) => includes::merge(&mut report, &mut root, &tree),
                None => report.lose_file(),
            }
        }
        let mut schema = read(&mut report, &root);
        let in_rust = translations
            .iter()
            .flat_map(|translation| &translation.keys);
        for key in in_rust.chain(declared.map(|declared| &declared.key)) {
            if let Some(table) = schema.tables.get_mut(&TableName::new(key.as_str())) {
                table.in_rust = true;
            }
        }
        schema
    });
    let whole = translations.iter().all(Translation::is_whole);
    match schema {
        Some(schema) if report.is_clean() && whole => Ok(schema),
        Some(_) | None => {
            let mut diagnostics = report.finish();
            for translation in &translations {
                translation.put_back(&mut diagnostics);
            }
            Err(diagnostics)
        }
    }
}

fn is_rust(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "rs")
}

fn read(report: &mut Report<'_>, root: &DeTable<'_>) -> Schema {
    let root = Reader::new(report, root, Span::new(0, 0), "the schema file", ROOT);
    let project = project::read(report, &root);
    let sqlite_min_version = project::sqlite_min_version(report, &root);
    let output = output::read(report, &root, &project.name);
    let schemas = schemas::read(report, &root);
    let enums = enums::read(report, &root, &schemas);
    let tables = tables::read(report, &root, &enums, &schemas);
    enums::check_renames(report, &enums);
    let views = views::read(report, &root, &enums, &schemas);
    let keys: Vec<Keys> = tables
        .values()
        .map(|table| keys::resolve(report, table))
        .collect();
    let columns = references::resolve(report, &tables, &keys);
    let models = enums
        .all
        .iter()
        .map(|(name, raw)| (name.clone(), raw.resolved.clone()))
        .collect();
    let build = Build {
        tables: &tables,
        keys: &keys,
        columns: &columns,
        enums: &enums,
        models: &models,
        dialects: &project.dialects,
        extensions: &schemas.extensions,
    };
    let resolved = build.run(report);
    let resolved_views = views::resolve(
        report,
        views::Known {
            tables: &tables,
            views: &views,
            enums: &enums,
            dialects: &project.dialects,
            // Only views read them.
            relations: if views.is_empty() {
                Relations::default()
            } else {
                Relations::new(&resolved, &models)
            },
        },
    );
    let objects = objects::read(
        report,
        &root,
        &objects::Others {
            tables: tables.keys().copied().collect(),
            views: views.keys().copied().collect(),
            enums: enums
                .all
                .iter()
                .map(|(name, raw)| (name.as_str(), raw.resolved.native.is_some()))
                .collect(),
        },
    );
    collisions::check(
        report,
        &collisions::All {
            tables: &tables,
            views: &views,
            enums: &enums,
            built_tables: &resolved,
            built_views: &resolved_views,
            dialects: &project.dialects,
        },
    );
    if report.is_clean() {
        constraint_names::check(report, &tables, &keys, &resolved, &project.dialects);
    }
    Schema {
        project: Project {
            name: project.name,
            dialects: project.dialects,
            lowering: project.lowering,
            sqlite_min_version,
            rust_tables: project.rust_tables,
            postgres_schemas: schemas.names,
            postgres_extensions: schemas.extensions,
            lock_budget: schemas.lock_budget,
            output,
        },
        enums: models,
        tables: resolved,
        views: resolved_views,
        objects,
    }
}
