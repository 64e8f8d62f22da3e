//! What a change asks of the rows that are there.

use std::collections::{BTreeMap, BTreeSet};

use dualect_format::statements::tokens;

use super::coming::{Coming, coming};
use super::hazard::Hazard;
use super::lets_null::lets_null_pass;
use super::step::Direction;
use super::{implication, keys};
use crate::catalog::model::{Catalog, Check, ForeignKey, Meaning, QualifiedName, Table, Width};
use crate::catalog::{naming, quote};
use crate::diff::{Change, values};
use crate::name::DbName;

/// What changes ask, which lead from one catalog to another.
pub(super) struct Needs<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    direction: Direction,
    /// Columns of another type: whether a value fits is asked there.
    retyped: BTreeSet<(&'a QualifiedName, &'a DbName)>,
    /// Values that rows get new names for before any check comes.
    renamed: BTreeMap<(&'a QualifiedName, &'a DbName), &'a [(String, String)]>,
}

impl<'a> Needs<'a> {
    pub(super) fn new(
        (from, to): (&'a Catalog, &'a Catalog),
        changes: &'a [Change],
        direction: Direction,
    ) -> Self {
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
            direction,
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
            let stops = self.leaves_list(table, only) || self.is_cut(table, only, check);
            return stops.then(|| Hazard::NeedsCheck {
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
        if let Change::AddCheck { table, check } = change
            && self.is_met(table, check)
        {
            return None;
        }
        if let Change::AddForeignKey { table, foreign_key } = change
            && self.refers_to_nothing(table, foreign_key)
        {
            return None;
        }
        of_change(change, self.from)
    }

    /// What rows have in a column that is new.
    fn coming(&self, table: &QualifiedName, column: &DbName) -> Option<Coming<'a>> {
        let before = self.from.tables.get(table)?;
        let after = self.to.tables.get(table)?;
        let new = after.columns.get(column)?;
        (!before.columns.contains_key(column)).then(|| coming(after, new, self.direction))
    }

    /// Whether every row meets the check by what it has in new columns.
    fn is_met(&self, table: &QualifiedName, check: &Check) -> bool {
        let Some(spoken) = check.expression.columns.as_deref() else {
            return false;
        };
        let new: Vec<Option<Coming<'_>>> =
            spoken.iter().map(|name| self.coming(table, name)).collect();
        if new.contains(&Some(Coming::NoRow)) {
            return true;
        }
        let is_own = self
            .to
            .tables
            .get(table)
            .is_some_and(|table| is_of_type(table, check));
        if is_own
            && new
                .iter()
                .all(|coming| coming.is_some_and(|coming| fits(coming, check)))
        {
            return true;
        }
        lets_null_pass(&check.expression.sql, &|name| {
            self.coming(table, name) == Some(Coming::Null)
        })
    }

    /// Whether a row has NULL in the foreign key because that is what a new column begins with.
    fn refers_to_nothing(&self, table: &QualifiedName, key: &ForeignKey) -> bool {
        let mut new = key
            .columns
            .iter()
            .filter_map(|name| self.coming(table, name));
        new.any(|coming| matches!(coming, Coming::Null | Coming::NoRow))
    }

    /// Whether what a value is as text may be longer than the text that it becomes.
    fn is_cut(&self, table: &QualifiedName, column: &DbName, check: &Check) -> bool {
        let of = |catalog: &'a Catalog| catalog.tables.get(table)?.columns.get(column);
        let Some((before, after)) = of(self.from).zip(of(self.to)) else {
            return false;
        };
        let limit = check.expression.sql.split("<= ").nth(1);
        let limit = limit.and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok());
        let Some(limit) = limit.filter(|_| after.meaning == Some(Meaning::Text)) else {
            return false;
        };
        if before.meaning != Some(Meaning::Text) {
            return length(before.meaning).is_none_or(|most| most > limit);
        }
        let table = self.from.tables.get(table);
        let mut old = table.into_iter().flat_map(|table| &table.checks);
        !old.any(|old| {
            old.name == check.name
                && implication::implies(&old.expression.sql, &check.expression.sql)
        })
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
        matches!(
            self.coming(table, column),
            Some(Coming::Null | Coming::Distinct)
        )
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
        let columns = index.plain_columns().unwrap_or_else(|| vec![&index.name]);
        let told = Hazard::NeedsDistinct {
            table: table(),
            columns: columns.into_iter().cloned().collect(),
        };
        return (index.unique && !before.indexes.contains(index)).then_some(told);
    }
    if let Change::AddCheck { check, .. } = change {
        let replaced = before.checks.iter().find(|old| old.name == check.name);
        let held = replaced
            .is_some_and(|old| implication::implies(&old.expression.sql, &check.expression.sql));
        return (!held).then(|| Hazard::NeedsCheck {
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
        return (!held).then(|| Hazard::NeedsParent {
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
        let asked = both
            .into_iter()
            .flat_map(move |(before, after)| of_column(before, after, column));
        asked.chain(of_references(from, to, (name, column)))
    })
}

/// What foreign keys that stay ask where one of their columns, or of those that they refer to, is computed in another way.
fn of_references<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    (table, column): (&'a QualifiedName, &'a DbName),
) -> impl Iterator<Item = Hazard> + 'a {
    to.tables.values().flat_map(move |child| {
        let before = from.tables.get(&child.name);
        let keys = child.foreign_keys.iter().filter(move |key| {
            let refers = child.name == *table && key.columns.contains(column);
            let is_referred_to = key.parent == *table && key.parent_columns.contains(column);
            (refers || is_referred_to)
                && before.is_some_and(|before| before.foreign_keys.contains(key))
        });
        keys.map(|key| Hazard::NeedsParent {
            table: child.name.clone(),
            columns: key.columns.clone(),
            parent: key.parent.clone(),
        })
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

/// The characters of the longest text that a value of the type becomes; `None` where there is no such.
fn length(meaning: Option<Meaning>) -> Option<usize> {
    match meaning? {
        Meaning::Bool => Some("false".len()),
        Meaning::Integer(Width::Bits16) => Some(6),
        Meaning::Integer(Width::Bits32) => Some(11),
        Meaning::Integer(Width::Bits64) => Some(20),
        // A sign, a point, and a zero before it where no digit is.
        Meaning::Decimal {
            precision, scale, ..
        } => {
            let point = usize::from(scale > 0) + usize::from(scale == precision);
            Some(1 + usize::from(precision) + point)
        }
        Meaning::Uuid => Some(36),
        Meaning::Timestamp(_) => Some("9999-12-30T22:00:00.999999Z".len()),
        Meaning::Date => Some("9999-12-31".len()),
        Meaning::Time => Some("23:59:59.999999".len()),
        Meaning::Float(_) | Meaning::Text | Meaning::Bytes | Meaning::Json | Meaning::List(_) => {
            None
        }
    }
}

/// Whether a column's type, or what an index has room for, brings the check.
pub(super) fn is_of_type(table: &Table, check: &Check) -> bool {
    if let Some([only]) = check.expression.columns.as_deref()
        && let Some(column) = table.columns.get(only)
        && column.meaning.is_some()
        && check.name == naming::type_check_name(&table.name.name, only)
    {
        return true;
    }
    let mut indexes = table.indexes.iter();
    indexes.any(|index| check.name == naming::entry_check_name(&table.name.name, &index.name))
}

/// Whether a check that a type brings holds of what comes: no constant is longer than that, and what is computed may overflow.
fn fits(coming: Coming<'_>, check: &Check) -> bool {
    const SHORT: usize = 1_000;
    match coming {
        Coming::Null | Coming::Distinct | Coming::NoRow => true,
        Coming::Same(value) => value.len() < SHORT,
        Coming::Unknown | Coming::Computed(_) => {
            let sql = check.expression.sql.as_str();
            sql.starts_with("instr(") && sql.ends_with(", char(0)) = 0")
                || sql.ends_with(" IN (0, 1)")
        }
    }
}
