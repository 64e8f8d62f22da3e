//! Texts that the server writes.

use dualect_format::statements::{Token, tokens};

use super::connective::flat;

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

/// The text that the server would write of its own one: it casts a list of `varchar` as a whole where the list was written so, and
/// each value where it reads that; and it reads lists of conditions without the brackets within them.
pub(super) fn settled(expression: &str) -> String {
    const HEAD: &str = "(ARRAY[";
    const TAIL: &str = "])::text[]";
    let text = bare(expression);
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(HEAD) {
        let (before, from) = rest.split_at(at);
        let inside = from.get(HEAD.len()..).unwrap_or_default();
        let values = inside.find(TAIL).and_then(|end| {
            let (list, after) = inside.split_at(end);
            Some((varchars(list)?, after.get(TAIL.len()..)?))
        });
        let values = values.filter(|_| in_no_text(text, text.len() - from.len()));
        out.push_str(before);
        if let Some((values, after)) = values {
            out.push_str(&format!("ARRAY[{}]", values.join(", ")));
            rest = after;
        } else {
            out.push_str(HEAD);
            rest = inside;
        }
    }
    out.push_str(rest);
    flat(&out)
}

/// Each value with a cast of its own; `None` where one is something else.
fn varchars(list: &str) -> Option<Vec<String>> {
    const CAST: &str = "::character varying";
    let mut values = Vec::new();
    let mut rest = list;
    loop {
        let text = rest.strip_prefix('\'')?;
        let mut end = text.find('\'')?;
        while text.get(end + 1..)?.starts_with('\'') {
            end = end + 2 + text.get(end + 2..)?.find('\'')?;
        }
        let value = text.get(..end)?;
        values.push(format!("('{value}'{CAST})::text"));
        let after = text.get(end + 1..)?.strip_prefix(CAST)?;
        if after.is_empty() {
            return Some(values);
        }
        rest = after.strip_prefix(", ")?;
    }
}

/// Whether what begins there is no part of a text or a name.
fn in_no_text(sql: &str, at: usize) -> bool {
    tokens(sql).any(|token| token.start == at)
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
    use super::{bare, settled};

    #[test]
    fn a_list_that_is_cast_as_a_whole_is_as_one_whose_values_are() {
        let whole = "((state)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[]))";
        let each = "(state)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s'::character varying)::text])";
        assert_eq!(settled(whole), each);
        assert_eq!(settled(each), each);
        for other in [
            "a = '(ARRAY[''x''::character varying])::text[]'",
            "a = ANY ((ARRAY[b, c])::text[])",
            "ARRAY[1]",
        ] {
            assert_eq!(settled(other), other);
        }
    }

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
