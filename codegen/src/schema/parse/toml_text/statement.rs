//! Cuts broken TOML into statements, by brackets and quotes and, where a bracket is never closed, by the look of lines.

use crate::diagnostic::Span;

/// How many lines further a bracket is looked for after a line that seems to begin another statement: without a limit, a file
/// of unclosed ones would take a time that is the square of its length.
const LOOK_AHEAD: usize = 200;

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[tables.agents]`.
    Header,
    /// `key = value`, a comment, an empty line, or something that is no TOML.
    Other,
}

/// Whole lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// Every line of the text in one statement.
pub(super) fn split(text: &str) -> Vec<Statement> {
    let lines = lines(text);
    let mut statements = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let source = &text[first.start..first.end];
        let (kind, count) = if source
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('[')
        {
            (Kind::Header, 1)
        } else {
            (Kind::Other, length(text, &lines[at..]))
        };
        let end = lines[at + count - 1].end;
        statements.push(Statement {
            span: Span::new(first.start, end),
            kind,
        });
        at += count;
    }
    statements
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            span
        })
        .collect()
}

/// How many lines the statement that begins with the first of them has; at least one.
fn length(text: &str, lines: &[Span]) -> usize {
    let mut state = State::default();
    // Where the statement ends if it turns out never to be closed.
    let mut cut = None;
    let indent = lines
        .first()
        .map_or(0, |line| indent_of(&text[line.start..line.end]));
    for (count, line) in lines.iter().enumerate() {
        let source = &text[line.start..line.end];
        if count > 0 && state.multiline.is_none() {
            if is_header(source) {
                return cut.unwrap_or(count);
            }
            if cut.is_none() && is_assignment(source) && indent_of(source) <= indent {
                cut = Some(count);
            }
        }
        if cut.is_some_and(|cut| count > cut + LOOK_AHEAD) {
            break;
        }
        state.scan(source);
        if state.is_closed() {
            return count + 1;
        }
    }
    cut.unwrap_or(if state.multiline.is_some() {
        1
    } else {
        lines.len()
    })
    .max(1)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// `[name]` or `[[a.b]]` with bare keys, which no line inside an array looks like.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let inner = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner else {
        return false;
    };
    let inner = inner
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(inner);
    is_bare_key(inner) && !matches!(inner, "true" | "false" | "inf" | "nan")
}

/// `name = ..` with a bare key.
fn is_assignment(line: &str) -> bool {
    line.split_once('=')
        .is_some_and(|(key, _)| is_bare_key(key.trim()))
}

fn is_bare_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// What is open at the end of a line.
#[derive(Default)]
struct State {
    brackets: usize,
    multiline: Option<&'static str>,
}

impl State {
    fn is_closed(&self) -> bool {
        self.brackets == 0 && self.multiline.is_none()
    }

    fn scan(&mut self, line: &str) {
        let mut rest = line;
        while !rest.is_empty() {
            if let Some(quotes) = self.multiline {
                match rest.find(quotes) {
                    Some(at) => {
                        self.multiline = None;
                        rest = &rest[at + quotes.len()..];
                    }
                    None => return,
                }
                continue;
            }
            let Some(c) = rest.chars().next() else {
                return;
            };
            match c {
                '#' => return,
                '[' | '{' => self.brackets += 1,
                ']' | '}' => self.brackets = self.brackets.saturating_sub(1),
                '"' | '\'' => {
                    let triple = if c == '"' { "\"\"\"" } else { "'''" };
                    if let Some(after) = rest.strip_prefix(triple) {
                        self.multiline = Some(triple);
                        rest = after;
                    } else {
                        rest = after_string(&rest[1..], c);
                    }
                    continue;
                }
                _ => {}
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// What follows a string on one line, or nothing where it is not closed.
fn after_string(rest: &str, quote: char) -> &str {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if c == quote {
            return &rest[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::split;

    fn texts(text: &str) -> Vec<&str> {
        split(text)
            .into_iter()
            .map(|statement| &text[statement.span.start..statement.span.end])
            .collect()
    }

    #[test]
    fn a_closed_statement_keeps_all_its_lines() {
        assert_eq!(
            texts("a = {\nb = 1,\n}\nc = [\n  \"]\",\n]\nd = \"\"\"\n[x]\n\"\"\"\n"),
            [
                "a = {\nb = 1,\n}\n",
                "c = [\n  \"]\",\n]\n",
                "d = \"\"\"\n[x]\n\"\"\"\n"
            ]
        );
    }

    #[test]
    fn an_unclosed_statement_ends_where_the_next_one_seems_to_begin() {
        assert_eq!(
            texts("a = { b = 1\nc = 2\n[t]\n"),
            ["a = { b = 1\n", "c = 2\n", "[t]\n"]
        );
        assert_eq!(
            texts("a = [\n  1,\n[t.u] # x\nb = 1"),
            ["a = [\n  1,\n", "[t.u] # x\n", "b = 1"]
        );
        assert_eq!(texts("a = \"\"\"\nb = 1\n"), ["a = \"\"\"\n", "b = 1\n"]);
    }
}
