//! Catalogs in the form in which two can be held against each other.

use std::sync::Arc;

use super::cursor::Cursor;
use super::definition::DefaultText;
use super::expression::{self, Scope};
use super::index::{Found, sorted_out};
use super::lex::tokens;
use super::spelling;
use crate::catalog::model::{
    Catalog, Column, Expression, Fill, IndexKey, Kind, Object, Table, View,
};
use crate::dialect::Dialect;
use crate::name::{DbName, ObjectName};

/// The catalog without what a database of SQLite's cannot know (what values mean, how new columns are filled, what is read by what), and
/// with every text in one spelling. What a schema asks for and what [`read`](super::read) found are equal in this form where the database
/// is what the schema asks for.
#[must_use]
pub fn comparable(catalog: &Catalog) -> Catalog {
    let mut plain = Catalog::empty(catalog.dialect);
    for (name, found) in &catalog.tables {
        plain.tables.insert(name.clone(), Arc::new(table(found)));
    }
    for (name, found) in &catalog.views {
        plain.views.insert(name.clone(), view(found));
    }
    let objects = catalog.objects.values().flat_map(one_by_one);
    plain
        .objects
        .extend(objects.map(|object| (object.name.clone(), object)));
    plain
}

/// What there is, with those views and triggers that differ from the wanted ones in their spelling alone as those have them: they keep
/// their comments and lines in a catalog, and would be made anew for nothing. A Postgres has one spelling for everything.
#[must_use]
pub fn settled(there: &Catalog, wanted: &Catalog) -> Catalog {
    let mut settled = there.clone();
    match wanted.dialect {
        Dialect::Postgres => return settled,
        Dialect::Sqlite => {}
    }
    for (name, found) in &mut settled.views {
        if let Some(other) = wanted.views.get(name)
            && view(found) == view(other)
        {
            found.clone_from(other);
        }
    }
    for (name, found) in &mut settled.objects {
        if let Some(other) = wanted.objects.get(name)
            && one_by_one(found) == one_by_one(other)
        {
            found.clone_from(other);
        }
    }
    settled
}

fn table(found: &Table) -> Table {
    let mut plain = found.clone();
    let names: Vec<DbName> = found.columns.keys().cloned().collect();
    let scope = Scope {
        table: found.name.name.as_str(),
        columns: &names,
    };
    for column in plain.columns.values_mut() {
        of_column(column, scope);
    }
    for check in &mut plain.checks {
        check.expression = spelled(&check.expression, scope);
    }
    let mut indexes = Vec::new();
    for mut index in std::mem::take(&mut plain.indexes) {
        for part in &mut index.parts {
            if let IndexKey::Expression(expression) = &mut part.key {
                *expression = spelled(expression, scope);
            }
        }
        index.predicate = index.predicate.map(|found| spelled(&found, scope));
        match sorted_out(index) {
            Found::Unique(unique) => plain.uniques.push(unique),
            Found::Index(index) => indexes.push(index),
        }
    }
    plain.indexes = indexes;
    plain.indexes.sort_by(|a, b| a.name.cmp(&b.name));
    plain.uniques.sort_by(|a, b| a.name.cmp(&b.name));
    plain.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
    plain
}

fn of_column(column: &mut Column, scope: Scope<'_>) {
    column.meaning = None;
    column.fill = Fill {
        generated: None,
        neutral: String::new(),
    };
    column.collation = column.collation.as_deref().and_then(expression::collation);
    column.generated = column.generated.as_ref().map(|found| spelled(found, scope));
    if let Some(default) = &column.default {
        let tokens = tokens(default);
        let mut cursor = Cursor::new(&tokens);
        let text = match cursor.take_parenthesised() {
            Some(inside) => Some(DefaultText::Expression(inside)),
            None => match tokens.as_slice() {
                [sign, value] if sign.is_symbol("-") => Some((true, value)),
                [sign, value] if sign.is_symbol("+") => Some((false, value)),
                [value] => Some((false, value)),
                _ => None,
            }
            .map(|(negative, value)| DefaultText::Value { negative, value }),
        };
        if let Some(text) = text {
            column.default = spelling::default(text);
        }
    }
}

fn spelled(found: &Expression, scope: Scope<'_>) -> Expression {
    expression::read(&tokens(&found.sql), scope)
}

fn view(found: &View) -> View {
    View {
        sql: expression::query(&tokens(&found.sql)),
        reads: Vec::new(),
        opaque: true,
        ..found.clone()
    }
}

/// Each statement as an object of its own, called after what it makes: the database does not know what belonged together.
fn one_by_one(object: &Object) -> Vec<Object> {
    let objects = object.create.iter().map(|create| {
        let tokens = tokens(create);
        Object {
            name: made(&tokens).unwrap_or_else(|| object.name.clone()),
            on: object.on.clone(),
            create: vec![without_guards(&tokens)],
            drop: Vec::new(),
            after: Vec::new(),
            opaque: true,
            kind: Kind::Plain,
        }
    });
    objects.collect()
}

/// The statement as SQLite keeps it: `IF NOT EXISTS` is gone.
fn without_guards(tokens: &[super::lex::Token<'_>]) -> String {
    let at = tokens.windows(3).position(|three| {
        let words = three.iter().zip(["IF", "NOT", "EXISTS"]);
        words.into_iter().all(|(token, word)| token.is_word(word))
    });
    let mut kept = tokens.to_vec();
    if let Some(at) = at.filter(|at| *at < 4) {
        kept.drain(at..at + 3);
    }
    while kept.last().is_some_and(|last| last.is_symbol(";")) {
        kept.pop();
    }
    expression::query(&kept)
}

/// `trigger x` or `virtual table x`.
fn made(tokens: &[super::lex::Token<'_>]) -> Option<ObjectName> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.take_words(&["CREATE"]) {
        return None;
    }
    let kind = if cursor.take_words(&["TRIGGER"]) {
        "trigger"
    } else if cursor.take_words(&["VIRTUAL", "TABLE"]) {
        "virtual table"
    } else {
        return None;
    };
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    let name = cursor.take_name()?;
    Some(ObjectName::new(format!("{kind} {name}")))
}
