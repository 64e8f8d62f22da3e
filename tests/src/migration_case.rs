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
//! | `rows after` | statements that write rows after the migration, which going back loses, or gives back |
//! | `rows before going back` | statements that make the rows such as going back takes them |
//! | `down keeps` | why no row can show what `down.sql` says that it loses |
//! | `refused rows` | rows on which the migration fails, behind a line `-- code` for each hazard that tells of it |
//! | `refused rows going back` | the same of going back: they are put in after the migration |
//! | `rows on sqlite`, `up on postgres`, .. | the same of one engine alone, where the databases write a value in ways of their own |
//! | `sqlite up`, `sqlite down`, `postgres up`, `postgres down` | the migration's files, written by `DUALECT_BLESS=1` |
//! | `online` | why it is worth seeing how Postgres does it online; then `postgres online up` and `.. down` are written too |

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::diff::{Intent, Renames, resolve};
use dualect_codegen::migration::{Files, Transition, files};
use dualect_codegen::plan::Terms;
use dualect_format::statements::check;

use crate::migration_refusal::Refused;

/// Where the cases are.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The file of every case, by name; `DUALECT_CASE` in the environment leaves those whose name it is a part of, for who works on one.
///
/// # Panics
/// The folder cannot be read, or there is no such case.
#[must_use]
pub fn paths() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the cases are there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    if let Ok(part) = std::env::var("DUALECT_CASE") {
        paths.retain(|path| path.to_string_lossy().contains(&part));
    }
    assert!(!paths.is_empty(), "no case is called so");
    paths
}

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

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Statements that put rows in.
    #[must_use]
    pub fn rows(&self, dialect: Dialect) -> String {
        self.of_both("rows", dialect)
    }

    /// Statements that write rows after the migration.
    #[must_use]
    pub fn rows_after(&self, dialect: Dialect) -> String {
        self.of_both("rows after", dialect)
    }

    /// Statements that make the rows such as going back takes them.
    #[must_use]
    pub fn rows_before_going_back(&self, dialect: Dialect) -> String {
        self.of_both("rows before going back", dialect)
    }

    /// Whether no row can show what `down.sql` says that it loses.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.section("down keeps").is_some()
    }

    /// Rows on which the migration fails.
    #[must_use]
    pub fn refused(&self, dialect: Dialect) -> Vec<Refused> {
        let mut all: Vec<Refused> = Vec::new();
        for (section, going_back) in [("refused rows", false), ("refused rows going back", true)] {
            for line in self.of_both(section, dialect).lines() {
                if let Some(code) = line.strip_prefix("-- ") {
                    all.push(Refused {
                        code: code.trim().to_owned(),
                        put: String::new(),
                        going_back,
                    });
                } else if let Some(last) = all.last_mut() {
                    last.put.push_str(line);
                    last.put.push('\n');
                }
            }
        }
        all
    }

    fn of_both(&self, section: &str, dialect: Dialect) -> String {
        let own = format!("{section} on {dialect}");
        let parts = [section, &own].map(|name| self.section(name).unwrap_or_default());
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

    /// What becomes of the schema before: the names that the schema after has for what was there are taken from its hints.
    #[must_use]
    pub fn transition(&self, dialect: Dialect) -> Transition {
        let schema = |section: &str| {
            let body = self.section(section).unwrap_or_default();
            let text = format!("[project]\nname = \"case\"\n\n{body}\n");
            let source = SourceFile::new(format!("{}#{section}", self.path.display()), text);
            let schema = dualect_codegen::schema::parse(&source);
            schema.unwrap_or_else(|problems| panic!("{}", problems.render(false)))
        };
        let (before, after) = (schema("before"), schema("after"));
        let (from, to) = (lower(&before, dialect), lower(&after, dialect));
        let found = resolve(&Intent::of(&after, dialect), &from, &BTreeSet::new());
        assert_eq!(found.unknown, [], "a hint speaks of what is not there");
        Transition::new(from, to, &found.renames)
    }

    /// The migration's files for one dialect and one age of SQLite.
    #[must_use]
    pub fn files(&self, dialect: Dialect, sqlite: SqliteVersion) -> Files {
        migration(&self.transition(dialect), sqlite)
    }

    /// Whether it shows how Postgres does it online.
    #[must_use]
    pub fn shows_online(&self) -> bool {
        self.section("online").is_some()
    }

    /// Compares the files with the golden ones, or writes them when `DUALECT_BLESS` is set.
    pub fn compare(&mut self, written: &[(&str, Files)]) {
        let mut golden = Vec::new();
        for (name, files) in written {
            golden.push((format!("{name} up"), files.up.clone()));
            golden.push((format!("{name} down"), files.down.clone()));
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

/// The files that take a database there and back.
#[must_use]
pub fn migration(transition: &Transition, sqlite: SqliteVersion) -> Files {
    migration_by(transition, &Terms::simple(sqlite))
}

/// The files that change no table of Postgres' while others wait.
#[must_use]
pub fn online(transition: &Transition) -> Files {
    let mut terms = Terms::simple(SqliteVersion::BUNDLED);
    terms.routes.online = true;
    migration_by(transition, &terms)
}

fn migration_by(transition: &Transition, terms: &Terms) -> Files {
    for way in [&transition.there, &transition.back] {
        assert_eq!(way.unplanned, [], "the case asks for what no planner does");
    }
    let (up, down) = transition.plans(terms);
    let files = files(&up, &down);
    for file in [&files.up, &files.down] {
        assert_eq!(check(file), [], "not every client takes\n{file}");
    }
    files
}

/// From one catalog to another in which nothing is renamed.
#[must_use]
pub fn plain(before: &Catalog, after: &Catalog) -> Transition {
    Transition::new(before.clone(), after.clone(), &Renames::default())
}
