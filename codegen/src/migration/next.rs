//! The migration that is due: what it does in each database, what has to be decided before, and its files.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::statements;
use dualect_format::tag::{Slug, Tag};
use indexmap::{IndexMap, IndexSet};

use super::history::statements_hash;
use super::question::{Gone, Question};
use super::{Files, HazardNote, History, Transition, files};
use crate::catalog::lower::{lower, table_name};
use crate::catalog::model::{Catalog, QualifiedName};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::dialect::Dialect;
use crate::diff::{Doubt, Hint, Holder, Intent, doubts, holder, resolve, values};
use crate::generate::{Inputs, Refusal};
use crate::name::DbName;
use crate::output::{Output, OutputFile, Ownership};
use crate::parallel;
use crate::plan::{Hazard, Plan, Routes, Rows, Terms};
use crate::schema::model::{Schema, Table};
use crate::snapshot::{self, Told};

/// A migration that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMigration {
    /// Its tag.
    pub tag: String,
    /// One line for each change, for people, each once however many databases it is made in.
    pub changes: Vec<String>,
    /// What a reviewer must know, for each database; the worst first.
    pub hazards: BTreeMap<Dialect, Vec<HazardNote>>,
}

/// Where one database goes.
#[derive(Debug)]
pub(crate) struct Move {
    parents: Vec<String>,
    /// All of the schema's.
    pub(crate) hints: Vec<Hint>,
    /// Those that have done their work.
    pub(crate) spent: Vec<Hint>,
    unknown: Vec<(Hint, Vec<String>)>,
    pub(crate) transition: Transition,
}

impl Move {
    /// The migration's files, by their paths.
    fn files(
        &self,
        folder: &str,
        plans: (Plan, Plan),
        hazards: &[HazardNote],
    ) -> Result<[(String, String); 3], Diagnostics> {
        let Files { up, down } = files(&plans.0, &plans.1);
        // Of many tables that is as much text again.
        drop(plans);
        let sql = [("migration.sql", up), ("down.sql", down)];
        let [up, down] = sql.map(|(name, text)| (format!("{folder}/{name}"), text));
        for (path, text) in [&up, &down] {
            refuse_unwritable(path, text)?;
        }
        let renamed: BTreeSet<String> = self.hints.iter().map(ToString::to_string).collect();
        let written = statements_hash(&up.1);
        let told = Told {
            parents: &self.parents,
            renamed: &renamed,
            replaces: &[],
            statements: Some(&written),
            hazards,
        };
        let snapshot = snapshot::write_catalog(told, &self.transition.to);
        Ok([up, down, (format!("{folder}/snapshot.json"), snapshot)])
    }
}

