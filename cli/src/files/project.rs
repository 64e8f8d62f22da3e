//! The schema file, read and understood, and the folders it names.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use dualect_codegen::diagnostic::{Diagnostics, SourceFile};
use dualect_codegen::schema::{self, Document, Include};
use dualect_format::fingerprint::{LOCK_FILE, Lock};

use super::{folder_of, locate, read};
use crate::arguments::Arguments;
use crate::error::{Error, Kind, Result};
use crate::surroundings::Surroundings;

/// A project on disk.
#[derive(Debug)]
pub(crate) struct Project {
    /// The schema file's path.
    pub(crate) path: PathBuf,
    /// Its folder, which every path in it is relative to.
    pub(crate) folder: PathBuf,
    /// Its text, under the bare file name: output never depends on where a command was started.
    pub(crate) source: SourceFile,
    /// The files that it includes.
    pub(crate) includes: Vec<Include>,
    /// What it means.
    pub(crate) schema: schema::model::Schema,
}

impl Project {
    /// Where the schema file is.
    pub(crate) fn locate(arguments: &Arguments, around: &Surroundings<'_>) -> Result<PathBuf> {
        locate::schema(&around.folder, arguments.schema.as_deref())
    }

    /// Reads it.
    pub(crate) fn read(path: PathBuf, around: &Surroundings<'_>) -> Result<Self> {
        Ok(Self::read_beside(path, around, |_| ())?.0)
    }

    /// Reads it, and does something beside that on a thread of its own, which is given where the generated code's folder seems
    /// to be: whether that is right is known when the schema is understood.
    pub(crate) fn read_beside<T: Send>(
        path: PathBuf,
        around: &Surroundings<'_>,
        beside: impl FnOnce(&Path) -> T + Send,
    ) -> Result<(Self, T)> {
        let text = read::text(&path)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = SourceFile::new(name, text);
        let folder = folder_of(&path).to_owned();
        let document = Document::new(&source);
        let includes = read_includes(document.includes(), &folder)?;
        let generated = folder.join(document.generated_folder());
        let (schema, beside) = thread::scope(|scope| {
            let beside = scope.spawn(|| beside(&generated));
            let schema = document.resolve(&includes);
            match beside.join() {
                Ok(beside) => (schema, beside),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let schema = schema.map_err(|diagnostics| wrong(&diagnostics, &folder, around))?;
        let project = Self {
            path,
            folder,
            source,
            includes,
            schema,
        };
        Ok((project, beside))
    }

    /// Whether the files are still as they were read.
    pub(crate) fn is_unchanged(&self) -> Result<bool> {
        Ok(read::text(&self.path)? == self.source.text
            && read_includes(self.included(), &self.folder)? == self.includes)
    }

    /// The paths of the files that it includes.
    fn included(&self) -> Vec<String> {
        let includes = self.includes.iter();
        includes.map(|include| include.path.clone()).collect()
    }

    /// The files of the schema language that it is made of, each with its text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (PathBuf, &str)> {
        let main = (self.path.clone(), self.source.text.as_str());
        let more = self.includes.iter().filter_map(|include| {
            let text = include.text.as_deref().ok()?;
            let is_rust = Path::new(&include.path).extension() == Some("rs".as_ref());
            (!is_rust).then(|| (self.folder.join(&include.path), text))
        });
        std::iter::once(main).chain(more)
    }

    /// The migrations' folder.
    pub(crate) fn migrations(&self) -> PathBuf {
        self.folder.join(&self.schema.project.output.migrations)
    }

    /// The generated code's folder.
    pub(crate) fn generated(&self) -> PathBuf {
        self.folder.join(&self.schema.project.output.path)
    }

    /// What the generated folder says it was made from; `None` where it does not say so, or not legibly.
    pub(crate) fn lock(&self) -> Result<Option<Lock>> {
        let text = read::text_if_any(&self.generated().join(LOCK_FILE))?;
        Ok(text.and_then(|text| Lock::parse(&text).ok()))
    }
}

/// Reads the files that a schema file includes. That one cannot be read is for the parser to say, at its entry.
fn read_includes(paths: Vec<String>, folder: &Path) -> Result<Vec<Include>> {
    let mut includes = Vec::new();
    for path in paths {
        let file = folder.join(&path);
        let text = if file.is_dir() {
            Err("is a folder, not a file".to_owned())
        } else {
            match read::text(&file) {
                Ok(text) => Ok(text),
                Err(error) => match error.io_kind() {
                    Some(io::ErrorKind::NotFound) => Err("is not there".to_owned()),
                    Some(kind) => Err(format!("cannot be read: {kind}")),
                    // What is no text, or holds a conflict, names its own place.
                    None => return Err(error),
                },
            }
        };
        includes.push(Include { path, text });
    }
    Ok(includes)
}

/// Wrong input as an error, each mistake with its place; where the place is not below the current folder, that is said too.
pub(crate) fn wrong(diagnostics: &Diagnostics, folder: &Path, around: &Surroundings<'_>) -> Error {
    let rendered = diagnostics.render(around.err_color).trim_end().to_owned();
    if folder == around.folder {
        Error::plain(Kind::Schema { rendered })
    } else {
        Error::new(
            Kind::Schema { rendered },
            format!("the paths above are relative to {}", folder.display()),
        )
    }
}

/// A project's name, made of its folder's.
pub(crate) fn name_after(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let name: String = name.chars().map(plain).collect();
    let name = name.trim_matches('-');
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        "app".to_owned()
    }
}
