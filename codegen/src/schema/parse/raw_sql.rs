//! SQL of the file's own, which nobody reads: that it is one whole piece is all that is checked.

use dualect_format::statements::{self, TokenKind, tokens};

use super::report::{At, Report};
use crate::diagnostic::Code;

/// A statement without its closing semicolon; `None` where it has been reported.
pub(super) fn statement(report: &mut Report<'_>, text: At<&str>, what: &str) -> Option<String> {
    if !is_whole(report, text, what) {
        return None;
    }
    let found = statements::split(text.value);
    match found.as_slice() {
        [] => {
            let diagnostic = report
                .error(Code::RawSql, text.span, format!("{what} is empty"))
                .label("expected a statement");
            report.push(diagnostic);
            None
        }
        [one] => Some(one.text.to_owned()),
        [_, second, ..] => {
            let span = report.within(text, second.start..second.start + second.text.len());
            let diagnostic = report
                .error(
                    Code::RawSql,
                    span,
                    format!("{what} is more than one statement"),
                )
                .label("the second begins here")
                .help("write an array with a statement each: `[\"..\", \"..\"]`");
            report.push(diagnostic);
            None
        }
    }
}

/// An expression or a query that goes into a statement; `None` where it has been reported.
pub(super) fn part(report: &mut Report<'_>, text: At<&str>, what: &str) -> Option<String> {
    if !is_whole(report, text, what) {
        return None;
    }
    let mut depth = 0_usize;
    for token in tokens(text.value) {
        let problem = match (token.kind, token.text) {
            (TokenKind::Symbol, ";") => Some("a `;` ends a statement, and this is a part of one"),
            (TokenKind::Symbol, ")") if depth == 0 => Some("this bracket closes nothing"),
            (TokenKind::Comment, _) => Some("comments go with the file: write it after a `#`"),
            (TokenKind::Symbol, "(") => {
                depth += 1;
                None
            }
            (TokenKind::Symbol, ")") => {
                depth -= 1;
                None
            }
            (TokenKind::Symbol | TokenKind::Word | TokenKind::Quoted | TokenKind::Space, _) => None,
        };
        if let Some(problem) = problem {
            let span = report.within(text, token.start..token.start + token.text.len());
            let diagnostic = report
                .error(
                    Code::RawSql,
                    span,
                    format!("{what} cannot stand in a statement"),
                )
                .label(problem);
            report.push(diagnostic);
            return None;
        }
    }
    let trimmed = text.value.trim();
    if depth > 0 || trimmed.is_empty() {
        let (problem, label) = if depth > 0 {
            ("is not whole", "a `(` is not closed")
        } else {
            ("is empty", "expected SQL")
        };
        let diagnostic = report
            .error(Code::RawSql, text.span, format!("{what} {problem}"))
            .label(label);
        report.push(diagnostic);
        return None;
    }
    Some(trimmed.to_owned())
}

fn is_whole(report: &mut Report<'_>, text: At<&str>, what: &str) -> bool {
    super::names::check_text(report, text, what);
    let Some(open) = tokens(text.value).find(|token| !token.terminated) else {
        return true;
    };
    let span = report.within(text, open.start..open.start + 1);
    let diagnostic = report
        .error(Code::RawSql, span, format!("{what} is not whole"))
        .label("what begins here is not closed");
    report.push(diagnostic);
    false
}
