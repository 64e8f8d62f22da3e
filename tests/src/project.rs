//! A user's project in a temporary folder, worked on with dualect's own commands.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;

use dualect_cli::migrate::Steps;
use dualect_cli::{Exit, Surroundings};
use tempfile::TempDir;

use crate::engine::{Database, Engine};

/// 2026-01-01 00:00:00 UTC, the moment of every project's first command.
const BEGINNING: i64 = 1_767_225_600;

/// A folder with a schema and what `db-generate` makes of it, gone when this value goes.
#[derive(Debug)]
pub struct Project {
    folder: TempDir,
    now: Cell<i64>,
    steps: RefCell<Steps>,
}

/// How a command ended and what it printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// The exit code, as an enum.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Project {
    /// A project with this `schema.toml`, generated for the first time.
    #[must_use]
    pub fn generated(schema: &str) -> Self {
        let project = Self::ungenerated(schema);
        project.run(&["db-generate"], None).assert_ended(Exit::Done);
        project
    }

    /// A project with this `schema.toml` and nothing else.
    #[must_use]
    pub fn ungenerated(schema: &str) -> Self {
        let project = Self::empty();
        project.write_schema(schema);
        project
    }

    /// A folder in which nothing is.
    #[must_use]
    pub fn empty() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("dualect-project-")
            .tempdir();
        Self {
            folder: folder.expect("a temporary folder can be made"),
            now: Cell::new(BEGINNING),
            steps: RefCell::default(),
        }
    }

    /// The steps in Rust that the project's own xtask has from now on.
    pub fn register(&self, steps: Steps) {
        self.steps.replace(steps);
    }

    /// `schema.toml` as it stands.
    #[must_use]
    pub fn schema(&self) -> String {
        std::fs::read_to_string(self.path("schema.toml")).expect("schema.toml can be read")
    }

    /// Edits `schema.toml`.
    pub fn write_schema(&self, schema: &str) {
        std::fs::write(self.path("schema.toml"), schema).expect("schema.toml can be written");
    }

    /// Edits `schema.toml` and generates: one migration more.
    pub fn change_to(&self, schema: &str) {
        self.write_schema(schema);
        self.run(&["db-generate"], None).assert_ended(Exit::Done);
    }

    /// The same where it loses something, which is meant.
    pub fn change_to_accepting(&self, schema: &str, losses: &[&str]) {
        self.write_schema(schema);
        let accept = losses.iter().flat_map(|loss| ["--accept", loss]);
        let arguments: Vec<&str> = std::iter::once("db-generate").chain(accept).collect();
        self.run(&arguments, None).assert_ended(Exit::Done);
    }

    /// Runs a command as `dualect <arguments>` in the project's folder, an hour after the one before.
    pub fn run(&self, arguments: &[&str], database: Option<&Database>) -> Ran {
        let now = self.now.replace(self.now.get() + 3600);
        let database_url = database.map(|database| database.url().into());
        let folder = self.folder.path();
        let steps = self.steps.borrow().clone();
        let command = move || {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut around = Surroundings::quiet("dualect", folder, &mut out, &mut err);
            around.now = now;
            around.database_url = database_url;
            around.steps = steps;
            let exit = dualect_cli::run(arguments, &mut around);
            Ran {
                exit,
                out: text(out),
                err: text(err),
            }
        };
        // A command brings a runtime of its own, which would not start inside that of an async test.
        let ran = std::thread::scope(|scope| scope.spawn(command).join());
        ran.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    /// Applies what is pending with dualect's migrator.
    #[track_caller]
    pub fn migrate(&self, database: &Database) {
        self.run(&["db-migrate"], Some(database))
            .assert_ended(Exit::Done);
    }

    /// A file or folder of the project.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The folder of an engine's migrations.
    #[must_use]
    pub fn migrations(&self, engine: Engine) -> PathBuf {
        self.path("drizzle").join(engine.name())
    }

    /// The tags of an engine's migrations, in order.
    #[must_use]
    pub fn tags(&self, engine: Engine) -> Vec<String> {
        let entries = std::fs::read_dir(self.migrations(engine)).expect("there are migrations");
        let names = entries.map(|entry| entry.expect("an entry can be read").file_name());
        let mut tags: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        tags.sort();
        tags
    }

    /// The newest migration's `migration.sql`.
    #[must_use]
    pub fn newest_sql(&self, engine: Engine) -> String {
        let tags = self.tags(engine);
        let newest = tags.last().expect("there is a migration");
        let file = self.migrations(engine).join(newest).join("migration.sql");
        std::fs::read_to_string(file).expect("a migration can be read")
    }
}

impl Ran {
    /// Fails the test where the command ended otherwise, with all that it printed.
    #[track_caller]
    pub fn assert_ended(&self, exit: Exit) {
        assert_eq!(self.exit, exit, "\nout: {}\nerr: {}", self.out, self.err);
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("commands print UTF-8")
}
