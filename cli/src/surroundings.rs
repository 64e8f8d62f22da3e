//! All that a command takes from the process around it, so that tests can stand in for it.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use dualect::migrate::Steps;
use serde::Serialize;

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
            out,
            err,
        }
    }

    /// Prints a line of the result.
    pub(crate) fn say(&mut self, line: &str) -> Result<()> {
        let written = writeln!(self.out, "{line}");
        printed(written)
    }

    /// Prints the result as a line of JSON.
    pub(crate) fn say_json(&mut self, result: &impl Serialize) -> Result<()> {
        // In the order of the keys, which is that of `serde_json::Value`.
        let value = serde_json::to_value(result).map_err(io::Error::other);
        let value =
            value.map_err(|error| Error::io("write to", Path::new("standard output"), error))?;
        self.say(&value.to_string())
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
