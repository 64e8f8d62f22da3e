//! What generation asks before it writes: as text with the lines to paste, or on a terminal one question at a time.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use dualect_codegen::diff::HintPlace;
use dualect_codegen::migration::{Gone, Question};
use dualect_codegen::name::{ColumnName, TableName};

use crate::arguments::{Arguments, GenerateArguments};
use crate::command::repair;
use crate::error::{Error, Kind, Result};
use crate::files::project::Project;
use crate::files::read;
use crate::schema_edit::{self, Edited};
use crate::surroundings::Surroundings;

/// What a person answered.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Losses that are meant.
    pub(crate) accept: Vec<String>,
    /// Whether the schema was edited.
    pub(crate) edited: bool,
}

/// The questions as an error, with what to paste for each answer.
pub(crate) fn as_error(
    questions: &[Question],
    project: &Project,
    (arguments, own): (&Arguments, &GenerateArguments),
    around: &Surroundings<'_>,
) -> Error {
    let mut text = "no migration is written before you have decided:".to_owned();
    for question in questions {
        text.push('\n');
        describe(question, project, around, &mut text);
    }
    let line = repair::generate(arguments, own, false, around);
    let help = if questions
        .iter()
        .any(|one| matches!(one, Question::Renamed { .. }))
    {
        format!("write the lines or add the --accept of what you mean, then run `{line}` again")
    } else {
        let all: Vec<String> = questions
            .iter()
            .map(|question| format!(" --accept {}", repair::quoted(question.accept())))
            .collect();
        format!("if that is meant, run `{line}{}`", all.concat())
    };
    Error::new(Kind::Undecided { text }, help)
}

/// What is asked, with the line for each answer.
fn describe(question: &Question, project: &Project, around: &Surroundings<'_>, text: &mut String) {
    match question {
        Question::Loss { accept, loss } => {
            let accept = repair::quoted(accept);
            let _ = write!(text, "\n  {loss}\n    if that is meant: --accept {accept}");
        }
        Question::Renamed {
            gone,
            candidates,
            accept,
            loss,
        } => {
            let accept = repair::quoted(accept);
            let _ = write!(
                text,
                "\n  {} is gone, and {} new",
                name(gone),
                are(candidates)
            );
            for candidate in candidates {
                let (place, from) = hint(gone, candidate);
                let _ = match edited(project, &place, from) {
                    Some((file, edited)) => {
                        let lines: Vec<String> = edited
                            .lines
                            .iter()
                            .map(|line| format!("\n      {}", line.trim_end()))
                            .collect();
                        let file = around.shown(&file);
                        write!(
                            text,
                            "\n    if {candidate} is what it is called now, write in {file}:{}",
                            lines.concat()
                        )
                    }
                    None => write!(
                        text,
                        "\n    if {candidate} is what it is called now, give it in Rust: renamed_from = {from:?}"
                    ),
                };
            }
            let _ = write!(text, "\n    if not ({loss}): --accept {accept}");
        }
    }
}

fn are(candidates: &[String]) -> String {
    match candidates {
        [only] => format!("{only} is"),
        several => format!("{} are", several.join(", ")),
    }
}

fn name(gone: &Gone) -> String {
    match gone {
        Gone::Table(table) => format!("table {table}"),
        Gone::Column { table, column } => format!("column {table}.{column}"),
        Gone::Value { of, value } => format!("value {value:?} of {of}"),
    }
}

fn hint<'q>(gone: &'q Gone, candidate: &str) -> (HintPlace, &'q str) {
    match gone {
        Gone::Table(table) => (HintPlace::Table(TableName::new(candidate)), table),
        Gone::Column { table, column } => {
            let place = HintPlace::Column(table.clone(), ColumnName::new(candidate));
            (place, column)
        }
        Gone::Value { of, value } => (HintPlace::Value(of.clone(), candidate.to_owned()), value),
    }
}

/// The file that declares it, and its text with the hint.
fn edited(project: &Project, place: &HintPlace, from: &str) -> Option<(PathBuf, Edited)> {
    let mut files = project.texts();
    files.find_map(|(path, text)| Some((path, schema_edit::add(text, place, from)?)))
}

/// Asks one after the other, and writes into the schema what things are called now. `None` where nobody is there to ask, or the
/// person stops.
pub(crate) fn ask(
    questions: &[Question],
    project: &Project,
    around: &mut Surroundings<'_>,
) -> Result<Option<Answers>> {
    if around.answers.is_none() {
        return Ok(None);
    }
    let mut answers = Answers::default();
    for question in questions {
        match question {
            Question::Loss { accept, loss } => {
                let asked = format!("{loss}\n  is that meant? [y/N] ");
                match around.ask(&asked)?.as_deref() {
                    Some("y" | "yes") => answers.accept.push(accept.clone()),
                    Some(_) | None => return Ok(None),
                }
            }
            Question::Renamed {
                gone,
                candidates,
                accept,
                loss,
            } => {
                let mut asked = format!("{} is gone, and {} new\n", name(gone), are(candidates));
                for (at, candidate) in candidates.iter().enumerate() {
                    let _ = writeln!(asked, "  {}  {candidate} is what it is called now", at + 1);
                }
                let _ = write!(asked, "  d  no: {loss}\n  which? [q to stop] ");
                let answer = around.ask(&asked)?;
                let number = answer
                    .as_deref()
                    .and_then(|text| text.parse::<usize>().ok());
                let chosen = number.and_then(|number| candidates.get(number.checked_sub(1)?));
                match (chosen, answer.as_deref()) {
                    (Some(candidate), _) => {
                        let (place, from) = hint(gone, candidate);
                        write_hint(project, &place, from, around)?;
                        answers.edited = true;
                        // What is left is asked of the schema as it is then.
                        return Ok(Some(answers));
                    }
                    (None, Some("d")) => answers.accept.push(accept.clone()),
                    (None, Some(_) | None) => return Ok(None),
                }
            }
        }
    }
    Ok(Some(answers))
}

fn write_hint(
    project: &Project,
    place: &HintPlace,
    from: &str,
    around: &mut Surroundings<'_>,
) -> Result<()> {
    let Some((path, edited)) = edited(project, place, from) else {
        let what = "the table is declared in Rust, which is for you to edit".to_owned();
        let help =
            format!("write renamed_from = {from:?} in its attribute, and run the command again");
        return Err(Error::new(Kind::Undecided { text: what }, help));
    };
    write(&path, &edited.text, project)?;
    for line in &edited.lines {
        let line = format!("{}: {}", around.shown(&path), line.trim());
        around.say(&line)?;
    }
    Ok(())
}

/// Writes a schema file, unless somebody else has written it meanwhile.
pub(crate) fn write(path: &PathBuf, text: &str, project: &Project) -> Result<()> {
    let known = project.texts().find(|(known, _)| known == path);
    if known.is_none_or(|(_, before)| read::text(path).is_ok_and(|now| now != before)) {
        return Err(Error::new(
            Kind::ChangedMeanwhile { path: path.clone() },
            "run the command again",
        ));
    }
    fs::write(path, text).map_err(|error| Error::io("write", path, error))
}
