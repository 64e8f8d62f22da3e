//! Expressions in one spelling: two that differ in white space, comments, the case of keywords, quotes that nobody needs or parentheses
//! around the whole become one text.

use super::cursor::closing;
use super::lex::{Kind, Token};
use crate::catalog::model::Expression;
use crate::catalog::quote;
use crate::name::DbName;

/// The table whose columns an expression speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) table: &'s str,
    pub(super) columns: &'s [DbName],
}

impl<'s> Scope<'s> {
    /// The column as the table declares it: names are compared without regard to ASCII's cases.
    pub(super) fn column(&self, name: &str) -> Option<&'s DbName> {
        let mut all = self.columns.iter();
        all.find(|column| column.as_str().eq_ignore_ascii_case(name))
    }
}

/// Words that are written in capitals: operators, and what else has a meaning of its own in an expression or a query. None of them
/// without quotes means anything else where SQLite takes it for one.
const CAPITALS: [&str; 64] = [
    "ALL",
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CAST",
    "COLLATE",
    "CROSS",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "DESC",
    "DISTINCT",
    "ELSE",
    "END",
    "ESCAPE",
    "EXCEPT",
    "EXISTS",
    "FALSE",
    "FILTER",
    "FIRST",
    "FOLLOWING",
    "FROM",
    "FULL",
    "GLOB",
    "GROUP",
    "HAVING",
    "IN",
    "INNER",
    "INTERSECT",
    "IS",
    "ISNULL",
    "JOIN",
    "LAST",
    "LEFT",
    "LIKE",
    "LIMIT",
    "MATCH",
    "NATURAL",
    "NOT",
    "NOTNULL",
    "NULL",
    "NULLS",
    "OFFSET",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "OVER",
    "PARTITION",
    "PRECEDING",
    "RECURSIVE",
    "REGEXP",
    "RIGHT",
    "SELECT",
    "THEN",
    "TRUE",
    "UNION",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
];

/// What else has a meaning of its own in a statement, as in a trigger: <https://www.sqlite.org/lang_keywords.html>. Some of them can be
/// names without quotes as well, which SQLite reads in any case.
const STATEMENTS: [&str; 85] = [
    "ABORT",
    "ACTION",
    "ADD",
    "AFTER",
    "ALTER",
    "ALWAYS",
    "ANALYZE",
    "ATTACH",
    "AUTOINCREMENT",
    "BEFORE",
    "BEGIN",
    "CASCADE",
    "CHECK",
    "COLUMN",
    "COMMIT",
    "CONFLICT",
    "CONSTRAINT",
    "CREATE",
    "CURRENT",
    "DATABASE",
    "DEFAULT",
    "DEFERRABLE",
    "DEFERRED",
    "DELETE",
    "DETACH",
    "DO",
    "DROP",
    "EACH",
    "EXCLUDE",
    "EXCLUSIVE",
    "EXPLAIN",
    "FAIL",
    "FOR",
    "FOREIGN",
    "GENERATED",
    "GROUPS",
    "IF",
    "IGNORE",
    "IMMEDIATE",
    "INDEX",
    "INDEXED",
    "INITIALLY",
    "INSERT",
    "INSTEAD",
    "INTO",
    "KEY",
    "MATERIALIZED",
    "NO",
    "NOTHING",
    "OF",
    "OTHERS",
    "PLAN",
    "PRAGMA",
    "PRIMARY",
    "QUERY",
    "RAISE",
    "RANGE",
    "REFERENCES",
    "REINDEX",
    "RELEASE",
    "RENAME",
    "REPLACE",
    "RESTRICT",
    "RETURNING",
    "ROLLBACK",
    "ROW",
    "ROWS",
    "SAVEPOINT",
    "SET",
    "TABLE",
    "TEMP",
    "TEMPORARY",
    "TIES",
    "TO",
    "TRANSACTION",
    "TRIGGER",
    "UNBOUNDED",
    "UNIQUE",
    "UPDATE",
    "VACUUM",
    "VIEW",
    "VIRTUAL",
    "WINDOW",
    "WITH",
    "WITHOUT",
];

