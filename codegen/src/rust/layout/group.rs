//! A statement's text as a tree of what its brackets hold.

/// A stretch of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text outside any bracket, white space reduced to single spaces; a string literal stands whole.
    Text(String),
    /// What a pair of brackets holds.
    Group(Group),
}

/// What a pair of brackets holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) kind: Bracket,
    /// What the commas part.
    pub(super) items: Vec<Vec<Piece>>,
    /// Whether a comma may follow the last item: not in a macro other than `vec!`.
    pub(super) trailing_comma: bool,
}

/// Which brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    /// The braces of a struct literal.
    Curly,
}

impl Bracket {
    pub(super) const fn open(self) -> &'static str {
        match self {
            Self::Round => "(",
            Self::Square => "[",
            Self::Curly => " {",
        }
    }

    pub(super) const fn close(self) -> &'static str {
        match self {
            Self::Round => ")",
            Self::Square => "]",
            Self::Curly => "}",
        }
    }
}

/// Reads a statement; `None` where its brackets do not match or hold a block.
pub(super) fn parse(text: &str) -> Option<Vec<Piece>> {
    let mut reader = Reader { rest: text };
    let pieces = reader.sequence(true)?;
    reader.rest.is_empty().then_some(pieces)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Reads up to a comma, a closing bracket or the end. At the top, and between a type's angles, a comma is text like any
    /// other.
    fn sequence(&mut self, at_top: bool) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut angles = 0_usize;
        let mut closes_parameters = false;
        while let Some(c) = self.rest.chars().next() {
            match c {
                '(' | '[' | '{' => {
                    let kind = match c {
                        '(' => Bracket::Round,
                        '[' => Bracket::Square,
                        _ if names_a_struct(&text) => Bracket::Curly,
                        _ => return None,
                    };
                    self.rest = &self.rest[1..];
                    let is_macro = text.ends_with('!') && !text.ends_with("vec!");
                    let items = self.items(kind)?;
                    if kind == Bracket::Curly {
                        text.truncate(text.trim_end().len());
                    }
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                    pieces.push(Piece::Group(Group {
                        kind,
                        items,
                        trailing_comma: !is_macro,
                    }));
                }
                ')' | ']' | '}' => break,
                ',' if !at_top && angles == 0 => break,
                '"' => {
                    let length = string_length(self.rest)?;
                    text.push_str(&self.rest[..length]);
                    self.rest = &self.rest[length..];
                }
                c if c.is_whitespace() => {
                    self.rest = self.rest.trim_start();
                    let glued = self.rest.starts_with(['.', ')', ']', '}', ',']);
                    // A sign before an operand; prettyplease sets it apart where it prints a macro's tokens.
                    let starts =
                        pieces.is_empty() && matches!(text.as_str(), "" | "-" | "*" | "&" | "!");
                    if !glued && !starts && !self.rest.is_empty() {
                        text.push(' ');
                    }
                }
                '|' => {
                    // prettyplease sets a closure's parameters apart from their bars where it prints a macro's tokens.
                    closes_parameters = !closes_parameters;
                    if !closes_parameters {
                        text.truncate(text.trim_end().len());
                    }
                    text.push('|');
                    self.rest = &self.rest[1..];
                    if closes_parameters {
                        self.rest = self.rest.trim_start();
                    }
                }
                c => {
                    match c {
                        '<' => angles += 1,
                        '>' if !text.ends_with(['-', '=']) => angles = angles.saturating_sub(1),
                        _ => {}
                    }
                    let (plain, rest) = self.rest.split_at(plain_length(self.rest, c));
                    text.push_str(plain);
                    self.rest = rest;
                }
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Some(pieces)
    }

    fn items(&mut self, kind: Bracket) -> Option<Vec<Vec<Piece>>> {
        let mut items = Vec::new();
        loop {
            let item = self.sequence(false)?;
            if !item.is_empty() {
                items.push(item);
            }
            let next = self.rest.chars().next()?;
            self.rest = &self.rest[1..];
            if next != ',' {
                return kind.close().starts_with(next).then_some(items);
            }
        }
    }
}

/// Whether an opening brace after this text begins a struct literal, not a block.
fn names_a_struct(text: &str) -> bool {
    text.trim_end()
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// The length of what the text begins with, up to the next byte that may mean something. The first character, which is given, has
/// been looked at.
fn plain_length(text: &str, first: char) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.');
    let start = first.len_utf8();
    let more = text.as_bytes()[start..]
        .iter()
        .take_while(|byte| is_plain(byte));
    start + more.count()
}

/// The length of the string literal that the text begins with.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    let mut bytes = text.bytes().enumerate().skip(1);
    bytes.find_map(|(at, byte)| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends.then_some(at + 1)
    })
}
