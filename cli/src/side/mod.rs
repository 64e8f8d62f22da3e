//! What `db-diff` compares: a schema file, a migrations folder, a live database, or nothing.

mod difference;

use std::path::{Path, PathBuf};
use std::thread;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::{Dialect, SqliteVersion};
use dualect_codegen::inspect::Inspected;
use dualect_codegen::migration::read_history;

pub(crate) use difference::{Roles, comparable, differences, refuse_unplanned};

use crate::database::{Place, inspect, inspect_scratch, wait_for};
use crate::error::{Error, Kind, Result};
use crate::files::history;
use crate::files::project::Project;
use crate::surroundings::Surroundings;

/// What a side holds.
#[derive(Debug)]
pub(crate) struct Held {
    /// As far as a catalog can say it, and what it cannot.
    pub(crate) inspected: Inspected,
    /// The oldest SQLite that it is for, where it says so: a schema file does.
    pub(crate) sqlite_min_version: Option<SqliteVersion>,
}

impl From<Inspected> for Held {
    fn from(inspected: Inspected) -> Self {
        Self {
            inspected,
            sqlite_min_version: None,
        }
    }
}

/// One side, as it was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Side {
    /// `empty`: a database in which nothing is.
    Empty,
    /// A schema file.
    Schema(PathBuf),
    /// A folder of migrations, with a folder for each database in it.
    Migrations(PathBuf),
    /// A live database, by its URL.
    Live { url: String, dialect: Dialect },
}

impl Side {
    /// Reads what was named; what is there decides between a schema file and a folder.
    pub(crate) fn parse(text: &str, around: &Surroundings<'_>) -> Result<Self> {
        if text == "empty" {
            return Ok(Self::Empty);
        }
        let url = text.to_owned();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let dialect = Dialect::Postgres;
            return Ok(Self::Live { url, dialect });
        }
        if let Some(path) = text.strip_prefix("sqlite:") {
            // Connecting would create it.
            let file = around.folder.join(path.strip_prefix("//").unwrap_or(path));
            if !file.is_file() {
                let what = format!("{} is not there", file.display());
                let help = "name a database that is, or `empty`";
                return Err(Error::new(Kind::Side { what }, help));
            }
            let url = format!("sqlite:{}", file.display());
            let dialect = Dialect::Sqlite;
            return Ok(Self::Live { url, dialect });
        }
        let path = around.folder.join(text);
        if path.is_dir() {
            Ok(Self::Migrations(path))
        } else if path.is_file() {
            Ok(Self::Schema(path))
        } else {
            // What somebody has mistyped may be a URL with a password.
            let shown = match text.rsplit_once('@') {
                Some((_, rest)) => format!("..@{rest}"),
                None => text.to_owned(),
            };
            let what = format!("{shown} is no side to compare");
            let help = "a side is a schema file, a migrations folder, sqlite:PATH, a postgres:// URL, or `empty`";
            Err(Error::new(Kind::Side { what }, help))
        }
    }

    /// The database that it is, where it is one.
    pub(crate) fn dialect(&self) -> Option<Dialect> {
        match self {
            Self::Live { dialect, .. } => Some(*dialect),
            Self::Empty | Self::Schema(_) | Self::Migrations(_) => None,
        }
    }

    /// What it holds. Beside a live database, what is written down goes through a scratch database of the same kind first:
    /// a server writes expressions in its own way.
    pub(crate) fn read(
        &self,
        dialect: Dialect,
        beside: &Self,
        around: &Surroundings<'_>,
    ) -> Result<Held> {
        let mut sqlite_min_version = None;
        let catalog = match self {
            Self::Empty => Catalog::empty(dialect),
            Self::Live { url, .. } => return Ok(inspect(url)?.into()),
            Self::Schema(path) => {
                let project = Project::read(path.clone(), around)?;
                sqlite_min_version = Some(project.schema.project.sqlite_min_version);
                lower(&project.schema, dialect)
            }
            Self::Migrations(path) => newest(path, dialect)?,
        };
        let inspected = match (self, beside) {
            (Self::Schema(_) | Self::Migrations(_), Self::Live { url, dialect }) => {
                wait_for(inspect_scratch(&catalog, Place::beside(*dialect, url)))?
            }
            (Self::Empty | Self::Live { .. } | Self::Schema(_) | Self::Migrations(_), _) => {
                Inspected {
                    catalog,
                    beyond: Vec::new(),
                    left_out: Vec::new(),
                }
            }
        };
        Ok(Held {
            inspected,
            sqlite_min_version,
        })
    }
}

/// What two sides hold. Two live databases are read at the same time.
pub(crate) fn read_both(
    from: &Side,
    to: &Side,
    dialect: Dialect,
    around: &Surroundings<'_>,
) -> Result<(Held, Held)> {
    let (Side::Live { url: first, .. }, Side::Live { url: second, .. }) = (from, to) else {
        let before = from.read(dialect, to, around)?;
        return Ok((before, to.read(dialect, from, around)?));
    };
    let (first, second) = thread::scope(|scope| {
        let beside = scope.spawn(|| inspect(first));
        let second = inspect(second);
        match beside.join() {
            Ok(first) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    Ok((first?.into(), second?.into()))
}

/// What the newest migration leads to.
fn newest(path: &Path, dialect: Dialect) -> Result<Catalog> {
    let folders = history::whole(path)?;
    let shown = path.display().to_string();
    let broken = |problems: dualect_codegen::diagnostic::Diagnostics| {
        let rendered = problems.render(false);
        Error::plain(Kind::Schema { rendered })
    };
    let mut found = read_history(&folders, &[dialect], &shown).map_err(broken)?;
    let empty = Catalog::empty(dialect);
    match found.heads.remove(&dialect) {
        Some(head) => head.catalog(&empty).map_err(broken),
        None => Ok(empty),
    }
}
