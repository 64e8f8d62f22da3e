//! Inserts.

use super::Subject;
use super::filter::lines;
use crate::rust::column;
use crate::schema::model::{Column, Type};

/// Inserts one row and reads it back.
pub(in crate::rust) fn insert(subject: &Subject<'_>) -> String {
    lines([
        Some(format!("INSERT INTO {}{}", subject.name(), values(subject))),
        Some(format!("RETURNING {}", subject.all())),
    ])
}

/// Inserts one row and reads it back, unless there is one with the same values in `target`.
pub(in crate::rust) fn try_insert(subject: &Subject<'_>, target: &[&Column]) -> String {
    lines([
        Some(format!("INSERT INTO {}{}", subject.name(), values(subject))),
        Some(format!(
            "ON CONFLICT ({}) DO NOTHING",
            Subject::idents(target.iter().copied())
        )),
        Some(format!("RETURNING {}", subject.all())),
    ])
}

/// ` (a, b)` and `VALUES ($1, $2)` on a line of its own.
pub(super) fn values(subject: &Subject<'_>) -> String {
    let columns = subject.inserted();
    if columns.is_empty() {
        return "\nDEFAULT VALUES".to_owned();
    }
    let placeholders: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
    format!(
        " ({})\nVALUES ({})",
        Subject::idents(columns.iter().copied()),
        placeholders.join(", ")
    )
}

/// Inserts many rows at once: what stands before SQLite's rows, and Postgres' statement over an array for each column,
/// `None` where a column is a list itself (an array of arrays has to be a rectangle).
pub(in crate::rust) fn bulk(subject: &Subject<'_>) -> (String, Option<String>) {
    let columns = subject.inserted();
    let head = format!(
        "INSERT INTO {} ({})",
        subject.name(),
        Subject::idents(columns.iter().copied())
    );
    let has_list = columns
        .iter()
        .any(|column| matches!(column.ty, Type::List(_)));
    let arrays: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            format!("${}::{}[]", index + 1, column::postgres_element(&column.ty))
        })
        .collect();
    let unnest = format!("{head}\nSELECT * FROM unnest({})", arrays.join(", "));
    (format!("{head} VALUES"), (!has_list).then_some(unnest))
}
