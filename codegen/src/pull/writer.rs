//! The file as it grows, and which part of the database each of its lines is of.

use std::ops::Range;

use super::plain::Part;
use super::toml_text::comment;

#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) text: String,
    places: Vec<(Range<usize>, Part)>,
}

impl Writer {
    /// A line, or a piece of more than one.
    pub(super) fn line(&mut self, part: Option<Part>, line: &str) {
        let from = self.text.len();
        self.text.push_str(line);
        self.text.push('\n');
        if let Some(part) = part {
            self.places.push((from..self.text.len(), part));
        }
    }

    pub(super) fn comment(&mut self, text: &str) {
        self.line(None, &format!("# {}", comment(text)));
    }

    /// An empty line, but not two.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The part at that place.
    pub(super) fn part_at(&self, offset: usize) -> Option<&Part> {
        let found = self
            .places
            .iter()
            .find(|(range, _)| range.contains(&offset));
        found.map(|(_, part)| part)
    }
}
