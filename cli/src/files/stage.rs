//! Files put in place together: all are staged beside their places before the first is renamed, so that a full disk, a missing
//! permission or a kill leaves what was there before.
//!
//! Migrations are synced to the disk before that, for nothing makes them anew. What a power cut takes of any other file, the next
//! run finds missing or empty and makes again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use dualect_codegen::rust::Rendering;
use tempfile::TempPath;

use super::content::{self, Content, Known};
use super::leftover::{STAGED_FILE, staged_folder_name};
use crate::error::{Error, Kind, Result};
use crate::parallel;

/// What one run changes on disk.
#[derive(Debug, Default)]
pub(crate) struct Batch<'g> {
    /// New folders, put in place whole and before anything else: nothing may name a migration that is not there.
    pub(crate) folders: Vec<NewFolder<'g>>,
    /// New or replaced files, in the order in which they are put in place.
    pub(crate) files: Vec<NewFile<'g>>,
    /// The lock, after all of them.
    pub(crate) lock: Option<NewLock<'g>>,
    /// Files to remove, last.
    pub(crate) removals: Vec<PathBuf>,
}

/// A folder of text files that is not there yet.
#[derive(Debug)]
pub(crate) struct NewFolder<'g> {
    pub(crate) path: PathBuf,
    /// Name and content.
    pub(crate) files: Vec<(String, Content<'g>)>,
}

/// A text file.
#[derive(Debug)]
pub(crate) struct NewFile<'g> {
    pub(crate) path: PathBuf,
    pub(crate) content: Content<'g>,
}

/// `dualect.lock`, whose text is known when all files are made.
#[derive(Debug)]
pub(crate) struct NewLock<'g> {
    pub(crate) path: PathBuf,
    pub(crate) rendering: &'g Rendering<'g>,
    /// What it says of files that are not written now.
    pub(crate) known: Known<'g>,
}

impl Batch<'_> {
    /// How many renames and removals it takes.
    fn len(&self) -> usize {
        let lock = usize::from(self.lock.is_some());
        self.folders.len() + self.files.len() + lock + self.removals.len()
    }

    /// Writes all of it.
    pub(crate) fn write(self) -> Result<()> {
        let all = self.len();
        let mut undo = Undo::default();
        let mut folders = Vec::new();
        let mut unsynced = Vec::new();
        for folder in &self.folders {
            let staged = stage_folder(folder, &mut undo, &mut unsynced)?;
            folders.push((staged, folder.path.as_path()));
        }
        let mut places = Vec::new();
        for file in &self.files {
            let place = place(&file.path, &mut undo)?;
            places.push((place, file.content));
        }
        // The disk is waited for beside the work on the other files.
        let (synced, made) = thread::scope(|scope| {
            let synced = scope.spawn(|| sync_all(&unsynced));
            let made = parallel::map(parallel::cores(), &places, |(place, content)| {
                let (text, made) = content.made()?;
                Ok((stage_file(place, &text)?, made))
            });
            match synced.join() {
                Ok(synced) => (synced, made),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        synced?;
        let mut staged = Vec::new();
        let mut known = Known::new();
        for (made, (place, _)) in made.into_iter().zip(places) {
            let (file, made) = made?;
            staged.push((file, place));
            known.extend(made);
        }
        if let Some(lock) = &self.lock {
            known.extend(lock.known.iter().map(|(path, made)| (*path, made.clone())));
            let place = place(&lock.path, &mut undo)?;
            let text = lock.rendering.lock(content::owned(&known));
            staged.push((stage_file(&place, &text)?, place));
        }

        undo.disarm();
        let mut done = 0;
        let mut touched = BTreeSet::new();
        let halfway = |path: &Path, done: usize, source: io::Error| {
            Error::new(
                Kind::Halfway {
                    done,
                    all,
                    path: path.to_owned(),
                    source,
                },
                "remove what is in the way and run the same command again: it completes what was begun",
            )
        };
        for (staged, place) in folders {
            fs::rename(&staged, place).map_err(|source| halfway(place, done, source))?;
            touched.insert(super::folder_of(place).to_owned());
            done += 1;
        }
        for (staged, place) in staged {
            staged
                .persist(&place)
                .map_err(|error| halfway(&place, done, error.error))?;
            touched.insert(super::folder_of(&place).to_owned());
            done += 1;
        }
        for path in &self.removals {
            fs::remove_file(path).map_err(|source| halfway(path, done, source))?;
            touched.insert(super::folder_of(path).to_owned());
            done += 1;
        }
        let touched: Vec<PathBuf> = touched.into_iter().collect();
        sync_all(&touched)
    }
}

/// Writes a folder beside its place; `unsynced` gets what has to be synced before it is put there.
fn stage_folder(
    folder: &NewFolder<'_>,
    undo: &mut Undo,
    unsynced: &mut Vec<PathBuf>,
) -> Result<PathBuf> {
    let parent = super::folder_of(&folder.path);
    make_folders(parent, undo)?;
    if folder.path.exists() {
        return Err(Error::new(
            Kind::Migrations {
                path: folder.path.clone(),
                what: "something of this name is there already".to_owned(),
            },
            "give the new migration another name with --name, or another time with --at",
        ));
    }
    let tag = folder
        .path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let staged = parent.join(staged_folder_name(tag));
    fs::create_dir(&staged).map_err(|source| Error::io("create the folder", &staged, source))?;
    undo.staged_folders.push(staged.clone());
    for (name, content) in &folder.files {
        let path = staged.join(name);
        let text = content.text()?;
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|source| Error::io("write", &path, source))?;
        unsynced.push(path);
    }
    unsynced.push(staged.clone());
    Ok(staged)
}

/// Where a file is put, with the folders above it. A link stays a link: what it points to is replaced.
fn place(path: &Path, undo: &mut Undo) -> Result<PathBuf> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    make_folders(super::folder_of(&place), undo)?;
    Ok(place)
}

