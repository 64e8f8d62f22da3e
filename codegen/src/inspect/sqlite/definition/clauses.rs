//! Clauses that columns and tables share.

use super::super::cursor::{Cursor, parts};
use super::ForeignKeyText;
use crate::inspect::sqlite::lex::Token;
use crate::schema::model::{Action, Deferrable};

/// Goes over `ON CONFLICT x`, and tells of what is not SQLite's own way.
pub(super) fn conflict(cursor: &mut Cursor<'_, '_>, of: &str, beyond: &mut Vec<String>) {
    if cursor.take_words(&["ON", "CONFLICT"]) {
        let what = cursor.next().map_or("", |token| token.text);
        if !what.eq_ignore_ascii_case("ABORT") {
            beyond.push(format!("ON CONFLICT {} of {of}", what.to_uppercase()));
        }
    }
}

/// The columns of a key, from between its parentheses.
pub(super) fn key_columns(inside: &[Token<'_>], of: &str, beyond: &mut Vec<String>) -> Vec<String> {
    let mut names = Vec::new();
    for part in parts(inside) {
        let mut cursor = Cursor::new(part);
        while cursor.take_symbol("(") {}
        let Some(name) = cursor.take_name() else {
            continue;
        };
        while let Some(token) = cursor.next() {
            if token.is_word("COLLATE") {
                let collation = cursor.take_name().unwrap_or_default();
                beyond.push(format!("COLLATE {collation} of {name} in {of}"));
            } else if token.is_word("DESC") {
                beyond.push(format!("DESC of {name} in {of}"));
            }
        }
        names.push(name);
    }
    names
}

/// What stands behind `REFERENCES`.
pub(super) fn references(
    cursor: &mut Cursor<'_, '_>,
    name: Option<String>,
    columns: Vec<String>,
    beyond: &mut Vec<String>,
) -> Option<ForeignKeyText> {
    let parent = cursor.take_name()?;
    let inside = cursor.take_parenthesised().unwrap_or_default();
    let mut key = ForeignKeyText {
        name,
        columns,
        parent,
        parent_columns: parts(inside)
            .iter()
            .filter_map(|part| part.first()?.name())
            .collect(),
        on_delete: Action::NoAction,
        on_update: Action::NoAction,
        deferrable: Deferrable::No,
    };
    loop {
        if cursor.take_words(&["ON", "DELETE"]) {
            key.on_delete = action(cursor);
        } else if cursor.take_words(&["ON", "UPDATE"]) {
            key.on_update = action(cursor);
        } else if cursor.take_words(&["ON", "INSERT"]) {
            // Read, and without any meaning.
            action(cursor);
        } else if cursor.take_words(&["MATCH"]) {
            let word = cursor.take_name().unwrap_or_default().to_uppercase();
            beyond.push(format!(
                "MATCH {word} of the foreign key to {}, which SQLite does not heed",
                key.parent
            ));
        } else if let Some(found) = deferral(cursor) {
            key.deferrable = found;
        } else {
            return Some(key);
        }
    }
}

fn action(cursor: &mut Cursor<'_, '_>) -> Action {
    if cursor.take_words(&["SET", "NULL"]) {
        Action::SetNull
    } else if cursor.take_words(&["SET", "DEFAULT"]) {
        Action::SetDefault
    } else if cursor.take_words(&["CASCADE"]) {
        Action::Cascade
    } else if cursor.take_words(&["RESTRICT"]) {
        Action::Restrict
    } else {
        cursor.take_words(&["NO", "ACTION"]);
        Action::NoAction
    }
}

/// Goes over `[NOT] DEFERRABLE [INITIALLY x]`: only a key that may be deferred, and is so at first, ever is.
pub(super) fn deferral(cursor: &mut Cursor<'_, '_>) -> Option<Deferrable> {
    let never = cursor.take_words(&["NOT", "DEFERRABLE"]);
    if !never && !cursor.take_words(&["DEFERRABLE"]) {
        return None;
    }
    let deferred = cursor.take_words(&["INITIALLY", "DEFERRED"]);
    if !deferred {
        cursor.take_words(&["INITIALLY", "IMMEDIATE"]);
    }
    Some(if never {
        Deferrable::No
    } else if deferred {
        Deferrable::Deferred
    } else {
        Deferrable::Immediate
    })
}
