//! Texts that the server writes.

use dualect_format::statements::{Token, tokens};

/// Without the parentheses around all of it.
pub(super) fn bare(expression: &str) -> &str {
    let mut text = expression.trim();
    while let Some(inner) = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        if !is_balanced(inner) {
            break;
        }
        text = inner.trim();
    }
    text
}

/// Whether no parenthesis closes that did not open.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for Token { text, .. } in tokens(text) {
        match text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn only_parentheses_around_the_whole_go() {
        for (text, expected) in [
            ("((a > 0))", "a > 0"),
            ("(a) = (b)", "(a) = (b)"),
            ("(a = ')')", "a = ')'"),
            ("f(a)", "f(a)"),
            ("", ""),
        ] {
            assert_eq!(bare(text), expected);
        }
    }
}