/// Writes a file beside its place. It is closed then: there may be more of them than a process may hold open.
fn stage_file(place: &Path, text: &str) -> Result<TempPath> {
    let parent = super::folder_of(place);
    let failed = |source| Error::io("write", place, source);
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED_FILE.0).suffix(STAGED_FILE.1);
    let permissions = fs::metadata(place)
        .ok()
        .map(|metadata| metadata.permissions());
    ordinary_permissions(&mut builder);
    let mut staged = builder.tempfile_in(parent).map_err(failed)?;
    staged.write_all(text.as_bytes()).map_err(failed)?;
    if let Some(permissions) = permissions {
        staged
            .as_file()
            .set_permissions(permissions)
            .map_err(failed)?;
    }
    Ok(staged.into_temp_path())
}

/// Puts a new file in place whole; false where one is there, which stays as it is.
pub(crate) fn put_new(path: &Path, text: &str) -> Result<bool> {
    let staged = stage_file(path, text)?;
    let failed = |source| Error::io("write", path, source);
    let written = File::open(&staged).and_then(|file| file.sync_all());
    written.map_err(failed)?;
    match staged.persist_noclobber(path) {
        Ok(()) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error.error)),
    }
}

/// Those that any new file gets, not a temporary file's, which only its owner may read.
#[cfg(unix)]
fn ordinary_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn ordinary_permissions(_builder: &mut tempfile::Builder<'_, '_>) {}

/// Creates a folder and those above it, remembering which were not there.
fn make_folders(folder: &Path, undo: &mut Undo) -> Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    make_folders(super::folder_of(folder), undo)?;
    fs::create_dir(folder).map_err(|source| Error::io("create the folder", folder, source))?;
    undo.new_folders.push(folder.to_owned());
    Ok(())
}

