//! Whether a check lets a row pass that has NULL in some columns, so far as that can be told from its text: a check fails on
//! false alone.

use dualect_format::statements::{Token, TokenKind, tokens};

use crate::diff::name_of;
use crate::name::DbName;

/// Functions that make NULL of NULL.
const STRICT: [&str; 16] = [
    "ABS",
    "CAST",
    "CHAR_LENGTH",
    "HEX",
    "INSTR",
    "LENGTH",
    "LOWER",
    "LTRIM",
    "OCTET_LENGTH",
    "ROUND",
    "RTRIM",
    "STRPOS",
    "SUBSTR",
    "SUBSTRING",
    "TRIM",
    "UPPER",
];

/// Words of an expression that is NULL where one of its columns is.
const PLAIN: [&str; 6] = ["AS", "NOT", "IN", "BETWEEN", "LIKE", "COLLATE"];

/// Whether the check passes where the columns that `is_null` knows are NULL, whatever else is in the row. What cannot be told is
/// not held for true.
pub(super) fn lets_null_pass(check: &str, is_null: &dyn Fn(&DbName) -> bool) -> bool {
    let words: Vec<Token<'_>> = tokens(check).filter(Token::is_significant).collect();
    passes(&words, is_null)
}

fn passes(words: &[Token<'_>], is_null: &dyn Fn(&DbName) -> bool) -> bool {
    let words = without_brackets(words);
    let either = split(words, "OR");
    if either.len() > 1 {
        return either.iter().any(|words| passes(words, is_null));
    }
    let all = split(words, "AND");
    if all.len() > 1 {
        return all.iter().all(|words| passes(words, is_null));
    }
    if let [rest @ .., is, null] = words
        && is.is_word("IS")
        && null.is_word("NULL")
    {
        return yields_null(without_brackets(rest), is_null);
    }
    yields_null(words, is_null)
}

/// Whether the expression is NULL.
fn yields_null(words: &[Token<'_>], is_null: &dyn Fn(&DbName) -> bool) -> bool {
    if let [not, rest @ ..] = words
        && not.is_word("NOT")
    {
        return yields_null(without_brackets(rest), is_null);
    }
    // In a list, and as a bound, NULL decides nothing.
    let deciding = words
        .iter()
        .position(|word| word.is_word("IN") || word.is_word("BETWEEN"));
    let mut has_null = false;
    let mut between = 0_usize;
    for (at, word) in words.iter().enumerate() {
        let text = word.text;
        match word.kind {
            TokenKind::Quoted if text.starts_with('\'') => {}
            TokenKind::Word | TokenKind::Quoted => {
                let upper = text.to_ascii_uppercase();
                let is_called = words.get(at + 1).is_some_and(|next| next.text == "(");
                if upper == "BETWEEN" {
                    between += 1;
                } else if upper == "AND" && between > 0 {
                    between -= 1;
                } else if matches!(
                    upper.as_str(),
                    "AND" | "OR" | "IS" | "ISNULL" | "NOTNULL" | "CASE" | "DISTINCT" | "SELECT"
                ) || is_called
                    && !STRICT.contains(&upper.as_str())
                    && !PLAIN.contains(&upper.as_str())
                {
                    return false;
                } else if name_of(word).is_some_and(|name| is_null(&name))
                    && deciding.is_none_or(|place| at < place)
                {
                    has_null = true;
                }
            }
            TokenKind::Symbol | TokenKind::Space | TokenKind::Comment => {}
        }
    }
    has_null
}

/// The parts between the words of that name that stand in no brackets; the AND of a BETWEEN is none.
fn split<'w, 't>(words: &'w [Token<'t>], by: &str) -> Vec<&'w [Token<'t>]> {
    let (mut depth, mut between, mut start) = (0_usize, 0_usize, 0);
    let mut parts = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match word.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if word.is_word("CASE") => return vec![words],
            _ if word.is_word("BETWEEN") => between += 1,
            _ if word.is_word("AND") && between > 0 => between -= 1,
            _ if word.is_word(by) => {
                parts.push(&words[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&words[start..]);
    parts
}

/// What stands in brackets that enclose all of it.
fn without_brackets<'w, 't>(mut words: &'w [Token<'t>]) -> &'w [Token<'t>] {
    while let [open, inner @ .., close] = words
        && open.text == "("
        && close.text == ")"
        && is_balanced(inner)
    {
        words = inner;
    }
    words
}

fn is_balanced(words: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    for word in words {
        match word.text {
            "(" => depth += 1,
            ")" if depth == 0 => return false,
            ")" => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::lets_null_pass;

    fn passes(check: &str) -> bool {
        lets_null_pass(check, &|name| ["a", "a b"].contains(&name.as_str()))
    }

    #[test]
    fn null_passes_what_it_makes_unknown() {
        for check in [
            "a > 0",
            "a BETWEEN 1 AND 5 AND a <> 3",
            "(a >= 0) AND (a < b)",
            "a IN ('x', 'y')",
            "a NOT IN (1, 2)",
            "NOT a",
            "a",
            "NOT (a > 1)",
            "a IS NULL OR b > 1",
            "b IS NOT NULL OR a = 1",
            "length(CAST(lower(a) AS BLOB)) <= 2600",
            "\"a b\" LIKE 'x%'",
            "a = 'and b or c'",
        ] {
            assert!(passes(check), "{check}");
        }
    }

    #[test]
    fn what_cannot_be_told_does_not_pass() {
        for check in [
            "b > 0",
            "a IS NOT NULL",
            "a > 0 AND a IS NOT NULL",
            "coalesce(a, 0) > 0",
            "3 BETWEEN a AND 2",
            "5 NOT IN (a, 5)",
            "CASE WHEN a > 1 THEN true ELSE false END",
            "a IS DISTINCT FROM NULL",
            "NOT (a IS NULL)",
            "(a IS NULL) = false",
            "b = 'a'",
            "(b > 1 OR a > 1) = false",
        ] {
            assert!(!passes(check), "{check}");
        }
    }
}
