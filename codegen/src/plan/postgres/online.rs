//! Changes of a table that is in use: no statement reads it while others wait.
//!
//! What only has to be true of the rows is first asked of new ones (`NOT VALID`), then of all (`VALIDATE CONSTRAINT`), which holds
//! up nobody; an index is built `CONCURRENTLY`, and a constraint takes it over. Every such statement ends the transaction before it,
//! and what is asked for a lock that it does not get soon gives up and is tried again: who waits for a lock is in the way of all who
//! come later.
//!
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES>,
//! <https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY>

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::add_constraint;
use super::renewal::Renewal;
use crate::catalog::model::{
    Catalog, Check, Column, Expression, ForeignKey, Index, IndexKey, QualifiedName, Unique,
};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::diff::Change;
use crate::name::DbName;
use crate::plan::hazard::Hazard;
use crate::plan::route::{Route, Routes};
use crate::plan::step::{Placement, Step};

/// How long a statement waits for a table before it gives up, to be tried again.
const LOCK_TIMEOUT: &str = "50ms";

/// Which tables, and which of their indexes make room for others of their name.
pub(super) struct Online<'a> {
    tables: BTreeSet<&'a QualifiedName>,
    /// Indexes, and the uniques that are ones.
    replaced: BTreeSet<QualifiedName>,
    /// Keys that others can refer to only when they are attached.
    keys: Vec<(&'a QualifiedName, BTreeSet<&'a DbName>)>,
}

/// What comes after the migration's first transaction.
#[derive(Default)]
pub(super) struct OnlinePhases {
    /// One table after the other: no transaction holds two of them.
    tables: IndexMap<QualifiedName, OfTable>,
    /// Foreign keys, each with its question.
    refer: Vec<Step>,
}

#[derive(Default)]
struct OfTable {
    /// Indexes and the question whether all rows are as they have to be; each in no transaction.
    build: Vec<Step>,
    /// What goes only now.
    retire: Vec<Step>,
    /// What rests on what was built.
    attach: Vec<Step>,
}

impl<'a> Online<'a> {
    pub(super) fn new(
        (from, to): (&'a Catalog, &'a Catalog),
        changes: &'a [Change],
        renewal: &Renewal<'_>,
        routes: &Routes,
    ) -> Self {
        // A table whose rows are written anew is held all the while: nothing is gained by holding it again.
        let rewritten = renewal.tables();
        let tables = to.tables.keys().filter(|name| {
            routes.of(name) == Route::Online
                && from.tables.contains_key(*name)
                // No index of a partitioned table can be built concurrently.
                && to.tables[*name].family.partitioned_by.is_none()
                && !rewritten.contains(*name)
        });
        let mut online = Self {
            tables: tables.collect(),
            replaced: BTreeSet::new(),
            keys: Vec::new(),
        };
        if !online.tables.is_empty() {
            online.find_keys(changes);
            online.find_replaced(changes);
        }
        online
    }

    /// Patient where it touches a table that is in use, however little it does there: who waits for a lock is in others' way.
    pub(super) fn patient(&self, changes: &[Change], steps: Vec<Step>) -> Vec<Step> {
        let mut touched = changes.iter().filter_map(Change::table);
        if touched.any(|table| self.takes(table)) {
            patient(steps)
        } else {
            steps
        }
    }

    pub(super) fn takes(&self, table: &QualifiedName) -> bool {
        self.tables.contains(table)
    }

    fn find_keys(&mut self, changes: &'a [Change]) {
        for change in changes {
            if let Change::AddUnique { table, unique } = change
                && self.takes(table)
            {
                self.keys.push((table, unique.columns.iter().collect()));
            }
        }
    }

    /// Whether what it refers to is there only after it was attached.
    pub(super) fn is_awaited(&self, key: &ForeignKey) -> bool {
        let columns: BTreeSet<&DbName> = key.parent_columns.iter().collect();
        let mut keys = self.keys.iter();
        keys.any(|(table, key_columns)| **table == key.parent && *key_columns == columns)
    }

    /// An index of the old name serves until the new one is built; unless it goes with a column, or with what it computes.
    fn find_replaced(&mut self, changes: &'a [Change]) {
        let mut coming = BTreeSet::new();
        let mut columns = BTreeSet::new();
        for change in changes {
            if let Change::AddUnique { table, unique } = change {
                coming.insert((table, &unique.name));
            } else if let Change::AddIndex { table, index } = change {
                coming.insert((table, &index.name));
            } else if let Change::DropColumn { table, column } = change {
                columns.insert((table, &column.name));
            }
        }
        for change in changes {
            let (table, name, stays) = if let Change::DropUnique { table, unique } = change {
                let mut parts = unique.columns.iter();
                let stays = parts.all(|column| !columns.contains(&(table, column)));
                (table, &unique.name, stays)
            } else if let Change::DropIndex { table, index } = change {
                let gone = columns
                    .iter()
                    .any(|(of, column)| *of == table && index.mentions(column));
                (table, &index.name, !gone && is_plain(index))
            } else {
                continue;
            };
            if stays && self.takes(table) && coming.contains(&(table, name)) {
                self.replaced.insert(table.beside(name.clone()));
            }
        }
    }

