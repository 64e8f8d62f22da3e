//! Text for people: colours, and diffs.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

/// What a piece of text is, where colours can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `error:`
    Error,
    /// `help:`, `note:`
    Note,
    /// A line that would be added.
    Added,
    /// A line that would go.
    Removed,
    /// A file's or a hunk's head.
    Head,
}

impl Style {
    const fn escape(self) -> &'static str {
        match self {
            Self::Error => "\u{1b}[1;31m",
            Self::Note => "\u{1b}[1;36m",
            Self::Added => "\u{1b}[32m",
            Self::Removed => "\u{1b}[31m",
            Self::Head => "\u{1b}[1m",
        }
    }
}

/// The text, coloured where colours are wanted.
pub(crate) fn paint(text: &str, style: Style, color: bool) -> String {
    if color {
        format!("{}{text}\u{1b}[0m", style.escape())
    } else {
        text.to_owned()
    }
}

/// Writes what became of a file as a unified diff; `None` is a file that is not there.
pub(crate) fn write_diff(
    out: &mut dyn Write,
    path: &str,
    old: Option<&str>,
    new: Option<&str>,
    color: bool,
) -> io::Result<()> {
    let name = |text: Option<&str>, side: &str| {
        text.map_or_else(|| "/dev/null".to_owned(), |_| format!("{side}/{path}"))
    };
    writeln!(
        out,
        "{}",
        paint(&format!("--- {}", name(old, "a")), Style::Head, color)
    )?;
    writeln!(
        out,
        "{}",
        paint(&format!("+++ {}", name(new, "b")), Style::Head, color)
    )?;
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    let mut unified = diff.unified_diff();
    for hunk in unified.context_radius(3).iter_hunks() {
        writeln!(
            out,
            "{}",
            paint(&hunk.header().to_string(), Style::Head, color)
        )?;
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches('\n');
            let shown = match change.tag() {
                ChangeTag::Equal => format!(" {line}"),
                ChangeTag::Delete => paint(&format!("-{line}"), Style::Removed, color),
                ChangeTag::Insert => paint(&format!("+{line}"), Style::Added, color),
            };
            writeln!(out, "{shown}")?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// `3 files`, `1 file`, `2 queries`.
pub(crate) fn count(number: usize, one: &str) -> String {
    match (number, one.strip_suffix('y')) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::write_diff;

    fn diff(old: Option<&str>, new: Option<&str>, color: bool) -> String {
        let mut out = Vec::new();
        write_diff(&mut out, "a.rs", old, new, color).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_diff_reads_as_git_writes_it() {
        assert_eq!(
            diff(Some("a\nb\nc"), Some("a\nB\nc\n"), false),
            "--- a/a.rs\n+++ b/a.rs\n@@ -1,3 +1,3 @@\n a\n-b\n-c\n\\ No newline at end of file\n+B\n+c\n"
        );
        assert_eq!(
            diff(None, Some("a\n"), false),
            "--- /dev/null\n+++ b/a.rs\n@@ -0,0 +1 @@\n+a\n"
        );
        assert_eq!(
            diff(Some("a\n"), None, false),
            "--- a/a.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
        );
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        assert!(diff(None, Some("a\n"), true).contains("\u{1b}[32m+a\u{1b}[0m"));
        assert!(!diff(None, Some("a\n"), false).contains('\u{1b}'));
    }
}
