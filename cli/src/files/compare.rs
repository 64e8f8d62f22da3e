//! What generation would write against what is on disk.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dualect_codegen::generate::Generated;
use dualect_codegen::output::Ownership;
use dualect_codegen::rust::{Rendering, RustFile};
use dualect_format::fingerprint::{LOCK_FILE, Verdict, verify};

use super::leftover::entries;
use super::read;
use crate::error::{Error, Kind, Result};
use crate::parallel;

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
pub(crate) struct Difference<'g> {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its path from the schema's folder, `/` between parts.
    pub(crate) shown: String,
    /// What should be there; `None` for an orphan.
    pub(crate) new: Option<Content<'g>>,
    /// Why they differ.
    pub(crate) standing: Standing,
    /// Who owns it once it is there.
    pub(crate) ownership: Ownership,
}

/// What should be in a file. Generated Rust is rendered when it is asked for, and then not kept: of ten thousand tables all
/// texts together do not fit into a small machine.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'g> {
    Text(&'g str),
    Rust(&'g Rendering<'g>, &'g RustFile),
}

impl<'g> Content<'g> {
    /// The whole text.
    pub(crate) fn text(self) -> Result<Cow<'g, str>> {
        match self {
            Self::Text(text) => Ok(Cow::Borrowed(text)),
            Self::Rust(rendering, file) => match rendering.draft(file).render() {
                Ok(text) => Ok(Cow::Owned(text)),
                Err(error) => Err(Error::plain(Kind::Template { error })),
            },
        }
    }
}

impl Difference<'_> {
    /// What is there now, as well as it can be shown.
    pub(crate) fn old(&self) -> Result<Option<String>> {
        match self.standing {
            Standing::Missing => Ok(None),
            Standing::Stale
            | Standing::Edited
            | Standing::Foreign
            | Standing::Orphan
            | Standing::EditedOrphan => Ok(on_disk(&self.path)?.map(OnDisk::into_text)),
        }
    }

    /// The line of a merge conflict in what is there now.
    pub(crate) fn conflict_line(&self) -> Result<Option<usize>> {
        Ok(self.old()?.as_deref().and_then(read::conflict_line))
    }
}

/// A file that has to be there.
struct Expected<'g> {
    shown: &'g str,
    ownership: Ownership,
    new: Content<'g>,
}

/// Every difference, in the order of paths: the migrations', then those of the generated Rust, then its orphans.
pub(crate) fn differences<'g>(
    folder: &Path,
    generated: &'g Generated<'g>,
) -> Result<Vec<Difference<'g>>> {
    let migrations = generated.output.files.iter().map(|(path, file)| Expected {
        shown: path,
        ownership: file.ownership,
        new: Content::Text(&file.text),
    });
    let rust = generated.rust.files().iter().map(|file| Expected {
        shown: &file.path,
        ownership: file.ownership,
        new: Content::Rust(&generated.rust, file),
    });
    let expected: Vec<Expected<'_>> = migrations.chain(rust).collect();
    compared(folder, &expected, &generated.rust_folder)
}

fn compared<'g>(
    folder: &Path,
    expected: &[Expected<'g>],
    owned: &str,
) -> Result<Vec<Difference<'g>>> {
    let mut found = Vec::new();
    for difference in parallel::map(parallel::cores(), expected, |file| difference(folder, file)) {
        found.extend(difference?);
    }
    let expected: BTreeSet<PathBuf> = expected
        .iter()
        .map(|file| folder.join(file.shown))
        .collect();
    let mut others = Vec::new();
    strangers(&folder.join(owned), owned, &expected, &mut others)?;
    for orphan in parallel::map(parallel::cores(), &others, |(path, shown)| {
        orphan(path, shown)
    }) {
        found.extend(orphan?);
    }
    Ok(found)
}

