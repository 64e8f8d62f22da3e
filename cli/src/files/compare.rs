//! What generation would write against what is on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dualect_codegen::generate::Generated;
use dualect_codegen::output::Ownership;
use dualect_codegen::rust::{Rendered, Rendering, RustFile};
use dualect_format::fingerprint::{Lock, Made, Verdict, verify};

use super::content::{self, Content, Known, KnownFile, Room};
use super::leftover::entries;
use super::read;
use super::seen::Seen;
use crate::error::{Error, Result};
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
    /// What should be there.
    new: New<'g>,
    /// Why they differ.
    pub(crate) standing: Standing,
    /// Who owns it once it is there.
    pub(crate) ownership: Ownership,
    /// What should be there, where it had to be rendered to be compared.
    rendered: Option<Rendered>,
}

/// What should be in a file's place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum New<'g> {
    /// A file.
    Content(Content<'g>),
    /// `dualect.lock`, which is made when all others are.
    Lock,
    /// Nothing: the file is an orphan.
    Nothing,
}

impl Difference<'_> {
    /// What should be there.
    pub(crate) fn wanted(&self) -> New<'_> {
        match (self.new, &self.rendered) {
            (New::Content(Content::Rust(rendering, file)), Some(rendered)) => {
                New::Content(Content::Rendered(rendered, rendering.within(file)))
            }
            (new, _) => new,
        }
    }

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

/// What is on disk against what should be there.
#[derive(Debug)]
pub(crate) struct Comparison<'g> {
    /// Every difference, in the order of paths: the migrations', then those of the generated Rust, then its orphans.
    pub(crate) differences: Vec<Difference<'g>>,
    /// What is known already of the files that the lock speaks of; the others are to be written.
    pub(crate) known: Known<'g>,
}

/// A file that has to be there.
#[derive(Clone, Copy)]
struct Expected<'g> {
    shown: &'g str,
    ownership: Ownership,
    new: New<'g>,
}

/// How a file is found.
struct Found<'g> {
    /// `None` where it is as it should be.
    difference: Option<Difference<'g>>,
    /// What the lock is to say of it, as far as that is known.
    made: KnownFile<'g>,
}

/// What is known of the disk.
pub(crate) struct Disk<'d> {
    /// The schema's folder.
    pub(crate) folder: &'d Path,
    /// What the lock there says.
    pub(crate) lock: Option<Lock>,
    /// Files that need not be read again.
    pub(crate) seen: &'d Seen,
}

/// Compares what should be on disk with what is there.
pub(crate) fn compare<'g>(disk: &Disk<'_>, generated: &'g Generated<'g>) -> Result<Comparison<'g>> {
    let migrations = generated.output.files.iter().map(|(path, file)| Expected {
        shown: path,
        ownership: file.ownership,
        new: New::Content(Content::Text(&file.text)),
    });
    let rust = generated.rust.files().iter().map(|file| Expected {
        shown: &file.path,
        ownership: file.ownership,
        new: if file.is_lock() {
            New::Lock
        } else {
            New::Content(Content::Rust(&generated.rust, file))
        },
    });
    let expected: Vec<Expected<'_>> = migrations.chain(rust).collect();
    let mut comparison = compared(disk, &expected, &generated.rust_folder)?;
    // The lock is compared when all that it is to say is known; where something is not, it says something else.
    let fingerprinted = generated
        .rust
        .files()
        .iter()
        .filter(|file| file.ownership == Ownership::Generator && !file.is_lock());
    if fingerprinted.count() == comparison.known.len() {
        let text = generated.rust.lock(content::owned(&comparison.known));
        let mut locks = Vec::new();
        for (at, difference) in comparison.differences.iter().enumerate() {
            if matches!(difference.new, New::Lock) && difference.old()?.as_ref() == Some(&text) {
                locks.push(at);
            }
        }
        for at in locks {
            comparison.differences.remove(at);
        }
    }
    Ok(comparison)
}

