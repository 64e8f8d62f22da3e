//! A template's text, cut into statements without a parser for Rust.
//!
//! Built-in templates write a small part of the language. What is outside of it (a block inside an expression, a raw
//! string, a comment within a statement) is not guessed at: the reader gives up, and the file goes the longer way through
//! syn and prettyplease, which yields the same bytes.

use super::print::INDENT;
use super::statement::{Statement, is_inline_brace};

/// What an open block holds, which says where its statements end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Items or statements, each ending in `;` or a block.
    Code,
    /// Fields, variants or match arms, each ending in a comma.
    List,
}

/// The statements; `None` where the text is outside of what this reader knows.
pub(in crate::rust) fn statements(text: &str) -> Option<Vec<Statement<'_>>> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        blocks: Vec::new(),
        statements: Vec::new(),
    };
    while reader.next()? {}
    reader.blocks.is_empty().then_some(reader.statements)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    blocks: Vec<Block>,
    statements: Vec<Statement<'t>>,
}

impl Reader<'_> {
    /// Reads a statement; `false` at the end.
    fn next(&mut self) -> Option<bool> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        let start = self.at;
        match self.bytes.get(start) {
            None => return Some(false),
            Some(b'/') => self.comment()?,
            Some(b'#') => {
                self.attribute()?;
                self.push(start, self.at);
            }
            Some(b'}') => {
                self.at += 1;
                self.blocks.pop()?;
                let rest = self.text[self.at..].trim_start();
                if rest.starts_with([')', ']', ',', ';', '.', '?']) || rest.starts_with("else") {
                    return None;
                }
                self.push(start, self.at);
            }
            Some(_) => self.statement()?,
        }
        Some(true)
    }

    fn push(&mut self, start: usize, end: usize) {
        let text = self.text[start..end].trim_end();
        if !text.is_empty() {
            self.statements.push(Statement {
                indent: self.blocks.len() * INDENT,
                text,
            });
        }
    }

    /// A documentation comment is a statement; any other is the template's own.
    fn comment(&mut self) -> Option<()> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let end = rest
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(self.bytes.len(), |length| start + length);
        if rest.get(1) != Some(&b'/') || self.bytes[start..end].contains(&b'\r') {
            return None;
        }
        let is_doc = matches!(rest.get(2), Some(b'/' | b'!')) && rest.get(3) != Some(&b'/');
        self.at = end;
        if is_doc {
            self.push(start, end);
        }
        Some(())
    }

    fn attribute(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.bytes.get(self.at)? {
                b'[' | b'(' => depth += 1,
                b']' | b')' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        self.at += 1;
                        return Some(());
                    }
                }
                b'"' => self.string()?,
                b'/' | b'\'' => return None,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Moves to the closing quote of the string literal that begins here.
    fn string(&mut self) -> Option<()> {
        let raw = self.at.checked_sub(1).map(|before| self.bytes[before]);
        if matches!(raw, Some(b'r' | b'#' | b'\'')) {
            return None;
        }
        loop {
            self.at += 1;
            match self.bytes.get(self.at)? {
                b'"' => return Some(()),
                b'\\' => self.at += 1,
                b'\r' => return None,
                _ => {}
            }
        }
    }

    fn statement(&mut self) -> Option<()> {
        let start = self.at;
        let is_list = self.blocks.last() == Some(&Block::List);
        let mut depth = 0_usize;
        let mut angles = 0_usize;
        let mut inline_braces = 0_usize;
        loop {
            match self.bytes.get(self.at)? {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth = depth.checked_sub(1)?,
                b'<' => angles += 1,
                b'>' if !matches!(self.bytes[self.at - 1], b'-' | b'=') => {
                    angles = angles.saturating_sub(1);
                }
                b'{' if is_inline_brace(self.text[start..self.at].trim_start()) => {
                    depth += 1;
                    inline_braces += 1;
                }
                b'{' if depth == 0 => {
                    let head = &self.text[start..self.at];
                    self.at += 1;
                    self.push(start, self.at);
                    self.blocks.push(block(head));
                    return Some(());
                }
                b'{' | b'\r' => return None,
                b'}' if depth == 0 => {
                    self.push(start, self.at);
                    return Some(());
                }
                b'}' => {
                    depth -= 1;
                    inline_braces = inline_braces.checked_sub(1)?;
                }
                b';' if depth == 0 => {
                    self.at += 1;
                    self.push(start, self.at);
                    return Some(());
                }
                b';' if inline_braces > 0 => return None,
                b',' if is_list && depth == 0 && angles == 0 => {
                    self.at += 1;
                    self.push(start, self.at);
                    return Some(());
                }
                b'"' => self.string()?,
                b'/' if matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) => return None,
                b'\'' => {
                    let next = self.bytes.get(self.at + 1)?;
                    if !next.is_ascii_alphanumeric() && *next != b'_' {
                        return None;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

fn block(head: &str) -> Block {
    let bare = head.strip_prefix("pub ").unwrap_or(head);
    let is_list = ["struct ", "enum ", "match "]
        .iter()
        .any(|word| bare.starts_with(word))
        || head.contains("= match ");
    if is_list { Block::List } else { Block::Code }
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn statements_end_where_their_block_says() {
        let text = "/// A.\npub struct A<T> {\n pub a: Map<T, T>, pub b: T }\nfn a() -> A { let a = A { a, b };\n a }\n";
        let found: Vec<_> = statements(text)
            .unwrap_or_default()
            .into_iter()
            .map(|one| (one.indent, one.text))
            .collect();
        let wanted = [
            (0, "/// A."),
            (0, "pub struct A<T> {"),
            (4, "pub a: Map<T, T>,"),
            (4, "pub b: T"),
            (0, "}"),
            (0, "fn a() -> A {"),
            (4, "let a = A { a, b };"),
            (4, "a"),
            (0, "}"),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_the_reader_does_not_know_it_leaves_to_the_long_way() {
        for text in [
            "fn a() { call(|| { 1 }) }",
            "fn a() { if a { 1 } else { 2 } }",
            "static A: &str = r\"\\\";",
            "static A: char = '\"';",
            "fn a() { 1 /* one */ }",
            "fn a() { 1 // one\n}",
            "/* one */",
            "fn a() {",
            "fn a() }",
            "static A: &str = \"",
        ] {
            assert_eq!(statements(text), None, "{text}");
        }
    }
}
