//! What of a database is said in the plainest way: what the language cannot say as it says such things otherwise.

use std::collections::BTreeSet;

use super::default::settled;
use crate::catalog::model::{Catalog, QualifiedName, Table};
use crate::dialect::Dialect;
use crate::diff::{Change, Difference, Unplanned};
use crate::name::{DbName, ObjectName};

/// A part of a database that a schema file speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A native enum; plain: the statement that makes it.
    Enum(QualifiedName),
    /// A table; plain: the statement that makes it.
    Table(QualifiedName),
    /// A column; plain: without a richer type, and with its default as it stands.
    Column(QualifiedName, DbName),
    /// An index; plain: the statement that makes it.
    Index(QualifiedName, DbName),
    /// A unique constraint; plain: the statement that makes it.
    Unique(QualifiedName, DbName),
    /// A check; plain: the statement that makes it.
    Check(QualifiedName, DbName),
    /// A foreign key; plain: the statement that makes it.
    ForeignKey(QualifiedName, DbName),
    /// A view; plain: the statement that makes it.
    View(QualifiedName),
    /// What is known by its statements, which is as plain as can be.
    Object(ObjectName),
}

impl Part {
    /// The table that it is, or is of.
    pub(super) fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Table(name)
            | Self::Column(name, _)
            | Self::Index(name, _)
            | Self::Unique(name, _)
            | Self::Check(name, _)
            | Self::ForeignKey(name, _) => Some(name),
            Self::Enum(_) | Self::View(_) | Self::Object(_) => None,
        }
    }
}

/// What is said plainly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain(BTreeSet<Part>);

impl Plain {
    pub(super) fn has(&self, part: &Part) -> bool {
        self.0.contains(part)
    }

    /// Whether the table goes by its statement.
    #[must_use]
    pub fn is_raw(&self, table: &QualifiedName) -> bool {
        self.has(&Part::Table(table.clone()))
    }

    /// Has the part said more plainly; false where that is not possible.
    pub fn add(&mut self, part: Part, catalog: &Catalog) -> bool {
        let table = |name: &QualifiedName| Part::Table(name.clone());
        if let Part::Object(_) = part {
            return false;
        }
        if !self.0.contains(&part) {
            // What stands in SQLite's `CREATE TABLE` comes with the table alone.
            let instead = match (&part, catalog.dialect) {
                (Part::Check(of, _) | Part::ForeignKey(of, _), Dialect::Sqlite) => table(of),
                (Part::Unique(of, name), Dialect::Sqlite) if in_table(catalog, of, name) => {
                    table(of)
                }
                (_, Dialect::Sqlite | Dialect::Postgres) => part,
            };
            return self.0.insert(instead);
        }
        match part {
            Part::Column(of, _) => self.0.insert(table(&of)),
            Part::Enum(_)
            | Part::Table(_)
            | Part::Index(..)
            | Part::Unique(..)
            | Part::Check(..)
            | Part::ForeignKey(..)
            | Part::View(_)
            | Part::Object(_) => false,
        }
    }

    /// What of the catalog is said in words, without what goes by its statement.
    #[must_use]
    pub fn in_words(&self, catalog: &Catalog) -> Catalog {
        let mut catalog = catalog.clone();
        catalog.objects.clear();
        catalog.views.clear();
        catalog.settings.clear();
        catalog
            .enums
            .retain(|name, _| !self.has(&Part::Enum(name.clone())));
        catalog.tables.retain(|name, _| !self.is_raw(name));
        for (name, table) in &mut catalog.tables {
            let table = std::sync::Arc::make_mut(table);
            let said = |part: fn(QualifiedName, DbName) -> Part, of: &DbName| {
                !self.has(&part(name.clone(), of.clone()))
            };
            for column in table.columns.values_mut() {
                column.default = column.default.as_deref().map(settled);
            }
            table.indexes.retain(|one| said(Part::Index, &one.name));
            table.uniques.retain(|one| said(Part::Unique, &one.name));
            table.checks.retain(|one| said(Part::Check, &one.name));
            table
                .foreign_keys
                .retain(|one| said(Part::ForeignKey, &one.name));
        }
        catalog
    }

