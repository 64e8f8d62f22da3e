//! What can go wrong: a closed list, equal on both databases.

use std::fmt;

use super::TableDifference;
use crate::migrate::MigrationErrorKind;

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// Another row has the same unique or primary key.
    Unique {
        /// The table of the constraint.
        table: String,
        /// The constraint's name.
        constraint: String,
    },
    /// The row refers to none, or another row still refers to it.
    ForeignKey {
        /// The table that holds the reference.
        table: String,
        /// The constraint's name.
        constraint: String,
    },
    /// NULL where a value has to stand.
    NotNull {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A check refused the row.
    Check {
        /// The table of the constraint.
        table: String,
        /// The constraint's name.
        constraint: String,
    },
    /// SQL by hand was to change or delete a row of an append-only table.
    AppendOnly {
        /// The table.
        table: String,
    },
    /// The one row that was asked for is not there.
    NotFound,
    /// A value that not both databases can hold; nothing was sent.
    InvalidValue {
        /// Its place among the statement's values, from 0.
        parameter: usize,
        /// What is wrong with it.
        problem: ValueProblem,
    },
    /// A page cursor that is damaged, or was made by another function.
    InvalidCursor,
    /// A computed number does not fit where it goes.
    Overflow,
    /// The transaction failed before: it can only be rolled back, or its savepoint.
    TransactionAborted,
    /// Concurrent transactions got into each other's way more often than was retried.
    Serialization,
    /// Somebody else held a lock, or every connection, for longer than the configured wait.
    Busy,
    /// The statement ran longer than the configured limit and was stopped.
    Timeout,
    /// No connection could be made.
    Connect {
        /// How often it was tried.
        attempts: u32,
    },
    /// The server's certificate was refused, or no encryption agreed on.
    Tls,
    /// Not a URL that names a database.
    InvalidUrl,
    /// This build or this database has no such thing.
    Unsupported,
    /// A migration, or the record of those applied, is not as it should be.
    Migration(MigrationErrorKind),
    /// A live table is not as the struct declares it, and adding does not make it so.
    TableDiffers {
        /// The table.
        table: String,
        /// The column, the constraint or the index; `primary key`; or the table itself.
        part: String,
        /// What differs.
        difference: TableDifference,
    },
    /// What the database returned is not what the generated code expects: the schema differs.
    Decode {
        /// The generated function.
        statement: &'static str,
        /// The column.
        column: String,
    },
    /// Any other error of the database.
    Database {
        /// SQLSTATE, or SQLite's extended result code.
        code: String,
    },
    /// The handle was closed, or its transaction is over.
    Closed,
    /// Decoding code panicked on a database thread; the thread lives on.
    Panicked,
}

/// Why a value cannot be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueProblem {
    /// NaN or an infinity.
    NotFinite,
    /// A NUL character in text or JSON.
    Nul,
    /// A decimal with more digits than the column holds; it is never rounded.
    DecimalDigits,
    /// A date or time before the year 1 or after 9999.
    OutOfRange,
    /// JSON nested deeper than can be read back, or a number that cannot.
    Json,
    /// A NULL, a list or JSON inside a list.
    ListElement,
    /// Not a value of the enum.
    NotInEnum,
    /// The wrong number of values, or a value of another type than the statement's.
    WrongShape,
}

impl ErrorKind {
    /// Whether running the whole transaction again can succeed.
    pub(crate) fn is_retryable(&self) -> bool {
        match self {
            Self::Serialization | Self::Busy => true,
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::NotNull { .. }
            | Self::Check { .. }
            | Self::AppendOnly { .. }
            | Self::NotFound
            | Self::InvalidValue { .. }
            | Self::InvalidCursor
            | Self::Overflow
            | Self::TransactionAborted
            | Self::Timeout
            | Self::Connect { .. }
            | Self::Tls
            | Self::InvalidUrl
            | Self::Unsupported
            | Self::Migration(_)
            | Self::TableDiffers { .. }
            | Self::Decode { .. }
            | Self::Database { .. }
            | Self::Closed
            | Self::Panicked => false,
        }
    }

