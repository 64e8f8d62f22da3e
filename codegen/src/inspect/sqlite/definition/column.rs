//! A column's definition.

use super::clauses::{conflict, deferral, references};
use super::{CheckText, ColumnText, DefaultText, Definition, GeneratedText, KeyText, unread};
use crate::inspect::sqlite::cursor::Cursor;
use crate::inspect::sqlite::lex::{Kind, Token};

/// Reads a column up to its comma; `None` where there is none.
pub(super) fn read<'t, 'a>(
    cursor: &mut Cursor<'t, 'a>,
    definition: &mut Definition<'t, 'a>,
) -> Option<()> {
    let all = cursor.rest();
    let (checks, foreign_keys) = (definition.checks.len(), definition.foreign_keys.len());
    let name = cursor.take_name()?;
    let mut column = ColumnText {
        sql_type: sql_type(cursor),
        name,
        collation: None,
        not_null: false,
        default: None,
        generated: None,
        autoincrement: false,
        tokens: all,
        checks: 0,
        foreign_keys: 0,
        is_key_backwards: false,
    };
    // SQLite gives a name to whatever constraint comes next.
    let mut called = None;
    while cursor.peek().is_some() && !cursor.is_symbol(",") {
        if cursor.take_words(&["CONSTRAINT"]) {
            called = cursor.take_name();
        } else if !clause(cursor, &mut column, &mut called, definition)
            && let Some(token) = cursor.next()
        {
            definition.beyond.push(unread(token));
        }
    }
    if let Some(name) = called {
        let column = &column.name;
        definition.beyond.push(format!(
            "the name {name}, which column {column} gives to nothing"
        ));
    }
    let taken = all.len() - cursor.rest().len();
    column.tokens = all.get(..taken).unwrap_or_default();
    column.checks = definition.checks.len() - checks;
    column.foreign_keys = definition.foreign_keys.len() - foreign_keys;
    definition.columns.push(column);
    Some(())
}

/// Goes over one clause, and says whether there was one.
fn clause<'t, 'a>(
    cursor: &mut Cursor<'t, 'a>,
    column: &mut ColumnText<'t, 'a>,
    called: &mut Option<String>,
    definition: &mut Definition<'t, 'a>,
) -> bool {
    let beyond = &mut definition.beyond;
    let own = || vec![column.name.clone()];
    let of = format!("column {}", column.name);
    if cursor.take_words(&["PRIMARY", "KEY"]) {
        let _ = cursor.take_words(&["ASC"]);
        if cursor.take_words(&["DESC"]) {
            column.is_key_backwards = true;
            beyond.push(format!("DESC of {of} as the primary key"));
        }
        conflict(cursor, "the primary key", beyond);
        column.autoincrement = cursor.take_words(&["AUTOINCREMENT"]);
        definition.primary_key = Some(KeyText {
            name: called.take(),
            columns: own(),
        });
    } else if cursor.take_words(&["UNIQUE"]) {
        conflict(cursor, &of, beyond);
        definition.uniques.push(KeyText {
            name: called.take(),
            columns: own(),
        });
    } else if cursor.take_words(&["CHECK"]) {
        let name = called.take();
        let expression = cursor.take_parenthesised().unwrap_or_default();
        definition.checks.push(CheckText { name, expression });
        conflict(cursor, &format!("the check of {of}"), beyond);
    } else if cursor.take_words(&["REFERENCES"]) {
        let key = references(cursor, called.take(), own(), beyond);
        definition.foreign_keys.extend(key);
    } else {
        let Some(what) = unnamed_clause(cursor, column, definition) else {
            return false;
        };
        if let Some(name) = called.take() {
            definition
                .beyond
                .push(format!("the name {name} of {what} of {of}"));
        }
    }
    true
}

/// The same of what keeps no name.
fn unnamed_clause<'t, 'a>(
    cursor: &mut Cursor<'t, 'a>,
    column: &mut ColumnText<'t, 'a>,
    definition: &mut Definition<'t, 'a>,
) -> Option<&'static str> {
    let of = format!("column {}", column.name);
    if let Some(deferrable) = deferral(cursor) {
        // It belongs to the key before it, wherever that one stands.
        if let Some(key) = definition.foreign_keys.last_mut() {
            key.deferrable = deferrable;
        }
        Some("the foreign key")
    } else if cursor.take_words(&["NOT", "NULL"]) {
        column.not_null = true;
        conflict(cursor, &of, &mut definition.beyond);
        Some("NOT NULL")
    } else if cursor.take_words(&["NULL"]) {
        conflict(cursor, &of, &mut definition.beyond);
        Some("NULL")
    } else if cursor.take_words(&["COLLATE"]) {
        column.collation = cursor.take_name();
        Some("COLLATE")
    } else if cursor.take_words(&["DEFAULT"]) {
        column.default = default(cursor);
        Some("DEFAULT")
    } else if cursor.take_words(&["GENERATED", "ALWAYS", "AS"]) || cursor.take_words(&["AS"]) {
        let expression = cursor.take_parenthesised()?;
        let stored = cursor.take_words(&["STORED"]);
        if !stored {
            cursor.take_words(&["VIRTUAL"]);
        }
        column.generated = Some(GeneratedText { expression, stored });
        Some("GENERATED")
    } else {
        None
    }
}

fn default<'t, 'a>(cursor: &mut Cursor<'t, 'a>) -> Option<DefaultText<'t, 'a>> {
    if let Some(expression) = cursor.take_parenthesised() {
        return Some(DefaultText::Expression(expression));
    }
    let negative = cursor.take_symbol("-");
    if !negative {
        cursor.take_symbol("+");
    }
    let value = cursor.next()?;
    Some(DefaultText::Value { negative, value })
}

/// What ends a type, and can be no part of one without quotes.
const CLAUSES: [&str; 11] = [
    "CONSTRAINT",
    "DEFAULT",
    "NULL",
    "NOT",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "COLLATE",
    "AS",
    "DEFERRABLE",
];

/// Whether the word would be the beginning of something else behind a type.
pub(in super::super) fn ends_a_type(word: &str) -> bool {
    let mut all = CLAUSES.iter().chain(&["GENERATED"]);
    all.any(|clause| clause.eq_ignore_ascii_case(word))
}

fn sql_type<'t, 'a>(cursor: &mut Cursor<'t, 'a>) -> &'t [Token<'a>] {
    let all = cursor.rest();
    while let Some(token) = cursor.peek() {
        let is_clause = CLAUSES.iter().any(|word| token.is_word(word))
            || cursor.are_words(&["GENERATED", "ALWAYS"]);
        let is_part = match token.kind {
            Kind::Word | Kind::Quoted | Kind::Text => !is_clause,
            Kind::Value | Kind::Symbol => false,
        };
        if !is_part {
            break;
        }
        cursor.next();
    }
    if all.len() > cursor.rest().len() {
        cursor.take_parenthesised();
    }
    let taken = all.len() - cursor.rest().len();
    all.get(..taken).unwrap_or_default()
}
