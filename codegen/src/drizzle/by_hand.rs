//! What migrations do that no snapshot says: statements that somebody wrote.
//!
//! Extensions, functions and triggers are taken along; of other things that nobody finds in the snapshot the names are told. What
//! changes rows is no part of a schema.

use std::collections::BTreeMap;

use dualect_format::statements::{Token, TokenKind, sections, split, tokens};

use super::catalog::{known, named, plain};
use super::folder::Migration;
use crate::catalog::model::{Catalog, Object, QualifiedName};
use crate::inspect::postgres::object_name;
use crate::name::DbName;

/// Adds it, and tells what cannot be added.
pub(super) fn add(migrations: &[Migration], catalog: &mut Catalog, beyond: &mut Vec<String>) {
    let mut found = Found::default();
    for migration in migrations {
        for section in sections(&migration.sql) {
            for statement in split(section.text) {
                found.statement(statement.text, migration.tag.as_str());
            }
        }
    }
    for extension in &found.extensions {
        catalog.extensions.insert(DbName::new(extension.as_str()));
    }
    let known = known(catalog);
    for ((what, name), (tag, object)) in found.made {
        match object {
            Some(object) => {
                let there = object
                    .on
                    .as_ref()
                    .is_none_or(|on| catalog.tables.contains_key(on));
                if there {
                    catalog.objects.insert(object.name.clone(), object);
                } else {
                    beyond.push(format!(
                        "{what} {name}, which {tag} makes on what is no table of the snapshot"
                    ));
                }
            }
            None if known.contains(&name) => {}
            None => beyond.push(format!(
                "{what} {name}, which {tag} makes and no snapshot has"
            )),
        }
    }
}

#[derive(Default)]
struct Found {
    extensions: Vec<String>,
    /// What is made and not removed again, by what it is and its name: which migration makes it, and how, where that can be said.
    made: BTreeMap<(&'static str, String), (String, Option<Object>)>,
}

/// What `CREATE` and `DROP` can be of. What is in snapshots as a rule, and is told where it is in none, has `false`.
const KINDS: [(&[&str], &str, bool); 13] = [
    (&["EXTENSION"], "extension", false),
    (&["FUNCTION"], "function", true),
    (&["PROCEDURE"], "procedure", true),
    (&["TRIGGER"], "trigger", true),
    (&["CONSTRAINT", "TRIGGER"], "trigger", true),
    (&["UNIQUE", "INDEX"], "index", false),
    (&["INDEX"], "index", false),
    (&["MATERIALIZED", "VIEW"], "materialized view", false),
    (&["VIEW"], "view", false),
    (&["TABLE"], "table", false),
    (&["DOMAIN"], "domain", false),
    (&["AGGREGATE"], "aggregate", false),
    (&["RULE"], "rule", false),
];

/// Words between the kind and the name.
const FILL: [&str; 5] = ["IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY"];

impl Found {
    fn statement(&mut self, text: &str, tag: &str) {
        let all: Vec<_> = tokens(text).filter(Token::is_significant).collect();
        let words: Vec<String> = all
            .iter()
            .take(60)
            .map(|token| match token.kind {
                TokenKind::Quoted => unquoted(token.text),
                TokenKind::Word | TokenKind::Symbol | TokenKind::Space | TokenKind::Comment => {
                    token.text.to_owned()
                }
            })
            .collect();
        let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
        let upper: Vec<&str> = upper.iter().map(String::as_str).collect();
        let (makes, mut rest) = match upper.as_slice() {
            ["CREATE", "OR", "REPLACE", ..] => (true, 3),
            ["CREATE", ..] => (true, 1),
            ["DROP", ..] => (false, 1),
            ["ALTER", "TABLE", ..] => {
                self.renamed(&words, &upper);
                return;
            }
            _ => return,
        };
        let at = |from: usize| upper.get(from..).unwrap_or_default();
        let Some((kind, what, carried)) =
            KINDS.iter().find(|(kind, ..)| at(rest).starts_with(kind))
        else {
            return;
        };
        rest += kind.len();
        while at(rest).first().is_some_and(|word| FILL.contains(word)) {
            rest += 1;
        }
        let (name, _) = name(&words, rest);
        let Some(name) = name else {
            return;
        };
        if *what == "extension" {
            self.extensions.retain(|one| *one != name.name.as_str());
            if makes {
                self.extensions.push(name.name.as_str().to_owned());
            }
            return;
        }
        // An index is known by its own name, whatever schema it is in.
        let key = match *what {
            "index" => (*what, name.name.to_string()),
            "trigger" => (*what, trigger_name(&words, &upper, &name)),
            _ => (*what, name.to_string()),
        };
        self.made.remove(&key);
        if makes {
            let object = carried
                .then(|| object(text, what, &name, &words, &upper))
                .flatten();
            self.made.insert(key, (tag.to_owned(), object));
        }
    }

    /// A table of another name is known by that.
    fn renamed(&mut self, words: &[String], upper: &[&str]) {
        let mut rest = 2;
        while upper.get(rest).is_some_and(|word| FILL.contains(word)) {
            rest += 1;
        }
        let (Some(old), after) = name(words, rest) else {
            return;
        };
        if upper.get(after..after + 2) == Some(&["RENAME", "TO"])
            && let (Some(new), _) = name(words, after + 2)
            && let Some(made) = self.made.remove(&("table", old.to_string()))
        {
            let new = QualifiedName::new(old.schema, new.name);
            self.made.insert(("table", new.to_string()), made);
        }
    }
}

fn unquoted(text: &str) -> String {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.map_or_else(|| text.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// A name at that place, and what comes after it.
fn name(words: &[String], at: usize) -> (Option<QualifiedName>, usize) {
    let Some(first) = words.get(at) else {
        return (None, at);
    };
    match (words.get(at + 1).map(String::as_str), words.get(at + 2)) {
        (Some("."), Some(second)) => (Some(named(Some(first), second)), at + 3),
        _ => (Some(named(None, first)), at + 1),
    }
}

fn trigger_table(words: &[String], upper: &[&str]) -> Option<QualifiedName> {
    let on = upper.iter().position(|word| *word == "ON")?;
    name(words, on + 1).0
}

fn trigger_name(words: &[String], upper: &[&str], own: &QualifiedName) -> String {
    let table = trigger_table(words, upper).map(|table| table.to_string());
    format!("{}.{}", table.unwrap_or_default(), own.name)
}

fn object(
    text: &str,
    what: &str,
    own: &QualifiedName,
    words: &[String],
    upper: &[&str],
) -> Option<Object> {
    let quoted = crate::catalog::quote::qualified(own).into_owned();
    let create = vec![text.trim().trim_end_matches(';').to_owned()];
    if what == "trigger" {
        let table = trigger_table(words, upper)?;
        let on = crate::catalog::quote::qualified(&table).into_owned();
        let name = object_name("trigger", &format!("{table}.{}", own.name));
        return Some(Object {
            create,
            drop: vec![format!("DROP TRIGGER {quoted} ON {on}")],
            ..plain(name.as_str(), Some(&table))
        });
    }
    let name = object_name("routine", own);
    Some(Object {
        create,
        drop: vec![format!("DROP {} {quoted}", what.to_uppercase())],
        ..plain(name.as_str(), None)
    })
}
