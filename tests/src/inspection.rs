//! What the inspector reads out of a real SQLite database.

use std::fmt::{Debug, Write as _};
use std::sync::Arc;

use dualect_codegen::catalog::model::{Catalog, Spelling, Table};
use dualect_codegen::ddl;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::inspect::sqlite::{QUERY, comparable, read};
use rusqlite::Connection;

/// Reads what the database holds.
///
/// # Panics
/// The question cannot be asked, or its answer not be read.
#[must_use]
pub fn inspect(connection: &Connection) -> Inspected {
    let answer: String = connection
        .query_row(QUERY, [], |row| row.get(0))
        .expect("every SQLite answers");
    read(&answer).expect("the answer can be read")
}

/// A database of its own in memory, such as anybody's program opens it: what stands in double quotes may be a text.
///
/// # Panics
/// SQLite refuses the statements.
#[must_use]
pub fn database(sql: &str) -> Connection {
    let connection = Connection::open_in_memory().expect("a database in memory");
    connection
        .execute_batch(sql)
        .unwrap_or_else(|error| panic!("{error}\nin {sql}"));
    connection
}

/// What the database holds, where all of it can be said.
///
/// # Panics
/// There is something beyond.
#[must_use]
pub fn whole(sql: &str) -> Catalog {
    let found = inspect(&database(sql));
    assert_eq!(found.beyond, [""; 0], "{sql}");
    found.catalog
}

/// The definition of the only table, as it would be written by what has been read out of it, without its own text.
///
/// # Panics
/// There is not one table.
#[must_use]
pub fn written(catalog: &Catalog) -> String {
    assert_eq!(catalog.tables.len(), 1);
    let mut said = catalog.clone();
    for table in said.tables.values_mut().map(Arc::make_mut) {
        table.definition.text = Spelling::default();
        for index in &mut table.indexes {
            index.spelling = Spelling::default();
        }
    }
    ddl::script(&said).trim().to_owned()
}

/// What differs between the two, a line each; nothing where they are the same.
#[must_use]
pub fn differences(found: &Catalog, expected: &Catalog) -> String {
    let (found, expected) = (comparable(found), comparable(expected));
    let mut text = String::new();
    for (name, table) in &expected.tables {
        match found.tables.get(name) {
            Some(other) => of_table(other, table, &mut text),
            None => note(&mut text, &format!("table {name}"), &(), &"missing"),
        }
    }
    for name in found.tables.keys() {
        if !expected.tables.contains_key(name) {
            note(&mut text, &format!("table {name}"), &"extra", &());
        }
    }
    compare(&mut text, "views", &found.views, &expected.views);
    compare(&mut text, "objects", &found.objects, &expected.objects);
    text
}

fn of_table(found: &Table, expected: &Table, text: &mut String) {
    let at = |what: &str| format!("{} of {}", what, expected.name);
    for (name, column) in &expected.columns {
        let other = found.columns.get(name);
        compare(text, &at(&format!("column {name}")), &other, &Some(column));
    }
    let names = |table: &Table| table.columns.keys().cloned().collect::<Vec<_>>();
    compare(text, &at("columns"), &names(found), &names(expected));
    compare(text, &at("key"), &found.primary_key, &expected.primary_key);
    compare(text, &at("uniques"), &found.uniques, &expected.uniques);
    compare(text, &at("checks"), &found.checks, &expected.checks);
    compare(
        text,
        &at("foreign keys"),
        &found.foreign_keys,
        &expected.foreign_keys,
    );
    compare(text, &at("indexes"), &found.indexes, &expected.indexes);
    if text.is_empty() && found != expected {
        note(text, &at("something"), found, expected);
    }
}

fn compare<T: PartialEq + Debug>(text: &mut String, what: &str, found: &T, expected: &T) {
    if found != expected {
        note(text, what, found, expected);
    }
}

fn note(text: &mut String, what: &str, found: &impl Debug, expected: &impl Debug) {
    let _ = writeln!(
        text,
        "{what}:\n  found    {found:?}\n  expected {expected:?}"
    );
}