    /// Has everything said more plainly in which the database and what was made of the schema differ; says what is as plain as can
    /// be and differs yet, a line each.
    pub fn settle(&mut self, catalog: &Catalog, difference: &Difference) -> Settled {
        let mut settled = Settled::default();
        let changes = difference.changes.iter();
        let mut found: Vec<(Option<Part>, String)> = changes
            .map(|change| (part(change), change.to_string()))
            .collect();
        found.extend(difference.unplanned.iter().map(|unplanned| {
            let part = match unplanned {
                Unplanned::Type { table, from, .. } => {
                    Part::Column(table.clone(), from.name.clone())
                }
                Unplanned::Partitioning { table, .. } | Unplanned::Rowid { table, .. } => {
                    Part::Table(table.clone())
                }
            };
            (Some(part), unplanned.to_string())
        }));
        let parts = found.iter().filter_map(|(part, _)| part.clone());
        settled.again = self.add_all(parts.collect(), catalog);
        settled.left = found.into_iter().map(|(_, line)| line).collect();
        settled
    }

    /// Has each of them said more plainly, by one step; whether any could be.
    pub(super) fn add_all(&mut self, parts: BTreeSet<Part>, catalog: &Catalog) -> bool {
        let mut any = false;
        for part in parts {
            any |= self.add(part, catalog);
        }
        any
    }
}

/// What came of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Whether something is to be said otherwise: then the file is to be made again.
    pub again: bool,
    /// What differs; where nothing can be said otherwise, whatever is said.
    pub left: Vec<String>,
}

fn in_table(catalog: &Catalog, table: &QualifiedName, name: &DbName) -> bool {
    let table = catalog.tables.get(table);
    let mut uniques = table.iter().flat_map(|table| &table.uniques);
    uniques.any(|unique| unique.name == *name && unique.in_table)
}

/// What a change is of.
fn part(change: &Change) -> Option<Part> {
    let of = |table: &Table| Part::Table(table.name.clone());
    Some(match change {
        Change::AddSchema { .. }
        | Change::DropSchema { .. }
        | Change::AddExtension { .. }
        | Change::DropExtension { .. }
        | Change::RenameSequence { .. }
        | Change::SetSetting { .. }
        | Change::SetViewComment { .. } => return None,
        Change::AddEnum { declared } | Change::DropEnum { declared } => {
            Part::Enum(declared.name.clone())
        }
        Change::SetEnumValues { from, .. } => Part::Enum(from.name.clone()),
        Change::RenameEnum { from, .. } | Change::RenameEnumValue { name: from, .. } => {
            Part::Enum(from.clone())
        }
        Change::AddTable { table } | Change::DropTable { table } => of(table),
        Change::RenameTable { from: table, .. }
        | Change::SetTableComment { table, .. }
        | Change::SetTableOptions { table, .. }
        | Change::SetParents { table, .. }
        | Change::SetPrimaryKey { table, .. } => Part::Table(table.clone()),
        Change::RenameColumn {
            table,
            from: column,
            ..
        }
        | Change::RenameValues { table, column, .. }
        | Change::SetColumnComment { table, column, .. } => {
            Part::Column(table.clone(), column.clone())
        }
        Change::AddColumn { table, column }
        | Change::DropColumn { table, column }
        | Change::SetNullable { table, column }
        | Change::SetIdentity { table, column, .. }
        | Change::SetDefault { table, column } => Part::Column(table.clone(), column.name.clone()),
        Change::SetType { table, from, .. } | Change::SetGenerated { table, from, .. } => {
            Part::Column(table.clone(), from.name.clone())
        }
        Change::AddUnique { table, unique } | Change::DropUnique { table, unique } => {
            Part::Unique(table.clone(), unique.name.clone())
        }
        Change::RenameUnique { table, from, .. } => Part::Unique(table.clone(), from.clone()),
        Change::AddCheck { table, check } | Change::DropCheck { table, check } => {
            Part::Check(table.clone(), check.name.clone())
        }
        Change::RenameCheck { table, from, .. } => Part::Check(table.clone(), from.clone()),
        Change::AddForeignKey { table, foreign_key }
        | Change::DropForeignKey { table, foreign_key } => {
            Part::ForeignKey(table.clone(), foreign_key.name.clone())
        }
        Change::RenameForeignKey { table, from, .. } => {
            Part::ForeignKey(table.clone(), from.clone())
        }
        Change::AddIndex { table, index } | Change::DropIndex { table, index } => {
            Part::Index(table.clone(), index.name.clone())
        }
        Change::RenameIndex { table, from, .. } => Part::Index(table.clone(), from.clone()),
        Change::AddView { view } | Change::DropView { view } => Part::View(view.name.clone()),
        Change::AddObject { object }
        | Change::DropObject { object }
        | Change::SetObject { from: object, .. }
        | Change::SetObjectRemoval { object } => Part::Object(object.name.clone()),
    })
}
