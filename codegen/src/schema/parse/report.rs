//! Where the parts of the parser say what is wrong.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, Span};

/// A value and where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

impl<T> At<T> {
    pub(super) fn new(value: T, span: impl Into<Span>) -> Self {
        Self {
            value,
            span: span.into(),
        }
    }
}

struct Lost<'s> {
    header: &'s str,
    statement: &'s str,
}

/// Collects diagnostics about one file.
pub(super) struct Report<'s> {
    source: &'s SourceFile,
    diagnostics: Diagnostics,
    /// Places where a syntax error has been reported: what follows from it is not said.
    quiet: Vec<Span>,
    /// Statements that could not be read, and the headers above them.
    lost: Vec<Lost<'s>>,
}

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s SourceFile) -> Self {
        let mut diagnostics = Diagnostics::new();
        diagnostics.add_source(source);
        Self {
            source,
            diagnostics,
            quiet: Vec::new(),
            lost: Vec::new(),
        }
    }

    pub(super) fn source(&self) -> &'s SourceFile {
        self.source
    }

    /// An error at a place, to be completed and given to [`Report::push`].
    pub(super) fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.source.path.as_str(), message).at(span)
    }

    /// Reports, unless a syntax error at the same place has said enough.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if !diagnostic
            .span
            .is_some_and(|span| self.is_silent(span.start))
        {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Says nothing more about a place.
    pub(super) fn silence(&mut self, span: Span) {
        self.quiet.push(span);
    }

    /// Whether nothing more is said about a place.
    pub(super) fn is_silent(&self, offset: usize) -> bool {
        self.quiet.iter().any(|quiet| quiet.contains(offset))
    }

    /// Remembers a statement that could not be read.
    pub(super) fn lose(&mut self, header: &'s str, statement: &'s str) {
        self.lost.push(Lost { header, statement });
    }

    /// Whether some statement could not be read.
    pub(super) fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Whether a word stands in a statement that could not be read: what seems to be missing may be there.
    pub(super) fn has_lost_word(&self, word: &str) -> bool {
        self.lost.iter().any(|lost| has_word(lost.statement, word))
    }

    /// Whether a part of that table could not be read.
    pub(super) fn has_lost_of(&self, table: &str) -> bool {
        self.lost
            .iter()
            .any(|lost| has_word(lost.header, table) || has_word(lost.statement, table))
    }

    pub(super) fn is_clean(&self) -> bool {
        self.diagnostics.is_empty()
    }

    pub(super) fn finish(self) -> Diagnostics {
        self.diagnostics
    }
}

fn has_word(text: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(|c| !in_word(c)).any(|part| part == word)
}
