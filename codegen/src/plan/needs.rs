//! What a change asks of the rows that are there.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::statements::tokens;

use super::hazard::Hazard;
use super::{implication, keys};
use crate::catalog::model::{Catalog, Check, IndexKey, Meaning, QualifiedName, Table};
use crate::catalog::{naming, quote};
use crate::diff::{Change, values};
use crate::name::DbName;

/// What changes ask, which lead from one catalog to another.
pub(super) struct Needs<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    /// Columns of another type: whether a value fits is asked there.
    retyped: BTreeSet<(&'a QualifiedName, &'a DbName)>,
    /// Values that rows get new names for before any check comes.
    renamed: BTreeMap<(&'a QualifiedName, &'a DbName), &'a [(String, String)]>,
}

impl<'a> Needs<'a> {
    pub(super) fn new(from: &'a Catalog, to: &'a Catalog, changes: &'a [Change]) -> Self {
        let retyped = changes.iter().filter_map(|change| {
            if let Change::SetType { table, to, .. } = change {
                Some((table, &to.name))
            } else {
                None
            }
        });
        let renamed = changes.iter().filter_map(|change| {
            if let Change::RenameValues {
                table,
                column,
                values,
            } = change
            {
                Some(((table, column), values.as_slice()))
            } else {
                None
            }
        });
        Self {
            from,
            to,
            retyped: retyped.collect(),
            renamed: renamed.collect(),
        }
    }

    /// What stops the change where rows do not meet it.
    pub(super) fn of(&self, change: &Change) -> Option<Hazard> {
        if let Change::AddCheck { table, check } = change
            && let Some([only]) = check.expression.columns.as_deref()
            && self.retyped.contains(&(table, only))
            && check.name == naming::type_check_name(&table.name, only)
        {
            return self.leaves_list(table, only).then(|| Hazard::NeedsCheck {
                table: table.clone(),
                check: check.name.clone(),
            });
        }
        if let Change::AddCheck { table, check } = change
            && let Some([only]) = check.expression.columns.as_deref()
            && let Some(values) = self.renamed.get(&(table, only))
            && self.holds_renamed(table, check, values)
        {
            return None;
        }
        if let Change::AddUnique { table, unique } = change
            && unique
                .columns
                .iter()
                .any(|column| self.comes_distinct(table, column))
        {
            return None;
        }
        of_change(change, self.from)
    }

    /// Whether a row may hold a value of its native enum that the list of the text that it becomes does not have.
    fn leaves_list(&self, table: &QualifiedName, column: &DbName) -> bool {
        let before = self.from.tables.get(table);
        let before = before.and_then(|table| table.columns.get(column));
        let mut enums = self.from.enums.values();
        let held = before.and_then(|column| {
            enums.find(|declared| quote::qualified(&declared.name) == column.sql_type)
        });
        let after = self.to.tables.get(table);
        let room = after.and_then(|table| values(table, column));
        held.zip(room)
            .is_some_and(|(held, room)| held.values.iter().any(|value| !room.contains(value)))
    }

    /// Whether the column is new, and each row gets another value or none.
    fn comes_distinct(&self, table: &QualifiedName, column: &DbName) -> bool {
        let of = |catalog: &'a Catalog| catalog.tables.get(table)?.columns.get(column);
        let Some(new) = of(self.to).filter(|_| of(self.from).is_none()) else {
            return false;
        };
        let is_uuid = new.fill.generated.is_some() && new.meaning == Some(Meaning::Uuid);
        new.default.is_none() && (is_uuid || new.nullable || new.identity.is_some())
    }

    /// Whether the check of that name holds of the values under their new names.
    fn holds_renamed(
        &self,
        table: &QualifiedName,
        check: &Check,
        values: &[(String, String)],
    ) -> bool {
        let before = self.from.tables.get(table);
        let mut checks = before.into_iter().flat_map(|table| &table.checks);
        let Some(old) = checks.find(|old| old.name == check.name) else {
            return false;
        };
        let renamed = tokens(&old.expression.sql).map(|token| {
            let new = values
                .iter()
                .find(|(from, _)| quote::text(from) == token.text);
            new.map_or_else(|| token.text.to_owned(), |(_, to)| quote::text(to))
        });
        implication::implies(&renamed.collect::<String>(), &check.expression.sql)
    }
}

