//! Source text, and places in it.

use std::ops::Range;

/// A file's path, as messages name it, and its whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As the user would type it.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// A file that has been read.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }

    /// The line and column of a byte offset; offsets past the end are the end, offsets inside a character are its start.
    ///
    /// ```
    /// use dualect_codegen::diagnostic::{Position, SourceFile};
    /// let file = SourceFile::new("schema.toml", "é = 1\r\n\tb");
    /// assert_eq!(file.position(3), Position { line: 1, column: 3 });
    /// assert_eq!(file.position(9), Position { line: 2, column: 2 });
    /// ```
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[..self.floor(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: column(&before[line_start..]),
        }
    }

    /// The text of a span, clamped to the file and to whole characters.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let span = self.clamp(span);
        &self.text[span.start..span.end]
    }

    pub(super) fn clamp(&self, span: Span) -> Span {
        let start = self.floor(span.start);
        let mut end = span.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span { start, end }
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The column after that part of a line. A byte order mark is no column: editors do not show it.
pub(super) fn column(before: &str) -> usize {
    before.chars().filter(|c| *c != '\u{feff}').count() + 1
}

/// A line and a column, as editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters (Unicode scalar values, a tab being one), from 1.
    pub column: usize,
}

/// A range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte's offset.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl Span {
    /// From an offset up to another.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether an offset lies in it.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}