/// Those of them that mean nothing of their own where no query is: there they can be a column's name.
const NAMES: [&str; 18] = [
    "ASC",
    "BY",
    "CROSS",
    "DESC",
    "FIRST",
    "FOLLOWING",
    "FULL",
    "INNER",
    "LAST",
    "LEFT",
    "NATURAL",
    "NULLS",
    "OFFSET",
    "OUTER",
    "PARTITION",
    "PRECEDING",
    "RECURSIVE",
    "RIGHT",
];

/// Those of them behind which a parenthesis belongs to a call.
const CALLED: [&str; 4] = ["CAST", "GLOB", "LIKE", "REGEXP"];

fn capital(word: &str) -> Option<&'static str> {
    let mut all = CAPITALS.iter();
    all.find(|other| other.eq_ignore_ascii_case(word)).copied()
}

fn keyword(word: &str) -> Option<&'static str> {
    let mut all = STATEMENTS.iter();
    let found = all.find(|other| other.eq_ignore_ascii_case(word));
    capital(word).or(found.copied())
}

/// Without the parentheses around the whole.
pub(super) fn bare<'t, 'a>(mut tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    while let [first, inner @ .., _] = tokens
        && first.is_symbol("(")
        && closing(tokens) + 1 == tokens.len()
        && !inner.is_empty()
        && !inner.first().is_some_and(|token| token.is_word("SELECT"))
    {
        tokens = inner;
    }
    tokens
}

/// The expression of a table's column, check or index.
pub(super) fn read(tokens: &[Token<'_>], scope: Scope<'_>) -> Expression {
    let tokens = bare(tokens);
    let mut printed = Printed::default();
    let mut columns: Vec<DbName> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let behind = tokens.get(at + 1);
        at += 1;
        let is_called = behind.is_some_and(|token| token.is_symbol("("));
        let qualifies = behind.is_some_and(|token| token.is_symbol("."));
        let name = match token.kind {
            Kind::Word | Kind::Quoted => token.name(),
            Kind::Text | Kind::Value | Kind::Symbol => None,
        };
        let Some(name) = name else {
            printed.put(token, token.text);
            continue;
        };
        // A rebuilt table has another name at first, so that its own must not stand there.
        if qualifies && name.eq_ignore_ascii_case(scope.table) {
            at += 1;
            continue;
        }
        let is_type = before.is_some_and(|token| token.is_word("AS"));
        let is_collation = before.is_some_and(|token| token.is_word("COLLATE"));
        let column = scope
            .column(&name)
            .filter(|_| !is_called && !is_type && !is_collation && !qualifies);
        if let Some(column) = column
            && !columns.contains(column)
        {
            columns.push(column.clone());
        }
        let keyword = capital(&name).filter(|word| column.is_none() || !NAMES.contains(word));
        let text = match (token.kind, column) {
            _ if is_collation => collation_text(&name),
            (Kind::Word, _) if keyword.is_some() => keyword.unwrap_or_default().to_owned(),
            (_, Some(column)) => quote::ident(column).into_owned(),
            (Kind::Word, None) if is_called => name.to_ascii_lowercase(),
            (Kind::Word, None) => name,
            (_, None) if !qualifies && !is_called && is_text(token, &name) => quote::text(&name),
            (_, None) => quote::ident_text(&name).into_owned(),
        };
        printed.put(token, &text);
    }
    Expression {
        sql: printed.text,
        columns: Some(columns),
    }
}

/// What names nothing is a text to SQLite, in such quotes.
fn is_text(token: &Token<'_>, name: &str) -> bool {
    token.kind == Kind::Quoted && token.text.starts_with('"') && !is_rowid(name)
}

/// What a token says that cannot stand as it is wherever the expression is written down again.
#[derive(Debug)]
pub(super) enum Otherwise {
    /// A text in double quotes; and how it is written.
    Text(String),
    /// The table's own name before a column's: a rebuilt table has another at first.
    OwnName,
}

