//! SQLite's errors in the words that both databases share.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the driver's lists are long and open; few of their entries mean anything here"
)]

use rusqlite::{Connection, ErrorCode, ffi};

use super::foreign_key;
use crate::error::{Error, ErrorKind};
use crate::query::TableInfo;

/// What the triggers of an append-only table raise, before its name.
const APPEND_ONLY: &str = "append-only: ";

/// A failure that no statement of a table explains.
pub(crate) fn error(failure: &rusqlite::Error) -> Error {
    let Some((code, message)) = parts(failure) else {
        return Error::with_detail(
            ErrorKind::Database {
                code: "SQLITE_MISUSE".to_owned(),
            },
            class(failure),
        );
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::new(ErrorKind::Busy),
        ErrorCode::OperationInterrupted => Error::new(ErrorKind::Timeout),
        _ if code.extended_code == ffi::SQLITE_CONSTRAINT_TRIGGER
            && message.starts_with(APPEND_ONLY) =>
        {
            let table = message.trim_start_matches(APPEND_ONLY).to_owned();
            Error::new(ErrorKind::AppendOnly { table })
        }
        _ if message.contains("integer overflow") => Error::new(ErrorKind::Overflow),
        _ => other(code, message),
    }
}

/// A database that cannot be opened.
pub(super) fn open_error(failure: &rusqlite::Error) -> Error {
    match parts(failure) {
        Some((code, message)) => match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::new(ErrorKind::Busy),
            _ => Error::with_detail(ErrorKind::Connect { attempts: 1 }, explained(code, message)),
        },
        None => Error::with_detail(ErrorKind::Connect { attempts: 1 }, class(failure)),
    }
}

/// A failure of a statement of that table.
pub(super) fn statement_error(
    connection: &Connection,
    failure: &rusqlite::Error,
    table: &TableInfo,
) -> Error {
    let Some((code, message)) = parts(failure) else {
        return error(failure);
    };
    let Some((_, subject)) = message.split_once(" constraint failed: ") else {
        return if code.extended_code == ffi::SQLITE_CONSTRAINT_DATATYPE {
            datatype_error(code, message)
        } else {
            error(failure)
        };
    };
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => unique_error(connection, subject, table),
        ffi::SQLITE_CONSTRAINT_NOTNULL => {
            let (table, column) = subject.split_once('.').unwrap_or((table.name, subject));
            Error::new(ErrorKind::NotNull {
                table: table.to_owned(),
                column: column.to_owned(),
            })
        }
        ffi::SQLITE_CONSTRAINT_CHECK => Error::new(ErrorKind::Check {
            table: table.name.to_owned(),
            constraint: subject.to_owned(),
        }),
        _ => error(failure),
    }
}

/// A failed COMMIT: a deferred foreign key, or somebody else's lock.
pub(super) fn commit_error(connection: &Connection, failure: &rusqlite::Error) -> Error {
    if is_foreign_key(failure) {
        foreign_key::find_pending(connection)
    } else {
        error(failure)
    }
}

/// RESTRICT is told as a trigger's doing.
pub(super) fn is_foreign_key(failure: &rusqlite::Error) -> bool {
    parts(failure).is_some_and(|(code, message)| match code.extended_code {
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => true,
        ffi::SQLITE_CONSTRAINT_TRIGGER => message.contains("FOREIGN KEY constraint failed"),
        _ => false,
    })
}

/// "UNIQUE constraint failed: t.a, t.b", or "..: index 'name'" where the index has expressions.
fn unique_error(connection: &Connection, subject: &str, table: &TableInfo) -> Error {
    let named = |constraint: &str, table: &str| {
        Error::new(ErrorKind::Unique {
            table: table.to_owned(),
            constraint: constraint.to_owned(),
        })
    };
    if let Some(index) = subject
        .strip_prefix("index '")
        .and_then(|rest| rest.strip_suffix('\''))
    {
        return named(index, table.name);
    }
    // Written the way SQLite writes it rather than taken apart: a name may have dots and commas in it.
    let is = |columns: &[&str]| {
        let parts: Vec<String> = columns
            .iter()
            .map(|column| format!("{}.{column}", table.name))
            .collect();
        parts.join(", ") == subject
    };
    if let Some(unique) = table.uniques.iter().find(|unique| is(unique.columns)) {
        return named(unique.name, table.name);
    }
    if is(table.primary_key) {
        return named(&format!("{}_pkey", table.name), table.name);
    }
    // An index that the schema does not know, or another table's, written by a trigger.
    let other = subject
        .split_once('.')
        .map_or(table.name, |(other, _)| other);
    match index_over(connection, other, subject) {
        Some(index) => named(&index, other),
        None => named(&format!("{other}_pkey"), other),
    }
}

/// The unique index of that table whose columns SQLite names like this.
fn index_over(connection: &Connection, table: &str, subject: &str) -> Option<String> {
    let sql = "SELECT l.name FROM pragma_index_list(?1) AS l WHERE l.\"unique\" AND l.origin <> 'pk' AND ?2 = \
               (SELECT group_concat(?1 || '.' || i.name, ', ' ORDER BY i.seqno) FROM pragma_index_info(l.name) AS i)";
    connection
        .query_row(sql, [table, subject], |row| row.get(0))
        .ok()
}

/// A STRICT table that is given a REAL for an INTEGER: arithmetic has left 64 bits.
fn datatype_error(code: ffi::Error, message: &str) -> Error {
    if message.starts_with("cannot store REAL value in INT") {
        Error::new(ErrorKind::Overflow)
    } else {
        other(code, message)
    }
}

fn other(code: ffi::Error, message: &str) -> Error {
    Error::with_detail(
        ErrorKind::Database {
            code: code.extended_code.to_string(),
        },
        explained(code, message),
    )
}

/// SQLite's message, with what it does not say: which files have to be writable, for the two beside the database are made with its own
/// permissions, and stay when these are mended.
pub(crate) fn explained(code: ffi::Error, message: &str) -> String {
    match code.code {
        ErrorCode::ReadOnly => format!(
            "{message}: its file, the folder, or the -wal and -shm files beside it may not be written"
        ),
        ErrorCode::CannotOpen => {
            format!("{message}: it may not be read, or its folder may not be written")
        }
        _ => message.to_owned(),
    }
}

/// Code and message, where it was SQLite that failed. Its messages name tables and columns, never values.
fn parts(failure: &rusqlite::Error) -> Option<(ffi::Error, &str)> {
    match failure {
        rusqlite::Error::SqliteFailure(code, message) => {
            Some((*code, message.as_deref().unwrap_or("no message")))
        }
        rusqlite::Error::SqlInputError { error, msg, .. } => Some((*error, msg)),
        _ => None,
    }
}

/// A failure of the binding that cannot come from generated code, named without what it holds.
fn class(failure: &rusqlite::Error) -> &'static str {
    match failure {
        rusqlite::Error::MultipleStatement => "more than one statement in a text",
        rusqlite::Error::InvalidPath(_) | rusqlite::Error::NulError(_) => {
            "the path is not one that SQLite takes"
        }
        rusqlite::Error::ExecuteReturnedResults => {
            "a statement returns rows where none are expected"
        }
        _ => "the statement is not one that can be run",
    }
}
