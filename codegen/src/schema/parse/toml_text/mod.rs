//! From text to a TOML tree, however broken the text is.
//!
//! The parser underneath recovers within a statement, but it stops reading the document at some errors, and a missing `}` makes it
//! swallow the statements that follow. So, where it finds anything wrong, the text is cut into statements, each is parsed
//! on its own, one error is reported for each broken one, and the rest is read without them.

mod explain;
mod statement;

use toml::de::{DeTable, Error};

use self::statement::{Kind, Statement};
use super::report::{Placed, Report};
use crate::diagnostic::Span;

/// Room for texts that are read in place of a file's own.
#[derive(Default)]
pub(super) struct Room {
    /// An included file's, behind as many blanks as there are bytes before it: every place in it is one in all files.
    padded: String,
    repaired: String,
}

/// A file's tree; `None` where nothing of it can be trusted.
pub(super) fn read<'t, 's: 't>(
    report: &mut Report<'s>,
    file: Placed<'s>,
    room: &'t mut Room,
) -> Option<DeTable<'t>> {
    let text = if file.start == 0 {
        file.source.text.as_str()
    } else {
        // Within a text, a byte order mark is no white space.
        let text = file.source.text.replacen('\u{feff}', "   ", 1);
        let marked = file.source.text.starts_with('\u{feff}');
        let text = if marked { &text } else { &file.source.text };
        room.padded = format!("{}{text}", " ".repeat(file.start));
        room.padded.as_str()
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.iter().all(explain::is_about_meaning) {
        return trusted(report, file, table.into_inner(), &errors);
    }
    room.repaired = repair(report, file)?;
    let (table, errors) = DeTable::parse_recoverable(&room.repaired);
    trusted(report, file, table.into_inner(), &errors)
}

/// The text with the statements that are no TOML blanked out and reported.
fn repair<'s>(report: &mut Report<'s>, file: Placed<'s>) -> Option<String> {
    let text = file.source.text.as_str();
    let mut bytes = vec![b' '; file.start];
    bytes.extend_from_slice(text.as_bytes());
    let mut in_lost_section = false;
    let mut header = "";
    for statement in statement::split(text) {
        let source = &text[statement.span.start..statement.span.end];
        if statement.kind == Kind::Header {
            in_lost_section = false;
            header = source;
        }
        let broken = !in_lost_section && report_statement(report, file, &statement, source);
        // Without its header, a section's keys would land in the section above.
        in_lost_section |= broken && statement.kind == Kind::Header;
        if broken || in_lost_section {
            report.lose(header, source);
            blank(&mut bytes[file.start + statement.span.start..file.start + statement.span.end]);
        }
    }
    if file.start > 0 && text.starts_with('\u{feff}') {
        blank(&mut bytes[file.start..file.start + '\u{feff}'.len_utf8()]);
    }
    String::from_utf8(bytes).ok()
}

/// The tree, if all that is wrong with it has been or is now reported and has left it whole.
fn trusted<'t>(
    report: &mut Report<'_>,
    file: Placed<'_>,
    table: DeTable<'t>,
    errors: &[Error],
) -> Option<DeTable<'t>> {
    let mut trusted = true;
    for error in errors {
        trusted &= explain::is_about_meaning(error) || report.is_silent(span(error, 0).start);
        let diagnostic = explain::diagnostic(report, file, error, 0);
        report.push(diagnostic);
    }
    trusted.then_some(table)
}

/// Whether the statement is lost. One whose structure is whole but for a wrong scalar is kept, and no more said about it.
fn report_statement(
    report: &mut Report<'_>,
    file: Placed<'_>,
    statement: &Statement,
    source: &str,
) -> bool {
    let (_, mut errors) = DeTable::parse_recoverable(source.trim_end());
    errors.retain(|error| !explain::is_about_meaning(error));
    errors.sort_by_key(|error| span(error, 0).start);
    let Some(first) = errors.first() else {
        return false;
    };
    let start = file.start + statement.span.start;
    let scalars_only = errors.iter().all(explain::is_about_a_scalar);
    let told = if scalars_only { errors.len() } else { 1 };
    for error in errors.iter().take(told) {
        let diagnostic = explain::diagnostic(report, file, error, start);
        report.push(diagnostic);
    }
    if scalars_only && explain::is_about_a_scalar(first) {
        report.silence(Span::new(start, file.start + statement.span.end));
        return false;
    }
    true
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
}

fn span(error: &Error, offset: usize) -> Span {
    let range = error.span().unwrap_or_default();
    Span::new(range.start + offset, range.end + offset)
}
