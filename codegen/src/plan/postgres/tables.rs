//! Tables as a whole: which can be made and dropped with their foreign keys, and which keys come later or go first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Means, Phases, add_constraint, comments, parents};
use crate::catalog::model::{Catalog, ForeignKey, PrimaryKey, QualifiedName, Table};
use crate::ddl::{self, Reach};
use crate::dialect::Dialect;
use crate::diff::Change;
use crate::name::DbName;
use crate::plan::hazard::Hazard;
use crate::plan::step::{Direction, Step};
use crate::plan::{keys, order};

/// Which keys are new or gone on tables that stay: what refers to them cannot be made with its table, or go with it.
#[derive(Default)]
struct Keys<'a> {
    columns: BTreeMap<&'a QualifiedName, BTreeSet<&'a DbName>>,
    uniques: BTreeMap<&'a QualifiedName, Vec<BTreeSet<&'a DbName>>>,
}

impl<'a> Keys<'a> {
    fn are_meant_by(&self, key: &'a ForeignKey) -> bool {
        let columns: BTreeSet<&DbName> = key.parent_columns.iter().collect();
        let of = &key.parent;
        self.columns
            .get(of)
            .is_some_and(|changed| !changed.is_disjoint(&columns))
            || self
                .uniques
                .get(of)
                .is_some_and(|changed| changed.contains(&columns))
    }

    fn column(&mut self, table: &'a QualifiedName, column: &'a DbName) {
        self.columns.entry(table).or_default().insert(column);
    }

    fn unique(&mut self, table: &'a QualifiedName, columns: &'a [DbName]) {
        let columns = columns.iter().collect();
        self.uniques.entry(table).or_default().push(columns);
    }
}

pub(super) fn create<'a>(
    changes: impl Iterator<Item = &'a Change>,
    means: &Means<'_>,
    phases: &mut Phases,
) {
    let mut tables = Vec::new();
    let mut new = Keys::default();
    for change in changes {
        if let Change::AddTable { table } = change {
            tables.push(table.as_ref());
        } else if let Change::AddColumn { table, column } = change {
            new.column(table, &column.name);
        } else if let Change::AddUnique { table, unique } = change {
            new.unique(table, &unique.columns);
        } else if let Change::SetPrimaryKey {
            table,
            to: Some(key),
            ..
        } = change
            && change.is_other_key()
        {
            new.unique(table, &key.columns);
        }
    }
    let creation = order::creation(&tables);
    let mut later = creation.closing_names();
    let mut late = creation.closing.clone();
    // A partition has its parent's when that has it.
    late.retain(|(table, key)| !of_parent(table, &key.name));
    for table in &creation.tables {
        for key in &table.foreign_keys {
            if new.are_meant_by(key) && of_parent(table, &key.name) {
                later.entry(&table.name).or_default().insert(&key.name);
            } else if new.are_meant_by(key) {
                later.entry(&table.name).or_default().insert(&key.name);
                late.push((table, key));
            }
        }
    }
    let none = BTreeSet::new();
    for table in &creation.tables {
        let later = later.get(&table.name).unwrap_or(&none);
        let mut step = Step::new(ddl::create_table(
            table,
            &table.name,
            Dialect::Postgres,
            Reach::AllBut(later),
        ));
        if means.direction == Direction::Down {
            step = step.with([Hazard::ComesBackEmpty {
                table: table.name.clone(),
            }]);
        }
        phases.create_tables.push(step);
        let indexes = table
            .indexes
            .iter()
            .map(|index| Step::new(ddl::create_index(&table.name, index)));
        phases.create_tables.extend(indexes);
        phases.create_tables.extend(comments::of_table(table));
        parents::join(&table.name, &table.family, phases);
    }
    for (table, key) in late {
        if means.online.is_awaited(key) {
            phases.online.add_foreign_key(&table.name, key, None);
        } else {
            let step = add_constraint(&table.name, &ddl::foreign_key(key));
            phases.add_foreign_keys.push(step);
        }
    }
}

fn of_parent(table: &Table, name: &DbName) -> bool {
    table.family.bound.is_some() && table.family.inherits(name)
}

/// Another key, or the same under another name.
pub(super) fn set_primary_key(
    from: &Catalog,
    to: &Catalog,
    (table, before, after): (&QualifiedName, Option<&PrimaryKey>, Option<&PrimaryKey>),
    phases: &mut Phases,
) {
    if let (Some(before), Some(after)) = (before, after)
        && before.columns == after.columns
    {
        let (from, to) = (&before.name, &after.name);
        let names = (table.beside(from.clone()), table.beside(to.clone()));
        phases.index_names.insert(names.0, names.1);
        return;
    }
    let drop = before.map(|before| Step::drop_constraint(table, &before.name));
    phases.drop_constraints.extend(drop);
    let Some(after) = after else {
        return;
    };
    let hazard = from
        .tables
        .get(table)
        .zip(to.tables.get(table))
        .and_then(|(before, after)| keys::needs_distinct(before, after));
    let step = add_constraint(table, &ddl::primary_key(after)).with(hazard);
    phases.add_constraints.push(step);
}

pub(super) fn drop<'a>(changes: impl Iterator<Item = &'a Change>, phases: &mut Phases) {
    let mut tables = Vec::new();
    let mut gone = Keys::default();
    for change in changes {
        if let Change::DropTable { table } = change {
            tables.push(table.as_ref());
        } else if let Change::DropUnique { table, unique } = change {
            gone.unique(table, &unique.columns);
        } else if let Change::SetPrimaryKey {
            table,
            from: Some(key),
            ..
        } = change
            && change.is_other_key()
        {
            gone.unique(table, &key.columns);
        }
    }
    let creation = order::creation(&tables);
    let mut first = creation.closing.clone();
    for table in &creation.tables {
        let keys = table.foreign_keys.iter();
        first.extend(
            keys.filter(|key| gone.are_meant_by(key))
                .map(|key| (*table, key)),
        );
    }
    let first = first
        .iter()
        .map(|(table, key)| Step::drop_constraint(&table.name, &key.name));
    phases.drop_foreign_keys.extend(first);
    for table in creation.tables.iter().rev() {
        phases.drop_tables.push(Step::drop_table(&table.name));
    }
}
