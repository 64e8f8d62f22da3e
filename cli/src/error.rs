//! The one error of this crate: what went wrong, where, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::exit::Exit;

/// Why a command could not do what it was asked.
///
/// Its `Display` names the place and what is wrong; [`Error::help`] says what to do.
#[derive(Debug)]
pub(crate) struct Error {
    kind: Kind,
    help: Option<String>,
    /// What was done before it, for `--json`.
    done: Option<Value>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// No schema file where one was looked for.
    NoSchema { place: String },
    /// The operating system refused a file.
    Io {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A file's bytes are no UTF-8.
    NotText {
        path: PathBuf,
        line: usize,
        utf16: bool,
    },
    /// A file that git left half merged.
    Conflict { path: PathBuf, line: usize },
    /// A migrations folder that does not hold what it should.
    Migrations { path: PathBuf, what: String },
    /// A wrong schema: rendered already, each error with its place and help.
    Schema { rendered: String },
    /// No folder where the user's own templates should be.
    NoTemplates { folder: PathBuf },
    /// No built-in template of this name.
    NoTemplate { name: String },
    /// A template that yields no file.
    Template {
        error: dualect_codegen::rust::RenderError,
    },
    /// A rename or a loss that nobody has decided upon.
    Undecided { text: String },
    /// Files that generation would have to overwrite and must not.
    InTheWay { reports: Vec<String> },
    /// Somebody else generates in this folder.
    Busy { folder: PathBuf },
    /// Files that changed under our hands.
    ChangedMeanwhile { path: PathBuf },
    /// Writing stopped after some files had been put in place.
    Halfway {
        done: usize,
        all: usize,
        path: PathBuf,
        source: io::Error,
    },
    /// Git, which was asked for branches.
    Git { command: String, what: String },
    /// The migration's name, or its time.
    Tag(dualect_format::Error),
    /// A connection string that is no text.
    UrlNotText,
    /// A side of a comparison that is none.
    Side { what: String },
    /// A check that cannot be made.
    Check { what: String },
    /// No statistics can be had.
    Statistics { what: String },
    /// The database, or the way to it.
    Database {
        doing: &'static str,
        source: dualect::Error,
    },
    /// The database refused to lose data without being told to.
    Consent { source: dualect::Error },
}

/// This crate's results.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(kind: Kind, help: impl Into<String>) -> Self {
        Self {
            kind,
            help: Some(help.into()),
            done: None,
        }
    }

    pub(crate) fn plain(kind: Kind) -> Self {
        Self {
            kind,
            help: None,
            done: None,
        }
    }

    /// The same, with what to do about it.
    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        Self::new(self.kind, help)
    }

    /// An operating system's refusal, with the remedy that the commonest causes have.
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the system has more reasons than there are remedies"
        )]
        let help = match source.kind() {
            io::ErrorKind::PermissionDenied => {
                Some("check who owns the file and its folder, and their permissions")
            }
            io::ErrorKind::ReadOnlyFilesystem => Some("the file system is mounted read-only"),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Some("free some space and run the command again")
            }
            _ => None,
        };
        Self {
            kind: Kind::Io {
                doing,
                path: path.to_owned(),
                source,
            },
            help: help.map(ToOwned::to_owned),
            done: None,
        }
    }

    /// The same, with what was done before it.
    pub(crate) fn after(self, done: Value) -> Self {
        Self {
            done: Some(done),
            ..self
        }
    }

    /// What `--json` prints instead of a result: what was done, and why no more.
    pub(crate) fn as_json(&self) -> Map<String, Value> {
        let mut object = match &self.done {
            Some(Value::Object(done)) => done.clone(),
            Some(_) | None => Map::new(),
        };
        let error = json!({
            "message": self.to_string(),
            "help": self.help,
            "exit": self.exit().code(),
        });
        object.insert("error".to_owned(), error);
        object
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Whether the text of the error comes whole, with its own `error:` heads.
    pub(crate) fn is_rendered(&self) -> bool {
        matches!(self.kind, Kind::Schema { .. })
    }

    /// The operating system's reason, where it was one.
    pub(crate) fn io_kind(&self) -> Option<io::ErrorKind> {
        match &self.kind {
            Kind::Io { source, .. } | Kind::Halfway { source, .. } => Some(source.kind()),
            Kind::NoSchema { .. }
            | Kind::NotText { .. }
            | Kind::Conflict { .. }
            | Kind::Migrations { .. }
            | Kind::Schema { .. }
            | Kind::NoTemplates { .. }
            | Kind::NoTemplate { .. }
            | Kind::Template { .. }
            | Kind::Undecided { .. }
            | Kind::Git { .. }
            | Kind::InTheWay { .. }
            | Kind::Side { .. }
            | Kind::Check { .. }
            | Kind::Statistics { .. }
            | Kind::Busy { .. }
            | Kind::ChangedMeanwhile { .. }
            | Kind::Tag(_)
            | Kind::UrlNotText
            | Kind::Database { .. }
            | Kind::Consent { .. } => None,
        }
    }

    /// How the process ends with it.
    pub(crate) fn exit(&self) -> Exit {
        match &self.kind {
            Kind::NoSchema { .. }
            | Kind::NotText { .. }
            | Kind::Conflict { .. }
            | Kind::Migrations { .. }
            | Kind::Schema { .. }
            | Kind::NoTemplates { .. }
            | Kind::NoTemplate { .. }
            | Kind::Template { .. }
            | Kind::Undecided { .. }
            | Kind::Git { .. }
            | Kind::Tag(_)
            | Kind::UrlNotText
            | Kind::Side { .. }
            | Kind::Check { .. }
            | Kind::Statistics { .. } => Exit::Wrong,
            Kind::InTheWay { .. } | Kind::Consent { .. } => Exit::Stale,
            Kind::Io { .. }
            | Kind::Busy { .. }
            | Kind::ChangedMeanwhile { .. }
            | Kind::Halfway { .. } => Exit::Files,
            Kind::Database { .. } => Exit::Database,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::NoSchema { place } => write!(f, "no schema file: {place}"),
            Kind::Io {
                doing,
                path,
                source,
            } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Kind::NotText {
                path,
                line,
                utf16: true,
            } => {
                write!(
                    f,
                    "{}:{line}: the file is UTF-16, not UTF-8",
                    path.display()
                )
            }
            Kind::NotText {
                path,
                line,
                utf16: false,
            } => write!(f, "{}:{line}: the file is not UTF-8 text", path.display()),
            Kind::Conflict { path, line } => {
                write!(
                    f,
                    "{}:{line}: the file holds git's merge conflict markers",
                    path.display()
                )
            }
            Kind::Migrations { path, what } => write!(f, "{}: {what}", path.display()),
            Kind::Schema { rendered } => f.write_str(rendered),
            Kind::NoTemplates { folder } => write!(
                f,
                "{}: there is no such folder, which `[output] templates` names",
                folder.display()
            ),
            Kind::NoTemplate { name } => write!(f, "there is no template `{name}`"),
            Kind::Template { error } => error.fmt(f),
            Kind::Undecided { text } => f.write_str(text),
            Kind::InTheWay { reports } => {
                write!(f, "nothing was written\n  {}", reports.join("\n  "))
            }
            Kind::Busy { folder } => {
                write!(f, "another db-generate is at work in {}", folder.display())
            }
            Kind::ChangedMeanwhile { path } => write!(
                f,
                "{} was changed while it was being read; nothing was written",
                path.display()
            ),
            Kind::Halfway {
                done,
                all,
                path,
                source,
            } => {
                write!(
                    f,
                    "cannot put {} in place: {source}; {done} of {all} had been put in place before it",
                    path.display()
                )
            }
            Kind::Git { command, what } => write!(f, "git {command}: {what}"),
            Kind::Tag(source) => source.fmt(f),
            Kind::UrlNotText => f.write_str("DATABASE_URL is not UTF-8 text"),
            Kind::Side { what } | Kind::Check { what } | Kind::Statistics { what } => {
                f.write_str(what)
            }
            Kind::Database { doing, source } => write!(f, "cannot {doing}: {source}"),
            Kind::Consent { source } => source.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io { source, .. } | Kind::Halfway { source, .. } => Some(source),
            Kind::Tag(source) => Some(source),
            Kind::Database { source, .. } | Kind::Consent { source } => Some(source),
            Kind::NoSchema { .. }
            | Kind::NotText { .. }
            | Kind::Conflict { .. }
            | Kind::Migrations { .. }
            | Kind::Schema { .. }
            | Kind::NoTemplates { .. }
            | Kind::NoTemplate { .. }
            | Kind::Template { .. }
            | Kind::Undecided { .. }
            | Kind::Git { .. }
            | Kind::InTheWay { .. }
            | Kind::Side { .. }
            | Kind::Check { .. }
            | Kind::Statistics { .. }
            | Kind::Busy { .. }
            | Kind::ChangedMeanwhile { .. }
            | Kind::UrlNotText => None,
        }
    }
}
