//! The generated files on disk, read while the schema is still being understood.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use dualect_format::fingerprint::{Verdict, verify};

use super::leftover::entries;
use super::read;

/// Which files are as they were generated, and the hash of each one's content.
///
/// What cannot be read, or is something else, is not in it: whoever needs that file reads it, and says what is wrong.
#[derive(Debug, Default)]
pub(crate) struct Seen(HashMap<PathBuf, String>);

impl Seen {
    /// Reads the files below a folder.
    pub(crate) fn below(folder: &Path) -> Self {
        let mut seen = Self::default();
        seen.look(folder);
        seen
    }

    /// The hash of the content of a file that was as it was generated.
    pub(crate) fn body(&self, path: &Path) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    fn look(&mut self, folder: &Path) {
        for path in entries(folder).unwrap_or_default() {
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_none_or(|name| name.starts_with('.') || name == "target") {
                continue;
            }
            match read::text_with_conflicts(&path) {
                Ok(text) => {
                    if let Verdict::Intact { body } = verify(&text) {
                        self.0.insert(path, body);
                    }
                }
                // A link to a folder elsewhere is not ours.
                Err(_) if path.is_dir() && !path.is_symlink() => self.look(&path),
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use std::fs;

    use dualect_format::fingerprint::{Stamped, stamp};

    use super::Seen;

    #[test]
    fn what_is_as_it_was_generated_is_seen_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let Stamped { text, body } = stamp("//! fingerprint:\na\n").unwrap();
        let deep = root.path().join("src");
        fs::create_dir(&deep).unwrap();
        fs::write(deep.join("whole.rs"), &text).unwrap();
        fs::write(deep.join("crlf.rs"), text.replace('\n', "\r\n")).unwrap();
        fs::write(deep.join("edited.rs"), text.replace("\na", "\nb")).unwrap();
        fs::write(deep.join("mine.rs"), "mine\n").unwrap();
        fs::write(deep.join("binary.rs"), b"\xff").unwrap();
        let seen = Seen::below(root.path());
        for (name, expected) in [
            ("whole.rs", Some(body.as_str())),
            ("crlf.rs", Some(body.as_str())),
            ("edited.rs", None),
            ("mine.rs", None),
            ("binary.rs", None),
            ("missing.rs", None),
        ] {
            assert_eq!(seen.body(&deep.join(name)), expected, "{name}");
        }
        assert!(Seen::below(&root.path().join("nowhere")).0.is_empty());
    }
}