pub(crate) fn moves(
    schema: &Schema,
    history: &mut History<'_>,
) -> Result<BTreeMap<Dialect, Move>, Diagnostics> {
    let heads = std::mem::take(&mut history.heads);
    let found = parallel::map(heads, |(dialect, head)| {
        let to = lower(schema, dialect);
        let from = head.catalog(&to)?;
        let intent = Intent::of(schema, dialect);
        let found = resolve(&intent, &from, &head.renamed);
        let step = Move {
            parents: head.parents,
            hints: intent.hints,
            spent: found.spent,
            unknown: found.unknown,
            transition: Transition::new(from, to, &found.renames),
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

/// What no migration can do.
pub(crate) fn refuse(
    schema: &SourceFile,
    moves: &BTreeMap<Dialect, Move>,
) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::new();
    problems.add_source(schema);
    for (hint, there) in moves.values().flat_map(|step| &step.unknown) {
        let from = DbName::new(hint.from.as_str());
        let message =
            format!("{hint}, says the schema, and the newest migration knows no {from} there");
        let near = there
            .iter()
            .min_by_key(|name| strsim::damerau_levenshtein(name, from.as_str()));
        let help = match near {
            Some(near) => format!(
                "there is {near}; write the name that it has in the database until now, or remove the line"
            ),
            None => "remove the line".to_owned(),
        };
        problems.push(Diagnostic::error(Code::Renamed, &schema.path, message).help(help));
    }
    for (dialect, step) in moves {
        // A way there without a way back would leave something out of down.sql.
        let (there, back) = (&step.transition.there, &step.transition.back);
        let (there, back) = (&there.unplanned, &back.unplanned);
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

/// Writes the migration's files, unless a person has to decide something first.
pub(crate) fn next(
    inputs: &Inputs<'_>,
    schema: &Schema,
    history: &mut History<'_>,
    moves: &BTreeMap<Dialect, Move>,
    output: &mut Output,
) -> Result<NewMigration, Refusal> {
    let plans = parallel::map(moves.values(), |step| {
        step.transition.plans(&terms(inputs, schema, step))
    });
    decide(inputs, schema, moves, &plans)?;
    let changes = moves
        .values()
        .flat_map(|step| &step.transition.there.changes)
        .filter(|change| !change.is_by_the_way());
    let changes: IndexSet<String> = changes.map(ToString::to_string).collect();
    let changes: Vec<String> = changes.into_iter().collect();
    let tag = next_tag(inputs, history, &changes)?;
    let folder = &schema.project.output.migrations;
    let made = parallel::map(moves.iter().zip(plans), |((dialect, step), plans)| {
        let hazards = HazardNote::of(&plans.0, &step.transition);
        let files = step.files(&format!("{folder}/{dialect}/{tag}"), plans, &hazards);
        (*dialect, hazards, files)
    });
    let mut hazards = BTreeMap::new();
    for (dialect, found, files) in made {
        hazards.insert(dialect, found);
        for (path, text) in files? {
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
        hazards,
    })
}

/// How many rows a table has says the schema, or else a database that was asked.
fn terms(inputs: &Inputs<'_>, schema: &Schema, step: &Move) -> Terms {
    let expected = schema.tables.values().filter_map(|table| {
        let rows = Rows::Expected(table.expected_rows?);
        Some((table_name(table, Dialect::Postgres), rows))
    });
    let renamed = &step.transition.renames.tables;
    let counted = inputs.counted.iter().map(|(name, rows)| {
        let name = renamed.get(name).unwrap_or(name);
        (name.clone(), Rows::Counted(*rows))
    });
    Terms {
        sqlite_min_version: schema.project.sqlite_min_version,
        routes: Routes {
            online: inputs.online,
            lock_budget: schema.project.lock_budget.unwrap_or(Routes::LOCK_BUDGET),
            rows: expected.chain(counted).collect(),
        },
    }
}

/// What may be a rename comes before what is lost if it is none.
fn decide(
    inputs: &Inputs<'_>,
    schema: &Schema,
    moves: &BTreeMap<Dialect, Move>,
    plans: &[(Plan, Plan)],
) -> Result<(), Refusal> {
    let mut questions: IndexMap<String, Question> = IndexMap::new();
    for (dialect, step) in moves {
        let found = renames(schema, *dialect, &step.transition);
        for question in found
            .into_iter()
            .chain(values_renamed(schema, *dialect, step))
        {
            let key = question.accept().to_owned();
            questions.entry(key).or_insert(question);
        }
    }
    let losses = plans.iter().flat_map(|(up, _)| up.hazards());
    for hazard in losses.filter(|hazard| hazard.is_loss()) {
        questions
            .entry(hazard.key())
            .or_insert_with(|| Question::Loss {
                accept: hazard.key(),
                loss: hazard.to_string(),
            });
    }
    if let Some(unknown) = inputs
        .accept
        .iter()
        .find(|key| !questions.contains_key(*key))
    {
        let message = format!("--accept {unknown}: nothing of that name happens");
        let help = if questions.is_empty() {
            "leave it out: nothing waits for consent".to_owned()
        } else {
            let waiting: Vec<&str> = questions.keys().map(String::as_str).collect();
            format!("what waits for consent: {}", waiting.join(", "))
        };
        let diagnostic = Diagnostic::error(Code::UnknownConsent, &inputs.schema.path, message);
        return Err(Diagnostics::from(diagnostic.help(help)).into());
    }
    questions.retain(|key, _| !inputs.accept.contains(key) && !inputs.accepted.contains(key));
    if questions.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Asks(questions.into_values().collect()))
    }
}

fn renames(schema: &Schema, dialect: Dialect, transition: &Transition) -> Vec<Question> {
    let start = transition.there.start(&transition.from);
    let found = doubts(start, &transition.to, &transition.there.changes);
    let asked = found.into_iter().filter_map(|doubt| match doubt {
        Doubt::Table { gone, new } => {
            let hazard = Hazard::DropsTable {
                table: gone.clone(),
            };
            let new = new.iter().filter_map(|name| named(schema, name, dialect));
            Some(Question::Renamed {
                gone: Gone::Table(gone.to_string()),
                candidates: new.map(|table| table.name.to_string()).collect(),
                accept: hazard.key(),
                loss: hazard.to_string(),
            })
        }
        Doubt::Column { table, gone, new } => {
            let declared = named(schema, &table, dialect)?;
            let hazard = Hazard::DropsColumn {
                table,
                column: gone.clone(),
            };
            let of_name = |name: &DbName| {
                let mut columns = declared.columns.values();
                columns.find(|column| column.db_name == *name)
            };
            let new = new.iter().filter_map(of_name);
            Some(Question::Renamed {
                gone: Gone::Column {
                    table: declared.name.clone(),
                    column: gone.to_string(),
                },
                candidates: new.map(|column| column.name.to_string()).collect(),
                accept: hazard.key(),
                loss: hazard.to_string(),
            })
        }
    });
    asked.collect()
}

fn named<'s>(schema: &'s Schema, name: &QualifiedName, dialect: Dialect) -> Option<&'s Table> {
    let mut tables = schema.tables.values();
    tables.find(|table| table_name(table, dialect) == *name)
}

/// Values that go while others come.
fn values_renamed(schema: &Schema, dialect: Dialect, step: &Move) -> Vec<Question> {
    let start = step.transition.there.start(&step.transition.from);
    let mut questions = Vec::new();
    for declared in schema.enums.values() {
        let Some(before) = values_before(start, &holder(schema, declared, dialect)) else {
            continue;
        };
        let called = |value: &String| declared.renamed_values.values().any(|old| old == value);
        let known = |value: &String| {
            before.contains(value)
                || declared
                    .renamed_values
                    .get(value)
                    .is_some_and(|old| before.contains(old))
        };
        let new: Vec<String> = declared
            .values
            .iter()
            .filter(|value| !known(value))
            .cloned()
            .collect();
        if new.is_empty() {
            continue;
        }
        for value in &before {
            if declared.values.contains(value) || called(value) {
                continue;
            }
            let name = QualifiedName::from(DbName::new(declared.name.as_str()));
            let hazard = Hazard::NeedsNoValue {
                name,
                value: value.clone(),
            };
            questions.push(Question::Renamed {
                gone: Gone::Value {
                    of: declared.name.clone(),
                    value: value.clone(),
                },
                candidates: new.clone(),
                accept: hazard.key(),
                loss: hazard.to_string(),
            });
        }
    }
    questions
}

/// As the database has them; `None` where it has no such enum.
fn values_before(start: &Catalog, holder: &Holder) -> Option<Vec<String>> {
    match holder {
        Holder::Native(name) => Some(start.enums.get(name)?.values.clone()),
        Holder::Columns(columns) => columns
            .iter()
            .find_map(|(table, column)| values(start.tables.get(table)?, column)),
    }
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
pub(super) fn refuse_unwritable(path: &str, text: &str) -> Result<(), Diagnostics> {
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
