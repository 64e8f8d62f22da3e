//! Postgres' errors in the words that both databases share.

use tokio_postgres::error::{DbError, SqlState};

use crate::error::{Error, ErrorKind, ValueProblem};
use crate::value::Misfit;

/// What an error of the driver means. Only what cannot hold a value or a password is kept of its text.
pub(crate) fn error(failure: &tokio_postgres::Error) -> Error {
    if let Some(database) = failure.as_db_error() {
        let error = database_error(database);
        let violated = matches!(
            error.kind(),
            ErrorKind::Unique { .. } | ErrorKind::ForeignKey { .. }
        );
        return if violated {
            error.of_conflict(&(database.constraint(), database.detail()))
        } else {
            error
        };
    }
    if failure.is_closed() {
        return Error::with_detail(ErrorKind::Closed, "the server closed the connection");
    }
    if let Some(misfit) = source::<Misfit>(failure) {
        return match misfit {
            Misfit::Range => Error::new(ErrorKind::Overflow),
            Misfit::Type => Error::new(ErrorKind::InvalidValue {
                parameter: 0,
                problem: ValueProblem::WrongShape,
            }),
        };
    }
    let detail = match source::<std::io::Error>(failure) {
        Some(io) => io.to_string(),
        None => "the connection failed".to_owned(),
    };
    Error::with_detail(ErrorKind::Closed, detail)
}

/// The first error of that type in the chain.
pub(crate) fn source<E: std::error::Error + 'static>(
    failure: &tokio_postgres::Error,
) -> Option<&E> {
    let mut next: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(failure);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// What the trigger of an append-only table raises.
const APPEND_ONLY: &str = "U0001";

fn database_error(failure: &DbError) -> Error {
    let code = failure.code();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let (table, constraint, column) = (
        text(failure.table()),
        text(failure.constraint()),
        text(failure.column()),
    );
    Error::new(if *code == SqlState::UNIQUE_VIOLATION {
        ErrorKind::Unique { table, constraint }
    } else if [
        SqlState::FOREIGN_KEY_VIOLATION,
        SqlState::RESTRICT_VIOLATION,
    ]
    .contains(code)
    {
        ErrorKind::ForeignKey { table, constraint }
    } else if *code == SqlState::NOT_NULL_VIOLATION {
        ErrorKind::NotNull { table, column }
    } else if *code == SqlState::CHECK_VIOLATION {
        ErrorKind::Check { table, constraint }
    } else if code.code() == APPEND_ONLY {
        ErrorKind::AppendOnly { table }
    } else if *code == SqlState::NUMERIC_VALUE_OUT_OF_RANGE {
        ErrorKind::Overflow
    } else if *code == SqlState::IN_FAILED_SQL_TRANSACTION {
        ErrorKind::TransactionAborted
    } else if [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]
    .contains(code)
    {
        ErrorKind::Serialization
    } else if *code == SqlState::LOCK_NOT_AVAILABLE {
        ErrorKind::Busy
    } else if *code == SqlState::QUERY_CANCELED {
        ErrorKind::Timeout
    } else if is_disconnect(code) {
        return Error::with_detail(ErrorKind::Closed, "the server closed the connection");
    } else {
        let code = code.code().to_owned();
        return match shown(failure) {
            Some(message) => Error::with_detail(ErrorKind::Database { code }, message),
            None => Error::new(ErrorKind::Database { code }),
        };
    })
}

/// Class 08, and what the server says when it is stopped or told to drop a connection.
pub(crate) fn is_disconnect(code: &SqlState) -> bool {
    code.code().starts_with("08")
        || [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN].contains(code)
}

/// The message, unless it may quote a value: all of class 22 (data exceptions) does.
fn shown(failure: &DbError) -> Option<&str> {
    (!failure.code().code().starts_with("22")).then(|| failure.message())
}

/// Whether a prepared statement no longer fits its table: 0A000, cached plan must not change result type.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Database { code } if code == SqlState::FEATURE_NOT_SUPPORTED.code())
}
