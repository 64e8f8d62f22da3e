//! Whether every client takes a migration file as we mean it.

use std::fmt;

use super::lex::{TokenKind, tokens};
use super::section::{Section, sections};
use super::split::split;

/// What is wrong with one section of a migration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The section, from 1.
    pub section: usize,
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong with a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// Nothing stands between two breakpoints, or in the whole file.
    Empty,
    /// Nothing but comments stands there.
    OnlyComment,
    /// A breakpoint closes the file.
    TrailingBreakpoint,
    /// More than one statement stands there; the line is the second one's.
    SeveralStatements,
    /// A quote or a comment has no end, maybe because a breakpoint stands within it.
    Unterminated,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ProblemKind::Empty => "is empty",
            ProblemKind::OnlyComment => "holds only a comment",
            ProblemKind::TrailingBreakpoint => "is empty: a breakpoint closes the file",
            ProblemKind::SeveralStatements => "holds more than one statement",
            ProblemKind::Unterminated => "holds a quote or comment without end",
        };
        write!(f, "line {}: section {} {what}", self.line, self.section)
    }
}

/// Finds what strict clients refuse (better-sqlite3 takes exactly one statement at a time): each section must hold one
/// statement. The body of a trigger or a function belongs to the statement that creates it.
///
/// ```
/// use dualect_format::statements::check;
///
/// assert!(check("SELECT 1;\n--> statement-breakpoint\nSELECT 2;\n").is_empty());
/// let problems = check("SELECT 1;\nSELECT 2;\n--> statement-breakpoint\n");
/// assert_eq!(problems[0].to_string(), "line 2: section 1 holds more than one statement");
/// assert_eq!(problems[1].to_string(), "line 4: section 2 is empty: a breakpoint closes the file");
/// ```
#[must_use]
pub fn check(file: &str) -> Vec<Problem> {
    let sections = sections(file);
    let count = sections.len();
    sections
        .iter()
        .filter_map(|section| problem(section, count))
        .collect()
}

fn problem(section: &Section<'_>, count: usize) -> Option<Problem> {
    let found = |line, kind| {
        Some(Problem {
            section: section.number,
            line,
            kind,
        })
    };
    if let Some(open) = tokens(section.text).find(|token| !token.terminated) {
        return found(section.line_at(open.start), ProblemKind::Unterminated);
    }
    let statements = split(section.text);
    if let Some(second) = statements.get(1) {
        return found(
            section.line_at(second.start),
            ProblemKind::SeveralStatements,
        );
    }
    if !statements.is_empty() {
        return None;
    }
    let comment = tokens(section.text).any(|token| token.kind == TokenKind::Comment);
    let trailing = section.number == count && count > 1;
    found(
        section.line_at(
            section
                .text
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(section.text.len()),
        ),
        match (comment, trailing) {
            (true, _) => ProblemKind::OnlyComment,
            (false, true) => ProblemKind::TrailingBreakpoint,
            (false, false) => ProblemKind::Empty,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{ProblemKind, check};

    fn kinds(file: &str) -> Vec<(usize, ProblemKind)> {
        check(file)
            .iter()
            .map(|problem| (problem.line, problem.kind))
            .collect()
    }

    #[test]
    fn a_section_of_one_statement_is_fine_whatever_the_statement_holds() {
        for statement in [
            "CREATE TRIGGER a AFTER UPDATE ON b BEGIN SELECT 1; DELETE FROM c; END;",
            "SELECT ';' AS \"a;b\"; -- ; done",
            "SELECT 1;;",
        ] {
            assert_eq!(kinds(statement), [], "{statement}");
        }
    }

    #[test]
    fn what_better_sqlite3_refuses_is_found_with_its_line() {
        let breakpoint = "--> statement-breakpoint";
        assert_eq!(kinds(""), [(1, ProblemKind::Empty)]);
        assert_eq!(
            kinds(&format!("a;\n{breakpoint}\n\n{breakpoint}\nb;\n")),
            [(4, ProblemKind::Empty)]
        );
        assert_eq!(
            kinds(&format!("a;\n{breakpoint}\n-- b\n{breakpoint}\nb;\n")),
            [(3, ProblemKind::OnlyComment)]
        );
        assert_eq!(
            kinds(&format!("a;\n{breakpoint}\n")),
            [(3, ProblemKind::TrailingBreakpoint)]
        );
        assert_eq!(kinds("a;\n\nb;\n"), [(3, ProblemKind::SeveralStatements)]);
        assert_eq!(
            kinds("CREATE TRIGGER a AFTER UPDATE ON b BEGIN c; END; d"),
            [(1, ProblemKind::SeveralStatements)]
        );
        assert_eq!(kinds(&format!("SELECT '{breakpoint}';")).len(), 2);
    }
}
