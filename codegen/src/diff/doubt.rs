//! What goes while something like it comes: it may have got another name, and nobody has said so.

use indexmap::IndexMap;

use super::change::Change;
use super::renames::values;
use crate::catalog::model::{Catalog, Column, ForeignKey, QualifiedName, Table};
use crate::conversion::{Outcome, conversion};
use crate::name::DbName;

/// One that goes, and those that it may have become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A table.
    Table {
        /// The one that goes.
        gone: QualifiedName,
        /// The ones that come and are much like it.
        new: Vec<QualifiedName>,
    },
    /// A column.
    Column {
        /// Its table.
        table: QualifiedName,
        /// The one that goes.
        gone: DbName,
        /// The ones that come and could hold its values.
        new: Vec<DbName>,
    },
}

/// What of a difference may be a rename: `start` is where its changes begin.
#[must_use]
pub fn doubts(start: &Catalog, to: &Catalog, changes: &[Change]) -> Vec<Doubt> {
    let mut new_tables: Vec<&Table> = Vec::new();
    let mut gone_tables: Vec<&Table> = Vec::new();
    let mut columns: IndexMap<&QualifiedName, (Vec<&Column>, Vec<&Column>)> = IndexMap::new();
    for change in changes {
        if let Change::AddTable { table } = change {
            new_tables.push(table);
        } else if let Change::DropTable { table } = change {
            gone_tables.push(table);
        } else if let Change::AddColumn { table, column } = change {
            columns.entry(table).or_default().1.push(column);
        } else if let Change::DropColumn { table, column } = change {
            columns.entry(table).or_default().0.push(column);
        }
    }
    let mut doubts = Vec::new();
    for gone in gone_tables {
        let alike = new_tables.iter().filter(|new| are_alike(gone, new));
        let new: Vec<QualifiedName> = alike.map(|new| new.name.clone()).collect();
        if !new.is_empty() {
            let gone = gone.name.clone();
            doubts.push(Doubt::Table { gone, new });
        }
    }
    for (table, (gone, new)) in columns {
        let Some((before, after)) = start.tables.get(table).zip(to.tables.get(table)) else {
            continue;
        };
        for gone in gone {
            let fits = new
                .iter()
                .filter(|new| could_be((before, gone), (after, new), to));
            let new: Vec<DbName> = fits.map(|new| new.name.clone()).collect();
            if !new.is_empty() {
                doubts.push(Doubt::Column {
                    table: table.clone(),
                    gone: gone.name.clone(),
                    new,
                });
            }
        }
    }
    doubts
}

/// Half of the columns of the wider one are in both, by name and type.
fn are_alike(gone: &Table, new: &Table) -> bool {
    let common = gone.columns.values().filter(|column| {
        let other = new.columns.get(&column.name);
        other.is_some_and(|other| other.sql_type == column.sql_type)
    });
    let widest = gone.columns.len().max(new.columns.len());
    common.count() * 2 >= widest
}

/// Whether each value would have its like in the new column, is one of a few in both or in neither, and refers to the same table
/// where it refers at all.
fn could_be(
    (before, gone): (&Table, &Column),
    (after, new): (&Table, &Column),
    to: &Catalog,
) -> bool {
    if gone.generated.is_some() || new.generated.is_some() {
        return false;
    }
    let renamed = Column {
        name: new.name.clone(),
        ..gone.clone()
    };
    let is_closed = values(before, &gone.name).is_some();
    if is_closed != values(after, &new.name).is_some() {
        return false;
    }
    let whole = conversion(&renamed, new, to.dialect)
        .is_some_and(|conversion| conversion.outcome == Outcome::Whole);
    whole && parent(before, &gone.name) == parent(after, &new.name)
}

fn parent<'t>(table: &'t Table, column: &DbName) -> Option<&'t QualifiedName> {
    let of_column = |key: &&ForeignKey| key.columns == std::slice::from_ref(column);
    let key = table.foreign_keys.iter().find(of_column);
    key.map(|key| &key.parent)
}
