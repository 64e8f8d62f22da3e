//! One walk over two catalogs, the same for every dialect.

use indexmap::IndexMap;

use super::change::{Change, Unplanned};
use crate::catalog::model::{Catalog, Column, Table};
use crate::name::DbName;

/// What [`diff`] finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// What the planners can carry out: tables in the order of the target (dropped ones last, as they stood), and in each
    /// table what goes before what comes.
    pub changes: Vec<Change>,
    /// What they cannot.
    pub unplanned: Vec<Unplanned>,
}

/// What has to change for `from` to become `to`. Columns are compared by name: their order is not a difference.
///
/// ```
/// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect, diff::diff};
/// let empty = Catalog::empty(Dialect::Sqlite);
/// assert!(diff(&empty, &empty).changes.is_empty());
/// ```
#[must_use]
pub fn diff(from: &Catalog, to: &Catalog) -> Difference {
    let mut found = Difference::default();
    for (name, table) in &to.tables {
        match from.tables.get(name) {
            None => found.changes.push(Change::AddTable {
                table: table.clone(),
            }),
            Some(before) => diff_table(before, table, &mut found),
        }
    }
    for (name, table) in &from.tables {
        if !to.tables.contains_key(name) {
            found.changes.push(Change::DropTable {
                table: table.clone(),
            });
        }
    }
    found
}

fn diff_table(from: &Table, to: &Table, found: &mut Difference) {
    let name = &to.name;
    if from.primary_key != to.primary_key {
        found.unplanned.push(Unplanned::PrimaryKey {
            table: name.clone(),
        });
    }
    if from.comment != to.comment {
        found.changes.push(Change::SetTableComment {
            table: name.clone(),
            to: to.comment.clone(),
        });
    }
    // Columns first: they are what a person changed, and what a migration is named after.
    diff_columns(name, &from.columns, &to.columns, found);
    let table = || name.clone();
    let changes = &mut found.changes;
    diff_list(
        &from.indexes,
        &to.indexes,
        |index| &index.name,
        changes,
        |index, gone| {
            let (table, index) = (table(), index.clone());
            if gone {
                Change::DropIndex { table, index }
            } else {
                Change::AddIndex { table, index }
            }
        },
    );
    diff_list(
        &from.uniques,
        &to.uniques,
        |unique| &unique.name,
        changes,
        |unique, gone| {
            let (table, unique) = (table(), unique.clone());
            if gone {
                Change::DropUnique { table, unique }
            } else {
                Change::AddUnique { table, unique }
            }
        },
    );
    diff_list(
        &from.foreign_keys,
        &to.foreign_keys,
        |key| &key.name,
        changes,
        |key, gone| {
            let (table, foreign_key) = (table(), key.clone());
            if gone {
                Change::DropForeignKey { table, foreign_key }
            } else {
                Change::AddForeignKey { table, foreign_key }
            }
        },
    );
    diff_list(
        &from.checks,
        &to.checks,
        |check| &check.name,
        changes,
        |check, gone| {
            let (table, check) = (table(), check.clone());
            if gone {
                Change::DropCheck { table, check }
            } else {
                Change::AddCheck { table, check }
            }
        },
    );
}

/// What is not the same under the same name goes and comes.
fn diff_list<T: PartialEq>(
    from: &[T],
    to: &[T],
    name: impl Fn(&T) -> &DbName,
    changes: &mut Vec<Change>,
    change: impl Fn(&T, bool) -> Change,
) {
    let before: IndexMap<&DbName, &T> = from.iter().map(|item| (name(item), item)).collect();
    let after: IndexMap<&DbName, &T> = to.iter().map(|item| (name(item), item)).collect();
    let gone = from
        .iter()
        .filter(|item| after.get(name(item)) != Some(item));
    changes.extend(gone.map(|item| change(item, true)));
    let new = to
        .iter()
        .filter(|item| before.get(name(item)) != Some(item));
    changes.extend(new.map(|item| change(item, false)));
}

fn diff_columns(
    table: &DbName,
    from: &IndexMap<DbName, Column>,
    to: &IndexMap<DbName, Column>,
    found: &mut Difference,
) {
    for (name, column) in to {
        match from.get(name) {
            None => found.changes.push(Change::AddColumn {
                table: table.clone(),
                column: column.clone(),
            }),
            Some(before) => diff_column(table, before, column, found),
        }
    }
    for (name, column) in from {
        if !to.contains_key(name) {
            found.changes.push(Change::DropColumn {
                table: table.clone(),
                column: column.clone(),
            });
        }
    }
}

fn diff_column(table: &DbName, from: &Column, to: &Column, found: &mut Difference) {
    // Named one by one, so that a new field of `Column` is thought of here.
    let Column {
        name,
        sql_type,
        collation,
        nullable,
        default,
        identity,
        comment,
        fill: _,
    } = to;
    let table = || table.clone();
    if (&from.sql_type, &from.collation) != (sql_type, collation) {
        found.unplanned.push(Unplanned::Type {
            table: table(),
            from: Box::new(from.clone()),
            to: Box::new(to.clone()),
        });
    }
    if from.identity != *identity {
        found.unplanned.push(Unplanned::Identity {
            table: table(),
            column: name.clone(),
        });
    }
    if from.default != *default {
        found.changes.push(Change::SetDefault {
            table: table(),
            column: to.clone(),
        });
    }
    if from.nullable != *nullable {
        found.changes.push(Change::SetNullable {
            table: table(),
            column: to.clone(),
        });
    }
    if from.comment != *comment {
        let change = Change::SetColumnComment {
            table: table(),
            column: name.clone(),
            to: comment.clone(),
        };
        found.changes.push(change);
    }
}
