//! From text to a TOML tree, however broken the text is.
//!
//! The parser underneath recovers within a statement, but it stops reading the document at some errors, and a missing `}` makes it
//! swallow the statements that follow. So, where it finds anything wrong, the text is cut into statements, each is parsed
//! on its own, one error is reported for each broken one, and the rest is read without them.

mod explain;
mod statement;

use toml::de::{DeTable, Error};

use self::statement::{Kind, Statement};
use super::report::Report;
use crate::diagnostic::Span;

/// The file's tree; `None` where nothing of it can be trusted. `repaired` is room for the text to read where that is not the
/// file's own.
pub(super) fn read<'t, 's: 't>(
    report: &mut Report<'s>,
    repaired: &'t mut String,
) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(&report.source().text);
    if errors.iter().all(explain::is_about_meaning) {
        return trusted(report, table.into_inner(), &errors);
    }
    *repaired = repair(report)?;
    let (table, errors) = DeTable::parse_recoverable(repaired);
    trusted(report, table.into_inner(), &errors)
}

/// The text with the statements that are no TOML blanked out and reported.
fn repair(report: &mut Report<'_>) -> Option<String> {
    let text = report.source().text.as_str();
    let mut bytes = text.as_bytes().to_vec();
    let mut in_lost_section = false;
    let mut header = "";
    for statement in statement::split(text) {
        let source = &text[statement.span.start..statement.span.end];
        if statement.kind == Kind::Header {
            in_lost_section = false;
            header = source;
        }
        let broken = !in_lost_section && report_statement(report, &statement, source);
        // Without its header, a section's keys would land in the section above.
        in_lost_section |= broken && statement.kind == Kind::Header;
        if broken || in_lost_section {
            report.lose(header, source);
            blank(&mut bytes[statement.span.start..statement.span.end]);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The tree, if all that is wrong with it has been or is now reported and has left it whole.
fn trusted<'t>(
    report: &mut Report<'_>,
    table: DeTable<'t>,
    errors: &[Error],
) -> Option<DeTable<'t>> {
    let mut trusted = true;
    for error in errors {
        trusted &= explain::is_about_meaning(error) || report.is_silent(span(error, 0).start);
        let diagnostic = explain::diagnostic(report, error, 0);
        report.push(diagnostic);
    }
    trusted.then_some(table)
}

/// Whether the statement is lost. One whose structure is whole but for a wrong scalar is kept, and no more said about it.
fn report_statement(report: &mut Report<'_>, statement: &Statement, source: &str) -> bool {
    let (_, mut errors) = DeTable::parse_recoverable(source.trim_end());
    errors.retain(|error| !explain::is_about_meaning(error));
    errors.sort_by_key(|error| span(error, 0).start);
    let Some(first) = errors.first() else {
        return false;
    };
    let scalars_only = errors.iter().all(explain::is_about_a_scalar);
    let told = if scalars_only { errors.len() } else { 1 };
    for error in errors.iter().take(told) {
        let diagnostic = explain::diagnostic(report, error, statement.span.start);
        report.push(diagnostic);
    }
    if scalars_only && explain::is_about_a_scalar(first) {
        report.silence(statement.span);
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
