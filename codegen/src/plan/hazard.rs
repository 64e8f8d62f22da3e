//! What a statement destroys, fails on, holds up or breaks.

use std::fmt;

use super::hazard_class::HazardClass;
use crate::catalog::model::QualifiedName;
use crate::catalog::naming;
use crate::conversion::Outcome;
use crate::name::{DbName, ObjectName};
use crate::plan::step::Direction;

/// What a reviewer must know of a statement.
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
    /// Fails where a value of a table that took any is not of its column's kind.
    NeedsStrict {
        /// The table.
        table: QualifiedName,
    },
    /// Fails where a row holds NULL.
    NeedsValue {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// Fails where a row breaks a check.
    NeedsCheck {
        /// The table.
        table: QualifiedName,
        /// The check.
        check: DbName,
    },
    /// Fails where a row refers to one that is not there.
    NeedsParent {
        /// The table.
        table: QualifiedName,
        /// Its columns.
        columns: Vec<DbName>,
        /// The table referred to.
        parent: QualifiedName,
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
    /// A column's values were converted, and going back does not bring each back as it was: digits were rounded away, or a text
    /// is written anew.
    ComesBackChanged {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// A table goes by another name: what runs by the old one fails.
    RenamesTable {
        /// As it was called.
        table: QualifiedName,
        /// As it will be called.
        to: QualifiedName,
    },
    /// A column goes by another name: what runs by the old one fails.
    RenamesColumn {
        /// The table.
        table: QualifiedName,
        /// As it was called.
        column: DbName,
        /// As it will be called.
        to: DbName,
    },
    /// A value goes by another name: what runs by the old one finds none, and cannot write it.
    RenamesValue {
        /// The native enum, or the column.
        of: String,
        /// As it was called.
        value: String,
        /// As it will be called.
        to: String,
    },
    /// An insert that does not know the column fails.
    RequiresColumn {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// What reads or writes the column by its old type fails, or means something else.
    ChangesType {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// Every row is written anew, while nobody else can read or write the table.
    RewritesTable {
        /// The table.
        table: QualifiedName,
    },
    /// Every row is read, while nobody else can read or write the table.
    ScansTable {
        /// The table.
        table: QualifiedName,
    },
    /// Every row is read for an index or a foreign key, while nobody else can write the table.
    BlocksWrites {
        /// The table.
        table: QualifiedName,
    },
}

macro_rules! codes {
    ($($variant:ident $code:literal $class:ident)*) => {
        impl Hazard {
            /// Every code with its class. A code never changes its meaning; `docs/hazards` has a page for each.
            pub const CODES: &'static [(&'static str, HazardClass)] = &[$(($code, HazardClass::$class)),*];

            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                }
            }

            /// What is at stake.
            #[must_use]
            pub const fn class(&self) -> HazardClass {
                match self {
                    $(Self::$variant { .. } => HazardClass::$class,)*
                }
            }
        }
    };
}

codes! {
    DropsTable "drops-table" Destructive
    DropsColumn "drops-column" Destructive
    DropsObject "drops-object" Destructive
    DropsExtension "drops-extension" Destructive
    Rounds "rounds-values" Destructive
    FillsNeutral "fills-neutral" Destructive
    ComesBackEmpty "comes-back-empty" Destructive
    ComesBackUnset "comes-back-unset" Destructive
    ComesBackChanged "comes-back-changed" Destructive
    DropsSchema "drops-schema" DataDependent
    NeedsEmpty "needs-empty" DataDependent
    NeedsNoValue "drops-value" DataDependent
    NeedsFit "needs-fit" DataDependent
    NeedsStrict "needs-strict" DataDependent
    NeedsDistinct "needs-distinct" DataDependent
    NeedsValue "needs-value" DataDependent
    NeedsCheck "needs-check" DataDependent
    NeedsParent "needs-parent" DataDependent
    RenamesTable "renames-table" Compatibility
    RenamesColumn "renames-column" Compatibility
    RenamesValue "renames-value" Compatibility
    RequiresColumn "requires-column" Compatibility
    ChangesType "changes-type" Compatibility
    RewritesTable "rewrites-table" Locking
    ScansTable "scans-table" Locking
    BlocksWrites "blocks-writes" Locking
}

