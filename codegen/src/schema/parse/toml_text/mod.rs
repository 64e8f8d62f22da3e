//! From text to a TOML tree, however broken the text is.
//!
//! The parser underneath recovers within a statement, but it stops reading the document at some errors, and a missing `}` makes it
//! swallow the statements that follow. So, where it finds anything wrong, the text is cut into statements, each is parsed
//! on its own, one error is reported for each broken one, and the rest is read without them.

mod explain;
mod pieces;
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
    pub(super) repaired: String,
}

/// What the parser underneath makes of a text.
pub(super) struct Parsed<'t> {
    table: DeTable<'t>,
    errors: Vec<Error>,
}

impl<'t> Parsed<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        if let Some(table) = pieces::tree(text) {
            let errors = Vec::new();
            return Self { table, errors };
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        Self {
            table: table.into_inner(),
            errors,
        }
    }

    /// The tree of a text in which nothing is broken.
    pub(super) fn whole(&self) -> Option<&DeTable<'t>> {
        self.errors
            .iter()
            .all(explain::is_about_meaning)
            .then_some(&self.table)
    }
}

/// A file's tree; `None` where nothing of it can be trusted.
pub(super) fn read<'t, 's: 't>(
    report: &mut Report<'s>,
    file: Placed<'s>,
    room: &'t mut Room,
) -> Option<DeTable<'t>> {
    let Room { padded, repaired } = room;
    let text = if file.start == 0 {
        file.source.text.as_str()
    } else {
        // Within a text, a byte order mark is no white space.
        let text = file.source.text.replacen('\u{feff}', "   ", 1);
        let marked = file.source.text.starts_with('\u{feff}');
        let text = if marked { &text } else { &file.source.text };
        *padded = format!("{}{text}", " ".repeat(file.start));
        padded.as_str()
    };
    read_parsed(report, file, Parsed::of(text), repaired)
}

/// The same of a file that is parsed already; `repaired` is room for what is read in its place where it is broken.
pub(super) fn read_parsed<'t, 's>(
    report: &mut Report<'s>,
    file: Placed<'s>,
    parsed: Parsed<'t>,
    repaired: &'t mut String,
) -> Option<DeTable<'t>> {
    if parsed.whole().is_some() {
        return trusted(report, file, parsed.table, &parsed.errors);
    }
    *repaired = repair(report, file)?;
    let Parsed { table, errors } = Parsed::of(repaired);
    trusted(report, file, table, &errors)
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
