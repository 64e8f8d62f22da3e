//! SQL text as a Rust string literal that reads like SQL.

use std::borrow::Cow;

/// Lines longer than this are wrapped.
const WIDTH: usize = 80;
/// A text this short stays on one line.
const SHORT: usize = 60;
const INDENT: &str = "    ";

/// The literal: a line for each line of the text, joined by `\` so that the text itself has single spaces, and none
/// inside brackets.
pub(in crate::rust) fn literal(sql: &str) -> String {
    // Names of the schema may hold what the layout stands on.
    if !sql.is_ascii() && sql.chars().any(|c| STAND_INS.contains(&c)) {
        let mut text = String::from("\"");
        escape(sql.chars(), &mut text);
        text.push('"');
        return text;
    }
    let sql = &*quotes_protected(sql);
    let mut text = String::with_capacity(sql.len() + sql.len() / 8 + 2);
    text.push('"');
    if let Some(short) = short(sql) {
        escape_meant(&short, &mut text);
        text.push('"');
        return text;
    }
    let mut lines = sql.lines().flat_map(wrapped).peekable();
    while let Some(line) = lines.next() {
        escape_meant(&line, &mut text);
        text.push_str(match lines.peek() {
            Some(next) if is_tight(&line, next) => "\\\n",
            Some(_) => " \\\n",
            None => "\"",
        });
    }
    text
}

/// The text as the databases see it, where it stays on one line.
fn short(sql: &str) -> Option<String> {
    // Joining only adds spaces, and no character is more than four bytes: most texts are too long at a glance.
    let bytes: usize = sql.lines().map(|line| line.trim_start().len()).sum();
    if bytes > SHORT * char::MAX.len_utf8() {
        return None;
    }
    Some(joined(sql)).filter(|short| short.chars().count() <= SHORT)
}

/// What stands in for blanks, line feeds and brackets within quotes, which are neither moved nor cut at: each by its own
/// number behind the first of a range for private use.
const STAND_INS: std::ops::RangeInclusive<char> = '\u{f0000}'..='\u{f4000}';

/// The text with stand-ins within its quotes; `''` and `""` close one and open the next.
fn quotes_protected(sql: &str) -> Cow<'_, str> {
    if !sql.contains(['"', '\'']) {
        return Cow::Borrowed(sql);
    }
    let mut open: Option<char> = None;
    let mut out: Option<String> = None;
    for (at, c) in sql.char_indices() {
        let stand_in = match (open, c) {
            (None, '"' | '\'') => {
                open = Some(c);
                None
            }
            (Some(quote), _) if quote == c => {
                open = None;
                None
            }
            (Some(_), _) if c.is_whitespace() || matches!(c, '(' | ')' | ',') => {
                char::from_u32(u32::from(*STAND_INS.start()) + u32::from(c))
            }
            (Some(_) | None, _) => None,
        };
        match (&mut out, stand_in) {
            (None, None) => {}
            (None, Some(stand_in)) => out = Some(format!("{}{stand_in}", &sql[..at])),
            (Some(out), stand_in) => out.push(stand_in.unwrap_or(c)),
        }
    }
    out.map_or(Cow::Borrowed(sql), Cow::Owned)
}

/// The lines behind the first indented, but for those that begin within quotes.
pub(super) fn indented(sql: &str) -> String {
    let mut open: Option<char> = None;
    let mut out = String::with_capacity(sql.len());
    for c in sql.chars() {
        out.push(c);
        match open {
            None if c == '\n' => out.push_str(INDENT),
            None if matches!(c, '"' | '\'') => open = Some(c),
            Some(quote) if quote == c => open = None,
            None | Some(_) => {}
        }
    }
    out
}

/// What a character stands in for, or itself.
fn meant(c: char) -> char {
    if STAND_INS.contains(&c) {
        char::from_u32(u32::from(c) - u32::from(*STAND_INS.start())).unwrap_or(c)
    } else {
        c
    }
}

/// The text as the databases see it.
fn joined(sql: &str) -> String {
    let mut text = String::new();
    for line in sql.lines() {
        if !text.is_empty() && !is_tight(&text, line) {
            text.push(' ');
        }
        text.push_str(line.trim_start());
    }
    text
}

/// Whether no space comes between two lines.
fn is_tight(line: &str, next: &str) -> bool {
    line.ends_with('(') || next.trim_start().starts_with(')')
}

