//! A plan's parts.

use std::fmt;

use super::statement;
use crate::catalog::model::{Object, QualifiedName, View};
use crate::catalog::quote;
use crate::conversion::Outcome;
use crate::ddl;
use crate::name::{DbName, ObjectName};

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
    pub(super) fn drop_constraint(table: &QualifiedName, name: &DbName) -> Self {
        Self::new(format!(
            "ALTER TABLE {} DROP CONSTRAINT {};",
            quote::qualified(table),
            quote::ident(name)
        ))
    }

    pub(super) fn drop_table(table: &QualifiedName) -> Self {
        let hazard = Hazard::DropsTable {
            table: table.clone(),
        };
        Self::new(format!("DROP TABLE {};", quote::qualified(table))).with([hazard])
    }

    pub(super) fn drop_column(table: &QualifiedName, column: &DbName) -> Self {
        let hazard = Hazard::DropsColumn {
            table: table.clone(),
            column: column.clone(),
        };
        Self::drop_computed_column(table, column).with([hazard])
    }

    /// Nothing is lost that could not be computed again.
    pub(super) fn drop_computed_column(table: &QualifiedName, column: &DbName) -> Self {
        Self::new(format!(
            "ALTER TABLE {} DROP COLUMN {};",
            quote::qualified(table),
            quote::ident(column)
        ))
    }

    pub(super) fn drop_view(view: &QualifiedName) -> Self {
        Self::new(ddl::drop_view(view))
    }

    pub(super) fn create_view(view: &View) -> Self {
        Self::new(ddl::create_view(view))
    }

    pub(super) fn create_object(object: &Object) -> impl Iterator<Item = Self> {
        object
            .create
            .iter()
            .map(|statement| Self::new(ddl::closed(statement)))
    }

    pub(super) fn drop_object(object: &Object) -> Vec<Self> {
        let statements = object.drop.iter();
        let mut steps: Vec<Self> = statements
            .map(|statement| Self::new(ddl::closed(statement)))
            .collect();
        if let (true, Some(first)) = (statement::holds_rows(object), steps.first_mut()) {
            first.hazards.push(Hazard::DropsObject {
                object: object.name.clone(),
            });
        }
        steps
    }

    pub(super) fn with(mut self, hazards: impl IntoIterator<Item = Hazard>) -> Self {
        self.hazards.extend(hazards);
        self
    }
}

impl Hazard {
    /// What a conversion may do to a column's values.
    pub(super) fn of_conversion(
        table: &QualifiedName,
        column: &DbName,
        outcome: Outcome,
    ) -> Option<Self> {
        let (table, column) = (table.clone(), column.clone());
        match outcome {
            Outcome::Whole => None,
            Outcome::MayFail => Some(Self::NeedsFit { table, column }),
            Outcome::Rounds => Some(Self::Rounds { table, column }),
        }
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
        table: QualifiedName,
    },
    /// A column's values are lost.
    DropsColumn {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// Existing rows get a neutral value, because what they had is lost.
    FillsNeutral {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
        /// The value, as SQL.
        value: String,
    },
    /// Fails on a table that has rows: there is no value that they could get.
    NeedsEmpty {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// A dropped table comes back without its rows.
    ComesBackEmpty {
        /// The table.
        table: QualifiedName,
    },
    /// A schema goes; it fails where anything is left in it.
    DropsSchema {
        /// Its name.
        schema: DbName,
    },
    /// An extension goes; it fails where anything uses it.
    DropsExtension {
        /// Its name.
        extension: DbName,
    },
    /// An object goes that can hold rows of its own.
    DropsObject {
        /// The object.
        object: ObjectName,
    },
    /// Fails where a row holds a value that an enum loses.
    NeedsNoValue {
        /// The enum.
        name: QualifiedName,
        /// The value.
        value: String,
    },
    /// Fails where a value has no like in the column's new type.
    NeedsFit {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// Digits that the column's new type has no room for are rounded away.
    Rounds {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// Fails where two rows are alike in a new key.
    NeedsDistinct {
        /// The table.
        table: QualifiedName,
        /// The key's columns.
        columns: Vec<DbName>,
    },
    /// A dropped nullable or defaulted column comes back without its values.
    ComesBackUnset {
        /// The table.
        table: QualifiedName,
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
            | Self::ComesBackUnset { .. }
            | Self::DropsSchema { .. }
            | Self::DropsExtension { .. }
            | Self::DropsObject { .. }
            | Self::Rounds { .. } => true,
            // Nothing happens rather than that something is lost.
            Self::NeedsEmpty { .. }
            | Self::NeedsNoValue { .. }
            | Self::NeedsFit { .. }
            | Self::NeedsDistinct { .. } => false,
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
            Self::DropsSchema { schema } => {
                write!(f, "drops schema {schema}; fails if anything is left in it")
            }
            Self::DropsExtension { extension } => {
                write!(f, "drops extension {extension}; fails if anything uses it")
            }
            Self::DropsObject { object } => {
                write!(
                    f,
                    "drops object {object} and every row that it holds itself"
                )
            }
            Self::NeedsNoValue { name, value } => {
                write!(f, "fails if a row holds '{value}', which {name} loses")
            }
            Self::NeedsFit { table, column } => {
                write!(
                    f,
                    "fails if a value of {table}.{column} does not fit its new type"
                )
            }
            Self::Rounds { table, column } => {
                write!(
                    f,
                    "rounds the values of {table}.{column} to what its new type has room for"
                )
            }
            Self::NeedsDistinct { table, columns } => {
                let columns: Vec<&str> = columns.iter().map(DbName::as_str).collect();
                write!(
                    f,
                    "fails if two rows of {table} are alike in {}",
                    columns.join(", ")
                )
            }
            Self::ComesBackEmpty { table } => write!(f, "{table} comes back without its rows"),
            Self::ComesBackUnset { table, column } => {
                write!(f, "{table}.{column} comes back without its values")
            }
        }
    }
}
