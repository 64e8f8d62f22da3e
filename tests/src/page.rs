//! A page of documentation, done as a reader would do it.
//!
//! Its blocks are taken in order. `sh`: each line is a command. `text`: what the last command printed. `console`: commands behind `$`,
//! each with all that it prints, where `..` stands for anything. `toml`: lines of the schema file. A block whose first line is a comment with a file's name is that file;
//! with a section behind the name, lines for below that section's head. An HTML comment says what happens between two commands:
//! `migrate to: TAG`, `sql: STATEMENT`, `file PATH: TEXT` below the migrations, `drizzle: FOLDER`, which drizzle-orm's migrator applies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dualect_cli::Exit;

use crate::drizzle::Kit;
use crate::engine::Database;
use crate::project::Project;

/// Who reads the page, and where.
#[derive(Debug)]
pub struct Reader<'r> {
    /// The folder that the page is about.
    pub project: &'r Project,
    /// The database that its commands find; the page calls it `sqlite:app.db`.
    pub database: Option<&'r Database>,
    /// What `../dualect` is, and what cargo builds.
    pub cargo: Option<Cargo<'r>>,
    /// The drizzle-kit that `npx` finds.
    pub kit: Option<Kit>,
}

/// What a reader needs to build what a page says.
#[derive(Debug)]
pub struct Cargo<'r> {
    /// What `../dualect` is.
    pub checkout: &'r Path,
    /// What `postgres://me@localhost/shop` is.
    pub server: &'r Database,
    /// Cargo's target folder, which stays, so that a second run builds little.
    pub target: PathBuf,
}

