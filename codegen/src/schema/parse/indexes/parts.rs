//! What an index is over: `"agent_id"`, `"status desc"`, `"lower(name) desc"`.

use dualect_format::statements::{Token, TokenKind, tokens};

use super::super::keys;
use super::super::report::{At, Report};
use super::super::tables::RawTable;
use super::super::text::quoted;
use super::RawIndex;
use crate::diagnostic::{Code, Span};

/// A part that is read, its column found.
pub(in super::super) struct RawPart<'a> {
    pub(in super::super) key: RawKey<'a>,
    pub(in super::super) descending: bool,
    /// Where it stands.
    pub(in super::super) span: Span,
}

/// What it orders by.
pub(in super::super) enum RawKey<'a> {
    /// A column, by index.
    Column(usize),
    /// An expression: where it begins in the text of the whole part, and the part.
    Expression {
        part: At<&'a str>,
        range: std::ops::Range<usize>,
    },
}

/// The index's parts, without columns that do not exist.
pub(in super::super) fn resolve<'a>(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    index: &RawIndex<'a>,
) -> Vec<RawPart<'a>> {
    let Some(on) = &index.keyed.on else {
        return Vec::new();
    };
    let mut found: Vec<RawPart<'a>> = Vec::new();
    for text in &on.value {
        if let Some(end) = expression_end(text.value) {
            let word = &text.value[end..];
            let expression = text.value[..end].trim();
            let descending = direction(report, *text, expression, word.trim());
            let start = text.value.len() - text.value.trim_start().len();
            found.push(RawPart {
                key: RawKey::Expression {
                    part: *text,
                    range: start..start + expression.len(),
                },
                descending,
                span: text.span,
            });
            continue;
        }
        let trimmed = text.value.trim();
        let (name, word) = match trimmed.split_once(char::is_whitespace) {
            Some((name, word)) => (name, word.trim()),
            None => (trimmed, ""),
        };
        let descending = direction(report, *text, name, word);
        let name = At::new(name, text.span);
        let Some(column) = table.find_column(report, name) else {
            continue;
        };
        let at = At::new(column, text.span);
        let before = found.iter().filter_map(|part| match part.key {
            RawKey::Column(column) => Some(At::new(column, part.span)),
            RawKey::Expression { .. } => None,
        });
        let before: Vec<At<usize>> = before.collect();
        if keys::refuse_repeated(
            report,
            &index.keyed.place,
            at,
            name.value,
            before.into_iter(),
        ) {
            continue;
        }
        found.push(RawPart {
            key: RawKey::Column(column),
            descending,
            span: text.span,
        });
    }
    found
}

/// Where an expression ends that the part begins with: one in brackets, or a call. `None` where it begins with a name alone.
fn expression_end(part: &str) -> Option<usize> {
    let mut significant = tokens(part).filter(Token::is_significant);
    let first = significant.next()?;
    let call = first.kind == TokenKind::Word
        && significant
            .next()
            .is_some_and(|next| next.text == "(" && next.start == first.start + first.text.len());
    if !call && first.text != "(" {
        return None;
    }
    let mut depth = 0_usize;
    for token in tokens(part).filter(|token| token.kind == TokenKind::Symbol) {
        if token.text == "(" {
            depth += 1;
        } else if token.text == ")" {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(token.start + 1);
            }
        }
    }
    // The bracket is not closed, which the expression's own reader says.
    Some(part.trim_end().len())
}

/// Whether `desc` stands behind it.
fn direction(report: &mut Report<'_>, part: At<&str>, before: &str, word: &str) -> bool {
    match word {
        "desc" => return true,
        "" | "asc" => return false,
        _ => {}
    }
    let lower = word.to_lowercase();
    let meant = ["asc", "desc"].into_iter().find(|choice| {
        lower.starts_with(choice)
            || (lower.len() > 4
                && lower
                    .get(..1)
                    .is_some_and(|first| choice.starts_with(first)))
    });
    let operator = word.starts_with(|c: char| !c.is_alphanumeric() && c != '_' && c != '"');
    let help = match meant {
        _ if operator => Some(format!(
            "an expression stands in brackets: write `\"({})\"`",
            part.value.trim()
        )),
        Some(choice) => Some(format!("write `\"{before} {choice}\"`")),
        None => None,
    };
    let diagnostic = report
        .error(
            Code::UnknownWord,
            part.span,
            format!("{} is not a direction", quoted(word)),
        )
        .label("expected a column, then nothing, `asc` or `desc`")
        .maybe_help(help);
    report.push(diagnostic);
    false
}
