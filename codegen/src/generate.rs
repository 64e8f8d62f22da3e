//! The whole way: a schema and its history to every file that has to be there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dualect_format::fingerprint::{Lock, schema_hash};
use dualect_format::statements;
use dualect_format::tag::{Slug, Tag};
use indexmap::IndexSet;

use crate::catalog::lower::lower;
use crate::catalog::model::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::dialect::Dialect;
use crate::diff::{Difference, diff};
use crate::migration::{Files, Folder, History, files, read_history};
use crate::output::{Output, OutputFile, Ownership};
use crate::parallel;
use crate::plan::{Direction, plan};
use crate::rust::{RenderError, Rendering, RustInputs, TemplateOverride};
use crate::schema::Include;
use crate::schema::model::Schema;
use crate::snapshot;

/// What a person runs after a change of the schema.
const COMMAND: &str = "cargo xtask db-generate";
/// How a new generated crate depends on the runtime.
const DEPENDENCY: &str = concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"");

/// What generation reads.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The schema file.
    pub schema: &'a SourceFile,
    /// The files that it includes, as [`includes`](crate::schema::includes) lists them.
    pub includes: &'a [Include],
    /// Every migration folder that is there, in any order.
    pub history: &'a [Folder],
    /// The time for a new migration's tag, in seconds since 1970 UTC.
    pub now: i64,
    /// A new migration's name; without one it is made from the first change.
    pub name: Option<&'a str>,
    /// The user's own templates, from the folder that `[output] templates` names.
    pub templates: &'a [TemplateOverride],
}

/// What generation yields.
#[derive(Debug)]
pub struct Generated<'s> {
    /// The new migration's files.
    pub output: Output,
    /// The generated Rust, each file rendered when it is asked for.
    pub rust: Rendering<'s>,
    /// The new migration, where there is one.
    pub migration: Option<NewMigration>,
    /// The folder of the generated Rust, relative to the schema file.
    pub rust_folder: String,
    /// The folder of the migrations, relative to the schema file.
    pub migrations_folder: String,
}

impl Generated<'_> {
    /// Every file that has to be there, rendered.
    ///
    /// # Errors
    /// A file that cannot be rendered.
    pub fn whole(&self) -> Result<Output, RenderError> {
        let mut whole = self.rust.all()?;
        whole.files.extend(self.output.files.clone());
        Ok(whole)
    }
}

/// A migration that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMigration {
    /// Its tag.
    pub tag: String,
    /// One line for each change, for people, each once however many databases it is made in.
    pub changes: Vec<String>,
    /// What it destroys, or fails on, in the same form.
    pub hazards: Vec<String>,
}

/// Where one database goes.
struct Move {
    parents: Vec<String>,
    from: Catalog,
    to: Catalog,
    difference: Difference,
    back: Difference,
}

/// One database's part of a migration.
struct MoveFiles {
    hazards: Vec<String>,
    /// Paths and texts.
    files: [(String, String); 3],
}

impl Move {
    fn files(&self, schema: &Schema, tag: &Tag) -> Result<MoveFiles, Diagnostics> {
        let Self {
            parents,
            from,
            to,
            difference,
            back,
        } = self;
        let oldest = schema.project.sqlite_min_version;
        let up = plan(from, to, &difference.changes, Direction::Up, oldest);
        let down = plan(to, from, &back.changes, Direction::Down, oldest);
        let hazards = up.hazards().map(ToString::to_string).collect();
        let Files { up, down } = files(&up, &down);
        let folder = format!("{}/{}/{tag}", schema.project.output.migrations, to.dialect);
        let sql = [("migration.sql", up), ("down.sql", down)];
        let [up, down] = sql.map(|(name, text)| (format!("{folder}/{name}"), text));
        for (path, text) in [&up, &down] {
            refuse_unwritable(path, text)?;
        }
        let snapshot = snapshot::write_catalog(parents, to);
        let snapshot = (format!("{folder}/snapshot.json"), snapshot);
        let files = [up, down, snapshot];
        Ok(MoveFiles { hazards, files })
    }
}

/// Generates everything from a schema file.
///
/// # Errors
/// Everything that is wrong with the schema file; or what is wrong with the migrations that are there; or changes that no
/// migration can make.
pub fn generate(inputs: &Inputs<'_>) -> Result<Generated<'static>, Diagnostics> {
    let schema = crate::schema::parse_with(inputs.schema, inputs.includes)?;
    generate_from(Cow::Owned(schema), inputs)
}

/// Generates everything from what the schema file has been found to mean.
///
/// # Errors
/// What is wrong with the migrations that are there; or changes that no migration can make.
pub fn generate_from<'s>(
    schema: Cow<'s, Schema>,
    inputs: &Inputs<'_>,
) -> Result<Generated<'s>, Diagnostics> {
    let migrations_folder = schema.project.output.migrations.clone();
    let mut history = read_history(inputs.history, &schema.project.dialects, &migrations_folder)?;
    let moves = moves(&schema, &mut history)?;
    refuse_unplanned(inputs.schema, &moves)?;

    let mut output = Output::default();
    let migration = if moves
        .values()
        .all(|step| step.difference.changes.is_empty())
    {
        None
    } else {
        Some(new_migration(
            inputs,
            &schema,
            &mut history,
            &moves,
            &mut output,
        )?)
    };

    let ddl: BTreeMap<Dialect, Catalog> = moves
        .into_iter()
        .map(|(dialect, step)| (dialect, step.to))
        .collect();
    let mut lock = Lock {
        migrations: history.tags.values().flatten().cloned().collect(),
        ..Lock::default()
    };
    lock.migrations.sort();
    lock.migrations.dedup();
    lock.add_schema(&inputs.schema.path, &inputs.schema.text);
    for include in inputs.includes {
        if let Ok(text) = &include.text {
            lock.add_schema(&include.path, text);
        }
    }
    let rust_inputs = RustInputs {
        schema_file: inputs.schema.path.clone(),
        command: COMMAND.to_owned(),
        schema_hash: schema_hash(&inputs.schema.text),
        migrations: history.tags,
        ddl,
        lock,
        dependency: DEPENDENCY.to_owned(),
        templates: inputs.templates.to_vec(),
    };
    let rust_folder = schema.project.output.path.clone();
    let rust = Rendering::new(schema, rust_inputs).map_err(|error| {
        Diagnostics::from(Diagnostic::error(
            Code::Template,
            &inputs.schema.path,
            error.to_string(),
        ))
    })?;
    Ok(Generated {
        output,
        rust,
        migration,
        rust_folder,
        migrations_folder,
    })
}

