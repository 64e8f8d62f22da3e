//! How a live table can differ from the struct that declares it.

use std::fmt;

/// How a part of a live table differs from the declared one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableDifference {
    /// It is something else: a column's type, what a key or an index is over, the values in a check.
    Definition {
        /// What the struct says.
        declared: String,
        /// What the database says.
        found: String,
    },
    /// NULL may stand in the one and not in the other.
    Nullable {
        /// Whether the struct says that it may.
        declared: bool,
    },
    /// A column is not there, and rows that are there would have no value for it.
    MissingColumn,
    /// A check or a foreign key is not there.
    MissingConstraint,
    /// A column that the struct does not have is never null and has no default: no row could be inserted.
    Undeclared,
    /// An index's name is that of something else.
    Taken {
        /// The table that has such an index, or what else is called so.
        by: String,
    },
}

impl fmt::Display for TableDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Definition { declared, found } => {
                write!(f, "is declared as {declared}, and the database has it as {found}")
            }
            Self::Nullable { declared: true } => {
                f.write_str("is declared as nullable, and the database has it NOT NULL")
            }
            Self::Nullable { declared: false } => {
                f.write_str("is declared as never null, and the database lets NULL stand in it")
            }
            Self::MissingColumn => f.write_str(
                "is not there, and cannot be added to rows that are there: it needs a default, or to be nullable",
            ),
            Self::MissingConstraint => {
                f.write_str("is not there, and a constraint is not added to columns that are there")
            }
            Self::Undeclared => f.write_str(
                "is not declared, and no row could be inserted without it: it is never null and has no default",
            ),
            Self::Taken { by } => write!(f, "cannot be made: `{by}` has that name already"),
        }
    }
}
