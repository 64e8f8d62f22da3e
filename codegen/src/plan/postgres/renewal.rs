//! Columns that become others under the same name, computed ones and those of an enum that becomes a new type, and what
//! cannot stay where it speaks of them.

use std::collections::{BTreeMap, BTreeSet};

use super::enums;
use crate::catalog::model::{Catalog, Column, Index, IndexKey, Part, QualifiedName, Table};
use crate::catalog::quote;
use crate::conversion::Outcome;
use crate::diff::Change;
use crate::name::DbName;
use crate::plan::standing::Anew;

/// A column that is given another type.
#[derive(Debug)]
pub(super) struct Retyped<'a> {
    /// As it will be.
    pub(super) column: &'a Column,
    /// What its values are computed by; without it, an assignment's cast.
    pub(super) using: Option<String>,
    pub(super) outcome: Outcome,
    /// Whether what the opposite conversion made comes back as it was.
    pub(super) restores: bool,
}

/// The columns, and what follows for others.
#[derive(Debug, Default)]
pub(super) struct Renewal<'a> {
    /// Columns of another type, and those of an enum that becomes a new type, by table.
    pub(super) retyped: BTreeMap<&'a QualifiedName, Vec<Retyped<'a>>>,
    /// Columns that go and come, by table: as they were and as they will be.
    pub(super) computed: BTreeMap<&'a QualifiedName, Vec<(&'a Column, &'a Column)>>,
    /// Columns whose default goes and comes, because of what it stands on.
    pub(super) defaults: Vec<(&'a QualifiedName, &'a Column)>,
    /// And those of columns whose new type brings it back anyway.
    pub(super) defaults_of_retyped: Vec<(&'a QualifiedName, &'a Column)>,
    /// The keys to which foreign keys refer that go, by table.
    keys: BTreeMap<&'a QualifiedName, Vec<BTreeSet<&'a DbName>>>,
    /// The tables whose primary keys are others.
    rekeyed: BTreeSet<&'a QualifiedName>,
    /// Indexes and constraints that go and come as they are.
    pub(super) implied: Vec<Change>,
}

impl<'a> Renewal<'a> {
    pub(super) fn new(
        from: &'a Catalog,
        to: &'a Catalog,
        changes: &'a [Change],
        replaced: &BTreeSet<&'a QualifiedName>,
        anew: &Anew<'a>,
    ) -> Self {
        let mut renewal = Self::default();
        for change in changes {
            renewal.note(change);
        }
        let types = replaced.iter().chain(&anew.types);
        let types: BTreeSet<_> = types.map(|name| quote::qualified(name)).collect();
        if !types.is_empty() {
            renewal.retype(from, to, &types);
        }
        let parts = Parts::on(from, anew);
        renewal.compute_anew(from, to);
        renewal.stand_on(from, to, &parts);
        if !renewal.is_empty() || !parts.named.is_empty() {
            renewal.follow(from, to, &parts);
        }
        renewal
    }

