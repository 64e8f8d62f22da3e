//! In which order tables can be created.

use std::collections::BTreeSet;

use crate::catalog::model::{ForeignKey, Table};
use crate::name::DbName;

/// Tables with parents before children, and the foreign keys that no order serves.
pub(super) struct Creation<'a> {
    /// Parents first; otherwise as declared. Dropping goes backwards.
    pub(super) tables: Vec<&'a Table>,
    /// Foreign keys to a table that is created later: they close a cycle. Added last, dropped first.
    pub(super) closing: Vec<(&'a Table, &'a ForeignKey)>,
}

impl Creation<'_> {
    pub(super) fn closing_names(&self) -> BTreeSet<DbName> {
        self.closing
            .iter()
            .map(|(_, key)| key.name.clone())
            .collect()
    }
}

/// Depth first in declaration order, with a stack of its own: a chain of ten thousand tables is no deeper than one.
pub(super) fn creation<'a>(tables: &[&'a Table]) -> Creation<'a> {
    let among: indexmap::IndexMap<&DbName, &'a Table> =
        tables.iter().map(|table| (&table.name, *table)).collect();
    let mut placed: indexmap::IndexSet<&DbName> = indexmap::IndexSet::new();
    let mut entered: BTreeSet<&DbName> = BTreeSet::new();
    for table in tables {
        let mut stack = vec![(*table, 0)];
        entered.insert(&table.name);
        while let Some((current, next)) = stack.pop() {
            if placed.contains(&current.name) {
                continue;
            }
            match current.foreign_keys.get(next) {
                None => {
                    placed.insert(&current.name);
                }
                Some(key) => {
                    stack.push((current, next + 1));
                    if let Some(parent) = among
                        .get(&key.parent)
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