fn compared<'g>(disk: &Disk<'_>, expected: &[Expected<'g>], owned: &str) -> Result<Comparison<'g>> {
    let folder = disk.folder;
    let mut comparison = Comparison {
        differences: Vec::new(),
        known: Known::new(),
    };
    let room = Room::default();
    for found in parallel::map(parallel::cores(), expected, |file| find(disk, *file, &room)) {
        let Found { difference, made } = found?;
        comparison.differences.extend(difference);
        comparison.known.extend(made);
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
        comparison.differences.extend(orphan?);
    }
    Ok(comparison)
}

fn find<'g>(disk: &Disk<'_>, file: Expected<'g>, room: &Room) -> Result<Found<'g>> {
    let path = disk.folder.join(file.shown);
    let lock = disk.lock.as_ref();
    if let New::Content(Content::Rust(rendering, rust)) = file.new
        && let Some(body) = disk.seen.body(&path)
        && let Some((within, made)) = known(rendering, rust, lock)
        && made.body() == body
    {
        let made = Some((within, made.clone()));
        return Ok(Found {
            difference: None,
            made,
        });
    }
    let mut rendered = None;
    let (standing, made) = match (on_disk(&path)?, file.new) {
        (None, New::Content(Content::Rust(rendering, rust))) => {
            let known = known(rendering, rust, lock);
            (
                Some(Standing::Missing),
                known.map(|(path, made)| (path, made.clone())),
            )
        }
        (None, _) => (Some(Standing::Missing), None),
        (Some(_), _) if file.ownership == Ownership::CreatedOnce => (None, None),
        // Nothing in it is worth keeping; whether it is as it should be, is seen when all others are.
        (Some(_), New::Lock) => (Some(Standing::Stale), None),
        (Some(old), New::Content(Content::Rust(rendering, rust))) => {
            let compared = of_rust(rendering, rust, &old, lock)?;
            rendered = compared.rendered;
            (compared.standing, compared.made)
        }
        (Some(old), New::Content(content @ (Content::Text(_) | Content::Rendered(..)))) => {
            let (text, made) = content.made()?;
            (of_text(&text, &old), made)
        }
        (Some(_), New::Nothing) => (None, None),
    };
    let difference = standing.map(|standing| Difference {
        path,
        shown: file.shown.to_owned(),
        new: file.new,
        standing,
        ownership: file.ownership,
        rendered: rendered.and_then(|rendered| room.keep(rendered)),
    });
    Ok(Found { difference, made })
}

/// What the lock says of a file, where it speaks of what the file would be made from now.
fn known<'g, 'l>(
    rendering: &'g Rendering<'g>,
    file: &'g RustFile,
    lock: Option<&'l Lock>,
) -> Option<(&'g str, &'l Made)> {
    let within = rendering.within(file);
    let made = lock?.files.get(within)?;
    let inputs = rendering.draft(file).inputs()?;
    made.is_from(&inputs).then_some((within, made))
}

/// What comes of comparing a file of Rust.
struct Compared<'g> {
    /// Why it is not what should be there.
    standing: Option<Standing>,
    /// What the lock is to say of it.
    made: KnownFile<'g>,
    /// What should be there, if it had to be rendered.
    rendered: Option<Rendered>,
}

/// What the lock speaks of is known by its hash; anything else is rendered.
fn of_rust<'g>(
    rendering: &'g Rendering<'g>,
    file: &'g RustFile,
    old: &OnDisk,
    lock: Option<&Lock>,
) -> Result<Compared<'g>> {
    let (made, rendered) = if let Some((within, made)) = known(rendering, file, lock) {
        (Some((within, made.clone())), None)
    } else {
        let rendered = content::rendered(rendering, file)?;
        let made = rendered.made.clone();
        let made = made.map(|made| (rendering.within(file), made));
        (made, Some(rendered))
    };
    let standing = match old {
        OnDisk::Binary(_) => Some(Standing::Foreign),
        OnDisk::Text(text) => match verify(text) {
            Verdict::Intact { body }
                if made.as_ref().is_some_and(|(_, made)| made.body() == body) =>
            {
                None
            }
            verdict @ (Verdict::Intact { .. } | Verdict::Edited | Verdict::Absent) => {
                Some(of_verdict(&verdict, text))
            }
        },
    };
    Ok(Compared {
        standing,
        made,
        rendered,
    })
}

/// Why a file is not the text that should be there; `None` where it is.
fn of_text(text: &str, old: &OnDisk) -> Option<Standing> {
    match old {
        OnDisk::Text(old) if old == text => None,
        OnDisk::Text(old) => Some(of_verdict(&verify(old), old)),
        OnDisk::Binary(_) => Some(Standing::Foreign),
    }
}

fn of_verdict(verdict: &Verdict, text: &str) -> Standing {
    match verdict {
        Verdict::Intact { .. } => Standing::Stale,
        Verdict::Edited => Standing::Edited,
        // What a power cut can leave of a file that was being written: nobody's work.
        Verdict::Absent if text.bytes().all(|byte| byte == 0) => Standing::Stale,
        Verdict::Absent => Standing::Foreign,
    }
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
        new: New::Nothing,
        standing,
        ownership: Ownership::Generator,
        rendered: None,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use std::fs;
    use std::path::Path;

    use dualect_codegen::output::Ownership;
    use dualect_format::fingerprint::{Stamped, stamp};

    use super::{Content, Disk, Expected, New, Seen, Standing, compared};

    fn ours(body: &str) -> String {
        let Stamped { text, .. } = stamp(&format!("//! fingerprint:\n{body}\n")).unwrap();
        text
    }

    fn standings(root: &Path, files: &[(&str, String, Ownership)]) -> Vec<(String, Standing)> {
        let mut expected: Vec<Expected<'_>> = files
            .iter()
            .map(|(path, text, ownership)| Expected {
                shown: path,
                ownership: *ownership,
                new: if *path == "g/dualect.lock" {
                    New::Lock
                } else {
                    New::Content(Content::Text(text))
                },
            })
            .collect();
        expected.sort_by_key(|file| file.shown);
        let disk = Disk {
            folder: root,
            lock: None,
            seen: &Seen::default(),
        };
        compared(&disk, &expected, "g")
            .unwrap()
            .differences
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
        write("g/empty.rs", "");
        write("g/zeroed.rs", "\0\0");
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
            generator("g/empty.rs", "after"),
            generator("g/zeroed.rs", "after"),
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
            ("g/empty.rs", Standing::Stale),
            ("g/foreign.rs", Standing::Foreign),
            ("g/missing.rs", Standing::Missing),
            ("g/stale.rs", Standing::Stale),
            ("g/zeroed.rs", Standing::Stale),
            ("g/deep/orphan.rs", Standing::Orphan),
            ("g/edited_orphan.rs", Standing::EditedOrphan),
        ];
        assert_eq!(
            standings(root.path(), &output),
            expected.map(|(path, standing)| (path.to_owned(), standing))
        );
    }
}
