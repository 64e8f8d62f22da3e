//! By which route Postgres changes a table that is there: at once, or without standing in the way of who uses it.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::catalog::model::QualifiedName;
use crate::dialect::SqliteVersion;

/// What a plan has to reckon with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The oldest SQLite that has to run it.
    pub sqlite_min_version: SqliteVersion,
    /// By which route Postgres changes each table.
    pub routes: Routes,
}

impl Terms {
    /// For any SQLite from that version on, and for Postgres by the simple route.
    #[must_use]
    pub fn simple(sqlite_min_version: SqliteVersion) -> Self {
        Self {
            sqlite_min_version,
            routes: Routes::default(),
        }
    }
}

/// By which route Postgres changes each table.
///
/// ```
/// use std::time::Duration;
/// use dualect_codegen::name::DbName;
/// use dualect_codegen::plan::{Route, Routes, Rows};
///
/// let [posts, tags] = ["posts", "tags"].map(|name| DbName::new(name).into());
/// let routes = Routes {
///     rows: [(posts, Rows::Expected(5_000_000)), (tags, Rows::Counted(40))].into(),
///     ..Routes::default()
/// };
/// let route = |name: &str| routes.of(&DbName::new(name).into());
/// assert_eq!([route("posts"), route("tags"), route("notes")], [Route::Online, Route::Simple, Route::Simple]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routes {
    /// Whether every table is changed online, however many rows it has.
    pub online: bool,
    /// How long a statement may hold a table: what takes longer takes the online route.
    pub lock_budget: Duration,
    /// How many rows a table has, by the name that it will have.
    pub rows: BTreeMap<QualifiedName, Rows>,
}

/// Rows that Postgres reads in a second, for a check or an index: a careful guess for a common machine
/// (`benches/RESULTS.md` has what was measured).
const ROWS_A_SECOND: u64 = 1_000_000;

impl Default for Routes {
    fn default() -> Self {
        Self {
            online: false,
            lock_budget: Self::LOCK_BUDGET,
            rows: BTreeMap::new(),
        }
    }
}

impl Routes {
    /// What nobody who waits for a page notices.
    pub const LOCK_BUDGET: Duration = Duration::from_millis(100);

    /// The table's route; of a table of which nothing is known, the simple one.
    #[must_use]
    pub fn of(&self, table: &QualifiedName) -> Route {
        if self.online || self.is_over_budget(table) {
            Route::Online
        } else {
            Route::Simple
        }
    }

    fn is_over_budget(&self, table: &QualifiedName) -> bool {
        let rows = self.rows.get(table);
        rows.is_some_and(|rows| rows.time() > self.lock_budget)
    }

    /// Whether reading the table once is known to be no matter.
    pub(super) fn is_within_budget(&self, table: &QualifiedName) -> bool {
        let rows = self.rows.get(table);
        rows.is_some_and(|rows| rows.time() <= self.lock_budget)
    }

    /// What is known of the table's size, for who reads the SQL.
    pub(super) fn size(&self, table: &QualifiedName) -> Option<String> {
        let Some(rows) = self.rows.get(table) else {
            return self.online.then(|| format!("{table}, as was asked for"));
        };
        let (time, budget) = (shown(rows.time()), shown(self.lock_budget));
        Some(format!(
            "{table} has {rows}, about {time} to read; the lock budget is {budget}"
        ))
    }
}

/// How a table that is there is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Each change by its one statement, in the migration's one transaction; who uses the table waits.
    Simple,
    /// In more steps, none of which reads the table while others wait.
    Online,
}

/// How many rows a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// As the schema says: `expected_rows`.
    Expected(u64),
    /// As a database says.
    Counted(u64),
}

impl Rows {
    fn time(self) -> Duration {
        let (Self::Expected(rows) | Self::Counted(rows)) = self;
        Duration::from_millis(rows.saturating_mul(1000) / ROWS_A_SECOND)
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(rows) => write!(f, "{rows} rows (expected_rows)"),
            Self::Counted(rows) => write!(f, "about {rows} rows (statistics)"),
        }
    }
}

/// Milliseconds, or seconds.
fn shown(time: Duration) -> String {
    match time.as_millis() {
        0 => "1 ms".to_owned(),
        millis @ 1..1000 => format!("{millis} ms"),
        _ => format!("{} s", time.as_secs()),
    }
}
