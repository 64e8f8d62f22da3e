//! Text of the schema language, and where in the Rust source each piece of it comes from.

use proc_macro2::Span;

use super::attribute::{Entry, Value};
use crate::diagnostic::Span as Offsets;

/// Where the pieces of a text come from.
#[derive(Debug, Default)]
pub struct Places {
    /// In order, none within another.
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    offsets: Offsets,
    span: Span,
    /// Whether the Rust source has the same text there, byte for byte.
    same: bool,
}

impl Places {
    /// Where the text at that offset comes from: its source's place, and how far into it the offset lies, where that can be
    /// said. Text that comes from nowhere belongs to the piece before it.
    pub(crate) fn find(&self, offset: usize) -> Option<(Span, Option<usize>)> {
        let after = self
            .pieces
            .partition_point(|piece| piece.offsets.start <= offset);
        let piece = self.pieces.get(after.saturating_sub(1))?;
        let within = piece.same && offset <= piece.offsets.end;
        let into = within.then(|| offset.saturating_sub(piece.offsets.start));
        Some((piece.span, into))
    }

    /// The place in the Rust source; the compiler's spans have no parts.
    #[must_use]
    pub fn span(&self, offset: usize) -> Option<Span> {
        self.find(offset).map(|(span, _)| span)
    }

    /// Takes the pieces of a text that was put behind another of that length.
    pub(super) fn append(&mut self, length: usize, other: Self) {
        self.pieces
            .extend(other.pieces.into_iter().map(|piece| Piece {
                offsets: Offsets::new(piece.offsets.start + length, piece.offsets.end + length),
                ..piece
            }));
    }
}

/// Writes such a text.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) places: Places,
}

impl Writer {
    /// Text of the language's own.
    pub(super) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A piece that comes from somewhere.
    fn piece(&mut self, text: &str, span: Span, same: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.places.pieces.push(Piece {
            offsets: Offsets::new(start, self.text.len()),
            span,
            same,
        });
    }

    /// A key; in quotes where TOML wants them.
    pub(super) fn key(&mut self, key: &str, span: Span) {
        let bare = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if bare {
            self.piece(key, span, true);
        } else {
            self.piece(&quoted(key), span, false);
        }
    }

    /// A string that stands elsewhere in the source, or there in another form.
    pub(super) fn string(&mut self, text: &str, span: Span) {
        self.piece(&quoted(text), span, false);
    }

    /// A word of TOML's own.
    pub(super) fn word(&mut self, word: &str, span: Span) {
        self.piece(word, span, false);
    }

    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => {
                let written = quoted(&text.value());
                let same = text.token().to_string() == written;
                self.piece(&written, text.span(), same);
            }
            Value::Flag(flag, span) => self.word(if *flag { "true" } else { "false" }, *span),
            Value::Number(number, span) => self.word(number, *span),
            Value::Array(items, span) => {
                self.word("[", *span);
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.plain(", ");
                    }
                    self.value(item);
                }
                self.plain("]");
            }
            Value::Table(entries, span) => {
                self.word("{ ", *span);
                self.entries(entries.iter());
                self.plain(" }");
            }
        }
    }

    /// `a = 1, b = 2`.
    pub(super) fn entries<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for (index, entry) in entries.enumerate() {
            if index > 0 {
                self.plain(", ");
            }
            self.key(&entry.key, entry.span);
            self.plain(" = ");
            self.value(&entry.value);
        }
    }
}

/// A basic string of TOML (<https://toml.io/en/v1.0.0#string>).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