impl Hazard {
    /// Whether carrying the statement out loses something, or shows that something was lost.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        self.class() == HazardClass::Destructive
    }

    /// What it speaks of, as `--accept` names it.
    ///
    /// ```
    /// use dualect_codegen::{name::DbName, plan::Hazard};
    /// let hazard = Hazard::DropsColumn { table: DbName::new("posts").into(), column: DbName::new("body") };
    /// assert_eq!((hazard.code(), hazard.object().as_str()), ("drops-column", "posts.body"));
    /// ```
    #[must_use]
    pub fn object(&self) -> String {
        match self {
            Self::DropsTable { table }
            | Self::ComesBackEmpty { table }
            | Self::NeedsStrict { table }
            | Self::RenamesTable { table, .. }
            | Self::RewritesTable { table }
            | Self::ScansTable { table }
            | Self::BlocksWrites { table } => shown(table),
            Self::DropsColumn { table, column }
            | Self::FillsNeutral { table, column, .. }
            | Self::NeedsEmpty { table, column }
            | Self::NeedsFit { table, column }
            | Self::NeedsValue { table, column }
            | Self::Rounds { table, column }
            | Self::ComesBackUnset { table, column }
            | Self::ComesBackChanged { table, column }
            | Self::RenamesColumn { table, column, .. }
            | Self::RequiresColumn { table, column }
            | Self::ChangesType { table, column } => {
                format!("{}.{}", shown(table), naming::shown(column))
            }
            Self::NeedsDistinct { table, columns } | Self::NeedsParent { table, columns, .. } => {
                format!("{}({})", shown(table), joined(columns))
            }
            Self::NeedsCheck { table, check } => format!("{}.{check}", shown(table)),
            Self::NeedsNoValue { name, value } => format!("{name}.{value}"),
            Self::RenamesValue { of, value, .. } => format!("{of}.{value}"),
            Self::DropsSchema { schema } => schema.to_string(),
            Self::DropsExtension { extension } => extension.to_string(),
            Self::DropsObject { object } => object.to_string(),
        }
    }

    /// As `--accept` takes it: `drops-column:posts.body`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.code(), self.object())
    }
}

/// For people, also where it has made room for another.
fn shown(name: &QualifiedName) -> String {
    name.beside(DbName::new(naming::shown(&name.name)))
        .to_string()
}

fn joined(columns: &[DbName]) -> String {
    let columns: Vec<&str> = columns.iter().map(DbName::as_str).collect();
    columns.join(", ")
}

impl fmt::Display for Hazard {
    #[expect(clippy::too_many_lines, reason = "an arm for each hazard")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DropsTable { table } => {
                write!(f, "drops {} and every row in it", shown(table))
            }
            Self::DropsColumn { .. } => {
                write!(f, "drops {} and every value in it", self.object())
            }
            Self::NeedsValue { table, column } => {
                write!(f, "fails if a row of {table} has no {column}")
            }
            Self::NeedsCheck { table, check } => {
                write!(f, "fails if a row of {table} breaks {check}")
            }
            Self::NeedsParent {
                table,
                columns,
                parent,
            } => write!(
                f,
                "fails if a row of {table} refers by {} to a row that {parent} does not have",
                joined(columns)
            ),
            Self::RenamesTable { table, to } => {
                write!(
                    f,
                    "renames {table} to {to}: the version of the app that runs by the old name fails"
                )
            }
            Self::RenamesColumn { to, .. } => {
                write!(
                    f,
                    "renames {} to {to}: the version of the app that runs by the old name fails",
                    self.object()
                )
            }
            Self::RenamesValue { to, .. } => {
                write!(
                    f,
                    "renames {} to {to}: the version of the app that runs by the old name fails",
                    self.object()
                )
            }
            Self::RequiresColumn { table, column } => {
                write!(
                    f,
                    "{table}.{column} has to be given: an insert of the version of the app that does not know it fails"
                )
            }
            Self::ChangesType { table, column } => {
                write!(
                    f,
                    "{table}.{column} has another type: the version of the app that knows the old one may fail"
                )
            }
            Self::RewritesTable { table } => {
                write!(
                    f,
                    "writes every row of {table} anew, while nobody can read or write it"
                )
            }
            Self::ScansTable { table } => {
                write!(
                    f,
                    "reads every row of {table}, while nobody can read or write it"
                )
            }
            Self::BlocksWrites { table } => {
                write!(
                    f,
                    "reads every row of {table} for an index or a foreign key, while nobody can write it"
                )
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
            Self::NeedsStrict { table } => {
                write!(
                    f,
                    "fails if a value in {table} is of another kind than its column"
                )
            }
            Self::Rounds { table, column } => {
                write!(
                    f,
                    "rounds the values of {table}.{column} to what its new type has room for"
                )
            }
            Self::NeedsDistinct { table, columns } => {
                write!(
                    f,
                    "fails if two rows of {table} are alike in {}",
                    joined(columns)
                )
            }
            Self::ComesBackEmpty { table } => write!(f, "{table} comes back without its rows"),
            Self::ComesBackUnset { table, column } => {
                write!(f, "{table}.{column} comes back without its values")
            }
            Self::ComesBackChanged { table, column } => {
                write!(
                    f,
                    "{table}.{column} comes back as its other type held it, not as it was before"
                )
            }
        }
    }
}

impl Hazard {
    /// What a conversion may do to a column's values, and what the one before it did to them.
    pub(super) fn of_conversion(
        table: &QualifiedName,
        column: &DbName,
        (outcome, restores): (Outcome, bool),
        direction: Direction,
    ) -> impl Iterator<Item = Self> + use<> {
        let here = || (table.clone(), column.clone());
        let (table, column) = here();
        let rounded = outcome.rounds().then_some(Self::Rounds { table, column });
        let (table, column) = here();
        let asked = outcome
            .may_fail()
            .then_some(Self::NeedsFit { table, column });
        let (table, column) = here();
        let before = match direction {
            Direction::Down if !restores => Some(Self::ComesBackChanged { table, column }),
            Direction::Up | Direction::Down => None,
        };
        asked.into_iter().chain(rounded).chain(before)
    }
}
