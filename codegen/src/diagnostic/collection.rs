//! Everything that is wrong with a run's input.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::{self, Write as _};

use super::render::Window;
use super::{Diagnostic, Severity, SourceFile, Span};

/// Diagnostics in order of file and place, each once, with the files that they point into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    sources: BTreeMap<String, SourceFile>,
    list: BTreeSet<Diagnostic>,
}

impl Diagnostics {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a file's text, so that diagnostics about its path can show their lines.
    pub fn add_source(&mut self, source: &SourceFile) {
        self.sources
            .entry(source.path.clone())
            .or_insert_with(|| source.clone());
    }

    /// Adds one, unless it is there.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.insert(diagnostic);
    }

    /// Adds all of another collection, with its files.
    pub fn merge(&mut self, other: Self) {
        for (path, source) in other.sources {
            self.sources.entry(path).or_insert(source);
        }
        self.list.extend(other.list);
    }

    /// Moves what is said of a file to the source that the file was made from, by what each place in it comes from,
    /// with the advice that is right there.
    pub(crate) fn relocate(
        &mut self,
        source: &SourceFile,
        place: impl Fn(Span) -> Span,
        advice: impl Fn(&Diagnostic) -> Option<String>,
    ) {
        self.sources.insert(source.path.clone(), source.clone());
        let moved = |mut one: Diagnostic| {
            for related in &mut one.related {
                if related.path.as_ref().unwrap_or(&one.path) == &source.path {
                    related.span = place(related.span);
                }
            }
            if one.path == source.path {
                one.span = one.span.map(&place);
                one.help = advice(&one);
            }
            one
        };
        self.list = std::mem::take(&mut self.list)
            .into_iter()
            .map(moved)
            .collect();
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|one| one.severity == Severity::Error)
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Each with the source lines that it is about, an empty line between two; ends in a line feed.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let mut windows = BTreeMap::new();
        let mut out = String::new();
        for diagnostic in &self.list {
            if !out.is_empty() {
                out.push('\n');
            }
            self.open(&mut windows, &diagnostic.path);
            for related in &diagnostic.related {
                self.open(
                    &mut windows,
                    related.path.as_ref().unwrap_or(&diagnostic.path),
                );
            }
            out.push_str(&super::render::report(diagnostic, &windows, color));
            out.push('\n');
        }
        out
    }

    /// Finds the lines of a file, unless they have been or nobody has given its text.
    fn open<'s>(&'s self, windows: &mut BTreeMap<&'s str, Window<'s>>, path: &str) {
        if let Some(source) = self.sources.get(path) {
            windows
                .entry(&source.path)
                .or_insert_with(|| Window::new(source));
        }
    }

    /// Each on a line of its own: `path:line:column: error[S0002]: message`.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut windows = BTreeMap::new();
        let mut out = String::new();
        for one in &self.list {
            out.push_str(&one.path);
            self.open(&mut windows, &one.path);
            if let (Some(span), Some(window)) = (one.span, windows.get(one.path.as_str())) {
                let at = window.position(span.start);
                // Writing to a String cannot fail.
                let _ = write!(out, ":{}:{}", at.line, at.column);
            }
            let severity = one.severity.as_str();
            let _ = writeln!(out, ": {severity}[{}]: {}", one.code, one.message);
        }
        out
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl Error for Diagnostics {}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        let mut problems = Self::new();
        problems.push(only);
        problems
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.list.extend(iter);
    }
}
