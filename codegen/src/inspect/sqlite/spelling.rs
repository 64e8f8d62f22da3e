//! Types and defaults in one spelling.

use super::definition::DefaultText;
use super::expression::{self, Scope, bare};
use super::lex::{Kind, Token};
use crate::catalog::quote;

/// A type's tokens as text: SQLite reads it without regard to case, and none is a type as well.
///
/// <https://www.sqlite.org/datatype3.html>
pub(super) fn sql_type(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut in_words = true;
    for token in tokens {
        in_words &= !token.is_symbol("(");
        if in_words && !text.is_empty() {
            text.push(' ');
        }
        match token.name() {
            Some(name) if is_plain(&name) => text.push_str(&name.to_ascii_uppercase()),
            Some(name) => text.push_str(&format!("\"{}\"", name.replace('"', "\"\""))),
            None => text.push_str(token.text),
        }
    }
    text
}

/// Whether it may stand in a type without quotes.
fn is_plain(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(letters)
        && name
            .bytes()
            .next()
            .is_some_and(|byte| !byte.is_ascii_digit())
        && !super::definition::ends_a_type(name)
}

/// A default: a value, or an expression in parentheses; `None` is NULL, which all columns have.
pub(super) fn default(text: DefaultText<'_, '_>) -> Option<String> {
    match text {
        DefaultText::Value { negative, value } => value_of(negative, value),
        DefaultText::Expression(tokens) => match bare(tokens) {
            [value] if is_constant(value) => value_of(false, value),
            [sign, value] if value.kind == Kind::Value && sign.is_symbol("-") => {
                value_of(true, value)
            }
            [sign, value] if value.kind == Kind::Value && sign.is_symbol("+") => {
                value_of(false, value)
            }
            tokens => {
                let none = Scope {
                    table: "",
                    columns: &[],
                };
                Some(format!("({})", expression::read(tokens, none).sql))
            }
        },
    }
}

const CONSTANTS: [&str; 6] = [
    "NULL",
    "TRUE",
    "FALSE",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
];

/// Whether it says the same with and without parentheses.
fn is_constant(value: &Token<'_>) -> bool {
    match value.kind {
        Kind::Text | Kind::Value => true,
        Kind::Word => CONSTANTS.iter().any(|word| value.is_word(word)),
        Kind::Quoted | Kind::Symbol => false,
    }
}

fn value_of(negative: bool, value: &Token<'_>) -> Option<String> {
    if value.is_word("NULL") {
        return None;
    }
    let text = match value.kind {
        Kind::Word => {
            let constant = CONSTANTS.iter().find(|word| value.is_word(word));
            // A word without quotes is a text to SQLite.
            constant.map_or_else(|| quote::text(value.text), |word| (*word).to_owned())
        }
        Kind::Quoted => quote::text(&value.name().unwrap_or_default()),
        Kind::Value if value.text.starts_with('X') => value.text.replacen('X', "x", 1),
        Kind::Text | Kind::Value | Kind::Symbol => value.text.to_owned(),
    };
    Some(if negative { format!("-{text}") } else { text })
}

/// A value that every row could have, by what SQLite makes of the type: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
pub(super) fn neutral(sql_type: &str) -> &'static str {
    let has = |part: &str| sql_type.contains(part);
    if has("INT") {
        "0"
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        "''"
    } else if has("BLOB") || sql_type.is_empty() {
        "x''"
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        "0.0"
    } else {
        "0"
    }
}
