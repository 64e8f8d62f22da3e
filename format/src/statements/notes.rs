//! What a file says to us in the comments at its head.

use super::lex::{TokenKind, tokens};

/// The notes before a file's, or a section's, first statement: what follows `-- dualect:`, a line each.
///
/// ```
/// use dualect_format::statements::head_notes;
///
/// let notes: Vec<&str> = head_notes("-- dualect: lossy: a.b\n-- why\nDROP TABLE a;\n-- dualect: late\n").collect();
/// assert_eq!(notes, ["lossy: a.b"]);
/// ```
pub fn head_notes(sql: &str) -> impl Iterator<Item = &str> {
    tokens(sql)
        .take_while(|token| !token.is_significant())
        .filter(|token| token.kind == TokenKind::Comment)
        .filter_map(|token| {
            token
                .text
                .strip_prefix("--")?
                .trim()
                .strip_prefix("dualect:")
                .map(str::trim)
        })
}
