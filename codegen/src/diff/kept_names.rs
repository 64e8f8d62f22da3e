//! Names of constraints that SQLite shows nowhere, neither in an error nor by a pragma: where only they would change, a rename's
//! sake, the ones that are there stay, and no table is rebuilt for them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::renames::Renames;
use crate::catalog::model::{Catalog, ForeignKey, Table};
use crate::dialect::Dialect;
use crate::name::DbName;

/// Gives what `to` shall hold the names that `from` has for it, where nobody sees them.
pub fn keep_names(from: &Catalog, to: &mut Catalog, renames: &Renames) {
    match to.dialect {
        Dialect::Postgres => return,
        Dialect::Sqlite => {}
    }
    let start;
    let from = if renames.is_empty() {
        from
    } else {
        (start, _) = renames.apply(from);
        &start
    };
    for (name, table) in &mut to.tables {
        let before = from.tables.get(name);
        let before = before.filter(|before| !Arc::ptr_eq(before, table) && *before != table);
        if let Some(before) = before {
            of_table(before, Arc::make_mut(table));
        }
    }
}

fn of_table(from: &Table, to: &mut Table) {
    if let (Some(before), Some(after)) = (&from.primary_key, &mut to.primary_key)
        && before.columns == after.columns
    {
        after.name.clone_from(&before.name);
    }
    if from.foreign_keys == to.foreign_keys {
        return;
    }
    let mut taken: BTreeSet<DbName> = to.foreign_keys.iter().map(|key| key.name.clone()).collect();
    for key in &mut to.foreign_keys {
        let is_alike = |before: &&ForeignKey| {
            let named = ForeignKey {
                name: key.name.clone(),
                ..(*before).clone()
            };
            named == *key
        };
        // One of that name would be two.
        let before = from.foreign_keys.iter().find(is_alike);
        if let Some(before) = before.filter(|before| !taken.contains(&before.name)) {
            taken.insert(before.name.clone());
            key.name.clone_from(&before.name);
        }
    }
}
