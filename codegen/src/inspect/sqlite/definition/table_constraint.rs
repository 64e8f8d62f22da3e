//! Constraints that stand behind the columns.

use super::clauses::{conflict, key_columns, references};
use super::{CheckText, Definition, KeyText, unread};
use crate::inspect::sqlite::cursor::Cursor;

/// The words with which one begins, none of which can be a column's name without quotes.
const FIRST: [&str; 5] = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

pub(super) fn begins(cursor: &Cursor<'_, '_>) -> bool {
    FIRST.iter().any(|word| cursor.is_word(word))
}

/// Reads all of them; the commas between them may be missing.
pub(super) fn read_all<'t, 'a>(cursor: &mut Cursor<'t, 'a>, definition: &mut Definition<'t, 'a>) {
    let mut called = None;
    while cursor.peek().is_some() {
        let beyond = &mut definition.beyond;
        if cursor.take_symbol(",") {
            called = None;
        } else if cursor.take_words(&["CONSTRAINT"]) {
            called = cursor.take_name();
        } else if cursor.take_words(&["PRIMARY", "KEY"]) {
            let inside = cursor.take_parenthesised().unwrap_or_default();
            let counts = inside
                .last()
                .is_some_and(|last| last.is_word("AUTOINCREMENT"));
            let columns = key_columns(inside, "the primary key", beyond);
            conflict(cursor, "the primary key", beyond);
            if counts
                && let Some(first) = columns.first()
                && let Some(column) = definition
                    .columns
                    .iter_mut()
                    .find(|column| column.name.eq_ignore_ascii_case(first))
            {
                column.autoincrement = true;
            }
            let name = called.take();
            definition.primary_key = Some(KeyText { name, columns });
        } else if cursor.take_words(&["UNIQUE"]) {
            let inside = cursor.take_parenthesised().unwrap_or_default();
            let columns = key_columns(inside, "a unique constraint", beyond);
            let of = format!("the unique constraint on {}", columns.join(", "));
            conflict(cursor, &of, beyond);
            let name = called.take();
            definition.uniques.push(KeyText { name, columns });
        } else if cursor.take_words(&["CHECK"]) {
            let name = called.take();
            let expression = cursor.take_parenthesised().unwrap_or_default();
            conflict(cursor, "a check", beyond);
            definition.checks.push(CheckText { name, expression });
        } else if cursor.take_words(&["FOREIGN", "KEY"]) {
            let inside = cursor.take_parenthesised().unwrap_or_default();
            let columns = key_columns(inside, "a foreign key", beyond);
            cursor.take_words(&["REFERENCES"]);
            let key = references(cursor, called.take(), columns, beyond);
            definition.foreign_keys.extend(key);
        } else if let Some(token) = cursor.next() {
            beyond.push(unread(token));
        }
    }
}
