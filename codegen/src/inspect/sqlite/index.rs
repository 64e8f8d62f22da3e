//! Indexes: what the pragmas tell of the parts, and the text of the rest.

use super::answer::{IndexRow, PartRow};
use super::cursor::{Cursor, parts};
use super::expression::{self, Scope, collation, collation_text};
use super::lex::{Token, tokens};
use super::text::Text;
use crate::catalog::model::{Column, Expression, Index, IndexKey, IndexPart, Unique};
use crate::catalog::quote;
use crate::name::DbName;

/// An index that somebody made, as one or the other.
#[derive(Debug)]
pub(super) enum Found {
    Unique(Unique),
    Index(Index),
}

/// Reads `CREATE INDEX`; `None` where the text is none, or says something else than the pragmas.
pub(super) fn read(
    row: &IndexRow,
    sql: &str,
    told: &[&PartRow],
    columns: &[&Column],
    scope: Scope<'_>,
) -> Option<Found> {
    let tokens = tokens(sql);
    let (behind, inside, predicate) = clauses(&tokens)?;
    let text = Text::of_index(sql, behind, scope);
    let inside = parts(inside);
    if told.len() != inside.len() {
        return None;
    }
    let parts = told.iter().zip(inside);
    let parts = parts.map(|(told, text)| part(told, text, columns, scope));
    let index = Index {
        name: DbName::new(row.0.as_str()),
        unique: row.1 != 0,
        method: None,
        parts: parts.collect::<Option<_>>()?,
        include: Vec::new(),
        predicate: predicate.map(|text| expression::read(text, scope)),
        spelling: text.behind(behind),
    };
    Some(sorted_out(index))
}

/// A unique index over plain columns is how SQLite holds a unique constraint.
pub(super) fn sorted_out(index: Index) -> Found {
    let plain = |part: &IndexPart| match &part.key {
        IndexKey::Column(name) if !part.descending => Some(name.clone()),
        IndexKey::Column(_) | IndexKey::Expression(_) => None,
    };
    let columns: Option<Vec<DbName>> = index.parts.iter().map(plain).collect();
    match columns {
        Some(columns) if index.unique && index.predicate.is_none() => Found::Unique(Unique {
            name: index.name,
            columns,
            in_table: false,
        }),
        Some(_) | None => Found::Index(index),
    }
}

type Tokens<'t, 'a> = &'t [Token<'a>];

/// What stands behind the table's name, in the parentheses, and behind `WHERE`.
fn clauses<'t, 'a>(
    tokens: Tokens<'t, 'a>,
) -> Option<(Tokens<'t, 'a>, Tokens<'t, 'a>, Option<Tokens<'t, 'a>>)> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.take_words(&["CREATE"]) {
        return None;
    }
    cursor.take_words(&["UNIQUE"]);
    if !cursor.take_words(&["INDEX"]) {
        return None;
    }
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    cursor.take_name()?;
    if cursor.take_symbol(".") {
        cursor.take_name()?;
    }
    if !cursor.take_words(&["ON"]) {
        return None;
    }
    cursor.take_name()?;
    let behind = cursor.rest();
    let inside = cursor.take_parenthesised()?;
    let predicate = cursor.take_words(&["WHERE"]).then(|| cursor.rest());
    if predicate.is_none() && cursor.peek().is_some() {
        return None;
    }
    Some((behind, inside, predicate))
}

fn part(
    told: &PartRow,
    text: Tokens<'_, '_>,
    columns: &[&Column],
    scope: Scope<'_>,
) -> Option<IndexPart> {
    let key = if let Some(name) = &told.2 {
        let column = columns.iter().find(|column| column.name.as_str() == name)?;
        let sorted_by = told.4.as_deref().and_then(collation);
        if sorted_by == column.collation.as_deref().and_then(collation) {
            IndexKey::Column(column.name.clone())
        } else {
            let sorted_by = collation_text(sorted_by.as_deref().unwrap_or("BINARY"));
            IndexKey::Expression(Expression {
                sql: format!("{} COLLATE {sorted_by}", quote::ident(&column.name)),
                columns: Some(vec![column.name.clone()]),
            })
        }
    } else {
        let text = match text {
            [rest @ .., last] if last.is_word("ASC") || last.is_word("DESC") => rest,
            all => all,
        };
        IndexKey::Expression(expression::read(text, scope))
    };
    Some(IndexPart {
        key,
        descending: told.3 != 0,
        nulls: None,
    })
}
