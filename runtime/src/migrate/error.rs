//! Why a migrator stopped.

use std::fmt;
use std::time::Duration;

use super::baseline::BaselineRefusal;
use super::behind::Behind;

/// Why a migrator stopped. Whatever it was, the database is at the boundary of a migration, or of a section where that
/// migration cannot run in one transaction, and the next run goes on from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationErrorKind {
    /// The app's migrations are not in order: a tag is none, or stands twice.
    Tag {
        /// The tag.
        tag: String,
        /// What is wrong with it.
        why: String,
    },
    /// A migration was changed after it was applied.
    Edited {
        /// Its tag.
        tag: String,
    },
    /// The database has a migration that the app has not.
    Missing {
        /// Its tag, or what the database knows of it.
        tag: String,
    },
    /// A migration was named that the app does not have.
    Unknown {
        /// What was named.
        tag: String,
    },
    /// A migration was named that the database does not have.
    NotApplied {
        /// Its tag.
        tag: String,
    },
    /// A migration has a step in Rust that this program does not have.
    Step {
        /// Its tag.
        tag: String,
        /// The step's name.
        step: String,
    },
    /// The record of a migration was to be changed, and is right as it is.
    Repair {
        /// Its tag.
        tag: String,
        /// Why nothing is changed.
        why: String,
    },
    /// The database lacks migrations that the app has, and is not to be migrated now.
    Behind(Box<Behind>),
    /// The database is under migrations already, so that it cannot be taken over as one that is not.
    Ours {
        /// The tag of the newest that it has a note of.
        tag: String,
    },
    /// A section of a file failed.
    Section(Box<SectionFailure>),
    /// A migration leaves rows that refer to nothing.
    ForeignKeys {
        /// The migration's tag.
        tag: String,
        /// The table with such rows.
        table: String,
        /// The table that they refer to.
        parent: String,
        /// How many there are, over all tables.
        rows: usize,
    },
    /// Another migrator was at work for longer than we may wait.
    Locked {
        /// How long we waited.
        waited: Duration,
    },
    /// A migration cannot be rolled back.
    Irreversible {
        /// Its tag.
        tag: String,
        /// Why not.
        reason: String,
    },
    /// Rolling a migration back loses data, and nobody has agreed to that.
    Lossy {
        /// Its tag.
        tag: String,
        /// What is lost.
        lost: String,
    },
    /// The database has migrations that a baseline replaces, and cannot take it in their place.
    Baseline(Box<BaselineRefusal>),
    /// A run of the other direction was interrupted in this migration, and has to be finished first.
    Interrupted {
        /// Its tag.
        tag: String,
        /// The file that was being run.
        file: ScriptFile,
    },
    /// The connection to the database was lost, or the server was stopped. What was committed by then stays; whether what was just
    /// being committed is among it, the next run finds out.
    Disconnected {
        /// What we were doing.
        doing: String,
        /// What the system or the server said.
        message: String,
    },
    /// The database failed outside of any migration's file.
    Database {
        /// What we were doing.
        doing: &'static str,
        /// What the database said.
        message: String,
        /// Its code for that.
        code: Option<String>,
    },
}

/// A section of a migration's file that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionFailure {
    /// The migration's tag.
    pub tag: String,
    /// Which of its files.
    pub file: ScriptFile,
    /// The section in the file, from 1.
    pub section: usize,
    /// The line in the file, from 1: where the database says the error is, else where the statement begins.
    pub line: usize,
    /// The statement's first line.
    pub statement: String,
    /// What the database said.
    pub message: String,
    /// Its code for that: a SQLSTATE, or SQLite's extended result code.
    pub code: Option<String>,
    /// How many of the file's sections the database keeps: none, but for a file that cannot run in one transaction.
    pub kept: usize,
}

/// One of the files of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptFile {
    /// `migration.sql`.
    Up,
    /// `down.sql`.
    Down,
}

impl fmt::Display for ScriptFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "migration.sql",
            Self::Down => "down.sql",
        })
    }
}

impl fmt::Display for SectionFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            tag,
            file,
            section,
            line,
            statement,
            message,
            code,
            kept,
        } = self;
        write!(
            f,
            "migration {tag} failed: {file} line {line}, section {section}"
        )?;
        if !statement.is_empty() {
            write!(f, ", `{statement}`")?;
        }
        write!(f, ": {message}")?;
        if let Some(code) = code {
            write!(f, " ({code})")?;
        }
        match kept {
            0 => Ok(()),
            kept => write!(
                f,
                "; its first {kept} sections stay applied, and the next run goes on after them"
            ),
        }
    }
}

impl fmt::Display for MigrationErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag { tag, why } => write!(f, "migration {tag} cannot be used: {why}"),
            Self::Edited { tag } => {
                write!(
                    f,
                    "migration {tag} was changed after it was applied: restore its migration.sql, and make a new migration of the change"
                )
            }
            Self::Missing { tag } => {
                write!(
                    f,
                    "the database has the migration {tag}, which is not among these: is this an older version of the app?"
                )
            }
            Self::Unknown { tag } => write!(
                f,
                "there is no migration {tag} here: name one by its whole tag, as `<time>_<name>`"
            ),
            Self::NotApplied { tag } => {
                write!(f, "migration {tag} is not applied to this database")
            }
            Self::Step { tag, step } => write!(
                f,
                "migration {tag} has the Rust step `{step}`, which this program does not have: everything before it is applied, and \
                 the program that registers the step goes on"
            ),
            Self::Repair { tag, why } => {
                write!(f, "the record of migration {tag} is left as it is: {why}")
            }
            Self::Behind(behind) => behind.fmt(f),
            Self::Ours { tag } => {
                write!(
                    f,
                    "the database is under dualect's migrations already: it has {tag}"
                )
            }
            Self::Section(failure) => failure.fmt(f),
            Self::Baseline(refusal) => refusal.fmt(f),
            Self::ForeignKeys {
                tag,
                table,
                parent,
                rows,
            } => write!(
                f,
                "migration {tag} was not applied: it would leave {rows} rows that refer to nothing, the first from `{table}` to `{parent}`"
            ),
            Self::Locked { waited } => {
                write!(
                    f,
                    "another migrator holds the database: gave up after {:.1} s",
                    waited.as_secs_f64()
                )
            }
            Self::Irreversible { tag, reason } => {
                write!(f, "migration {tag} cannot be rolled back: {reason}")
            }
            Self::Lossy { tag, lost } => {
                write!(
                    f,
                    "migration {tag} was not rolled back, for that loses data and was not agreed to: {lost}"
                )
            }
            Self::Interrupted {
                tag,
                file: ScriptFile::Up,
            } => {
                write!(
                    f,
                    "migration {tag} is applied in part: finish it with another migrate, then roll it back"
                )
            }
            Self::Interrupted {
                tag,
                file: ScriptFile::Down,
            } => {
                write!(
                    f,
                    "migration {tag} is rolled back in part: finish that with another rollback"
                )
            }
            Self::Disconnected { doing, message } => write!(
                f,
                "the connection to the database was lost while {doing}: {message}; what was committed stays, and the next run goes on \
                 from there"
            ),
            Self::Database {
                doing,
                message,
                code,
            } => {
                write!(f, "the database failed while {doing}: {message}")?;
                code.as_ref().map_or(Ok(()), |code| write!(f, " ({code})"))
            }
        }
    }
}

impl std::error::Error for MigrationErrorKind {}
