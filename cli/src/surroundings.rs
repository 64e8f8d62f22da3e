//! All that a command takes from the process around it, so that tests can stand in for it.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use dualect::migrate::Steps;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::terminal::{Style, paint};

/// The process around a command: where it stands, what time it is, where its output goes.
pub struct Surroundings<'a> {
    /// How a person starts these commands: `cargo xtask` or `dualect`. Repair commands are spelled with it.
    pub program: String,
    /// The current folder.
    pub folder: PathBuf,
    /// The steps in Rust that migrations ask for by name.
    pub steps: Steps,
    /// `DATABASE_URL`.
    pub database_url: Option<OsString>,
    /// The time, in seconds since 1970 UTC. The only clock that generation ever sees.
    pub now: i64,
    /// How long to wait for another `db-generate` to end.
    pub patience: Duration,
    /// Where a person answers questions; `None` where nobody is there to.
    pub answers: Option<&'a mut dyn BufRead>,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether standard output takes colours.
    pub out_color: bool,
    /// Whether standard error takes colours.
    pub err_color: bool,
    /// Whether standard error is a terminal, where what is under way can be shown in a line that is drawn anew.
    pub draws: bool,
    /// What `--json` prints in the end; `None` where lines are printed.
    answer: Option<Map<String, Value>>,
}

impl<'a> Surroundings<'a> {
    /// Those of this process. An unreadable current folder becomes `.`, and the first file looked for there says what is wrong.
    pub fn of_process(
        program: &str,
        input: &'a mut io::StdinLock<'static>,
        out: &'a mut io::Stdout,
        err: &'a mut io::Stderr,
    ) -> Self {
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let somebody_is_there =
            input.is_terminal() && err.is_terminal() && env::var_os("CI").is_none();
        Self {
            answers: somebody_is_there.then_some(input as &mut dyn BufRead),
            program: program.to_owned(),
            folder: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            database_url: env::var_os("DATABASE_URL"),
            steps: Steps::default(),
            patience: Duration::from_secs(10),
            now: jiff::Timestamp::now().as_second(),
            out_color: !plain && out.is_terminal(),
            err_color: !plain && err.is_terminal(),
            draws: err.is_terminal() && env::var_os("TERM").is_none_or(|value| value != "dumb"),
            answer: None,
            out,
            err,
        }
    }

    /// Those of a test: this folder, no database named, 1970, no colours, no waiting, nobody to answer.
    pub fn quiet(
        program: &str,
        folder: &Path,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        Self {
            answers: None,
            program: program.to_owned(),
            folder: folder.to_owned(),
            database_url: None,
            steps: Steps::default(),
            patience: Duration::ZERO,
            now: 0,
            out_color: false,
            err_color: false,
            draws: false,
            answer: None,
            out,
            err,
        }
    }

    /// From here on the result is one JSON object. Nobody is asked anything: who reads JSON does not answer.
    pub(crate) fn begin_json(&mut self) {
        self.answer = Some(Map::new());
        self.answers = None;
    }

    /// Whether the result is one JSON object, in place of lines.
    pub(crate) fn is_json(&self) -> bool {
        self.answer.is_some()
    }

    /// Puts something into the JSON object; lines say it in their own words.
    pub(crate) fn fact(&mut self, key: &str, value: impl Into<Value>) {
        if let Some(answer) = &mut self.answer {
            answer.insert(key.to_owned(), value.into());
        }
    }

    /// Puts all that an object holds into the JSON object.
    pub(crate) fn facts(&mut self, object: Value) {
        if let (Some(answer), Value::Object(object)) = (&mut self.answer, object) {
            answer.extend(object);
        }
    }

    /// Prints the JSON object, with the error if there was one.
    pub(crate) fn end_json(&mut self, error: Option<&Error>) -> Result<()> {
        let Some(mut answer) = self.answer.take() else {
            return Ok(());
        };
        if let Some(error) = error {
            answer.extend(error.as_json());
        }
        self.say(&Value::Object(answer).to_string())
    }

    /// Prints a line of the result.
    pub(crate) fn say(&mut self, line: &str) -> Result<()> {
        if self.is_json() {
            return Ok(());
        }
        let written = writeln!(self.out, "{line}");
        printed(written)
    }

    /// Asks a person, who may answer nothing: `None` where nobody is there, or the input ends.
    pub(crate) fn ask(&mut self, question: &str) -> Result<Option<String>> {
        let Some(answers) = &mut self.answers else {
            return Ok(None);
        };
        let asked = write!(self.err, "{question}").and_then(|()| self.err.flush());
        printed(asked)?;
        let mut line = String::new();
        let read = answers.read_line(&mut line);
        let read = read.map_err(|error| Error::io("read", Path::new("standard input"), error))?;
        Ok((read > 0).then(|| line.trim().to_ascii_lowercase()))
    }

    /// Prints what a person should know beside the result.
    pub(crate) fn note(&mut self, line: &str) -> Result<()> {
        let written = writeln!(
            self.err,
            "{} {line}",
            paint("note:", Style::Note, self.err_color)
        );
        printed(written)
    }

    /// Prints why the command could not do what it was asked. Where even that fails, the exit code is left to say it.
    pub(crate) fn report(&mut self, error: &Error) {
        let head = if error.is_rendered() {
            String::new()
        } else {
            format!("{} ", paint("error:", Style::Error, self.err_color))
        };
        let _ = writeln!(self.err, "{head}{error}");
        if let Some(help) = error.help() {
            let _ = writeln!(
                self.err,
                "{} {help}",
                paint("help:", Style::Note, self.err_color)
            );
        }
        let _ = self.err.flush();
    }

    /// A path as a person here would type it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}

/// Output that nobody reads any more (`| head`) is no failure.
pub(crate) fn printed(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::io("write to", Path::new("standard output"), error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