    /// Columns that speak of what is made anew.
    fn stand_on(&mut self, from: &'a Catalog, to: &'a Catalog, parts: &Parts<'a>) {
        for (table, name) in &parts.columns {
            let columns = |catalog: &'a Catalog| {
                let table = catalog.tables.get(*table)?;
                table.columns.get(*name)
            };
            let (Some(before), Some(after)) = (columns(from), columns(to)) else {
                continue;
            };
            let is_plain = before.generated.is_none() && after.generated.is_none();
            let is_retyped = self
                .retyped
                .get(*table)
                .is_some_and(|columns| columns.iter().any(|one| one.column.name == after.name));
            if is_plain && before.default.is_some() && is_retyped {
                self.defaults_of_retyped.push((table, after));
            } else if is_plain && before.default.is_some() {
                self.defaults.push((table, after));
            } else if before.generated == after.generated && !is_plain {
                let computed = self.computed.entry(table).or_default();
                if !computed.iter().any(|(_, known)| known.name == after.name) {
                    computed.push((before, after));
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.retyped.is_empty() && self.computed.is_empty() && self.keys.is_empty()
    }

    fn note(&mut self, change: &'a Change) {
        if let Change::SetGenerated { table, from, to } = change
            && to.generated.is_some()
        {
            let columns = self.computed.entry(table).or_default();
            columns.push((from, to));
        } else if let Change::SetType {
            table,
            to,
            conversion,
            ..
        } = change
        {
            self.retyped.entry(table).or_default().push(Retyped {
                column: to,
                using: conversion.sql.clone(),
                outcome: conversion.outcome,
                restores: conversion.restores,
            });
        } else if let Change::SetPrimaryKey { table, from, .. } = change
            && change.is_other_key()
        {
            if let Some(from) = from {
                self.loses_key(table, &from.columns);
            }
            self.rekeyed.insert(table);
        } else if let Change::DropUnique { table, unique } = change {
            self.loses_key(table, &unique.columns);
        }
    }

    fn loses_key(&mut self, table: &'a QualifiedName, columns: &'a [DbName]) {
        let columns = columns.iter().collect();
        self.keys.entry(table).or_default().push(columns);
    }

    /// The tables whose columns are renewed.
    pub(super) fn tables(&self) -> BTreeSet<&'a QualifiedName> {
        // A view that groups by a key stands on the key.
        let all = self.retyped.keys().chain(self.computed.keys());
        all.copied().chain(self.rekeyed.iter().copied()).collect()
    }

    /// Whether the column goes and comes, whatever else is said of it.
    pub(super) fn makes_anew(&self, table: &QualifiedName, column: &DbName) -> bool {
        self.computed
            .get(table)
            .is_some_and(|columns| columns.iter().any(|(_, to)| &to.name == column))
    }

    fn retype(
        &mut self,
        from: &'a Catalog,
        to: &'a Catalog,
        types: &BTreeSet<std::borrow::Cow<'_, str>>,
    ) {
        for (table, after) in both(from, to) {
            let retyped = common(table, after)
                .filter(|(before, column)| {
                    let element = column.sql_type.trim_end_matches("[]");
                    types.contains(element) && before.sql_type == column.sql_type
                })
                .map(|(_, column)| Retyped {
                    column,
                    using: Some(enums::using(column)),
                    outcome: Outcome::Whole,
                    restores: true,
                });
            let retyped: Vec<Retyped<'_>> = retyped.collect();
            if !retyped.is_empty() {
                self.retyped.entry(&after.name).or_default().extend(retyped);
            }
        }
    }

    /// What is computed from a column of another type goes and comes.
    fn compute_anew(&mut self, from: &'a Catalog, to: &'a Catalog) {
        for (name, retyped) in &self.retyped {
            let Some((before, after)) = from.tables.get(*name).zip(to.tables.get(*name)) else {
                continue;
            };
            let computed: Vec<_> = common(before, after)
                .filter(|(before, column)| {
                    before.generated == column.generated
                        && before.generated.as_ref().is_some_and(|generated| {
                            retyped
                                .iter()
                                .any(|retyped| generated.mentions(&retyped.column.name))
                        })
                })
                .collect();
            if !computed.is_empty() {
                self.computed.entry(name).or_default().extend(computed);
            }
        }
    }

    fn follow(&mut self, from: &'a Catalog, to: &'a Catalog, parts: &Parts<'a>) {
        let mut implied = Vec::new();
        for (before, after) in both(from, to) {
            let here = Columns::of(self, &before.name, parts);
            if !here.is_empty() {
                here.within(before, after, &mut implied);
            }
            let name = || before.name.clone();
            for key in &before.foreign_keys {
                let touched = here.any(&key.columns)
                    || Columns::of(self, &key.parent, parts).any(&key.parent_columns)
                    || self.is_lost(&key.parent, &key.parent_columns);
                let stays = after.foreign_keys.contains(key);
                if touched && stays && !before.family.inherits(&key.name) {
                    let foreign_key = key.clone();
                    implied.push(Change::DropForeignKey {
                        table: name(),
                        foreign_key: foreign_key.clone(),
                    });
                    implied.push(Change::AddForeignKey {
                        table: name(),
                        foreign_key,
                    });
                }
            }
        }
        self.implied = implied;
    }

    fn is_lost(&self, table: &QualifiedName, columns: &[DbName]) -> bool {
        let columns: BTreeSet<&DbName> = columns.iter().collect();
        let lost = self.keys.get(table);
        lost.is_some_and(|keys| keys.contains(&columns))
    }
}

/// Parts of tables that stand on what is made anew.
struct Parts<'a> {
    named: BTreeSet<(&'a QualifiedName, &'a DbName)>,
    columns: BTreeSet<(&'a QualifiedName, &'a DbName)>,
}

