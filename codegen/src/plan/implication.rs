//! Whether rows that a check let pass pass another one too, so far as that can be told from their texts.

use dualect_format::statements::{Token, TokenKind, tokens};

/// Whether `new` holds of whatever `old` held of: they are alike, but for bounds that are wider and lists that are longer. What
/// cannot be told is not held for true.
pub(super) fn implies(old: &str, new: &str) -> bool {
    let (old, new) = (words(old), words(new));
    if old == new {
        return true;
    }
    wider(&old, &new) || longer(&old, &new)
}

fn words(sql: &str) -> Vec<Token<'_>> {
    let mut words: Vec<Token<'_>> = tokens(sql).filter(Token::is_significant).collect();
    // Where it stands is no difference.
    for word in &mut words {
        word.start = 0;
    }
    words
}

/// The same, with numbers that are no smaller where they are upper bounds, or both ends of a range around zero.
fn wider(old: &[Token<'_>], new: &[Token<'_>]) -> bool {
    old.len() == new.len()
        && (0..old.len()).all(|at| {
            let (before, after) = (old[at].text, new[at].text);
            if before == after {
                return true;
            }
            let text = |back: usize| at.checked_sub(back).map_or("", |at| old[at].text);
            let is_bound = (text(1) == "=" && text(2) == "<")
                || (text(1) == "-" && text(2).eq_ignore_ascii_case("BETWEEN"))
                || (text(1).eq_ignore_ascii_case("AND")
                    && text(3) == "-"
                    && text(4).eq_ignore_ascii_case("BETWEEN"));
            let numbers = before.parse::<u128>().ok().zip(after.parse::<u128>().ok());
            is_bound && numbers.is_some_and(|(before, after)| after >= before)
        })
}

/// `x IN (..)`, and no value is missing.
fn longer(old: &[Token<'_>], new: &[Token<'_>]) -> bool {
    let (Some((head, before)), Some((other, after))) = (list(old), list(new)) else {
        return false;
    };
    head == other && before.iter().all(|value| after.contains(value))
}

/// What stands before the list that a condition ends with, and its texts or numbers.
fn list<'w, 't>(words: &'w [Token<'t>]) -> Option<(&'w [Token<'t>], Vec<&'t str>)> {
    let open = words.iter().position(|word| word.text == "(")?;
    let (head, rest) = words.split_at(open);
    if !head.last()?.is_word("IN") || rest.last()?.text != ")" {
        return None;
    }
    let inside = &rest[1..rest.len() - 1];
    let mut texts = Vec::new();
    for (at, word) in inside.iter().enumerate() {
        match (at % 2, word.kind, word.text) {
            (0, TokenKind::Quoted, text) => texts.push(text),
            (0, TokenKind::Word, text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                texts.push(text);
            }
            (1, TokenKind::Symbol, ",") => {}
            _ => return None,
        }
    }
    Some((head, texts))
}

#[cfg(test)]
mod tests {
    use super::implies;

    #[test]
    fn wider_bounds_and_longer_lists_hold_of_what_narrower_ones_held_of() {
        for (old, new) in [
            ("a IN (1, 2)", "a IN (3, 1, 2)"),
            ("a > 0", "a > 0"),
            ("length(a) <= 40 AND b", "length(a) <= 80 AND b"),
            (
                "a BETWEEN -32768 AND 32767",
                "a BETWEEN -2147483648 AND 2147483647",
            ),
            ("a IN ('x', 'y')", "a IN ('y', 'z', 'x')"),
        ] {
            assert!(implies(old, new), "{old} => {new}");
            assert!(old == new || !implies(new, old), "{new} => {old}");
        }
    }

    #[test]
    fn what_cannot_be_told_does_not_hold() {
        for (old, new) in [
            ("a > 0", "a > 1"),
            ("a >= 5", "a >= 6"),
            ("length(a) <= 40", "length(b) <= 80"),
            ("a BETWEEN 1 AND 5", "a BETWEEN 1 AND 9"),
            ("a IN ('x')", "b IN ('x', 'y')"),
            ("a IN ('x') OR b", "a IN ('x', 'y')"),
        ] {
            assert!(!implies(old, new), "{old} => {new}");
        }
    }
}