impl Reader<'_> {
    /// Does all that the page says.
    ///
    /// # Panics
    /// Something is not as the page says, or is nothing that a reader could do.
    pub async fn follow(&self, page: &str) {
        // What the last command printed, where there was one.
        let mut printed: Option<String> = None;
        for piece in pieces(page) {
            match piece {
                Piece::Between(what, text) => self.between(what, text).await,
                Piece::Block("sh", text) => {
                    for line in text.lines() {
                        printed = Some(self.run(line));
                    }
                }
                Piece::Block("console", text) => self.console(text),
                Piece::Block("text", text) => {
                    let printed = printed.as_deref().unwrap_or(text);
                    assert!(
                        printed.contains(text.trim()),
                        "the page says:\n{text}\nand it was:\n{printed}"
                    );
                }
                Piece::Block("toml" | "rust" | "ts", text) if is_file(text) => self.write(text),
                Piece::Block("toml", text) => self.shown(text),
                // To be read, and put where the reader has its like.
                Piece::Block("rust" | "ts", _) => {}
                Piece::Block(other, _) => panic!("nobody knows what to do with a block of {other}"),
            }
        }
    }

    async fn between(&self, what: &str, text: &str) {
        let database = self.database.expect("the page has a database");
        match what.split_once(' ') {
            None if what == "drizzle" => {
                let kit = self.kit.expect("the page has drizzle-orm");
                let applied = kit.migrate(database, &self.project.path(text));
                assert_eq!(applied, Ok(()), "{text}");
            }
            None => database.execute(text).await,
            Some(("migrate", _)) => {
                let to = ["db-migrate", "--to", text];
                self.project
                    .run(&to, Some(database))
                    .assert_ended(Exit::Done);
            }
            Some((_, file)) => {
                let path = self.project.migrations(database.engine()).join(file);
                fs::write(path, text).expect("it can be written");
            }
        }
    }

    /// Each command prints all that stands below it, and nothing else.
    fn console(&self, block: &str) {
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").expect("a command comes first");
            let found = match command.strip_prefix("dualect ") {
                Some(arguments) => self.printed(arguments),
                None => self.run(command),
            };
            let found: Vec<&str> = found.lines().collect();
            let mut written = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                written.push(line);
            }
            let is_same = found.len() == written.len()
                && found
                    .iter()
                    .zip(&written)
                    .all(|(found, written)| matches(found, written));
            assert!(
                is_same,
                "{command}\nprinted: {found:#?}\nwritten: {written:#?}"
            );
        }
    }

    /// What a command printed, with the database's name as the pages have it.
    fn printed(&self, arguments: &str) -> String {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let ran = self.project.run(&arguments, self.database);
        let text = format!("{}{}", ran.out, ran.err);
        match self.database {
            None => text,
            Some(database) => {
                let url = database.url();
                let place = url.split('?').next().unwrap_or_default();
                text.replace(place, "sqlite:app.db")
            }
        }
    }

    fn run(&self, line: &str) -> String {
        let line = self.local(line);
        let (variables, command): (Vec<&str>, Vec<&str>) = line
            .split_whitespace()
            .partition(|word| word.contains('=') && !word.starts_with('-'));
        let (program, arguments) = command.split_first().expect("a line has a command");
        match *program {
            "dualect" => {
                let ran = self.project.run(arguments, self.database);
                ran.assert_ended(Exit::Done);
                ran.out
            }
            "npx" => {
                let kit = self.kit.expect("the page has drizzle-kit");
                kit.run(&self.project.path(""), arguments)
            }
            "cargo" => self.cargo(&line, arguments, &variables),
            other => panic!("nobody knows what {other} is: {line}"),
        }
    }

    fn cargo(&self, line: &str, arguments: &[&str], variables: &[&str]) -> String {
        let given = self.cargo.as_ref().expect("the page has cargo");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(self.project.path(""))
            .env("CARGO_TARGET_DIR", &given.target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("DATABASE_URL");
        for variable in variables {
            let (name, value) = variable.split_once('=').expect("it has a value");
            assert_eq!(value, "postgres://me@localhost/shop");
            cargo.env(name, given.server.url());
        }
        let output = cargo.output().expect("cargo runs");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}:\n{err}{out}");
        out
    }

    /// With the places of this machine.
    fn local(&self, text: &str) -> String {
        match &self.cargo {
            Some(cargo) => text.replace("../dualect", &cargo.checkout.display().to_string()),
            None => text.to_owned(),
        }
    }

    /// Each line stands in the schema file.
    fn shown(&self, text: &str) {
        let schema = self.project.schema();
        for written in text.lines() {
            assert!(
                schema.lines().any(|line| matches(line, written)),
                "{written}\n{schema}"
            );
        }
    }

    fn write(&self, text: &str) {
        let text = self.local(text);
        let (head, body) = text.split_once('\n').expect("a file has a name");
        let head = head.trim_start_matches(['#', '/', ' ']);
        let name = head.split([' ', ',']).next().unwrap_or_default();
        let section = head.find('[').map(|at| &head[at..]);
        let path = self.project.path(name);
        let whole = match section {
            None => format!("{body}\n"),
            Some(section) => {
                let old = fs::read_to_string(&path).expect("the file is there");
                let below = format!("{section}\n");
                assert!(old.contains(&below), "{section} is in no line of {name}");
                old.replace(&below, &format!("{below}{body}\n"))
            }
        };
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("its folder can be made");
        fs::write(path, whole).expect("it can be written");
    }
}

/// Whether a line is as it was written: `..` stands for anything.
fn matches(line: &str, written: &str) -> bool {
    let mut parts = written.split("..");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

/// Whether a block's first line is a comment, which names the file.
fn is_file(block: &str) -> bool {
    block.starts_with("# ") || block.starts_with("// ")
}

/// What a page has for who follows it.
enum Piece<'p> {
    /// A fenced block, with its language.
    Block(&'p str, &'p str),
    /// What a comment asks for: `what: text`.
    Between(&'p str, &'p str),
}

fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    loop {
        let block = rest.find("\n```");
        let comment = rest.find("\n<!-- ");
        match (block, comment) {
            (None, None) => break,
            (Some(at), comment) if comment.is_none_or(|comment| at < comment) => {
                let (language, after) = rest[at + 4..].split_once('\n').expect("a block has lines");
                let (text, after) = after.split_once("\n```").expect("a block ends");
                found.push(Piece::Block(language, text));
                rest = after;
            }
            (_, Some(at)) => {
                let (text, after) = rest[at + 6..].split_once(" -->").expect("a comment ends");
                let (what, text) = text.split_once(": ").expect("a comment says what it is");
                found.push(Piece::Between(what, text));
                rest = after;
            }
            (Some(_), None) => unreachable!("a block alone was taken above"),
        }
    }
    assert!(
        found.iter().any(|piece| matches!(piece, Piece::Block(..))),
        "a page has something to do"
    );
    found
}
