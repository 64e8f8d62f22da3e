//! Which of a schema's hints still have something to rename.

use std::collections::BTreeSet;

use dualect_format::statements::{TokenKind, tokens};
use indexmap::IndexMap;

use super::Renames;
use crate::catalog::model::{Catalog, QualifiedName, Table};
use crate::catalog::quote;
use crate::diff::intent::{Hint, Holder, Intent, Subject};
use crate::name::DbName;

/// What becomes of the hints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolution {
    /// What is renamed.
    pub renames: Renames,
    /// Hints that have done their work: their lines can go.
    pub spent: Vec<Hint>,
    /// Hints that speak of what is not there, and what is there of that kind.
    pub unknown: Vec<(Hint, Vec<String>)>,
}

enum Verdict {
    Active,
    Spent,
    Unknown(Vec<String>),
}

/// Finds what `from` calls the things that the hints speak of; `done` are the hints that its snapshot was made with.
///
/// A hint that the snapshot knows is spent, even where both names are there: two that have swapped names do not swap again.
#[must_use]
pub fn resolve(intent: &Intent, from: &Catalog, done: &BTreeSet<String>) -> Resolution {
    let mut found = Resolution::default();
    for hint in &intent.hints {
        let verdict = if done.contains(&hint.to_string()) || from.tables.is_empty() {
            Verdict::Spent
        } else {
            found.renames.take(hint, from)
        };
        match verdict {
            Verdict::Active => {}
            Verdict::Spent => found.spent.push(hint.clone()),
            Verdict::Unknown(there) => found.unknown.push((hint.clone(), there)),
        }
    }
    found
}

impl Renames {
    fn take(&mut self, hint: &Hint, from: &Catalog) -> Verdict {
        match &hint.subject {
            Subject::Enum(name) => {
                let Some(old) = find(&hint.from, name, from.enums.keys()) else {
                    return missing(from.enums.contains_key(name), from.enums.keys());
                };
                if old == *name {
                    return Verdict::Spent;
                }
                self.enums.insert(old, name.clone());
                Verdict::Active
            }
            Subject::Table(name) => {
                let Some(old) = find(&hint.from, name, from.tables.keys()) else {
                    return missing(from.tables.contains_key(name), from.tables.keys());
                };
                if old == *name {
                    return Verdict::Spent;
                }
                self.tables.insert(old, name.clone());
                Verdict::Active
            }
            Subject::Column { table, column } => {
                // A table that is new has no columns that were there before.
                let Some(before) = self.before(table, from) else {
                    return Verdict::Spent;
                };
                let old = DbName::new(hint.from.as_str());
                if !before.columns.contains_key(&old) {
                    return missing(before.columns.contains_key(column), before.columns.keys());
                }
                let columns = self.columns.entry(table.clone()).or_default();
                columns.insert(old, column.clone());
                Verdict::Active
            }
            Subject::Value {
                value,
                holder: Holder::Native(name),
                ..
            } => {
                let before = old_name(&self.enums, name);
                let Some(before) = from.enums.get(before) else {
                    return Verdict::Spent;
                };
                if !before.values.contains(&hint.from) {
                    return missing(before.values.contains(value), before.values.iter());
                }
                let values = self.native_values.entry(name.clone()).or_default();
                values.insert(hint.from.clone(), value.clone());
                Verdict::Active
            }
            Subject::Value {
                value,
                holder: Holder::Columns(columns),
                ..
            } => self.take_texts((&hint.from, value), columns, from),
        }
    }

    fn take_texts(
        &mut self,
        (old, new): (&String, &String),
        columns: &[(QualifiedName, DbName)],
        from: &Catalog,
    ) -> Verdict {
        let mut verdict = Verdict::Spent;
        let mut there = Vec::new();
        for place in columns {
            let (table, column) = place;
            let Some(before) = self.before(table, from) else {
                continue;
            };
            let renamed = self.columns.get(table);
            let name = renamed.map_or(column, |columns| old_name(columns, column));
            let Some(known) = values(before, name) else {
                continue;
            };
            if known.contains(old) {
                let values = self.text_values.entry(place.clone()).or_default();
                values.insert(old.clone(), new.clone());
                verdict = Verdict::Active;
            } else if !known.contains(new) {
                there = known;
            }
        }
        match verdict {
            Verdict::Spent if !there.is_empty() => Verdict::Unknown(there),
            Verdict::Active | Verdict::Spent | Verdict::Unknown(_) => verdict,
        }
    }

    /// The table of that new name, as it was.
    fn before<'c>(&self, table: &QualifiedName, from: &'c Catalog) -> Option<&'c Table> {
        let table = from.tables.get(old_name(&self.tables, table))?;
        Some(table)
    }
}

/// What is called `new` from now on, by the name that it has.
fn old_name<'n, N: Eq + std::hash::Hash>(renames: &'n IndexMap<N, N>, new: &'n N) -> &'n N {
    let mut found = renames.iter().filter(|(_, to)| *to == new);
    found.next().map_or(new, |(from, _)| from)
}

/// In the same schema, or else the only one of that name, with its schema or without.
fn find<'n>(
    text: &str,
    new: &QualifiedName,
    mut all: impl Iterator<Item = &'n QualifiedName> + Clone,
) -> Option<QualifiedName> {
    let beside = new.beside(DbName::new(text));
    if all.clone().any(|name| *name == beside) {
        return Some(beside);
    }
    let whole = all.clone().find(|name| name.to_string() == text);
    let mut own = all.by_ref().filter(|name| name.name.as_str() == text);
    let only = own.next().filter(|_| own.next().is_none());
    whole.or(only).cloned()
}

fn missing<T: ToString>(new_is_there: bool, there: impl Iterator<Item = T>) -> Verdict {
    if new_is_there {
        Verdict::Spent
    } else {
        Verdict::Unknown(there.map(|name| name.to_string()).collect())
    }
}

/// The values that a column of text may have, by its check.
pub(crate) fn values(table: &Table, column: &DbName) -> Option<Vec<String>> {
    let head = format!("{} IN (", quote::ident(column));
    let check = table.checks.iter().find(|check| {
        check.expression.columns.as_deref() == Some(std::slice::from_ref(column))
            && check.expression.sql.starts_with(&head)
    })?;
    let list = check.expression.sql.strip_prefix(&head)?;
    let mut values = Vec::new();
    for token in tokens(list) {
        match token.kind {
            TokenKind::Quoted => {
                let inner = token.text.strip_prefix('\'')?.strip_suffix('\'')?;
                values.push(inner.replace("''", "'"));
            }
            TokenKind::Symbol if token.text == ")" => return Some(values),
            TokenKind::Symbol | TokenKind::Space => {}
            TokenKind::Word | TokenKind::Comment => return None,
        }
    }
    None
}
