//! What a partition, or a table that inherits, has only of a parent follows its parent, and is no change of its own.

use std::borrow::Cow;

use crate::catalog::model::{Catalog, Column, Table};
use crate::name::DbName;

/// Both as they are compared: the one before as it is once its parents have become what they shall, the other without what it has
/// of them.
pub(super) fn own<'t>(
    (from, before): (&Catalog, &'t Table),
    (to, after): (&Catalog, &'t Table),
) -> (Cow<'t, Table>, Cow<'t, Table>) {
    let stays = !after.family.parents.is_empty() && before.family.has_parents_of(&after.family);
    if !stays {
        return (Cow::Borrowed(before), Cow::Borrowed(after));
    }
    let mut was = without_inherited(before, after);
    was.columns = after
        .columns
        .values()
        .filter(|column| after.family.inherits(&column.name))
        .map(|column| {
            let found = followed((from, before), (to, after), column);
            (found.name.clone(), found)
        })
        .collect();
    let others = before.columns.values();
    let others = others.filter(|column| {
        !before.family.inherits(&column.name) && !after.family.inherits(&column.name)
    });
    was.columns
        .extend(others.map(|column| (column.name.clone(), column.clone())));
    (
        Cow::Owned(was),
        Cow::Owned(without_inherited(after, before)),
    )
}

/// Without indexes and constraints that it has of a parent, and those that become a parent's as they are.
fn without_inherited(table: &Table, other: &Table) -> Table {
    let mut own = table.clone();
    let goes = |name: &DbName, same: bool| {
        table.family.inherits(name) || (same && other.family.inherits(name))
    };
    own.uniques
        .retain(|unique| !goes(&unique.name, other.uniques.contains(unique)));
    own.checks
        .retain(|check| !goes(&check.name, other.checks.contains(check)));
    own.foreign_keys
        .retain(|key| !goes(&key.name, other.foreign_keys.contains(key)));
    own.indexes
        .retain(|index| !goes(&index.name, other.indexes.contains(index)));
    let same = own.primary_key == other.primary_key;
    own.primary_key = own.primary_key.filter(|key| !goes(&key.name, same));
    own
}

/// A column that comes of a parent, as it is once that has changed: a default and NOT NULL that the parent gets, it gets.
fn followed(
    (from, before): (&Catalog, &Table),
    (to, after): (&Catalog, &Table),
    column: &Column,
) -> Column {
    let was = before.columns.get(&column.name);
    let here = of_parent(from, before, &column.name);
    let there = of_parent(to, after, &column.name);
    let mut found = Column {
        comment: was.and_then(|was| was.comment.clone()),
        ..column.clone()
    };
    let Some(there) = there else {
        return found;
    };
    let (Some(was), Some(here)) = (was, here) else {
        found.default.clone_from(&there.default);
        found.nullable = there.nullable;
        return found;
    };
    let default = if here.default == there.default {
        &was.default
    } else {
        &there.default
    };
    found.default.clone_from(default);
    found.nullable = if here.nullable == there.nullable {
        was.nullable
    } else {
        there.nullable
    };
    found
}

fn of_parent<'c>(catalog: &'c Catalog, table: &Table, column: &DbName) -> Option<&'c Column> {
    let mut parents = table.family.parents.iter();
    parents.find_map(|parent| catalog.tables.get(parent)?.columns.get(column))
}
