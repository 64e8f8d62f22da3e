//! Running the sections of a file within the transaction of its migration.

use dualect_format::statements::Section;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use super::super::attempt::Attempt;
use super::super::error::{MigrationErrorKind, ScriptFile, SectionFailure};
use super::super::script::{Script, Step, StepKind};
use super::{code, message};

/// Runs each section that is the transaction's business, but for the first `done`.
pub(super) fn sections(
    connection: &Connection,
    attempt: &mut Attempt<'_>,
    script: &Script,
    (file, steps): (ScriptFile, &[Step<'_>]),
    done: usize,
) -> Result<(), MigrationErrorKind> {
    attempt.of(steps.len());
    for (at, step) in steps.iter().enumerate().skip(done) {
        match step.kind {
            StepKind::Blank | StepKind::ForeignKeys { .. } => {}
            StepKind::Plain | StepKind::Alone => {
                let Section { line, text, .. } = step.section;
                run(connection, text).map_err(|error| {
                    MigrationErrorKind::Section(Box::new(SectionFailure {
                        line: place(&error, text).map_or(line, |at| step.section.line_at(at)),
                        message: message(&error),
                        code: code(&error),
                        ..script.failure(file, &step.section)
                    }))
                })?;
            }
        }
        attempt.reached(at + 1);
    }
    Ok(())
}

/// Runs every statement to its last row: a SELECT may be there for the error it raises.
fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    let mut batch = Batch::new(connection, sql);
    while let Some(mut statement) = batch.next()? {
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
    }
    Ok(())
}

/// Where in the section SQLite stopped reading, if it says so.
fn place(error: &rusqlite::Error, section: &str) -> Option<usize> {
    let rusqlite::Error::SqlInputError { sql, offset, .. } = error else {
        return None;
    };
    // The text it was given is the rest of the section, from the statement on.
    let start = section
        .len()
        .checked_sub(sql.len())
        .filter(|start| section.get(*start..) == Some(sql.as_str()))?;
    Some(start + usize::try_from(*offset).ok()?)
}
