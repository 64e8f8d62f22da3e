//! Where in the file a part of a string's text stands: TOML's quotes and escapes undone.

/// For a string as it is written, quotes and all: the offset in it of each byte of the text that it means, and of that
/// text's end. `None` where the two do not agree, as in a text that was repaired.
pub(super) fn offsets(written: &str, text: &str) -> Option<Vec<usize>> {
    let (inner, start, escapes, several_lines) = unquoted(written)?;
    let mut offsets = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    if several_lines {
        at += line_end(inner);
    }
    while at < inner.len() {
        let rest = &inner[at..];
        let c = rest.chars().next()?;
        let (means, length) = if escapes && c == '\\' {
            match escape(rest)? {
                Escape::Character(c, length) => (Some(c), length),
                Escape::LineEnd(length) => (None, length),
            }
        } else if several_lines && c == '\r' && rest.starts_with("\r\n") {
            // The parser may keep the two or make them one: the text tells.
            if text.as_bytes().get(offsets.len()) == Some(&b'\r') {
                (Some('\r'), 1)
            } else {
                (Some('\n'), 2)
            }
        } else {
            (Some(c), c.len_utf8())
        };
        if let Some(c) = means {
            offsets.extend(std::iter::repeat_n(start + at, c.len_utf8()));
        }
        at += length;
    }
    offsets.push(start + inner.len());
    (offsets.len() == text.len() + 1).then_some(offsets)
}

/// What stands between the quotes, where that begins, whether it has escapes and may have several lines.
fn unquoted(written: &str) -> Option<(&str, usize, bool, bool)> {
    for (quotes, escapes, several_lines) in [
        ("\"\"\"", true, true),
        ("'''", false, true),
        ("\"", true, false),
        ("'", false, false),
    ] {
        let inner = written
            .strip_prefix(quotes)
            .and_then(|rest| rest.strip_suffix(quotes));
        if let Some(inner) = inner {
            return Some((inner, quotes.len(), escapes, several_lines));
        }
    }
    None
}

/// How long the line end is that a text begins with.
fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") {
        2
    } else {
        usize::from(text.starts_with('\n'))
    }
}

enum Escape {
    /// What it means, and its length in the file.
    Character(char, usize),
    /// A `\` at a line's end means nothing, and neither does the white space after it.
    LineEnd(usize),
}

/// What a text that begins with `\` begins with (<https://toml.io/en/v1.1.0#string>).
fn escape(text: &str) -> Option<Escape> {
    let word = text[1..].chars().next()?;
    let plain = |c| Some(Escape::Character(c, 2));
    let coded = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some(Escape::Character(char::from_u32(code)?, 2 + digits))
    };
    match word {
        'b' => plain('\u{8}'),
        't' => plain('\t'),
        'n' => plain('\n'),
        'f' => plain('\u{c}'),
        'r' => plain('\r'),
        'e' => plain('\u{1b}'),
        '"' | '\\' => plain(word),
        'x' => coded(2),
        'u' => coded(4),
        'U' => coded(8),
        ' ' | '\t' | '\r' | '\n' => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some(Escape::LineEnd(text.len() - rest.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use toml::de::DeTable;

    use super::offsets;

    /// Where each character of the text stands, by what is written there.
    fn written(source: &str) -> Vec<String> {
        let file = format!("a = {source}\n");
        let table = DeTable::parse(&file).unwrap();
        let value = table.get_ref().get("a").unwrap();
        let text = value.get_ref().as_str().unwrap();
        let written = &file[value.span()];
        let offsets = offsets(written, text).unwrap();
        text.char_indices()
            .map(|(at, c)| {
                let next = offsets[at + c.len_utf8()];
                written[offsets[at]..next].to_owned()
            })
            .collect()
    }

    #[test]
    fn each_character_is_found_where_it_was_written() {
        assert_eq!(written("'a\\b'"), ["a", "\\", "b"]);
        assert_eq!(written(r#""é\"\té""#), ["é", "\\\"", "\\t", "é"]);
        assert_eq!(
            written(r#""\u00e9\U0001F600x""#),
            [r"\u00e9", r"\U0001F600", "x"]
        );
        assert_eq!(written("'''\n'a'\nb'''"), ["'", "a", "'", "\n", "b"]);
        assert_eq!(written("\"\"\"\na \\\n   b\"\"\""), ["a", " \\\n   ", "b"]);
        assert_eq!(written("\"\"").len(), 0);
    }

    #[test]
    fn line_ends_of_two_characters_move_nothing() {
        let found = written("\"\"\"\r\na\r\nb\"\"\"");
        assert_eq!(found.first().map(String::as_str), Some("a"));
        assert_eq!(found.last().map(String::as_str), Some("b"));
    }

    #[test]
    fn what_is_no_string_has_no_offsets() {
        assert_eq!(offsets("", ""), None);
        assert_eq!(offsets("\"a\"", "ab"), None);
    }
}