    /// Whether it came from the database, so that a transaction it happened in is unusable. What the runtime found out by
    /// itself (a row that is not there, a value it refused to send) leaves the transaction as it was, on both databases.
    pub(crate) fn aborts_transaction(&self) -> bool {
        match self {
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::NotNull { .. }
            | Self::Check { .. }
            | Self::AppendOnly { .. }
            | Self::Overflow
            | Self::Serialization
            | Self::Busy
            | Self::Timeout
            | Self::Database { .. }
            | Self::Connect { .. }
            | Self::Tls
            | Self::Panicked
            | Self::Closed
            | Self::TransactionAborted => true,
            Self::NotFound
            | Self::InvalidValue { .. }
            | Self::InvalidCursor
            | Self::InvalidUrl
            | Self::Unsupported
            | Self::Migration(_)
            | Self::TableDiffers { .. }
            | Self::Decode { .. } => false,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { table, constraint } => {
                write!(
                    f,
                    "another row of `{table}` has the same key (unique constraint `{constraint}`)"
                )
            }
            Self::ForeignKey { table, constraint } => {
                write!(
                    f,
                    "a row of `{table}` refers to a row that is not there (foreign key `{constraint}`)"
                )
            }
            Self::NotNull { table, column } => write!(f, "`{table}.{column}` cannot be null"),
            Self::Check { table, constraint } => {
                write!(f, "a row of `{table}` breaks the check `{constraint}`")
            }
            Self::AppendOnly { table } => {
                write!(
                    f,
                    "rows of `{table}` are never changed nor deleted: it is append-only"
                )
            }
            Self::NotFound => f.write_str("no such row"),
            // Found where a text is parsed, before there is a statement with parameters.
            Self::InvalidValue {
                problem: ValueProblem::NotInEnum,
                ..
            } => f.write_str("the text is no value of its enum"),
            Self::InvalidValue { parameter, problem } => {
                write!(f, "value {} cannot be stored: {problem}", parameter + 1)
            }
            Self::InvalidCursor => f.write_str("not a cursor of this list"),
            Self::Overflow => f.write_str("a number is out of range"),
            Self::TransactionAborted => {
                f.write_str("the transaction has failed and must be rolled back")
            }
            Self::Serialization => f.write_str("concurrent transactions conflict"),
            Self::Busy => f.write_str("the database is busy"),
            Self::Timeout => f.write_str("the statement took too long"),
            Self::Connect { attempts } => write!(
                f,
                "cannot connect to the database after {attempts} {}",
                if *attempts == 1 {
                    "attempt"
                } else {
                    "attempts"
                }
            ),
            Self::Tls => f.write_str("no trusted connection to the database"),
            Self::InvalidUrl => f.write_str("not a database URL"),
            Self::Unsupported => f.write_str("unsupported"),
            Self::Migration(kind) => write!(f, "{kind}"),
            Self::TableDiffers {
                table,
                part,
                difference,
            } => write!(
                f,
                "`{part}` of table `{table}` {difference}; `ensure` only adds: migrate the table, or declare another"
            ),
            Self::Decode { column, .. } => {
                write!(
                    f,
                    "column `{column}` does not hold what the generated code expects"
                )
            }
            Self::Database { code } => write!(f, "database error {code}"),
            Self::Closed => f.write_str("the database handle or transaction is closed"),
            Self::Panicked => f.write_str("a panic on the database thread"),
        }
    }
}

impl fmt::Display for ValueProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFinite => "NaN and infinities are not",
            Self::Nul => "text with a NUL character is not",
            Self::DecimalDigits => "it has more digits than the column",
            Self::OutOfRange => "its year is not between 1 and 9999",
            Self::Json => {
                "JSON that is nested too deeply, or has a number that is too large, is not"
            }
            Self::ListElement => "a list holds plain values of one type only",
            Self::NotInEnum => "it is none of the enum's values",
            Self::WrongShape => "it is not of the statement's shape",
        })
    }
}
