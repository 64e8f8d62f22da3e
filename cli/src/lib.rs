//! Every dualect command, as a library.
//!
//! The `dualect` binary and a project's own `xtask` are both one line:
//!
//! ```no_run
//! # use std::process::ExitCode;
//! fn main() -> ExitCode {
//!     dualect_cli::main("cargo xtask", std::env::args_os().skip(1))
//! }
//! ```
//!
//! Everything that a command takes from the process around it is in [`Surroundings`], so that a test, or a program of its
//! own, can run one too:
//!
//! ```
//! use dualect_cli::{Exit, Surroundings, run};
//!
//! let folder = std::env::temp_dir().join("dualect-no-schema-here");
//! let (mut out, mut err) = (Vec::new(), Vec::new());
//! let mut around = Surroundings::quiet("dualect", &folder, &mut out, &mut err);
//! assert_eq!(run(["db-generate", "--schema", "none.toml"], &mut around), Exit::Wrong);
//! assert!(String::from_utf8_lossy(&err).contains("none.toml is not there"));
//! ```

mod arguments;
mod command;
mod database;
mod error;
mod exit;
mod files;
mod instant;
mod parallel;
mod progress;
mod question;
mod schema_edit;
mod side;
mod surroundings;
mod terminal;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use dualect::Tx;
pub use dualect::migrate;
use dualect::migrate::{Batch, Steps};
pub use exit::Exit;
pub use surroundings::Surroundings;

use arguments::{Arguments, Command};

/// Runs the command that the arguments name (without the program's own name) in this process, for a `main` to return.
///
/// `program` is how a person starts it, such as `cargo xtask` or `dualect`: help and repair commands are spelled with it.
pub fn main(program: &str, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> ExitCode {
    Cli::new(program).main(arguments)
}

/// The commands of a project whose migrations have steps in Rust.
///
/// ```no_run
/// # use std::process::ExitCode;
/// use dualect_cli::Cli;
/// use dualect_cli::migrate::Batch;
///
/// fn main() -> ExitCode {
///     Cli::new("cargo xtask")
///         .step("fill_slugs", |tx, after| async move {
///             // Some rows after that key, through `tx`.
///             # let _ = (tx, after);
///             Ok(Batch { rows: 0, next: None })
///         })
///         .main(std::env::args_os().skip(1))
/// }
/// ```
#[derive(Debug)]
pub struct Cli {
    program: String,
    steps: Steps,
}

impl Cli {
    /// Without any step. `program` is how a person starts it.
    #[must_use]
    pub fn new(program: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            steps: Steps::default(),
        }
    }

    /// With one more step: see [`Steps`].
    #[must_use]
    pub fn step<F, W>(self, name: impl Into<String>, work: F) -> Self
    where
        F: Fn(Tx, Option<String>) -> W + Send + Sync + 'static,
        W: Future<Output = dualect::Result<Batch>> + Send + 'static,
    {
        Self {
            steps: self.steps.with(name, work),
            ..self
        }
    }

    /// Runs the command that the arguments name, for a `main` to return.
    #[must_use]
    pub fn main(self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> ExitCode {
        let (mut input, mut out, mut err) = (io::stdin().lock(), io::stdout(), io::stderr());
        let mut around = Surroundings::of_process(&self.program, &mut input, &mut out, &mut err);
        around.steps = self.steps;
        run(arguments, &mut around).into()
    }
}

/// Runs the command that the arguments name (without the program's own name).
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    around: &mut Surroundings<'_>,
) -> Exit {
    let arguments = match Arguments::read(&around.program, arguments.into_iter().map(Into::into)) {
        Ok(arguments) => arguments,
        Err(answer) => return print_answer(&answer, around),
    };
    if arguments.json {
        around.begin_json();
    }
    let ended = match &arguments.command {
        Command::Init(own) => command::init::run(&arguments, own, around),
        Command::Generate(own) if own.check => {
            command::generate_check::run(&arguments, own, around)
        }
        Command::Generate(own) => command::generate::run(&arguments, own, around),
        Command::Schema(own) => command::json_schema::run(&arguments, own, around),
        Command::Lint(own) => command::lint::run(&arguments, own, around),
        Command::Migrate(own) if own.dry_run => command::dry_run::run(&arguments, own, around),
        Command::Migrate(own) => command::migrate::run(&arguments, own, around),
        Command::Rollback(own) => command::rollback::run(&arguments, own, around),
        Command::Status(own) => command::status::run(&arguments, own, around),
        Command::History(own) => command::history::run(&arguments, own, around),
        Command::Repair(own) => command::mend::run(&arguments, own, around),
        Command::New(own) => command::new::run(&arguments, own, around),
        Command::Squash(own) => command::squash::run(&arguments, own, around),
        Command::Pull(own) => command::pull::run(&arguments, own, around),
        Command::Import(own) => command::import::run(&arguments, own, around),
        Command::Diff(own) => command::diff::run(own, around),
        Command::Push(own) => command::push::run(&arguments, own, around),
        Command::Check(own) => command::check::run(&arguments, own, around),
        Command::Tidy => command::tidy::run(&arguments, around),
        Command::Templates(own) => command::templates::run(own, around),
    };
    let told = around.end_json(ended.as_ref().err());
    let flushed = surroundings::printed(around.out.flush());
    // Where even an error's object cannot be printed, the exit code is left to say it.
    match ended.and_then(|exit| told.and(flushed).map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => {
            around.report(&error);
            error.exit()
        }
    }
}

/// Help and version go to standard output and are no failure; wrong usage goes to standard error.
fn print_answer(answer: &clap::Error, around: &mut Surroundings<'_>) -> Exit {
    let (stream, exit) = if answer.use_stderr() {
        (&mut around.err, Exit::Wrong)
    } else {
        (&mut around.out, Exit::Done)
    };
    // Where even this cannot be printed, the exit code is left to say it.
    let _ = write!(stream, "{answer}");
    let _ = stream.flush();
    exit
}
