//! What can be told of an object from the words at the head of its statements.

use dualect_format::statements::{Token, tokens};

use crate::catalog::model::Object;

/// What the statement creates, in upper case: `TRIGGER`, `FUNCTION`, `VIRTUAL` (a table of SQLite's).
fn created(statement: &str) -> Option<String> {
    let mut words = tokens(statement)
        .filter(Token::is_significant)
        .map(|token| token.text.to_ascii_uppercase());
    if words.next()? != "CREATE" {
        return None;
    }
    words.find(|word| {
        !matches!(
            word.as_str(),
            "OR" | "REPLACE"
                | "TEMP"
                | "TEMPORARY"
                | "CONSTRAINT"
                | "UNLOGGED"
                | "RECURSIVE"
                | "UNIQUE"
        )
    })
}

/// Whether dropping it can lose more than its statements bring back.
pub(super) fn holds_rows(object: &Object) -> bool {
    object.create.iter().any(|statement| {
        created(statement).is_some_and(|what| {
            matches!(what.as_str(), "TABLE" | "VIRTUAL" | "FOREIGN" | "SEQUENCE")
        })
    })
}

/// Whether a part of it goes when a table that it speaks of goes, or stands in the way of renaming one.
pub(super) fn reads_tables(object: &Object) -> bool {
    object.create.iter().any(|statement| {
        created(statement).is_some_and(|what| matches!(what.as_str(), "TRIGGER" | "VIEW"))
    })
}

/// Whether all of it is of a kind that columns' types, defaults and checks can speak of, and that needs no table itself
/// unless it says so.
pub(super) fn serves_tables(object: &Object) -> bool {
    // What follows the first statement may only say more of what that makes.
    let altered = |statement: &str| {
        let mut words = tokens(statement).filter(Token::is_significant);
        let mut is = |word: &str| words.next().is_some_and(|token| token.text == word);
        is("ALTER") && is("TEXT") && is("SEARCH")
    };
    object.create.iter().all(|statement| {
        altered(statement)
            || created(statement).is_some_and(|what| {
                matches!(
                    what.as_str(),
                    "FUNCTION"
                        | "PROCEDURE"
                        | "AGGREGATE"
                        | "TYPE"
                        | "DOMAIN"
                        | "COLLATION"
                        | "OPERATOR"
                        | "CAST"
                        | "SEQUENCE"
                        | "EXTENSION"
                        | "SCHEMA"
                        | "TEXT"
                )
            })
    })
}