fn of_change(change: &Change, from: &Catalog) -> Option<Hazard> {
    let before = from.tables.get(change.table()?)?;
    let table = || before.name.clone();
    if let Change::SetTableOptions { from, to, .. } = change {
        return (to.strict && !from.strict).then(|| Hazard::NeedsStrict { table: table() });
    }
    if let Change::SetNullable { column, .. } = change {
        let was_nullable = before.columns.get(&column.name)?.nullable;
        return (was_nullable && !column.nullable).then(|| Hazard::NeedsValue {
            table: table(),
            column: column.name.clone(),
        });
    }
    if let Change::AddUnique { unique, .. } = change {
        return keys::distinct(before, &unique.columns);
    }
    if let Change::AddIndex { index, .. } = change {
        let columns: Option<Vec<DbName>> = index
            .parts
            .iter()
            .map(|part| match &part.key {
                IndexKey::Column(name) => Some(name.clone()),
                IndexKey::Expression(_) => None,
            })
            .collect();
        let told = Hazard::NeedsDistinct {
            table: table(),
            columns: columns.unwrap_or_else(|| vec![index.name.clone()]),
        };
        return (index.unique && !before.indexes.contains(index)).then_some(told);
    }
    if let Change::AddCheck { check, .. } = change {
        let replaced = before.checks.iter().find(|old| old.name == check.name);
        let held = replaced
            .is_some_and(|old| implication::implies(&old.expression.sql, &check.expression.sql));
        let spoken = check.expression.columns.as_deref();
        let new = spoken.is_some_and(|columns| all_new(before, columns));
        return (!held && !new).then(|| Hazard::NeedsCheck {
            table: table(),
            check: check.name.clone(),
        });
    }
    if let Change::AddForeignKey { foreign_key, .. } = change {
        let held = before.foreign_keys.iter().any(|old| {
            (&old.columns, &old.parent, &old.parent_columns)
                == (
                    &foreign_key.columns,
                    &foreign_key.parent,
                    &foreign_key.parent_columns,
                )
        });
        let new = foreign_key
            .columns
            .iter()
            .any(|column| !before.columns.contains_key(column));
        return (!held && !new).then(|| Hazard::NeedsParent {
            table: table(),
            columns: foreign_key.columns.clone(),
            parent: foreign_key.parent.clone(),
        });
    }
    None
}

/// What constraints that stay ask of values that are computed in another way. What is new asks for itself.
pub(super) fn of_computed<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    changes: &'a [Change],
) -> impl Iterator<Item = Hazard> + 'a {
    let computed = changes.iter().filter_map(|change| {
        if let Change::SetGenerated { table, to, .. } = change
            && to.generated.is_some()
        {
            Some((table, &to.name))
        } else {
            None
        }
    });
    computed.flat_map(|(name, column)| {
        let both = from.tables.get(name).zip(to.tables.get(name));
        both.into_iter()
            .flat_map(move |(before, after)| of_column(before, after, column))
    })
}

fn of_column(before: &Table, after: &Table, column: &DbName) -> Vec<Hazard> {
    let checks = after
        .checks
        .iter()
        .filter(|check| check.expression.mentions(column) && before.checks.contains(check));
    let mut asked: Vec<Hazard> = checks
        .map(|check| Hazard::NeedsCheck {
            table: after.name.clone(),
            check: check.name.clone(),
        })
        .collect();
    let distinct = |columns| Hazard::NeedsDistinct {
        table: after.name.clone(),
        columns,
    };
    let uniques = after
        .uniques
        .iter()
        .filter(|unique| unique.columns.contains(column) && before.uniques.contains(unique));
    asked.extend(uniques.map(|unique| distinct(unique.columns.clone())));
    let indexes = after
        .indexes
        .iter()
        .filter(|index| index.unique && index.mentions(column) && before.indexes.contains(index));
    asked.extend(indexes.map(|index| distinct(vec![index.name.clone()])));
    asked
}

/// What fills new columns is told with them.
fn all_new(before: &Table, columns: &[DbName]) -> bool {
    !columns
        .iter()
        .any(|column| before.columns.contains_key(column))
}
