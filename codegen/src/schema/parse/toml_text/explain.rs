//! The TOML parser's errors in words for somebody who writes a schema.

use toml::de::Error;

use super::super::report::{Placed, Report};
use super::super::text::quoted;
use super::span;
use crate::diagnostic::{Code, Diagnostic, Span};

const DUPLICATE: &str = "duplicate key";
const UNQUOTED: [&str; 2] = ["string values must be quoted", "invalid boolean"];

/// Whether the text is well formed and only says something that cannot be: the tree holds what was said first.
pub(super) fn is_about_meaning(error: &Error) -> bool {
    error.message().starts_with(DUPLICATE) || error.message().starts_with("cannot extend value")
}

/// Whether a single value is wrong, and what surrounds it is whole.
pub(super) fn is_about_a_scalar(error: &Error) -> bool {
    const PREFIXES: [&str; 4] = [
        "invalid ",
        "string values must be quoted",
        "missing escaped",
        "too few",
    ];
    const STRUCTURE: [&str; 2] = ["key", "string"];
    let message = error.message();
    let about = |words: &[&str]| {
        let first = message.split(',').next().unwrap_or_default();
        words.iter().any(|word| first.ends_with(word))
    };
    PREFIXES.iter().any(|prefix| message.starts_with(prefix)) && !about(&STRUCTURE)
}

/// The diagnostic of an error in a text of that file that begins at an offset among all files.
pub(super) fn diagnostic(
    report: &Report<'_>,
    file: Placed<'_>,
    error: &Error,
    offset: usize,
) -> Diagnostic {
    let span = span(error, offset);
    let local = Span::new(
        span.start.saturating_sub(file.start),
        span.end.saturating_sub(file.start),
    );
    let text = file.source.slice(local);
    let message = error.message();
    if message.starts_with(DUPLICATE) {
        return duplicate(report, file, span, local, text);
    }
    if UNQUOTED.iter().any(|prefix| message.starts_with(prefix)) {
        return unquoted(report, span, text);
    }
    let (what, expected) = match message.split_once(", expected ") {
        Some((what, expected)) => (what, expected),
        None => (message, ""),
    };
    let label = if expected.is_empty() {
        String::new()
    } else {
        format!("expected {expected}")
    };
    let colon = text == ":" || file.source.text[..local.start].ends_with(':');
    let help = (colon && what.contains("key")).then_some("write `=` between a key and its value");
    report
        .error(
            Code::Syntax,
            span,
            format!("not TOML: {}", in_words(what, expected)),
        )
        .label(label)
        .maybe_help(help)
}

fn in_words<'m>(what: &'m str, expected: &str) -> &'m str {
    match what {
        "unclosed inline table" => "a `{` is not closed",
        "unclosed array" => "a `[` is not closed",
        "unclosed table" | "unclosed array of tables" => "a header is not closed",
        "key with no value" => "a key has no value",
        "invalid basic string" | "invalid literal string" if expected.len() == 3 => {
            "a text is not closed"
        }
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            "a text of several lines is not closed, or holds a control character"
        }
        "missing comma between key-value pairs" => "a comma is missing between two keys",
        "missing comma between array elements" => "a comma is missing between two values",
        _ => what,
    }
}

fn unquoted(report: &Report<'_>, span: Span, text: &str) -> Diagnostic {
    let lower = text.to_lowercase();
    if text.is_empty() {
        return report
            .error(Code::Syntax, span, "not TOML: a value is missing")
            .label("expected a value");
    }
    if matches!(lower.as_str(), "true" | "false") {
        let message = format!("not TOML: {} is not a boolean", quoted(text));
        return report
            .error(Code::Syntax, span, message)
            .help(format!("write {}", quoted(&lower)));
    }
    report
        .error(Code::Syntax, span, "not TOML: text stands in quotes")
        .label("expected quotes")
        .help(format!("write {}", quoted(&format!("\"{text}\""))))
}

fn duplicate(
    report: &Report<'_>,
    file: Placed<'_>,
    span: Span,
    local: Span,
    key: &str,
) -> Diagnostic {
    let diagnostic = report
        .error(
            Code::GivenTwice,
            span,
            format!("{} is given twice", quoted(key)),
        )
        .label("given again here");
    match first_given(&file.source.text, local, key) {
        Some(first) => {
            let first = Span::new(first.start + file.start, first.end + file.start);
            diagnostic.related(first, "first given here")
        }
        None => diagnostic,
    }
}

/// Where the same header or key stands before; the tree that the parser makes does not say.
fn first_given(text: &str, span: Span, key: &str) -> Option<Span> {
    let before = &text[..span.start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_head = &text[line_start..span.start];
    if line_head.trim_start().starts_with('[') {
        let line = text[line_start..].lines().next().unwrap_or_default();
        let header = &line[..=line.find(']')?];
        let at = text[..line_start]
            .match_indices(header.trim())
            .find(|(at, _)| text[..*at].ends_with('\n') || *at == 0)?
            .0;
        return Some(Span::new(at, at + header.trim().len()));
    }
    let from = if line_head.trim().is_empty() {
        before.rfind("\n[").unwrap_or(0)
    } else {
        line_start
    };
    before[from..]
        .rmatch_indices(key)
        .map(|(at, _)| from + at)
        .find(|at| {
            let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
            !text[..*at].ends_with(in_word) && text[at + key.len()..].trim_start().starts_with('=')
        })
        .map(|at| Span::new(at, at + key.len()))
}
