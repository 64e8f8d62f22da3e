//! Text from disk, as every platform's editors leave it.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::{Error, Kind, Result};

/// Reads a text file: UTF-8, every line end a line feed, no merge conflict in it.
///
/// Generation sees nothing of how a checkout spells line ends, so it is the same bytes on every platform.
pub(crate) fn text(path: &Path) -> Result<String> {
    let text = text_with_conflicts(path)?;
    match conflict_line(&text) {
        Some(line) => Err(Error::new(
            Kind::Conflict {
                path: path.to_owned(),
                line,
            },
            "resolve the conflict, remove the lines with <<<<<<<, ======= and >>>>>>>, and run the command again",
        )),
        None => Ok(text),
    }
}

/// The same, of a file that may well be half merged: whoever asks will write it anew.
pub(crate) fn text_with_conflicts(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|source| Error::io("read", path, source))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| not_text(path, error.as_bytes(), error.utf8_error().valid_up_to()))?;
    Ok(normalised(text))
}

/// The same, and `None` where there is no such file.
pub(crate) fn text_if_any(path: &Path) -> Result<Option<String>> {
    match text_with_conflicts(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.io_kind() == Some(io::ErrorKind::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The text, each line ending in a line feed alone.
pub(crate) fn normalised(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n")
    } else {
        text
    }
}

/// The line of git's first conflict marker, where the text holds a whole conflict.
pub(crate) fn conflict_line(text: &str) -> Option<usize> {
    // Nearly no file holds one: lines are looked at only where there may be.
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let starts = |marker: &'static str| move |line: &str| line.starts_with(marker);
    let ours = text.lines().position(starts("<<<<<<< "))?;
    text.lines()
        .skip(ours)
        .any(starts(">>>>>>> "))
        .then_some(ours + 1)
}

fn not_text(path: &Path, bytes: &[u8], valid: usize) -> Error {
    let line = bytes
        .iter()
        .take(valid)
        .filter(|byte| **byte == b'\n')
        .count()
        + 1;
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    Error::new(
        Kind::NotText {
            path: path.to_owned(),
            line,
            utf16,
        },
        "save the file as UTF-8",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::{conflict_line, text};
    use std::fs;

    #[test]
    fn how_a_checkout_spells_line_ends_does_not_reach_generation() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("schema.toml");
        fs::write(&path, "a\r\nb\n").unwrap();
        assert_eq!(text(&path).unwrap(), "a\nb\n");
    }

    #[test]
    fn a_file_that_is_not_utf8_is_refused_with_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("schema.toml");
        fs::write(&path, b"a\nb\xff\n").unwrap();
        let error = text(&path).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("schema.toml:2: the file is not UTF-8 text"),
            "{error}"
        );
        fs::write(&path, b"\xff\xfea\0").unwrap();
        assert!(text(&path).unwrap_err().to_string().contains("UTF-16"));
    }

    #[test]
    fn only_a_whole_conflict_is_taken_for_one() {
        assert_eq!(
            conflict_line("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n"),
            Some(2)
        );
        assert_eq!(conflict_line("a\n<<<<<<< HEAD\n"), None);
        assert_eq!(conflict_line("======= a heading\n"), None);
    }
}
