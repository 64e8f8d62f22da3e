//! Where one section of a migration file ends and the next begins.

use super::lex::tokens;

/// What parts the sections of a migration file, on a line of its own in the files we write.
pub const BREAKPOINT: &str = "--> statement-breakpoint";

/// One section of a migration file: what is sent to the database at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section<'a> {
    /// Its place in the file, from 1.
    pub number: usize,
    /// The line on which its statement begins, from 1; where it has none, the line on which the section does.
    pub line: usize,
    /// Its text, from breakpoint to breakpoint.
    pub text: &'a str,
    first_line: usize,
}

impl Section<'_> {
    /// The line in the file of a place in the section's text, given in bytes.
    ///
    /// ```
    /// let section = dualect_format::statements::sections("SELECT\n  nosuch;")[0];
    /// assert_eq!(section.line_at(9), 2);
    /// ```
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        self.first_line + before.split(|byte| *byte == b'\n').count() - 1
    }

    /// The first line of the statement, for messages; empty where there is none.
    ///
    /// ```
    /// let section = dualect_format::statements::sections("-- a\nDROP TABLE a\n;")[0];
    /// assert_eq!(section.summary(), "DROP TABLE a");
    /// ```
    #[must_use]
    pub fn summary(&self) -> &str {
        let start = statement_start(self.text).unwrap_or(self.text.len());
        self.text[start..]
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end()
    }
}

fn statement_start(text: &str) -> Option<usize> {
    tokens(text)
        .find(super::Token::is_significant)
        .map(|token| token.start)
}

/// Cuts a migration file into its sections. The breakpoint parts them wherever it stands, as it does for drizzle-orm: at
/// the end of a statement's line too, which is where drizzle-kit likes to put it.
///
/// ```
/// use dualect_format::statements::sections;
///
/// let file = "SELECT 1;--> statement-breakpoint\n-- two\nSELECT 2;\n";
/// let lines: Vec<usize> = sections(file).iter().map(|section| section.line).collect();
/// assert_eq!(lines, [1, 3]);
/// ```
#[must_use]
pub fn sections(file: &str) -> Vec<Section<'_>> {
    let mut first_line = 1;
    file.split(BREAKPOINT)
        .enumerate()
        .map(|(index, text)| {
            let section = Section {
                number: index + 1,
                line: first_line,
                text,
                first_line,
            };
            let line = section.line_at(statement_start(text).unwrap_or(0));
            first_line = section.line_at(text.len());
            Section { line, ..section }
        })
        .collect()
}

/// Writes a migration file: each statement once closed by `;`, breakpoints between them, a line feed at the end.
///
/// ```
/// use dualect_format::statements::join;
///
/// assert_eq!(join(["SELECT 1", "SELECT 2;"]), "SELECT 1;\n--> statement-breakpoint\nSELECT 2;\n");
/// ```
#[must_use]
pub fn join<S: AsRef<str>>(statements: impl IntoIterator<Item = S>) -> String {
    let mut file = String::new();
    for statement in statements {
        if !file.is_empty() {
            file.push_str(BREAKPOINT);
            file.push('\n');
        }
        let statement = statement.as_ref().trim();
        file.push_str(statement);
        file.push_str(if statement.ends_with(';') {
            "\n"
        } else {
            ";\n"
        });
    }
    file
}

#[cfg(test)]
mod tests {
    use super::{join, sections};

    #[test]
    fn joined_statements_come_apart_again_with_their_lines() {
        let statements = [
            "CREATE TABLE a (\n  x int\n);",
            "-- why\nDROP TABLE b;",
            "SELECT '\n';",
        ];
        let file = join(statements);
        let sections = sections(&file);
        assert_eq!(
            sections
                .iter()
                .map(|section| section.text.trim())
                .collect::<Vec<_>>(),
            statements
        );
        assert_eq!(
            sections
                .iter()
                .map(|section| section.line)
                .collect::<Vec<_>>(),
            [1, 6, 8]
        );
        assert_eq!(
            sections
                .iter()
                .map(|section| section.number)
                .collect::<Vec<_>>(),
            [1, 2, 3]
        );
        for section in sections {
            let line = file.lines().nth(section.line - 1).unwrap_or_default();
            assert_eq!(line, section.summary());
        }
    }

    #[test]
    fn a_file_without_breakpoints_is_one_section_even_when_empty() {
        assert_eq!(sections("").len(), 1);
        assert_eq!(sections("").first().map(super::Section::summary), Some(""));
        assert_eq!(sections("SELECT 1").len(), 1);
    }
}