impl<'a> Parts<'a> {
    fn on(from: &'a Catalog, anew: &Anew<'a>) -> Self {
        let mut parts = Self {
            named: BTreeSet::new(),
            columns: BTreeSet::new(),
        };
        let uses = anew.objects.iter().filter_map(|name| from.uses.get(*name));
        for (table, part) in uses.flatten() {
            match part {
                Part::Column(name) => parts.columns.insert((table, name)),
                Part::Named(name) => parts.named.insert((table, name)),
            };
        }
        parts
    }
}

/// One table's renewed columns.
struct Columns<'a> {
    retyped: BTreeSet<&'a DbName>,
    computed: BTreeSet<&'a DbName>,
    /// Indexes and constraints that stand on what is made anew.
    named: BTreeSet<&'a DbName>,
}

impl<'a> Columns<'a> {
    fn of(renewal: &Renewal<'a>, table: &QualifiedName, parts: &Parts<'a>) -> Self {
        let retyped = renewal.retyped.get(table).into_iter().flatten();
        let computed = renewal.computed.get(table).into_iter().flatten();
        Self {
            retyped: retyped.map(|retyped| &retyped.column.name).collect(),
            computed: computed.map(|(_, to)| &to.name).collect(),
            named: parts
                .named
                .iter()
                .filter(|(of, _)| *of == table)
                .map(|(_, name)| *name)
                .collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.retyped.is_empty() && self.computed.is_empty() && self.named.is_empty()
    }

    fn any(&self, columns: &[DbName]) -> bool {
        columns
            .iter()
            .any(|column| self.retyped.contains(column) || self.computed.contains(column))
    }

    fn within(&self, before: &Table, after: &Table, implied: &mut Vec<Change>) {
        let table = || before.name.clone();
        let own = |name: &DbName| !before.family.inherits(name);
        for index in before.indexes.iter().filter(|index| self.in_index(index)) {
            if after.indexes.contains(index) && own(&index.name) {
                let (table, index) = (table(), index.clone());
                implied.push(Change::DropIndex {
                    table: table.clone(),
                    index: index.clone(),
                });
                implied.push(Change::AddIndex { table, index });
            }
        }
        for unique in &before.uniques {
            let goes = unique
                .columns
                .iter()
                .any(|column| self.computed.contains(column));
            if goes && after.uniques.contains(unique) && own(&unique.name) {
                let (table, unique) = (table(), unique.clone());
                implied.push(Change::DropUnique {
                    table: table.clone(),
                    unique: unique.clone(),
                });
                implied.push(Change::AddUnique { table, unique });
            }
        }
        for check in &before.checks {
            let mut renewed = self.retyped.iter().chain(&self.computed);
            let goes = renewed.any(|column| check.expression.mentions(column))
                || self.named.contains(&check.name);
            if goes && after.checks.contains(check) && own(&check.name) {
                let (table, check) = (table(), check.clone());
                implied.push(Change::DropCheck {
                    table: table.clone(),
                    check: check.clone(),
                });
                implied.push(Change::AddCheck { table, check });
            }
        }
    }

    /// An index over a plain column outlasts its new type.
    fn in_index(&self, index: &Index) -> bool {
        let speaks = |column: &DbName| {
            let in_parts = index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(_) => false,
                IndexKey::Expression(expression) => expression.mentions(column),
            });
            let predicate = index.predicate.as_ref();
            in_parts || predicate.is_some_and(|predicate| predicate.mentions(column))
        };
        self.named.contains(&index.name)
            || self.computed.iter().any(|column| index.mentions(column))
            || self.retyped.iter().any(|column| speaks(column))
    }
}

/// The tables that stay.
fn both<'a>(from: &'a Catalog, to: &'a Catalog) -> impl Iterator<Item = (&'a Table, &'a Table)> {
    to.tables.values().filter_map(|after| {
        let before = from.tables.get(&after.name)?;
        Some((before.as_ref(), after.as_ref()))
    })
}

/// The columns that stay.
fn common<'a>(
    before: &'a Table,
    after: &'a Table,
) -> impl Iterator<Item = (&'a Column, &'a Column)> {
    // What comes of a parent follows it.
    let columns = after.columns.values();
    let columns = columns.filter(|column| !before.family.inherits(&column.name));
    columns.filter_map(|column| {
        before
            .columns
            .get(&column.name)
            .map(|found| (found, column))
    })
}
