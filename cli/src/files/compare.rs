//! What generation would write against what is on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dualect_codegen::output::{Output, Ownership};
use dualect_format::fingerprint::{LOCK_FILE, Verdict, verify};

use super::leftover::entries;
use super::read;
use crate::error::{Error, Result};

/// Why a file on disk is not what generation would leave there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is not there yet.
    Missing,
    /// It is as an older run wrote it.
    Stale,
    /// Somebody changed it after it was generated, or left a merge half done.
    Edited,
    /// It is nothing of ours: no run wrote it.
    Foreign,
    /// It is as an older run wrote it, and no run would write it now.
    Orphan,
    /// An orphan that somebody changed.
    EditedOrphan,
}

/// A file that is not what generation would leave there.
#[derive(Debug)]
pub(crate) struct Difference {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its path from the schema's folder, `/` between parts.
    pub(crate) shown: String,
    /// What is there.
    pub(crate) old: Option<String>,
    /// What should be there; `None` for an orphan.
    pub(crate) new: Option<String>,
    /// Why they differ.
    pub(crate) standing: Standing,
    /// Who owns it once it is there.
    pub(crate) ownership: Ownership,
}

/// Every difference, in the order of paths: those of the output first, then the orphans.
pub(crate) fn differences(folder: &Path, output: &Output, owned: &str) -> Result<Vec<Difference>> {
    let mut found = Vec::new();
    for (shown, file) in &output.files {
        let path = folder.join(shown);
        let old = on_disk(&path)?;
        let standing = match (&old, file.ownership) {
            (None, _) => Standing::Missing,
            (Some(_), Ownership::CreatedOnce) => continue,
            (Some(OnDisk::Text(old)), _) if *old == file.text => continue,
            (Some(old), Ownership::Generator | Ownership::Frozen) => standing_of(shown, old),
        };
        let old = old.map(OnDisk::into_text);
        found.push(Difference {
            path,
            shown: shown.clone(),
            old,
            new: Some(file.text.clone()),
            standing,
            ownership: file.ownership,
        });
    }
    let expected: BTreeSet<PathBuf> = output
        .files
        .keys()
        .map(|shown| folder.join(shown))
        .collect();
    orphans(&folder.join(owned), owned, &expected, &mut found)?;
    Ok(found)
}

/// A file's content, if it is text.
enum OnDisk {
    Text(String),
    /// Bytes that are no UTF-8, as well as they can be shown.
    Binary(String),
}

impl OnDisk {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Binary(text) => text,
        }
    }
}

fn on_disk(path: &Path) -> Result<Option<OnDisk>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => OnDisk::Text(read::normalised(&text)),
            Err(error) => OnDisk::Binary(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        })),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::io("read", path, source)),
    }
}

fn standing_of(shown: &str, old: &OnDisk) -> Standing {
    let text = match old {
        OnDisk::Text(text) => text,
        OnDisk::Binary(_) => return Standing::Foreign,
    };
    // The lock has no fingerprint, being one: nothing in it is worth keeping.
    if Path::new(shown)
        .file_name()
        .is_some_and(|name| name == LOCK_FILE)
    {
        return Standing::Stale;
    }
    match verify(text) {
        Verdict::Intact { .. } => Standing::Stale,
        Verdict::Edited => Standing::Edited,
        Verdict::Absent => Standing::Foreign,
    }
}

/// Files below a folder that carry our header and that no run would write now.
fn orphans(
    folder: &Path,
    shown: &str,
    expected: &BTreeSet<PathBuf>,
    found: &mut Vec<Difference>,
) -> Result<()> {
    for path in entries(folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let shown = if shown.is_empty() {
            name.to_owned()
        } else {
            format!("{shown}/{name}")
        };
        if name.starts_with('.')
            || name == "target"
            || expected.contains(&path)
            || found.iter().any(|one| one.path == path)
        {
            continue;
        }
        if path.is_dir() {
            // A link to a folder elsewhere is not ours to clear.
            if !path.is_symlink() {
                orphans(&path, &shown, expected, found)?;
            }
            continue;
        }
        let Some(OnDisk::Text(text)) = on_disk(&path)? else {
            continue;
        };
        let standing = match verify(&text) {
            Verdict::Intact { .. } => Standing::Orphan,
            Verdict::Edited => Standing::EditedOrphan,
            Verdict::Absent => continue,
        };
        found.push(Difference {
            path,
            shown,
            old: Some(text),
            new: None,
            standing,
            ownership: Ownership::Generator,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use std::fs;
    use std::path::Path;

    use dualect_codegen::output::{Output, OutputFile, Ownership};
    use dualect_format::fingerprint::stamp;

    use super::{Standing, differences};

    fn ours(body: &str) -> String {
        stamp(
            &format!("//! fingerprint:\n{body}\n"),
            &"0123456789abcdef".repeat(4),
        )
        .unwrap()
    }

    fn output(files: &[(&str, String, Ownership)]) -> Output {
        let files = files.iter().map(|(path, text, ownership)| {
            (
                (*path).to_owned(),
                OutputFile {
                    text: text.clone(),
                    ownership: *ownership,
                },
            )
        });
        Output {
            files: files.collect(),
        }
    }

    fn standings(root: &Path, output: &Output) -> Vec<(String, Standing)> {
        differences(root, output, "g")
            .unwrap()
            .into_iter()
            .map(|one| (one.shown, one.standing))
            .collect()
    }

    #[test]
    fn each_file_is_told_from_the_others_by_its_fingerprint() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("g/same.rs", &ours("same"));
        write("g/crlf.rs", &ours("crlf").replace('\n', "\r\n"));
        write("g/stale.rs", &ours("before"));
        write("g/edited.rs", &ours("before").replace("before", "by hand"));
        write("g/foreign.rs", "fn main() {}\n");
        write("g/binary.rs", "");
        fs::write(root.path().join("g/binary.rs"), b"\xff").unwrap();
        write("g/created.rs", "mine now\n");
        write("g/dualect.lock", "<<<<<<< HEAD\n");
        write("g/deep/orphan.rs", &ours("orphan"));
        write("g/edited_orphan.rs", &ours("x").replace('x', "y"));
        write("g/my_own.rs", "mine\n");
        write("g/target/orphan.rs", &ours("orphan"));
        let generator = |path, body: &str| (path, ours(body), Ownership::Generator);
        let output = output(&[
            generator("g/same.rs", "same"),
            generator("g/crlf.rs", "crlf"),
            generator("g/stale.rs", "after"),
            generator("g/edited.rs", "after"),
            generator("g/foreign.rs", "after"),
            generator("g/binary.rs", "after"),
            generator("g/missing.rs", "after"),
            ("g/created.rs", "first\n".to_owned(), Ownership::CreatedOnce),
            (
                "g/dualect.lock",
                "schema\n".to_owned(),
                Ownership::Generator,
            ),
        ]);
        let expected = [
            ("g/binary.rs", Standing::Foreign),
            ("g/dualect.lock", Standing::Stale),
            ("g/edited.rs", Standing::Edited),
            ("g/foreign.rs", Standing::Foreign),
            ("g/missing.rs", Standing::Missing),
            ("g/stale.rs", Standing::Stale),
            ("g/deep/orphan.rs", Standing::Orphan),
            ("g/edited_orphan.rs", Standing::EditedOrphan),
        ];
        assert_eq!(
            standings(root.path(), &output),
            expected.map(|(path, standing)| (path.to_owned(), standing))
        );
    }
}
