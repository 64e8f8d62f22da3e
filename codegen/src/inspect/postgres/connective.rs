//! Brackets that say nothing: `(a AND b) AND c` is `a AND b AND c`.
//!
//! The server keeps them as an expression was first read, and reads its own text otherwise: of `a BETWEEN 1 AND 9 AND b` it writes
//! `((a >= 1) AND (a <= 9)) AND b`, which it reads as one list (`makeAndExpr` in `src/backend/parser/gram.y`).

use dualect_format::statements::{Token, tokens};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

/// A token, or all that stands between two brackets.
struct Piece {
    text: String,
    /// What the brackets hold, where it is a list of that connective.
    list: Option<(Connective, String)>,
}

/// The expression without them.
pub(super) fn flat(expression: &str) -> String {
    let mut open: Vec<Vec<Piece>> = vec![Vec::new()];
    for Token { text, .. } in tokens(expression) {
        match text {
            "(" => open.push(Vec::new()),
            ")" if open.len() > 1 => {
                let pieces = open.pop().unwrap_or_default();
                let connective = connective(&pieces);
                let inner = joined(pieces, connective);
                let piece = Piece {
                    text: format!("({inner})"),
                    list: connective.map(|connective| (connective, inner)),
                };
                push(&mut open, piece);
            }
            _ => push(
                &mut open,
                Piece {
                    text: text.to_owned(),
                    list: None,
                },
            ),
        }
    }
    // What does not close stays as it is.
    let frames = open.into_iter().map(|pieces| {
        let connective = connective(&pieces);
        joined(pieces, connective)
    });
    frames.collect::<Vec<_>>().join("(")
}

fn push(open: &mut [Vec<Piece>], piece: Piece) {
    if let Some(innermost) = open.last_mut() {
        innermost.push(piece);
    }
}

/// The one connective that stands between the pieces.
fn connective(pieces: &[Piece]) -> Option<Connective> {
    let mut found = None;
    for piece in pieces {
        let own = match piece.text.as_str() {
            "AND" => Connective::And,
            "OR" => Connective::Or,
            // There `AND` is none.
            "BETWEEN" => return None,
            _ => continue,
        };
        if found.is_some_and(|found| found != own) {
            return None;
        }
        found = Some(own);
    }
    found
}

/// The pieces in a row; a list of the same connective that stands for itself loses its brackets.
fn joined(pieces: Vec<Piece>, connective: Option<Connective>) -> String {
    let is_between = |piece: Option<&Piece>| {
        piece.is_none_or(|piece| matches!(piece.text.as_str(), "AND" | "OR"))
    };
    let is_space = |piece: &&Piece| !piece.text.trim().is_empty();
    let alone: Vec<bool> = (0..pieces.len())
        .map(|at| {
            let (before, after) = pieces.split_at(at);
            is_between(before.iter().rev().find(is_space))
                && is_between(after.iter().skip(1).find(is_space))
        })
        .collect();
    let mut out = String::new();
    for (piece, alone) in pieces.into_iter().zip(alone) {
        match piece.list {
            Some((own, inner)) if alone && Some(own) == connective => out.push_str(&inner),
            Some(_) | None => out.push_str(&piece.text),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn lists_of_one_connective_are_one_list() {
        for (text, expected) in [
            (
                "((a >= 1) AND (a <= 9)) AND (b > 0)",
                "(a >= 1) AND (a <= 9) AND (b > 0)",
            ),
            (
                "b AND ((a >= 1) AND (a <= 9))",
                "b AND (a >= 1) AND (a <= 9)",
            ),
            ("(a OR (b OR (c OR d))) OR e", "a OR b OR c OR d OR e"),
            ("f(((a AND b) AND c), 1)", "f((a AND b AND c), 1)"),
        ] {
            assert_eq!(flat(text), expected);
            assert_eq!(flat(expected), expected);
        }
    }

    #[test]
    fn brackets_that_say_something_stay() {
        for text in [
            "(a OR b) AND c",
            "NOT (a AND b) AND c",
            "(a AND b) IS NULL AND c",
            "f(a AND b) AND c",
            "(x = ' AND ') AND y",
            "CASE WHEN (a AND b) THEN c ELSE d END AND e",
            "x BETWEEN 1 AND (a AND b)",
            "((a",
            "a))",
            "",
        ] {
            assert_eq!(flat(text), text);
        }
    }
}
