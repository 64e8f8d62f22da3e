//! A page of documentation, done as a reader would do it.
//!
//! Its blocks are taken in order. `sh`: each line is a command. `text`: what the last command printed. A block whose first line is a
//! comment with a file's name is that file; with a section behind the name, lines for below that section's head.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dualect_cli::Exit;

use crate::engine::Database;
use crate::project::Project;

/// Who reads the page, and where.
#[derive(Debug)]
pub struct Reader<'r> {
    /// The folder that the page is about.
    pub project: &'r Project,
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
    pub fn follow(&self, page: &str) {
        let mut printed = String::new();
        for (language, text) in blocks(page) {
            match language {
                "sh" => {
                    for line in text.lines() {
                        printed = self.run(line);
                    }
                }
                "text" => assert!(
                    printed.contains(text.trim()),
                    "the page says:\n{text}\nand it was:\n{printed}"
                ),
                "toml" | "rust" => self.write(text),
                other => panic!("nobody knows what to do with a block of {other}"),
            }
        }
    }

    fn run(&self, line: &str) -> String {
        let line = line.replace("../dualect", &self.checkout.display().to_string());
        let (variables, command): (Vec<&str>, Vec<&str>) = line
            .split_whitespace()
            .partition(|word| word.contains('=') && !word.starts_with('-'));
        let (program, arguments) = command.split_first().expect("a line has a command");
        if *program == "dualect" {
            let ran = self.project.run(arguments, None);
            ran.assert_ended(Exit::Done);
            return ran.out;
        }
        assert_eq!(*program, "cargo", "{line}");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(self.project.path(""))
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("DATABASE_URL");
        for variable in variables {
            let (name, value) = variable.split_once('=').expect("it has a value");
            assert_eq!(value, "postgres://me@localhost/shop");
            cargo.env(name, self.server.url());
        }
        let output = cargo.output().expect("cargo runs");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}:\n{err}{out}");
        out
    }

    fn write(&self, text: &str) {
        let text = text.replace("../dualect", &self.checkout.display().to_string());
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
        fs::write(path, whole).expect("it can be written");
    }
}

/// The fenced blocks, each with its language.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (language, after) = after.split_once('\n').expect("a block has lines");
        let (block, after) = after.split_once("\n```").expect("a block ends");
        found.push((language, block));
        rest = after;
    }
    assert!(!found.is_empty(), "a page has something to do");
    found
}
