//! Foreign keys that SQLite cannot follow: to a table that is not there, or to columns that no key holds. It takes them, and fails on
//! every row that is written while it watches over foreign keys: <https://www.sqlite.org/foreignkeys.html#fk_indexes>.

use crate::catalog::model::{Catalog, ForeignKey, Table};
use crate::name::DbName;

/// Whether the table has a foreign key that cannot be followed.
pub(super) fn is_broken(table: &Table, catalog: &Catalog) -> bool {
    let mut keys = table.foreign_keys.iter();
    keys.any(|key| !leads_somewhere(key, catalog))
}

fn leads_somewhere(key: &ForeignKey, catalog: &Catalog) -> bool {
    let Some(parent) = catalog.tables.get(&key.parent) else {
        return false;
    };
    let same = |columns: &[&DbName]| {
        columns.len() == key.parent_columns.len()
            && columns
                .iter()
                .all(|column| key.parent_columns.contains(column))
    };
    let same_all = |columns: &[DbName]| same(&columns.iter().collect::<Vec<_>>());
    let by_index = || {
        parent.indexes.iter().any(|index| {
            let columns = index.plain_columns();
            index.unique && index.predicate.is_none() && columns.is_some_and(|all| same(&all))
        })
    };
    same_all(parent.key_columns())
        || parent
            .uniques
            .iter()
            .any(|unique| same_all(&unique.columns))
        || by_index()
}

/// Whether a row of the table may refer to nothing although none did before: where a foreign key is new, or the values on either side
/// of it are not what they were. What referred to nothing before is nobody's fault.
pub(super) fn may_dangle(table: &Table, from: &Catalog, to: &Catalog) -> bool {
    // What this program made has been watched over all the time.
    if table
        .columns
        .values()
        .all(|column| column.meaning.is_some())
    {
        return true;
    }
    if is_broken(table, to) {
        return false;
    }
    let Some(before) = from.tables.get(&table.name) else {
        return true;
    };
    table.foreign_keys.iter().any(|key| {
        let is_it = |old: &&ForeignKey| {
            (&old.columns, &old.parent, &old.parent_columns)
                == (&key.columns, &key.parent, &key.parent_columns)
        };
        let parents = from.tables.get(&key.parent).zip(to.tables.get(&key.parent));
        before.foreign_keys.iter().find(is_it).is_none()
            || !same_values(before, table, &key.columns)
            || !parents.is_some_and(|(old, new)| same_values(old, new, &key.parent_columns))
    })
}

fn same_values(before: &Table, after: &Table, columns: &[DbName]) -> bool {
    columns.iter().all(|name| {
        let both = before.columns.get(name).zip(after.columns.get(name));
        both.is_some_and(|(before, after)| {
            (&before.sql_type, &before.collation, &before.generated)
                == (&after.sql_type, &after.collation, &after.generated)
        })
    })
}
