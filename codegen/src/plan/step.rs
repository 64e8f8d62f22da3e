//! A plan's parts.

use std::fmt;

use crate::catalog::quote;
use crate::name::DbName;

/// What takes a database from one catalog to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// In order of execution.
    pub steps: Vec<Step>,
}

impl Plan {
    /// What the plan destroys or can fail on, in order.
    pub fn hazards(&self) -> impl Iterator<Item = &Hazard> {
        self.steps.iter().flat_map(|step| &step.hazards)
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Exactly one statement, with its semicolon.
    pub sql: String,
    /// Where it runs.
    pub placement: Placement,
    /// What a reviewer must know.
    pub hazards: Vec<Hazard>,
}

impl Step {
    pub(super) fn new(sql: String) -> Self {
        Self {
            sql,
            placement: Placement::Transaction,
            hazards: Vec::new(),
        }
    }

    /// Both databases spell it alike, whatever the constraint is.
    pub(super) fn drop_constraint(table: &DbName, name: &DbName) -> Self {
        Self::new(format!(
            "ALTER TABLE {} DROP CONSTRAINT {};",
            quote::ident(table),
            quote::ident(name)
        ))
    }

    pub(super) fn with(mut self, hazards: impl IntoIterator<Item = Hazard>) -> Self {
        self.hazards.extend(hazards);
        self
    }
}

/// Where a statement runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Inside the migration's transaction.
    Transaction,
    /// On the same connection, outside: SQLite's `PRAGMA foreign_keys`, which does nothing inside
    /// (<https://www.sqlite.org/pragma.html#pragma_foreign_keys>).
    AroundTransaction,
}

/// Whether existing rows may get neutral values for columns that come without a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Forward: no. A NOT NULL column without a default fails on a table with rows.
    Up,
    /// Back: yes. The values that the column had are gone, and the plan says so.
    Down,
}

/// What a statement destroys, or fails on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hazard {
    /// A table's rows are lost.
    DropsTable {
        /// The table.
        table: DbName,
    },
    /// A column's values are lost.
    DropsColumn {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
    },
    /// Existing rows get a neutral value, because what they had is lost.
    FillsNeutral {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
        /// The value, as SQL.
        value: String,
    },
    /// Fails on a table that has rows: there is no value that they could get.
    NeedsEmpty {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
    },
    /// A dropped table comes back without its rows.
    ComesBackEmpty {
        /// The table.
        table: DbName,
    },
    /// A dropped nullable or defaulted column comes back without its values.
    ComesBackUnset {
        /// The table.
        table: DbName,
        /// The column.
        column: DbName,
    },
}

impl Hazard {
    /// Whether carrying the statement out loses something, or shows that something was lost.
    #[must_use]
    pub const fn is_loss(&self) -> bool {
        match self {
            Self::DropsTable { .. }
            | Self::DropsColumn { .. }
            | Self::FillsNeutral { .. }
            | Self::ComesBackEmpty { .. }
            | Self::ComesBackUnset { .. } => true,
            Self::NeedsEmpty { .. } => false,
        }
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DropsTable { table } => write!(f, "drops {table} and every row in it"),
            Self::DropsColumn { table, column } => {
                write!(f, "drops {table}.{column} and every value in it")
            }
            Self::FillsNeutral {
                table,
                column,
                value,
            } => {
                write!(f, "{table}.{column} comes back as {value} in every row")
            }
            Self::NeedsEmpty { table, column } => {
                write!(
                    f,
                    "fails if {table} has rows: {column} has no default that they could take"
                )
            }
            Self::ComesBackEmpty { table } => write!(f, "{table} comes back without its rows"),
            Self::ComesBackUnset { table, column } => {
                write!(f, "{table}.{column} comes back without its values")
            }
        }
    }
}
