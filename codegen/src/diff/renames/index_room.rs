//! Indexes whose names tables get, and tables whose names indexes get: both databases have one set of names for both.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Renames;
use super::apply::folded;
use crate::catalog::model::{Catalog, Index, QualifiedName, Table, Unique};
use crate::catalog::naming;
use crate::dialect::Dialect;
use crate::diff::Change;
use crate::name::DbName;

/// An index that makes room for a table: SQLite, which renames none, drops it, and makes it again where it is still wanted.
pub(super) struct Room {
    /// The table, by the name that it has now.
    pub(super) table: QualifiedName,
    name: DbName,
    aside: DbName,
    pub(super) change: Change,
}

/// Those that have to, where tables get these names.
pub(super) fn rooms<'n>(
    from: &Catalog,
    wanted: impl Iterator<Item = &'n QualifiedName>,
) -> Vec<Room> {
    let wanted: BTreeSet<String> = wanted
        .map(|name| folded(&name.to_string(), from.dialect))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let tables = from.tables.values();
    let all = tables.flat_map(|table| of_table(table, from.dialect));
    let in_the_way = all.filter(|room| {
        let name = room.table.beside(room.name.clone());
        wanted.contains(&folded(&name.to_string(), from.dialect))
    });
    in_the_way.collect()
}

fn of_table(table: &Table, dialect: Dialect) -> impl Iterator<Item = Room> {
    let indexes = table.indexes.iter().map(|index| {
        let aside = naming::aside(&index.name);
        Room {
            table: table.name.clone(),
            name: index.name.clone(),
            aside: aside.clone(),
            change: Change::RenameIndex {
                table: table.name.clone(),
                from: index.name.clone(),
                to: Index {
                    name: aside,
                    ..index.clone()
                },
            },
        }
    });
    // A constraint goes by its index's name.
    let constraint = |name: &DbName, columns: &[DbName]| {
        let aside = naming::aside(name);
        Room {
            table: table.name.clone(),
            name: name.clone(),
            aside: aside.clone(),
            change: Change::RenameUnique {
                table: table.name.clone(),
                from: name.clone(),
                to: Unique {
                    name: aside,
                    columns: columns.to_vec(),
                    in_table: false,
                },
            },
        }
    };
    let uniques = table.uniques.iter().filter(|unique| !unique.in_table);
    let uniques = uniques.map(move |unique| constraint(&unique.name, &unique.columns));
    let key = match dialect {
        // It has an index that nobody can name.
        Dialect::Sqlite => None,
        Dialect::Postgres => table.primary_key.as_ref(),
    };
    let key = key.map(|key| constraint(&key.name, &key.columns));
    let uniques: Vec<Room> = uniques.chain(key).collect();
    indexes.chain(uniques)
}

impl Renames {
    /// The same, and tables of SQLite that go step aside where indexes get their names: there a table goes after some indexes have come.
    pub(in crate::diff) fn with_room_for_indexes(
        &self,
        from: &Catalog,
        to: &Catalog,
    ) -> Cow<'_, Self> {
        let dialect = from.dialect;
        match dialect {
            Dialect::Sqlite => {}
            Dialect::Postgres => return Cow::Borrowed(self),
        }
        let going = from
            .tables
            .keys()
            .filter(|name| !to.tables.contains_key(*name) && !self.tables.contains_key(*name));
        let going: Vec<&QualifiedName> = going.collect();
        if going.is_empty() {
            return Cow::Borrowed(self);
        }
        let tables = to.tables.values();
        let coming = tables.flat_map(|table| of_table(table, dialect));
        let coming: BTreeSet<String> = coming
            .map(|room| folded(&room.table.beside(room.name).to_string(), dialect))
            .collect();
        let mut renames = Cow::Borrowed(self);
        for name in going {
            if coming.contains(&folded(&name.to_string(), dialect)) {
                let aside = name.beside(naming::aside(&name.name));
                renames.to_mut().tables.insert(name.clone(), aside);
            }
        }
        renames
    }
}

impl Room {
    /// The table with the index under its other name.
    pub(super) fn make(&self, table: &mut Arc<Table>) {
        let table = Arc::make_mut(table);
        let indexes = table.indexes.iter_mut().map(|index| &mut index.name);
        let uniques = table.uniques.iter_mut().map(|unique| &mut unique.name);
        let key = table.primary_key.iter_mut().map(|key| &mut key.name);
        for name in indexes.chain(uniques).chain(key) {
            if *name == self.name {
                *name = self.aside.clone();
            }
        }
    }
}
