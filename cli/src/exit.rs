//! What the process says when it ends.

use std::process::ExitCode;

/// How a command ended; the number is the process's exit code.
///
/// ```
/// use dualect_cli::Exit;
/// assert_eq!(Exit::Stale.code(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, or nothing to do.
    Done,
    /// A person has to decide: `--check` found something stale, a generated file was edited by hand, a rollback would lose data.
    Stale,
    /// The schema, a migration folder or the command line is wrong, or a migration waits for a decision.
    Wrong,
    /// A file could not be read or written, or another `db-generate` was at work.
    Files,
    /// The database could not be reached, or refused.
    Database,
}

impl Exit {
    /// Every way to end, by its code.
    pub const ALL: [Self; 5] = [
        Self::Done,
        Self::Stale,
        Self::Wrong,
        Self::Files,
        Self::Database,
    ];

    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Stale => 1,
            Self::Wrong => 2,
            Self::Files => 3,
            Self::Database => 4,
        }
    }

    /// What `--help` says of it.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done, or nothing to do",
            Self::Stale => {
                "a person has to decide: --check found something stale, a generated file was edited by hand, a rollback would lose data"
            }
            Self::Wrong => {
                "the schema, a migration folder or the command line is wrong, or a migration waits for a decision: a rename, or a loss"
            }
            Self::Files => {
                "a file could not be read or written, or another db-generate was at work"
            }
            Self::Database => "the database could not be reached, or refused",
        }
    }

    /// The table of all codes that ends every `--help`.
    pub(crate) fn table() -> String {
        let rows = Self::ALL.map(|exit| format!("  {}  {}\n", exit.code(), exit.meaning()));
        format!("Exit codes:\n{}", rows.concat())
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
