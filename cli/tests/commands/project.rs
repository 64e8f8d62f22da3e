//! A project in a temporary folder, and commands run in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use dualect_cli::{Exit, Surroundings, run};
use tempfile::TempDir;

pub(crate) const SCHEMA: &str = r#"[project]
name = "shop"

[tables.items.columns]
id   = { type = "bigint", primary_key = true }
name = "text"
"#;

/// The same with another column and another table.
pub(crate) const NEXT: &str = r#"[project]
name = "shop"

[tables.items.columns]
id   = { type = "bigint", primary_key = true }
name = "text"
note = "text?"

[tables.orders.columns]
id   = { type = "bigint", primary_key = true }
item = { references = "items.id" }
"#;

/// 2026-01-31T12:00:00Z.
pub(crate) const NOW: i64 = 1_769_860_800;
pub(crate) const INIT: &str = "20260131120000_init";

pub(crate) struct Project {
    folder: TempDir,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// With a schema file alone.
    pub(crate) fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(project.path(".git")).unwrap();
        project.write("schema.toml", SCHEMA);
        project
    }

    /// With everything generated.
    pub(crate) fn generated() -> Self {
        let project = Self::new();
        project.ok(&["db-generate"]);
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} holds no `{from}`");
        self.write(path, text.replace(from, to));
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Self::run_in(self.root(), arguments)
    }

    /// Runs it with a person at the terminal, who answers so.
    pub(crate) fn run_with(&self, arguments: &[&str], answers: &str) -> Ran {
        Self::run_with_in(self.root(), arguments, Some(answers))
    }

    pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
        Self::run_with_in(folder, arguments, None)
    }

    fn run_with_in(folder: &Path, arguments: &[&str], answers: Option<&str>) -> Ran {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut answers = answers.map(str::as_bytes);
        let mut around = Surroundings::quiet("cargo xtask", folder, &mut out, &mut err);
        around.answers = answers.as_mut().map(|bytes| bytes as &mut dyn BufRead);
        around.now = NOW;
        let exit = run(arguments, &mut around);
        Ran {
            exit,
            out: String::from_utf8(out).unwrap(),
            err: String::from_utf8(err).unwrap(),
        }
    }

    /// Runs what must succeed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.exit, Exit::Done, "{ran:#?}");
        ran
    }

    /// Every file with its text and the time of its last change.
    pub(crate) fn files(&self) -> BTreeMap<String, (String, std::time::SystemTime)> {
        let mut files = BTreeMap::new();
        collect(self.root(), self.root(), &mut files);
        files
    }

    /// Every file with its text.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        self.files()
            .into_iter()
            .map(|(path, (text, _))| (path, text))
            .collect()
    }
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, (String, std::time::SystemTime)>,
) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let modified = path.metadata().unwrap().modified().unwrap();
            files.insert(
                name,
                (
                    String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned(),
                    modified,
                ),
            );
        }
    }
}