/// Makes files, and renames in folders, last through a power cut. All at once: a file system that keeps a journal writes it once
/// for those who wait for it together.
fn sync_all(paths: &[PathBuf]) -> Result<()> {
    const AT_ONCE: usize = 16;
    let synced = parallel::map(AT_ONCE, paths, |path| sync(path));
    synced.into_iter().collect()
}

/// Where folders cannot be opened (Windows), and files only for writing, renames last anyway.
fn sync(path: &Path) -> Result<()> {
    let file = if !cfg!(windows) {
        File::open(path)
    } else if path.is_dir() {
        return Ok(());
    } else {
        File::options().write(true).open(path)
    };
    file.and_then(|file| file.sync_all())
        .map_err(|source| Error::io("sync", path, source))
}

/// Removes what was staged if staging fails. (Staged files remove themselves.)
#[derive(Debug, Default)]
struct Undo {
    staged_folders: Vec<PathBuf>,
    new_folders: Vec<PathBuf>,
}

impl Undo {
    fn disarm(&mut self) {
        self.staged_folders.clear();
        self.new_folders.clear();
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        // The error that brought us here is the one to report; what cannot be removed now, the next run removes.
        for folder in &self.staged_folders {
            let _ = fs::remove_dir_all(folder);
        }
        for folder in self.new_folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
    use super::{Batch, Content, NewFile, NewFolder};
    use std::fs;
    use std::path::Path;

    fn file<'g>(path: &Path, text: &'g str) -> NewFile<'g> {
        NewFile {
            path: path.to_owned(),
            content: Content::Text(text),
        }
    }

    #[test]
    fn files_and_folders_come_with_the_folders_above_them() {
        let root = tempfile::tempdir().unwrap();
        let folder = NewFolder {
            path: root.path().join("drizzle/sqlite/1_a"),
            files: vec![("up.sql".to_owned(), Content::Text("u"))],
        };
        let batch = Batch {
            folders: vec![folder],
            files: vec![file(&root.path().join("a/b/c.rs"), "c")],
            ..Batch::default()
        };
        batch.write().unwrap();
        assert_eq!(
            fs::read_to_string(root.path().join("drizzle/sqlite/1_a/up.sql")).unwrap(),
            "u"
        );
        assert_eq!(
            fs::read_to_string(root.path().join("a/b/c.rs")).unwrap(),
            "c"
        );
        assert_eq!(
            fs::read_dir(root.path().join("drizzle/sqlite"))
                .unwrap()
                .count(),
            1
        );
    }

    #[test]
    fn a_failure_while_staging_leaves_everything_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let kept = root.path().join("kept.rs");
        fs::write(&kept, "old").unwrap();
        // A file where a folder is needed: even root cannot write below it.
        let blocked = root.path().join("kept.rs/blocked.rs");
        let folder = NewFolder {
            path: root.path().join("drizzle/1_a"),
            files: Vec::new(),
        };
        let batch = Batch {
            folders: vec![folder],
            files: vec![
                file(&kept, "new"),
                file(&root.path().join("new/one.rs"), "one"),
                file(&blocked, "two"),
            ],
            removals: vec![kept.clone()],
            ..Batch::default()
        };
        assert!(batch.write().is_err());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "old");
        let names: Vec<_> = fs::read_dir(root.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["kept.rs"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_ordinary_permissions_and_a_replaced_one_keeps_its_own() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().unwrap();
        let (new, old, plain) = (
            root.path().join("new"),
            root.path().join("old"),
            root.path().join("plain"),
        );
        fs::write(&old, "").unwrap();
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        Batch {
            files: vec![file(&new, "n"), file(&old, "o")],
            ..Batch::default()
        }
        .write()
        .unwrap();
        assert_eq!((mode(&new), mode(&old)), (mode(&plain), 0o640));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let root = tempfile::tempdir().unwrap();
        let (target, link) = (root.path().join("target"), root.path().join("link"));
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        Batch {
            files: vec![file(&link, "new")],
            ..Batch::default()
        }
        .write()
        .unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
    }
}