    /// Whether it goes only when its successor is there.
    pub(super) fn replaces(&self, table: &QualifiedName, name: &DbName) -> bool {
        !self.replaced.is_empty() && self.replaced.contains(&table.beside(name.clone()))
    }

    /// What an index is called while it is built.
    fn built_as(&self, table: &QualifiedName, name: &DbName) -> DbName {
        if self.replaces(table, name) {
            naming::newcomer(name)
        } else {
            name.clone()
        }
    }
}

fn is_plain(index: &Index) -> bool {
    let mut parts = index.parts.iter();
    parts.all(|part| matches!(part.key, IndexKey::Column(_)))
}

impl OnlinePhases {
    fn of(&mut self, table: &QualifiedName) -> &mut OfTable {
        self.tables.entry(table.clone()).or_default()
    }

    pub(super) fn drop_unique(&mut self, table: &QualifiedName, unique: &Unique) {
        self.of(table)
            .retire
            .push(Step::drop_constraint(table, &unique.name));
    }

    pub(super) fn drop_index(&mut self, table: &QualifiedName, index: &Index) {
        let name = table.beside(index.name.clone());
        self.of(table)
            .retire
            .push(Step::new(ddl::drop_index(&name)));
    }

    pub(super) fn add_index(
        &mut self,
        online: &Online<'_>,
        table: &QualifiedName,
        index: &Index,
        asked: Option<Hazard>,
    ) {
        let built = Index {
            name: online.built_as(table, &index.name),
            ..index.clone()
        };
        let sql = ddl::create_index_concurrently(table, &built);
        self.of(table).build.push(alone(sql).with(asked));
        if built.name != index.name {
            let name = quote::ident(&index.name);
            let built = table.beside(built.name);
            let built = quote::qualified(&built);
            let sql = format!("ALTER INDEX {built} RENAME TO {name};");
            self.of(table).attach.push(Step::new(sql));
        }
    }

    pub(super) fn add_unique(
        &mut self,
        online: &Online<'_>,
        table: &QualifiedName,
        unique: &Unique,
        asked: Option<Hazard>,
    ) {
        let built = Unique {
            name: online.built_as(table, &unique.name),
            columns: unique.columns.clone(),
            in_table: false,
        };
        let sql = ddl::create_unique_index_concurrently(table, &built);
        self.of(table).build.push(alone(sql).with(asked));
        let (name, built) = (quote::ident(&unique.name), quote::ident(&built.name));
        let definition = format!("CONSTRAINT {name} UNIQUE USING INDEX {built}");
        self.of(table)
            .attach
            .push(add_constraint(table, &definition));
    }

    /// The step of the first transaction; the rest comes later.
    pub(super) fn add_check(
        &mut self,
        table: &QualifiedName,
        check: &Check,
        asked: Option<Hazard>,
    ) -> Step {
        self.of(table)
            .build
            .push(validate(table, &check.name).with(asked));
        add_constraint(table, &format!("{} NOT VALID", ddl::check(check)))
    }

    /// `SET NOT NULL` reads no row where a check says already that none is NULL.
    pub(super) fn set_not_null(
        &mut self,
        table: &QualifiedName,
        column: &Column,
        (set, asked): (Step, Option<Hazard>),
    ) -> Step {
        let check = Check {
            name: naming::not_null_check(&column.name),
            expression: Expression {
                sql: format!("{} IS NOT NULL", quote::ident(&column.name)),
                columns: Some(vec![column.name.clone()]),
            },
        };
        self.of(table).attach.push(set);
        self.of(table)
            .attach
            .push(Step::drop_constraint(table, &check.name));
        self.add_check(table, &check, asked)
    }

    pub(super) fn add_foreign_key(
        &mut self,
        table: &QualifiedName,
        key: &ForeignKey,
        asked: Option<Hazard>,
    ) {
        let definition = format!("{} NOT VALID", ddl::foreign_key(key));
        self.refer.push(add_constraint(table, &definition));
        self.refer.push(validate(table, &key.name).with(asked));
    }

    /// What comes after the first transaction.
    pub(super) fn steps(self) -> impl Iterator<Item = Step> {
        let of_tables = self.tables.into_values().flat_map(|of_table| {
            let OfTable {
                build,
                retire,
                attach,
            } = of_table;
            [build, retire, attach].into_iter().flatten()
        });
        of_tables.chain(self.refer)
    }
}

/// Before each transaction's first statement, how long it waits for a table.
fn patient(steps: Vec<Step>) -> Vec<Step> {
    let mut patient = Vec::new();
    let mut before = Placement::OutsideTransaction;
    for step in steps {
        if step.placement == Placement::Transaction && before != Placement::Transaction {
            let sql = format!("SET LOCAL lock_timeout = '{LOCK_TIMEOUT}';");
            patient.push(Step::new(sql));
        }
        before = step.placement;
        patient.push(step);
    }
    patient
}

fn validate(table: &QualifiedName, constraint: &DbName) -> Step {
    alone(format!(
        "ALTER TABLE {} VALIDATE CONSTRAINT {};",
        quote::qualified(table),
        quote::ident(constraint)
    ))
}

fn alone(sql: String) -> Step {
    Step {
        placement: Placement::OutsideTransaction,
        ..Step::new(sql)
    }
}
