//! Which foreign key it was: SQLite does not say.
//!
//! The statement is run once more with its keys deferred, so that the rows which break one are there to be looked at; then all
//! of it is undone.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::connection::run;
use super::statement::Sql;
use super::violation;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{ForeignKeyInfo, TableInfo, Value};

/// The foreign key that the statement breaks.
pub(super) fn find<'v>(
    connection: &Connection,
    sql: Sql<'_>,
    values: impl Iterator<Item = &'v Value>,
) -> Error {
    // An insert can break its own table's keys only.
    if is_insert(sql.text)
        && let [only] = sql.table.foreign_keys
    {
        return named(only);
    }
    with_deferred_keys(connection, || {
        sql.replay(connection, values).ok()?;
        broken_by_last_row(connection, sql).or_else(|| broken(connection, sql.table))
    })
    .unwrap_or_else(|| unnamed(sql.table.name))
}

/// The deferred foreign key that stops a COMMIT. The transaction is still open.
pub(super) fn find_pending(connection: &Connection) -> Error {
    broken_anywhere(connection).unwrap_or_else(|| unnamed(""))
}

fn named(key: &ForeignKeyInfo) -> Error {
    Error::new(ErrorKind::ForeignKey {
        table: key.table.to_owned(),
        constraint: key.name.to_owned(),
    })
}

/// A foreign key that is not in the schema.
fn unnamed(table: &str) -> Error {
    Error::new(ErrorKind::ForeignKey {
        table: table.to_owned(),
        constraint: String::new(),
    })
}

fn is_insert(text: &str) -> bool {
    text.get(..6)
        .is_some_and(|verb| verb.eq_ignore_ascii_case("INSERT"))
}

/// Runs something inside a savepoint with all keys deferred, and undoes it.
fn with_deferred_keys<T>(connection: &Connection, work: impl FnOnce() -> Option<T>) -> Option<T> {
    run(connection, "SAVEPOINT dualect_foreign_key").ok()?;
    let found = connection
        .execute_batch("PRAGMA defer_foreign_keys = ON")
        .ok()
        .and_then(|()| work());
    let undone = run(connection, "ROLLBACK TO dualect_foreign_key").and_then(|()| {
        // The pragma outlives the rollback, and while it is on a release would be a commit with broken keys.
        connection.execute_batch("PRAGMA defer_foreign_keys = OFF")?;
        run(connection, "RELEASE dualect_foreign_key")
    });
    undone.ok().and(found)
}

/// The key that the row inserted last breaks: by its rowid, without reading the table.
fn broken_by_last_row(connection: &Connection, sql: Sql<'_>) -> Option<Error> {
    if !is_insert(sql.text) {
        return None;
    }
    let number = number_of_rows(connection, sql.table);
    // A table without rowids fails here, and is looked through as a whole.
    broken_by_row(
        connection,
        sql.table,
        &format!("c.{number} = ?1"),
        &[connection.last_insert_rowid().into()],
    )
}

/// The first of the table's keys that breaks the row of which the condition holds.
fn broken_by_row(
    connection: &Connection,
    table: &TableInfo,
    condition: &str,
    values: &[rusqlite::types::Value],
) -> Option<Error> {
    let broken = table.foreign_keys.iter().find(|key| {
        let pairs = key.columns.iter().zip(key.parent_columns);
        let same: Vec<String> = pairs
            .map(|(column, parent)| format!("p.{} = c.{}", quoted(parent), quoted(column)))
            .collect();
        let given: Vec<String> = key
            .columns
            .iter()
            .map(|column| format!("c.{} IS NOT NULL", quoted(column)))
            .collect();
        let text = format!(
            "SELECT 1 FROM {} AS c WHERE {condition} AND {} AND NOT EXISTS (SELECT 1 FROM {} AS p WHERE {})",
            quoted(key.table),
            given.join(" AND "),
            quoted(key.parent),
            same.join(" AND ")
        );
        connection
            .prepare_cached(&text)
            .and_then(|mut statement| statement.exists(rusqlite::params_from_iter(values)))
            .unwrap_or(false)
    });
    broken.map(named)
}

/// What the number of a row is called in the table, whose columns may have taken some of its names.
fn number_of_rows(connection: &Connection, table: &TableInfo) -> &'static str {
    let is_column = |name: &str| {
        let columns = "SELECT 1 FROM pragma_table_xinfo(?1) WHERE name = ?2 COLLATE NOCASE";
        let asked = connection.prepare_cached(columns);
        asked.and_then(|mut statement| statement.exists((table.name, name)))
    };
    ["rowid", "_rowid_", "oid"]
        .into_iter()
        .find(|name| !is_column(name).unwrap_or(false))
        .unwrap_or("rowid")
}

