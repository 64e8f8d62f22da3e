//! A migration as one readable file: the schema before and after, rows, the SQL that comes out, and what the rows have
//! become on a real engine.
//!
//! The file is sections, each under a line `== name ==`:
//!
//! | section | what it holds |
//! |---|---|
//! | `before`, `after` | tables in the schema language (the project's section is added) |
//! | `rows` | statements that put rows into the database before the migration; both engines read them |
//! | `kept` | `query => answer` lines that hold before, after, and after going back |
//! | `up`, `down` | `query => answer` lines that hold after the migration, and after going back |
//! | `rows on sqlite`, `up on postgres`, .. | the same of one engine alone, where the databases write a value in ways of their own |
//! | `sqlite up`, `sqlite down`, `postgres up`, `postgres down` | the migration's files, written by `DUALECT_BLESS=1` |

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::diff;
use dualect_codegen::migration::{Files, files};
use dualect_codegen::plan::{Direction, plan};
use dualect_format::statements::check;

/// A case file.
#[derive(Debug)]
pub struct Case {
    path: PathBuf,
    sections: Vec<(String, String)>,
}

impl Case {
    /// Reads the file.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sections: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if let Some(name) = line
                .strip_prefix("== ")
                .and_then(|rest| rest.strip_suffix(" =="))
            {
                sections.push((name.to_owned(), String::new()));
            } else if let Some((_, body)) = sections.last_mut() {
                body.push_str(line);
                body.push('\n');
            }
        }
        Self {
            path: path.to_owned(),
            sections,
        }
    }

    fn section(&self, name: &str) -> Option<&str> {
        self.sections
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, body)| body.trim())
    }

    /// Statements that put rows in.
    #[must_use]
    pub fn rows(&self, dialect: Dialect) -> String {
        let own = format!("rows on {dialect}");
        let parts = ["rows", &own].map(|name| self.section(name).unwrap_or_default());
        parts.join("\n").trim().to_owned()
    }

    /// The queries of a section, and of the one for that database alone, with their answers.
    #[must_use]
    pub fn answers(&self, section: &str, dialect: Dialect) -> Vec<(String, String)> {
        let own = format!("{section} on {dialect}");
        let lines = [section, &own]
            .into_iter()
            .filter_map(|name| self.section(name))
            .flat_map(str::lines);
        let lines = lines.filter(|line| !line.trim().is_empty());
        lines
            .map(|line| {
                let (query, answer) = line
                    .split_once("=>")
                    .unwrap_or_else(|| panic!("no => in {line}"));
                (query.trim().to_owned(), answer.trim().to_owned())
            })
            .collect()
    }

    /// Both catalogs.
    #[must_use]
    pub fn catalogs(&self, dialect: Dialect) -> (Catalog, Catalog) {
        let catalog = |section: &str| {
            let body = self.section(section).unwrap_or_default();
            let text = format!("[project]\nname = \"case\"\n\n{body}\n");
            let source = SourceFile::new(format!("{}#{section}", self.path.display()), text);
            let schema = dualect_codegen::schema::parse(&source);
            lower(
                &schema.unwrap_or_else(|problems| panic!("{}", problems.render(false))),
                dialect,
            )
        };
        (catalog("before"), catalog("after"))
    }

    /// The migration's files for one dialect and one age of SQLite.
    #[must_use]
    pub fn files(&self, dialect: Dialect, sqlite: SqliteVersion) -> Files {
        let (before, after) = self.catalogs(dialect);
        migration(&before, &after, sqlite)
    }

    /// Compares the files with the golden ones, or writes them when `DUALECT_BLESS` is set.
    pub fn compare(&mut self, written: &BTreeMap<Dialect, Files>) {
        let mut golden = Vec::new();
        for (dialect, files) in written {
            golden.push((format!("{dialect} up"), files.up.clone()));
            golden.push((format!("{dialect} down"), files.down.clone()));
        }
        if std::env::var_os("DUALECT_BLESS").is_some() {
            self.sections
                .retain(|(name, _)| !golden.iter().any(|(key, _)| key == name));
            self.sections.extend(golden);
            let mut text = String::new();
            for (name, body) in &self.sections {
                let _ = write!(text, "== {name} ==\n{}\n\n", body.trim_end());
            }
            std::fs::write(&self.path, format!("{}\n", text.trim_end()))
                .expect("the case file can be written");
            return;
        }
        for (name, text) in golden {
            let expected = self.section(&name).unwrap_or_default();
            assert!(
                expected == text.trim(),
                "{}: `{name}` is not as written; look at it, then DUALECT_BLESS=1 writes it anew.\n--- now\n{text}",
                self.path.display()
            );
        }
    }
}

/// The files that take a database from one catalog to another and back.
#[must_use]
pub fn migration(before: &Catalog, after: &Catalog, sqlite: SqliteVersion) -> Files {
    let there = diff(before, after);
    assert_eq!(
        there.unplanned,
        [],
        "the case asks for what no planner does"
    );
    let back = diff(after, before);
    assert_eq!(
        back.unplanned,
        [],
        "the way back asks for what no planner does"
    );
    let up = plan(before, after, &there.changes, Direction::Up, sqlite);
    let down = plan(after, before, &back.changes, Direction::Down, sqlite);
    let files = files(&up, &down);
    for file in [&files.up, &files.down] {
        assert_eq!(check(file), [], "not every client takes\n{file}");
    }
    files
}