/// The tokens of the expression that have to be something else where it is written down again.
pub(super) fn otherwise<'t, 'a>(
    tokens: &'t [Token<'a>],
    scope: Scope<'_>,
) -> Vec<(&'t Token<'a>, Otherwise)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let behind = tokens.get(at + 1);
        at += 1;
        let is_name = matches!(token.kind, Kind::Word | Kind::Quoted);
        let Some(name) = token.name().filter(|_| is_name) else {
            continue;
        };
        if behind.is_some_and(|token| token.is_symbol(".")) {
            if name.eq_ignore_ascii_case(scope.table) {
                found.push((token, Otherwise::OwnName));
            }
            at += 1;
            continue;
        }
        let is_called = behind.is_some_and(|token| token.is_symbol("("));
        let is_other = before.is_some_and(|token| {
            token.is_word("AS") || token.is_word("COLLATE") || token.is_symbol(".")
        });
        if !is_called && !is_other && scope.column(&name).is_none() && is_text(token, &name) {
            found.push((token, Otherwise::Text(quote::text(&name))));
        }
    }
    found
}

fn is_rowid(name: &str) -> bool {
    ["rowid", "oid", "_rowid_"]
        .iter()
        .any(|other| other.eq_ignore_ascii_case(name))
}

/// A collation's name as SQLite spells its own; `None` is the one that all have.
pub(super) fn collation(name: &str) -> Option<String> {
    if name.eq_ignore_ascii_case("BINARY") {
        return None;
    }
    let own = ["NOCASE", "RTRIM"];
    let own = own.iter().find(|own| own.eq_ignore_ascii_case(name));
    Some(own.map_or_else(|| name.to_owned(), |own| (*own).to_owned()))
}

/// The same as it stands behind `COLLATE`.
pub(super) fn collation_text(name: &str) -> String {
    let name = collation(name).unwrap_or_else(|| "BINARY".to_owned());
    let plain = name.bytes().all(|byte| byte.is_ascii_uppercase());
    if plain {
        name
    } else {
        quote::ident_text(&name).into_owned()
    }
}

/// A query, or another text whose names are not known: its quotes stay, for what stands in `"these"` may be a text.
pub(super) fn query(tokens: &[Token<'_>]) -> String {
    let mut printed = Printed::default();
    for token in tokens {
        let text = match token.kind {
            Kind::Word => keyword(token.text).unwrap_or(token.text).to_owned(),
            Kind::Quoted if !token.text.starts_with('"') => {
                quote::ident_text(&token.name().unwrap_or_default()).into_owned()
            }
            Kind::Quoted | Kind::Text | Kind::Value | Kind::Symbol => token.text.to_owned(),
        };
        printed.put(token, &text);
    }
    printed.text
}

/// Tokens in one way of setting spaces.
#[derive(Debug, Default)]
struct Printed {
    text: String,
    /// What stands last.
    last: Last,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or what no space comes behind.
    #[default]
    Open,
    /// A sign before its number.
    Sign,
    /// What a value can end with.
    Value,
    /// A name that can be called.
    Name,
    /// What a value has to follow.
    Operator,
}

impl Printed {
    fn put(&mut self, token: &Token<'_>, text: &str) {
        let symbol = (token.kind == Kind::Symbol).then_some(token.text);
        let is_close = matches!(symbol, Some(")" | "," | "." | ";"));
        let calls = symbol == Some("(") && self.last == Last::Name;
        let two_signs = symbol.is_some_and(|sign| self.text.ends_with(sign));
        let tight = match self.last {
            Last::Open => true,
            Last::Sign => !two_signs,
            Last::Value | Last::Name | Last::Operator => is_close || calls,
        };
        if !tight {
            self.text.push(' ');
        }
        self.text.push_str(text);
        let follows_a_value = matches!(self.last, Last::Value | Last::Name);
        self.last = match (token.kind, symbol) {
            (_, Some("(" | ".")) => Last::Open,
            (_, Some(")" | "*")) => Last::Value,
            (_, Some("-" | "+" | "~")) if !follows_a_value => Last::Sign,
            (Kind::Symbol, _) => Last::Operator,
            (Kind::Word, _) => match capital(token.text) {
                None => Last::Name,
                Some(word) if CALLED.contains(&word) => Last::Name,
                Some(
                    "NULL" | "TRUE" | "FALSE" | "END" | "CURRENT_DATE" | "CURRENT_TIME"
                    | "CURRENT_TIMESTAMP",
                ) => Last::Value,
                Some(_) => Last::Operator,
            },
            (Kind::Quoted, _) => Last::Name,
            (Kind::Text | Kind::Value, _) => Last::Value,
        };
    }
}
