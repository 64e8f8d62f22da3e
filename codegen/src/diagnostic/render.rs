//! A diagnostic as a reader sees it: the message, the source line underlined, the way out.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::source::column;
use super::{Diagnostic, Position, Severity, SourceFile, Span};

/// A file's lines, found once for all diagnostics about it: rendering each over the whole text would be quadratic.
pub(super) struct Window<'s> {
    source: &'s SourceFile,
    line_starts: Vec<usize>,
}

impl<'s> Window<'s> {
    pub(super) fn new(source: &'s SourceFile) -> Self {
        let starts = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source,
            line_starts: std::iter::once(0).chain(starts).collect(),
        }
    }

    /// The index of the line that an offset stands on.
    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset) - 1
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.source.clamp(Span::new(offset, offset)).start;
        let line = self.line(offset);
        Position {
            line: line + 1,
            column: column(&self.source.text[self.line_starts[line]..offset]),
        }
    }

    /// The whole lines that hold all the spans: the number of the first, its offset, the text.
    fn lines(&self, spans: impl Iterator<Item = Span> + Clone) -> (usize, usize, &'s str) {
        let first = spans.clone().map(|span| span.start).min().unwrap_or(0);
        let last = spans.map(|span| span.end).max().unwrap_or(0);
        let first = self.line(first);
        let start = self.line_starts[first];
        let end = self.line_starts.get(self.line(last) + 1);
        let end = end.copied().unwrap_or(self.source.text.len());
        (first + 1, start, &self.source.text[start..end])
    }
}

pub(super) fn report(
    diagnostic: &Diagnostic,
    windows: &BTreeMap<&str, Window<'_>>,
    color: bool,
) -> String {
    let window = windows.get(diagnostic.path.as_str());
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let group = Group::with_title(
        level
            .primary_title(&diagnostic.message)
            .id(diagnostic.code.as_str()),
    );
    let group = match (diagnostic.span, window) {
        (Some(span), Some(window)) => group.element(snippet(diagnostic, span, window)),
        (None, _) | (_, None) => group.element(Origin::path(&diagnostic.path)),
    };
    let group = elsewhere(diagnostic, windows)
        .into_iter()
        .fold(group, Group::element);
    let group = match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    span: Span,
    window: &Window<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let primary = one_line(window.source, window.source.clamp(span));
    let here = diagnostic.related.iter().filter(|one| one.path.is_none());
    let related: Vec<(Span, &str)> = here
        .map(|one| {
            (
                one_line(window.source, window.source.clamp(one.span)),
                one.label.as_str(),
            )
        })
        .collect();
    let spans = std::iter::once(primary).chain(related.iter().map(|(span, _)| *span));
    let (line, offset, text) = window.lines(spans);
    let within = |span: Span| span.start - offset..span.end - offset;
    let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str());
    Snippet::source(text)
        .path(diagnostic.path.as_str())
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(within(primary)).label(label))
        .annotations(
            related
                .into_iter()
                .map(|(span, label)| AnnotationKind::Context.span(within(span)).label(label)),
        )
}

/// What is pointed at in other files.
fn elsewhere<'a>(
    diagnostic: &'a Diagnostic,
    windows: &BTreeMap<&str, Window<'a>>,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut snippets = Vec::new();
    for related in &diagnostic.related {
        let Some(path) = &related.path else {
            continue;
        };
        let Some(window) = windows.get(path.as_str()) else {
            continue;
        };
        let span = one_line(window.source, window.source.clamp(related.span));
        let (line, offset, text) = window.lines(std::iter::once(span));
        let annotation = AnnotationKind::Context
            .span(span.start - offset..span.end - offset)
            .label(related.label.as_str());
        snippets.push(
            Snippet::source(text)
                .path(path.as_str())
                .line_start(line)
                .annotation(annotation),
        );
    }
    snippets
}

/// A span over several lines shows its first: nobody reads a bracket drawn beside thirty lines.
fn one_line(source: &SourceFile, span: Span) -> Span {
    let text = &source.text[span.start..span.end];
    match text.find('\n') {
        Some(at) if at > 0 => {
            let line = text[..at].trim_end();
            Span::new(span.start, span.start + line.len().max(1))
        }
        Some(_) | None => span,
    }
}