/// Inserts rows one by one that may refer to each other in any order, as one statement for all of them does in Postgres: the
/// keys are looked at when all rows are there, row by row, and an error is that of the first row to break one.
///
/// What it has inserted when it fails is for the caller to undo.
pub(crate) fn insert_together(
    connection: &Connection,
    one: Sql<'_>,
    rows: &[Vec<Value>],
) -> Result<u64> {
    run(connection, "PRAGMA defer_foreign_keys = ON")
        .map_err(|failure| violation::error(&failure))?;
    // By their keys: a row of a table without rowids has no other name.
    let of_key = one.table.primary_key.iter().enumerate();
    let condition: Vec<String> = of_key
        .map(|(at, column)| format!("c.{} = ?{}", quoted(column), at + 1))
        .collect();
    let condition = condition.join(" AND ");
    let outcome = one.insert_each(connection, rows).and_then(|keys| {
        let mut errors = keys
            .iter()
            .filter_map(|key| broken_by_row(connection, one.table, &condition, key));
        let error = errors.next();
        error.map_or(Ok(keys.len() as u64), |error| {
            Err(error.in_statement(one.name))
        })
    });
    // It outlives a rollback, and while it is on a release would be a commit with broken keys.
    run(connection, "PRAGMA defer_foreign_keys = OFF")
        .map_err(|failure| violation::error(&failure))?;
    outcome
}

/// The key that rows of the table, or rows that refer to it, break: of several the one declared first, which is the one that
/// Postgres looks at first. Else (a cascade went further) any.
fn broken(connection: &Connection, table: &'static TableInfo) -> Option<Error> {
    let known = || table.foreign_keys.iter().chain(table.referenced_by);
    let mut children: Vec<&str> = Vec::new();
    let mut keys = Vec::new();
    for key in known() {
        if !children.contains(&key.table) {
            children.push(key.table);
            let check = format!("PRAGMA foreign_key_check({})", quoted(key.table));
            keys.extend(all_broken(connection, &check));
        }
    }
    known()
        .find(|known| {
            keys.iter()
                .any(|key| known.table == key.table && key.columns == known.columns)
        })
        .map(named)
        .or_else(|| broken_anywhere(connection))
}

fn broken_anywhere(connection: &Connection) -> Option<Error> {
    let key = first_broken(connection, "PRAGMA foreign_key_check")?;
    let constraint = name_in_ddl(connection, &key).unwrap_or_default();
    Some(Error::new(ErrorKind::ForeignKey {
        table: key.table,
        constraint,
    }))
}

/// A foreign key as SQLite knows it: without a name.
struct Key {
    table: String,
    columns: Vec<String>,
}

fn first_broken(connection: &Connection, check: &str) -> Option<Key> {
    all_broken(connection, check).into_iter().next()
}

/// The keys that some row breaks, each once.
fn all_broken(connection: &Connection, check: &str) -> Vec<Key> {
    let found = connection.prepare(check).and_then(|mut statement| {
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(3)?)))?;
        rows.collect::<rusqlite::Result<BTreeSet<(String, i64)>>>()
    });
    let found = found.unwrap_or_default().into_iter();
    found
        .filter_map(|(table, id)| {
            let list =
                "SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq";
            let mut statement = connection.prepare(list).ok()?;
            let columns = statement
                .query_map((&table, id), |row| row.get(0))
                .ok()?
                .collect::<Result<_, _>>()
                .ok()?;
            Some(Key { table, columns })
        })
        .collect()
}

/// The name in `CONSTRAINT name FOREIGN KEY (columns)` of the table's own text.
fn name_in_ddl(connection: &Connection, key: &Key) -> Option<String> {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    let text: String = connection
        .query_row(sql, [&key.table], |row| row.get(0))
        .ok()?;
    let words = words(&text);
    let is = |at: usize, word: &str| {
        words
            .get(at)
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    (0..words.len()).find_map(|at| {
        if !(is(at, "CONSTRAINT") && is(at + 2, "FOREIGN") && is(at + 3, "KEY") && is(at + 4, "("))
        {
            return None;
        }
        let columns = words
            .get(at + 5..)?
            .iter()
            .take_while(|word| *word != ")")
            .filter(|word| *word != ",");
        columns
            .eq(key.columns.iter())
            .then(|| words.get(at + 1).cloned())
            .flatten()
    })
}

/// The words and signs of a text; quoted names without their quotes. Comments do not occur: we wrote it.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(first) = rest.next() {
        if first.is_alphanumeric() || first == '_' {
            let mut word = String::from(first);
            while let Some(next) =
                rest.next_if(|next| next.is_alphanumeric() || *next == '_' || *next == '$')
            {
                word.push(next);
            }
            words.push(word);
        } else if matches!(first, '"' | '\'' | '`') {
            let mut word = String::new();
            while let Some(next) = rest.next() {
                if next != first {
                    word.push(next);
                } else if rest.next_if_eq(&first).is_some() {
                    word.push(first);
                } else {
                    break;
                }
            }
            words.push(word);
        } else if !first.is_whitespace() {
            words.push(first.to_string());
        }
    }
    words
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_quoted() {
        let text = "CREATE TABLE \"a b\" (x INT, CONSTRAINT \"it\"\"s\" FOREIGN KEY (\"x y\", z) REFERENCES p (a, b))";
        let words = words(text);
        let found: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(found[..4], ["CREATE", "TABLE", "a b", "("]);
        assert!(
            found
                .windows(7)
                .any(|part| part == ["it\"s", "FOREIGN", "KEY", "(", "x y", ",", "z"]),
            "{found:?}"
        );
    }
}
