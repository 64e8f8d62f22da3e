//! Statements that the schema file gives.

use dualect_format::statements::{TokenKind, tokens};

/// The statement with its semicolon, which does not become part of a comment at its end.
#[must_use]
pub fn closed(statement: &str) -> String {
    let text = statement.trim();
    let last = tokens(text)
        .filter(|token| token.kind != TokenKind::Space)
        .last();
    match last {
        Some(token) if token.text == ";" => text.to_owned(),
        Some(token) if token.kind == TokenKind::Comment => format!("{text}\n;"),
        Some(_) | None => format!("{text};"),
    }
}