/// A line in parts that are short enough, cut where a reader would, the later ones indented.
fn wrapped(line: &str) -> Vec<String> {
    let indent = &line[..line.len() - line.trim_start().len()];
    let mut parts = Vec::new();
    let mut rest = line.trim_start();
    let mut pad = indent.to_owned();
    while pad.chars().count() + rest.chars().count() > WIDTH {
        let room = WIDTH - pad.chars().count().min(WIDTH / 2);
        let Some(at) = cut(rest, room) else {
            break;
        };
        parts.push(format!("{pad}{}", rest[..at].trim_end()));
        rest = rest[at..].trim_start();
        pad = format!("{indent}{INDENT}");
    }
    parts.push(format!("{pad}{rest}"));
    parts
}

/// Where to cut a text so that the first part has room: outside of brackets rather than inside, before a conjunction
/// rather than after a comma, else at any space, and late rather than early.
fn cut(text: &str, room: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut best: Option<(i32, u8, usize)> = None;
    for (column, (at, c)) in text.char_indices().enumerate() {
        if column > room && best.is_some() {
            break;
        }
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if at > 0 => {
                let rest = &text[at..];
                let kind = if rest.starts_with(" AND ") || rest.starts_with(" OR ") {
                    2
                } else {
                    u8::from(text[..at].ends_with(','))
                };
                let found = (-depth, kind, at);
                best = Some(best.map_or(found, |best| best.max(found)));
            }
            _ => {}
        }
    }
    best.map(|(_, _, at)| at)
}

/// What is meant by a text with stand-ins.
fn escape_meant(text: &str, out: &mut String) {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    if text.bytes().all(is_plain) {
        out.push_str(text);
    } else {
        escape(text.chars().map(meant), out);
    }
}

fn escape(text: impl Iterator<Item = char>, out: &mut String) {
    for c in text {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{indented, joined, literal, meant};

    #[test]
    fn a_short_text_stays_on_one_line() {
        assert_eq!(
            literal("SELECT id\nFROM \"order\""),
            r#""SELECT id FROM \"order\"""#
        );
    }

    #[test]
    fn a_long_text_has_a_line_for_each_clause_and_its_lines_are_wrapped() {
        let columns =
            "a_rather_long_column_name, another_rather_long_column_name, a_third_rather_long_one";
        assert_eq!(
            literal(&format!("SELECT {columns}\nFROM agents")),
            "\"SELECT a_rather_long_column_name, another_rather_long_column_name, \\\n    a_third_rather_long_one \\\nFROM agents\"",
        );
    }

    #[test]
    fn rust_reads_the_literal_as_the_text_in_one_line() {
        let names: Vec<String> = (0..30).map(|at| format!("\"a, b\"\"\\ {at}\"")).collect();
        let sql = format!(
            "SELECT EXISTS (\n    SELECT {}\n    FROM t\n)\nLIMIT 1",
            names.join(", ")
        );
        let read: syn::LitStr = syn::parse_str(&literal(&sql)).unwrap();
        assert_eq!(
            read.value(),
            joined(&sql).chars().map(meant).collect::<String>()
        );
        assert!(joined(&sql).starts_with("SELECT EXISTS (SELECT \"a, b"));
        assert!(joined(&sql).ends_with("FROM t) LIMIT 1"));
    }

    #[test]
    fn lines_that_begin_within_quotes_are_not_indented() {
        assert_eq!(
            indented("SELECT \"a\nb\"\"\n\", '\n'\nFROM t"),
            "SELECT \"a\nb\"\"\n\", '\n'\n    FROM t"
        );
    }

    #[test]
    fn what_stands_within_quotes_is_neither_moved_nor_cut() {
        let names = [
            "a\nb\r\n  c",
            "max( x",
            ")",
            " , ",
            "it''s  so",
            "\u{3000}",
            "\u{85}",
            "tab\t",
            "\\",
        ];
        for name in names {
            for count in [1, 9] {
                let all: Vec<String> = (0..count)
                    .map(|at| format!("\"{name}\" = '{name} {at}'"))
                    .collect();
                let sql = format!("SELECT \"{name}\" FROM t WHERE {}", all.join(" AND "));
                let read: syn::LitStr = syn::parse_str(&literal(&sql)).unwrap();
                assert_eq!(read.value(), sql);
            }
        }
        let private = format!("SELECT \"{0}\"\nFROM \"{0}\"", '\u{f0020}');
        let read: syn::LitStr = syn::parse_str(&literal(&private)).unwrap();
        assert_eq!(read.value(), private);
    }
}
