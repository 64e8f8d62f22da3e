//! In which order things can be created.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use crate::catalog::model::{ForeignKey, Object, QualifiedName, Reference, Relation, Table, View};
use crate::name::{DbName, ObjectName};

/// Tables with parents before children, and the foreign keys that no order serves.
pub(super) struct Creation<'a> {
    /// Parents first; otherwise as declared. Dropping goes backwards.
    pub(super) tables: Vec<&'a Table>,
    /// Foreign keys to a table that is created later: they close a cycle. Added last, dropped first.
    pub(super) closing: Vec<(&'a Table, &'a ForeignKey)>,
}

impl<'a> Creation<'a> {
    /// The names of the closing foreign keys, by their tables'.
    pub(super) fn closing_names(&self) -> BTreeMap<&'a QualifiedName, BTreeSet<&'a DbName>> {
        let mut names: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (table, key) in &self.closing {
            names.entry(&table.name).or_default().insert(&key.name);
        }
        names
    }
}

/// Depth first in declaration order, with a stack of its own: a chain of ten thousand tables is no deeper than one.
pub(super) fn creation<'a>(tables: &[&'a Table]) -> Creation<'a> {
    let among: IndexMap<&QualifiedName, &'a Table> =
        tables.iter().map(|table| (&table.name, *table)).collect();
    let mut placed: IndexSet<&QualifiedName> = IndexSet::new();
    let mut entered: BTreeSet<&QualifiedName> = BTreeSet::new();
    for table in tables {
        let mut stack = vec![(*table, 0)];
        entered.insert(&table.name);
        while let Some((current, next)) = stack.pop() {
            if placed.contains(&current.name) {
                continue;
            }
            let keys = current.foreign_keys.iter().map(|key| &key.parent);
            match current.family.parents.iter().chain(keys).nth(next) {
                None => {
                    placed.insert(&current.name);
                }
                Some(parent) => {
                    stack.push((current, next + 1));
                    if let Some(parent) = among
                        .get(parent)
                        .filter(|parent| entered.insert(&parent.name))
                    {
                        stack.push((parent, 0));
                    }
                }
            }
        }
    }
    let ordered: Vec<&Table> = placed
        .iter()
        .filter_map(|name| among.get(*name).copied())
        .collect();
    let closing = ordered
        .iter()
        .flat_map(|table| table.foreign_keys.iter().map(move |key| (*table, key)))
        .filter(|(table, key)| placed.get_index_of(&key.parent) > placed.get_index_of(&table.name))
        .collect();
    Creation {
        tables: ordered,
        closing,
    }
}

/// What stands on tables.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dependent<'a> {
    View(&'a View),
    Object(&'a Object),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    View(&'a QualifiedName),
    Object(&'a ObjectName),
}

impl<'a> Dependent<'a> {
    /// Its name, where it is an object.
    pub(super) fn object(&self) -> Option<&'a ObjectName> {
        match self {
            Self::View(_) => None,
            Self::Object(object) => Some(&object.name),
        }
    }

    fn key(self) -> Key<'a> {
        match self {
            Self::View(view) => Key::View(&view.name),
            Self::Object(object) => Key::Object(&object.name),
        }
    }

    /// The views and objects that have to be there before it.
    fn needs(self) -> Vec<Key<'a>> {
        match self {
            Self::View(view) => view
                .reads
                .iter()
                .filter_map(|relation| match relation {
                    Relation::View(name) => Some(Key::View(name)),
                    Relation::Table(_) => None,
                })
                .chain(view.after.iter().filter_map(key_of))
                .collect(),
            Self::Object(object) => object.after.iter().filter_map(key_of).collect(),
        }
    }
}

fn key_of(reference: &Reference) -> Option<Key<'_>> {
    match reference {
        Reference::View(name) => Some(Key::View(name)),
        Reference::Object(name) => Some(Key::Object(name)),
        Reference::Table(_) | Reference::Enum(_) => None,
    }
}

/// Each after what it needs, otherwise as given. Dropping goes backwards.
pub(super) fn dependents<'a>(given: &[Dependent<'a>]) -> Vec<Dependent<'a>> {
    let among: IndexMap<Key<'a>, Dependent<'a>> =
        given.iter().map(|one| (one.key(), *one)).collect();
    let mut entered: IndexSet<Key<'a>> = IndexSet::new();
    let mut ordered = Vec::new();
    for one in given {
        let mut stack = Vec::new();
        if entered.insert(one.key()) {
            stack.push((*one, one.needs().into_iter()));
        }
        while let Some((current, mut needs)) = stack.pop() {
            let next = needs.find_map(|need| {
                let needed = among.get(&need)?;
                entered.insert(need).then_some(*needed)
            });
            match next {
                None => ordered.push(current),
                Some(needed) => {
                    stack.push((current, needs));
                    stack.push((needed, needed.needs().into_iter()));
                }
            }
        }
    }
    ordered
}
