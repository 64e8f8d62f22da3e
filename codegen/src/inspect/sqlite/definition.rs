//! What `CREATE TABLE` says: all of it, for the pragmas tell neither what constraints are called nor what they check.
//!
//! <https://www.sqlite.org/lang_createtable.html>; where the text allows more than that page, as `parse.y` has it.

mod clauses;
mod column;
mod table_constraint;

pub(super) use column::ends_a_type;

use super::cursor::Cursor;
use super::lex::Token;
use crate::schema::model::{Action, Deferrable};

/// A table's definition, in tokens.
#[derive(Debug, Default)]
pub(super) struct Definition<'t, 'a> {
    pub(super) columns: Vec<ColumnText<'t, 'a>>,
    pub(super) primary_key: Option<KeyText>,
    pub(super) uniques: Vec<KeyText>,
    pub(super) checks: Vec<CheckText<'t, 'a>>,
    pub(super) foreign_keys: Vec<ForeignKeyText>,
    /// What no catalog says.
    pub(super) beyond: Vec<String>,
    /// What stands behind the table's name.
    pub(super) body: &'t [Token<'a>],
}

#[derive(Debug)]
pub(super) struct ColumnText<'t, 'a> {
    pub(super) name: String,
    /// Of its type, without `GENERATED ALWAYS`.
    pub(super) sql_type: &'t [Token<'a>],
    pub(super) collation: Option<String>,
    pub(super) not_null: bool,
    pub(super) default: Option<DefaultText<'t, 'a>>,
    pub(super) generated: Option<GeneratedText<'t, 'a>>,
    pub(super) autoincrement: bool,
    /// All of it, from the name on.
    pub(super) tokens: &'t [Token<'a>],
    /// How many checks and foreign keys stand in it.
    pub(super) checks: usize,
    pub(super) foreign_keys: usize,
    /// `INTEGER PRIMARY KEY DESC`, which is another name of nothing.
    pub(super) is_key_backwards: bool,
}

/// What stands behind `DEFAULT`.
#[derive(Debug, Clone, Copy)]
pub(super) enum DefaultText<'t, 'a> {
    /// In parentheses, without them.
    Expression(&'t [Token<'a>]),
    /// A value, maybe with its sign.
    Value {
        negative: bool,
        value: &'t Token<'a>,
    },
}

#[derive(Debug, Clone, Copy)]
pub(super) struct GeneratedText<'t, 'a> {
    pub(super) expression: &'t [Token<'a>],
    pub(super) stored: bool,
}

/// A primary key, or a unique constraint.
#[derive(Debug)]
pub(super) struct KeyText {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
}

#[derive(Debug)]
pub(super) struct CheckText<'t, 'a> {
    pub(super) name: Option<String>,
    pub(super) expression: &'t [Token<'a>],
}

#[derive(Debug)]
pub(super) struct ForeignKeyText {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
    pub(super) parent: String,
    /// None where it refers to the primary key, whatever that is.
    pub(super) parent_columns: Vec<String>,
    pub(super) on_delete: Action,
    pub(super) on_update: Action,
    pub(super) deferrable: Deferrable,
}

/// Reads the definition of a table; `None` where it is none.
pub(super) fn read<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<Definition<'t, 'a>> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.take_words(&["CREATE"]) {
        return None;
    }
    let _ = cursor.take_words(&["TEMP"]) || cursor.take_words(&["TEMPORARY"]);
    if !cursor.take_words(&["TABLE"]) {
        return None;
    }
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    cursor.take_name()?;
    if cursor.take_symbol(".") {
        cursor.take_name()?;
    }
    let body = cursor.rest();
    let mut inside = Cursor::new(cursor.take_parenthesised()?);
    let mut definition = Definition {
        body,
        ..Definition::default()
    };
    loop {
        if table_constraint::begins(&inside) {
            table_constraint::read_all(&mut inside, &mut definition);
            break;
        }
        column::read(&mut inside, &mut definition)?;
        if !inside.take_symbol(",") {
            break;
        }
    }
    for token in inside.rest() {
        definition.beyond.push(unread(token));
    }
    Some(definition)
}

/// What nobody here knows.
fn unread(token: &Token<'_>) -> String {
    format!(
        "`{}` in its definition, which is not understood",
        token.text
    )
}
