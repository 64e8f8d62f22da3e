//! Where the parts of the parser say what is wrong.

use std::ops::Range;

use super::quoting;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile, Span};
use crate::parallel;

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

#[derive(Debug, Clone, Copy)]
struct Lost<'s> {
    header: &'s str,
    statement: &'s str,
}

/// A file and the offset that its first byte has among all of them: one offset says which file and where in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'s> {
    pub(super) source: &'s SourceFile,
    pub(super) start: usize,
}

impl Placed<'_> {
    /// The offset after its last byte.
    fn end(self) -> usize {
        self.start + self.source.text.len()
    }
}

/// Collects diagnostics about the schema file and those that it includes.
///
/// Spans in the parser are offsets into all files, one after another; what is pushed is put right.
pub(super) struct Report<'s> {
    /// The schema file, then its includes; never empty.
    files: Vec<Placed<'s>>,
    diagnostics: Diagnostics,
    /// Places where a syntax error has been reported: what follows from it is not said.
    quiet: Vec<Span>,
    /// Statements that could not be read, and the headers above them.
    lost: Vec<Lost<'s>>,
    /// Whether a whole file could not be read.
    lost_file: bool,
}

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s SourceFile) -> Self {
        let mut diagnostics = Diagnostics::new();
        diagnostics.add_source(source);
        Self {
            files: vec![Placed { source, start: 0 }],
            diagnostics,
            quiet: Vec::new(),
            lost: Vec::new(),
            lost_file: false,
        }
    }

    /// Takes another file in.
    pub(super) fn add(&mut self, source: &'s SourceFile) -> Placed<'s> {
        self.diagnostics.add_source(source);
        // A byte between two, so that the end of one is not the start of the next.
        let start = self.files.last().map_or(0, |last| last.end() + 1);
        let placed = Placed { source, start };
        self.files.push(placed);
        placed
    }

    /// What `work` makes of each item, in the items' order. Of many items half are done on a thread of their own, which reports by
    /// itself: diagnostics have an order of their own.
    pub(super) fn each<T: Send, R: Send>(
        &mut self,
        mut items: Vec<T>,
        work: impl Fn(&mut Self, T) -> R + Sync,
    ) -> Vec<R> {
        /// Fewer are done sooner than a thread is there.
        const MANY: usize = 64;
        if items.len() < MANY {
            return items.into_iter().map(|item| work(self, item)).collect();
        }
        let later = items.split_off(items.len() / 2);
        let halves = parallel::map([items, later], |items| {
            let mut report = Self {
                files: self.files.clone(),
                diagnostics: Diagnostics::new(),
                quiet: self.quiet.clone(),
                lost: self.lost.clone(),
                lost_file: self.lost_file,
            };
            let done: Vec<R> = items
                .into_iter()
                .map(|item| work(&mut report, item))
                .collect();
            (report.diagnostics, done)
        });
        let mut done = Vec::new();
        for (diagnostics, results) in halves {
            self.diagnostics.merge(diagnostics);
            done.extend(results);
        }
        done
    }

    /// The schema file.
    pub(super) fn main(&self) -> Placed<'s> {
        self.files[0]
    }

    /// The file that a place is in.
    pub(super) fn file(&self, offset: usize) -> Placed<'s> {
        let after = self.files.partition_point(|file| file.start <= offset);
        self.files[after.saturating_sub(1)]
    }

    /// Where a part of a string's text stands: inside the quotes, escapes counted. All of it, where that cannot be said.
    pub(super) fn within(&self, text: At<&str>, part: Range<usize>) -> Span {
        let file = self.file(text.span.start);
        let written = Span::new(text.span.start - file.start, text.span.end - file.start);
        let place = quoting::offsets(file.source.slice(written), text.value).and_then(|offsets| {
            let start = offsets.get(part.start)?;
            let end = offsets.get(part.end)?;
            Some(Span::new(text.span.start + start, text.span.start + end))
        });
        place.unwrap_or(text.span)
    }

    /// An error at a place, to be completed and given to [`Report::push`].
    pub(super) fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        let file = self.file(span.start);
        Diagnostic::error(code, file.source.path.as_str(), message).at(span)
    }

    /// Reports, unless a syntax error at the same place has said enough.
    pub(super) fn push(&mut self, mut diagnostic: Diagnostic) {
        let Some(span) = diagnostic.span else {
            self.diagnostics.push(diagnostic);
            return;
        };
        if self.is_silent(span.start) {
            return;
        }
        let own = self.file(span.start);
        diagnostic.span = Some(local(span, own));
        for related in &mut diagnostic.related {
            let file = self.file(related.span.start);
            related.span = local(related.span, file);
            if file.start != own.start {
                related.path = Some(file.source.path.clone());
            }
        }
        self.diagnostics.push(diagnostic);
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

    /// Remembers that a file could not be read: what seems to be missing anywhere may be there.
    pub(super) fn lose_file(&mut self) {
        self.lost_file = true;
    }

    /// Whether some statement could not be read.
    pub(super) fn has_lost(&self) -> bool {
        self.lost_file || !self.lost.is_empty()
    }

    /// Whether a word stands in a statement that could not be read: what seems to be missing may be there.
    pub(super) fn has_lost_word(&self, word: &str) -> bool {
        self.lost_file || self.lost.iter().any(|lost| has_word(lost.statement, word))
    }

    /// Whether a part of that table could not be read.
    pub(super) fn has_lost_of(&self, table: &str) -> bool {
        self.lost_file
            || self
                .lost
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

fn local(span: Span, file: Placed<'_>) -> Span {
    let of_file = |offset: usize| {
        offset
            .saturating_sub(file.start)
            .min(file.source.text.len())
    };
    Span::new(of_file(span.start), of_file(span.end))
}

fn has_word(text: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(|c| !in_word(c)).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::Report;
    use crate::diagnostic::{Code, SourceFile, Span};

    #[test]
    fn of_many_items_the_results_keep_their_order_and_every_report_counts() {
        let source = SourceFile::new("schema.toml", ".".repeat(300));
        for count in [0, 1, 63, 64, 201] {
            let mut report = Report::new(&source);
            let items: Vec<usize> = (0..count).collect();
            let done = report.each(items.clone(), |report, item| {
                let place = Span::new(item, item + 1);
                report.push(report.error(Code::Name, place, format!("no. {item}")));
                item
            });
            assert_eq!(done, items);
            let said = report.finish();
            let said: Vec<String> = said.iter().map(|one| one.message.clone()).collect();
            let expected: Vec<String> = items.iter().map(|item| format!("no. {item}")).collect();
            assert_eq!(said, expected);
        }
    }
}
