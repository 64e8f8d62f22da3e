//! The whole way: a schema and its history to every file that has to be there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use dualect_format::fingerprint::{Lock, schema_hash};

use crate::catalog::model::{Catalog, QualifiedName};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::dialect::Dialect;
use crate::diff::Hint;
use crate::migration::{Folder, Move, NewMigration, Question, moves, next, read_history, refuse};
use crate::output::Output;
use crate::rust::{RenderError, Rendering, RustInputs, TemplateOverride};
use crate::schema::Include;
use crate::schema::model::Schema;

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
    /// The losses that are meant, as [`Hazard::key`](crate::plan::Hazard::key) names them.
    pub accept: &'a [String],
    /// More of them, which were meant once: they need not happen.
    pub accepted: &'a [String],
    /// A new migration's name; without one it is made from the first change.
    pub name: Option<&'a str>,
    /// Whether Postgres' tables are changed without holding up who uses them, however few rows they have.
    pub online: bool,
    /// How many rows Postgres' tables have, by their names in the database, where one was asked.
    pub counted: &'a BTreeMap<QualifiedName, u64>,
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
    /// Hints that have done their work: their lines can go.
    pub spent: Vec<Hint>,
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

/// Why nothing is generated.
#[derive(Debug)]
pub enum Refusal {
    /// Something is wrong.
    Wrong(Diagnostics),
    /// A person has to decide something first.
    Asks(Vec<Question>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(diagnostics) => diagnostics.fmt(f),
            Self::Asks(questions) => {
                let keys: Vec<&str> = questions.iter().map(Question::accept).collect();
                write!(f, "a person has to decide: {}", keys.join(", "))
            }
        }
    }
}

impl From<Diagnostics> for Refusal {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Wrong(diagnostics)
    }
}

/// Generates everything from a schema file.
///
/// # Errors
/// Everything that is wrong with the schema file; or what is wrong with the migrations that are there; or changes that no
/// migration can make; or a rename or a loss that nobody has decided upon.
pub fn generate(inputs: &Inputs<'_>) -> Result<Generated<'static>, Refusal> {
    let schema = crate::schema::parse_with(inputs.schema, inputs.includes)?;
    generate_from(Cow::Owned(schema), inputs)
}

/// Generates everything from what the schema file has been found to mean.
///
/// # Errors
/// What is wrong with the migrations that are there; or changes that no migration can make; or a rename or a loss that nobody
/// has decided upon.
pub fn generate_from<'s>(
    schema: Cow<'s, Schema>,
    inputs: &Inputs<'_>,
) -> Result<Generated<'s>, Refusal> {
    let migrations_folder = schema.project.output.migrations.clone();
    let mut history = read_history(inputs.history, &schema.project.dialects, &migrations_folder)?;
    let moves = moves(&schema, &mut history)?;
    refuse(inputs.schema, &moves)?;
    let spent = spent(&moves);

    let mut output = Output::default();
    let due = moves.values().any(|step| !step.transition.is_empty());
    let migration = if due {
        Some(next(inputs, &schema, &mut history, &moves, &mut output)?)
    } else {
        None
    };

    let ddl: BTreeMap<Dialect, Catalog> = moves
        .into_iter()
        .map(|(dialect, step)| (dialect, step.transition.to))
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
        spent,
        rust_folder,
        migrations_folder,
    })
}

/// The hints that have nothing to do in any database.
fn spent(moves: &BTreeMap<Dialect, Move>) -> Vec<Hint> {
    let mut moves = moves.values();
    let first = moves.next().map_or(&[][..], |step| &step.spent);
    let rest: Vec<&Move> = moves.collect();
    let everywhere = |hint: &&Hint| {
        let place = |other: &Hint| other.place == hint.place;
        rest.iter().all(|step| {
            step.spent.iter().any(place)
                || !step.hints.iter().any(|other| other.place == hint.place)
        })
    };
    first.iter().filter(everywhere).cloned().collect()
}