fn moves(
    schema: &Schema,
    history: &mut History<'_>,
) -> Result<BTreeMap<Dialect, Move>, Diagnostics> {
    let heads = std::mem::take(&mut history.heads);
    let found = parallel::map(heads, |(dialect, head)| {
        let to = lower(schema, dialect);
        let from = head.catalog(&to)?;
        let difference = diff(&from, &to);
        let back = if difference == Difference::default() {
            Difference::default()
        } else {
            diff(&to, &from)
        };
        let step = Move {
            parents: head.parents,
            from,
            to,
            difference,
            back,
        };
        Ok((dialect, step))
    });
    let mut problems = Diagnostics::new();
    let mut moves = BTreeMap::new();
    for found in found {
        match found {
            Ok((dialect, step)) => {
                moves.insert(dialect, step);
            }
            Err(found) => problems.merge(found),
        }
    }
    if problems.is_empty() {
        Ok(moves)
    } else {
        Err(problems)
    }
}

fn refuse_unplanned(
    schema: &SourceFile,
    moves: &BTreeMap<Dialect, Move>,
) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::new();
    problems.add_source(schema);
    for (dialect, step) in moves {
        // A way there without a way back would leave something out of down.sql.
        let (there, back) = (&step.difference.unplanned, &step.back.unplanned);
        for unplanned in if there.is_empty() { back } else { there } {
            let message =
                format!("{unplanned} ({dialect}), and no migration can make that change yet");
            let help = "undo it in the schema, or add a new column beside the old one and move the values over";
            problems
                .push(Diagnostic::error(Code::UnplannedChange, &schema.path, message).help(help));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

fn new_migration(
    inputs: &Inputs<'_>,
    schema: &Schema,
    history: &mut History<'_>,
    moves: &BTreeMap<Dialect, Move>,
    output: &mut Output,
) -> Result<NewMigration, Diagnostics> {
    let changes = moves.values().flat_map(|step| &step.difference.changes);
    let changes: IndexSet<String> = changes.map(ToString::to_string).collect();
    let changes: Vec<String> = changes.into_iter().collect();
    let tag = next_tag(inputs, history, &changes)?;
    let mut hazards: IndexSet<String> = IndexSet::new();
    let made = parallel::map(moves.values(), |step| step.files(schema, &tag));
    for made in made {
        let made = made?;
        hazards.extend(made.hazards);
        for (path, text) in made.files {
            output.files.insert(
                path,
                OutputFile {
                    text,
                    ownership: Ownership::Frozen,
                },
            );
        }
    }
    for dialect in moves.keys() {
        history.tags.entry(*dialect).or_default().push(tag.clone());
    }
    Ok(NewMigration {
        tag: tag.as_str().to_owned(),
        changes,
        hazards: hazards.into_iter().collect(),
    })
}

fn next_tag(
    inputs: &Inputs<'_>,
    history: &History<'_>,
    changes: &[String],
) -> Result<Tag, Diagnostics> {
    let newest = history.tags.values().flatten().max();
    let slug = match (inputs.name, changes) {
        (Some(name), _) => Slug::parse(name),
        (None, _) if newest.is_none() => Ok(Slug::from_words("init")),
        (None, [first, ..]) => Ok(Slug::from_words(first)),
        (None, []) => Ok(Slug::from_words("changes")),
    };
    let tag = slug.and_then(|slug| Tag::next(inputs.now, newest, &slug));
    tag.map_err(|error| {
        let help = "a name is lower-case words joined by underscores, such as add_invoices";
        Diagnostics::from(
            Diagnostic::error(Code::MigrationName, &inputs.schema.path, error.to_string())
                .help(help),
        )
    })
}

/// A default or a comment can hold the text that separates sections; then the file would fall apart in every migrator.
fn refuse_unwritable(path: &str, text: &str) -> Result<(), Diagnostics> {
    match statements::check(text).first() {
        None => Ok(()),
        Some(found) => {
            let message = found.to_string();
            let help = format!(
                "take `{}` out of the schema's texts",
                statements::BREAKPOINT
            );
            Err(Diagnostics::from(
                Diagnostic::error(Code::Unwritable, path, message).help(help),
            ))
        }
    }
}