fn difference<'g>(folder: &Path, file: &Expected<'g>) -> Result<Option<Difference<'g>>> {
    let path = folder.join(file.shown);
    let standing = match (on_disk(&path)?, file.ownership) {
        (None, _) => Standing::Missing,
        (Some(_), Ownership::CreatedOnce) => return Ok(None),
        (Some(old), Ownership::Generator | Ownership::Frozen) => match standing(file, &old)? {
            Some(standing) => standing,
            None => return Ok(None),
        },
    };
    Ok(Some(Difference {
        path,
        shown: file.shown.to_owned(),
        new: Some(file.new),
        standing,
        ownership: file.ownership,
    }))
}

/// Why what is there is not what should be; `None` where it is. What has a fingerprint is known by it: that it is intact,
/// and made from what it would be made from now.
fn standing(file: &Expected<'_>, old: &OnDisk) -> Result<Option<Standing>> {
    let OnDisk::Text(text) = old else {
        return Ok(Some(Standing::Foreign));
    };
    let inputs = match file.new {
        Content::Rust(rendering, file) => rendering.draft(file).inputs(),
        Content::Text(_) => None,
    };
    let verdict = verify(text);
    let is_same = match inputs {
        Some(inputs) => verdict.is_from(&inputs),
        None => file.new.text()? == text.as_str(),
    };
    if is_same {
        return Ok(None);
    }
    // The lock has no fingerprint, being one: nothing in it is worth keeping.
    let is_lock = Path::new(file.shown)
        .file_name()
        .is_some_and(|name| name == LOCK_FILE);
    Ok(Some(match verdict {
        _ if is_lock => Standing::Stale,
        Verdict::Intact { .. } => Standing::Stale,
        Verdict::Edited => Standing::Edited,
        Verdict::Absent => Standing::Foreign,
    }))
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
            Ok(text) => OnDisk::Text(read::normalised(text)),
            Err(error) => OnDisk::Binary(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        })),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::io("read", path, source)),
    }
}

/// Files below a folder that no run would write now.
fn strangers(
    folder: &Path,
    shown: &str,
    expected: &BTreeSet<PathBuf>,
    found: &mut Vec<(PathBuf, String)>,
) -> Result<()> {
    for path in entries(folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.starts_with('.') || name == "target" || expected.contains(&path) {
            continue;
        }
        let shown = if shown.is_empty() {
            name.to_owned()
        } else {
            format!("{shown}/{name}")
        };
        if path.is_dir() {
            // A link to a folder elsewhere is not ours to clear.
            if !path.is_symlink() {
                strangers(&path, &shown, expected, found)?;
            }
        } else {
            found.push((path, shown));
        }
    }
    Ok(())
}

/// The difference that a file is which carries our header and which no run would write now.
fn orphan<'g>(path: &Path, shown: &str) -> Result<Option<Difference<'g>>> {
    let Some(OnDisk::Text(text)) = on_disk(path)? else {
        return Ok(None);
    };
    let standing = match verify(&text) {
        Verdict::Intact { .. } => Standing::Orphan,
        Verdict::Edited => Standing::EditedOrphan,
        Verdict::Absent => return Ok(None),
    };
    Ok(Some(Difference {
        path: path.to_owned(),
        shown: shown.to_owned(),
        new: None,
        standing,
        ownership: Ownership::Generator,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use std::fs;
    use std::path::Path;

    use dualect_codegen::output::Ownership;
    use dualect_format::fingerprint::stamp;

    use super::{Content, Expected, Standing, compared};

    fn ours(body: &str) -> String {
        stamp(
            &format!("//! fingerprint:\n{body}\n"),
            &"0123456789abcdef".repeat(4),
        )
        .unwrap()
    }

    fn standings(root: &Path, files: &[(&str, String, Ownership)]) -> Vec<(String, Standing)> {
        let mut expected: Vec<Expected<'_>> = files
            .iter()
            .map(|(path, text, ownership)| Expected {
                shown: path,
                ownership: *ownership,
                new: Content::Text(text),
            })
            .collect();
        expected.sort_by_key(|file| file.shown);
        compared(root, &expected, "g")
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
        let output = [
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
        ];
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
