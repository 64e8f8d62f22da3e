//! Views.

use indexmap::IndexMap;

use super::cursor::{Cursor, parts};
use super::lex::{Token, tokens};
use super::names::Names;
use crate::catalog::model::{QualifiedName, Relation, View};
use crate::name::DbName;

/// Reads `CREATE VIEW`; `None` where the text is none. The query stays as it is written; what it reads is whatever it mentions.
pub(super) fn read(
    name: &str,
    sql: &str,
    names: &Names<'_>,
    is_view: impl Fn(&str) -> bool,
) -> Option<View> {
    let tokens = tokens(sql);
    let (columns, query) = clauses(&tokens)?;
    let mut reads = Vec::new();
    for token in query {
        let Some(found) = token.name().and_then(|text| names.table(&text)) else {
            continue;
        };
        let read = QualifiedName::from(DbName::new(found));
        let relation = if is_view(found) {
            Relation::View(read)
        } else {
            Relation::Table(read)
        };
        if found != name && !reads.contains(&relation) {
            reads.push(relation);
        }
    }
    let start = query.first().map_or(sql.len(), |first| first.offset(sql));
    let text = sql.get(start..).unwrap_or_default().trim();
    let text = text.trim_end_matches(';').trim_end();
    Some(View {
        name: DbName::new(name).into(),
        columns: columns.into_iter().map(DbName::new).collect(),
        sql: text.to_owned(),
        reads,
        opaque: true,
        after: Vec::new(),
        comment: None,
    })
}

/// The names of its columns, where it gives them, and its query.
fn clauses<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Vec<String>, &'t [Token<'a>])> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.take_words(&["CREATE"]) {
        return None;
    }
    let _ = cursor.take_words(&["TEMP"]) || cursor.take_words(&["TEMPORARY"]);
    if !cursor.take_words(&["VIEW"]) {
        return None;
    }
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    cursor.take_name()?;
    if cursor.take_symbol(".") {
        cursor.take_name()?;
    }
    let columns = cursor.take_parenthesised().unwrap_or_default();
    let columns = parts(columns);
    let columns = columns.iter().filter_map(|part| part.first()?.name());
    let columns = columns.collect();
    cursor.take_words(&["AS"]).then(|| (columns, cursor.rest()))
}

/// Each after those that it reads; as given where they read each other.
pub(super) fn in_order(given: Vec<View>) -> IndexMap<QualifiedName, View> {
    let mut waiting = given;
    let mut placed = IndexMap::new();
    loop {
        let names: std::collections::BTreeSet<_> =
            waiting.iter().map(|view| view.name.clone()).collect();
        let waits = |view: &View| {
            view.reads.iter().any(|relation| match relation {
                Relation::View(name) => names.contains(name),
                Relation::Table(_) => false,
            })
        };
        let (later, now): (Vec<View>, Vec<View>) = waiting.into_iter().partition(waits);
        let stuck = now.is_empty();
        let next = if stuck {
            (Vec::new(), later)
        } else {
            (later, now)
        };
        placed.extend(next.1.into_iter().map(|view| (view.name.clone(), view)));
        waiting = next.0;
        if waiting.is_empty() {
            return placed;
        }
    }
}
