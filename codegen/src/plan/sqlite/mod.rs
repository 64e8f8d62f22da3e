//! SQLite: native `ALTER TABLE` wherever the engine has it, one guarded rebuild of a table where it has not.
//!
//! <https://www.sqlite.org/lang_altertable.html>

mod altering;
mod rebuild;
mod references;
mod script;

use std::collections::{BTreeMap, BTreeSet};

use self::altering::Altering;
pub use self::script::sqlite_script;

use self::rebuild::Guard;
use super::hazard::Hazard;
use super::needs::Needs;
use super::order;
use super::standing::{Disturbance, Standing};
use super::step::{Direction, Step};
use crate::catalog::model::{Catalog, QualifiedName, Table};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::ddl::Reach;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Change;
use crate::name::DbName;

const DIALECT: Dialect = Dialect::Sqlite;

/// What an engine's `ALTER TABLE` can do.
#[derive(Debug, Clone, Copy)]
struct Capabilities {
    /// `ALTER COLUMN .. SET NOT NULL`, `ADD CONSTRAINT .. CHECK`, `DROP CONSTRAINT` of a check: 3.53.
    alters_constraints: bool,
    /// `DROP CONSTRAINT` of a foreign key: 3.54.
    drops_foreign_keys: bool,
}

impl Capabilities {
    fn of(version: SqliteVersion) -> Self {
        let since = |minor| version.major > 3 || (version.major == 3 && version.minor >= minor);
        Self {
            alters_constraints: since(53),
            drops_foreign_keys: since(54),
        }
    }
}

/// The phases, in order; steps keep the order of their changes within one.
#[derive(Default)]
struct Phases {
    rename: Vec<Step>,
    drop_constraints: Vec<Step>,
    create_tables: Vec<Step>,
    add_columns: Vec<Step>,
    alter_columns: Vec<Step>,
    add_uniques: Vec<Step>,
    rebuild: Vec<Step>,
    verify: Vec<Step>,
    drop_computed: Vec<Step>,
    drop_columns: Vec<Step>,
    drop_tables: Vec<Step>,
    add_constraints: Vec<Step>,
    guard: Guard,
}

pub(super) fn plan(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    direction: Direction,
    min_version: SqliteVersion,
) -> Vec<Step> {
    let capabilities = Capabilities::of(min_version);
    let mut by_table: BTreeMap<&QualifiedName, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        if let Some(table) = change.table() {
            by_table.entry(table).or_default().push(change);
        }
    }
    let mut phases = Phases::default();
    let mut disturbance = Disturbance::default();
    for change in changes {
        rename(change, &mut disturbance, &mut phases);
    }
    let added: Vec<&Table> = changes.iter().filter_map(added_table).collect();
    let dropped: Vec<&Table> = changes.iter().filter_map(dropped_table).collect();
    create_tables(&added, direction, &mut phases);
    let altered: Vec<&Table> = to
        .tables
        .values()
        .map(AsRef::as_ref)
        .filter(|table| from.tables.contains_key(&table.name) && by_table.contains_key(&table.name))
        .collect();
    let (mut referred_to, mut taking) = (None, None);
    let needs = Needs::new((from, to), changes, direction);
    for table in order::creation(&altered).tables {
        let Some((before, changes)) = from.tables.get(&table.name).zip(by_table.get(&table.name))
        else {
            continue;
        };
        let altering = Altering::new(before, table, changes, &needs);
        if changes
            .iter()
            .any(|change| altering.needs_rebuild(change, capabilities))
        {
            let referred_to = referred_to.get_or_insert_with(|| parents(from, to));
            let referred_to = referred_to.contains(&table.name);
            let takers = taking.get_or_insert_with(|| takers(to));
            make_room(before, takers, &mut phases);
            if references::is_broken(before, from) || references::is_broken(table, to) {
                phases.guard.require();
            }
            let renamed = altering.renamed_values();
            let tables = (&**before, table);
            let temporary = rebuild::temporary(table, from, to);
            let place = (&temporary, referred_to);
            let mut rebuilt =
                rebuild::rebuild(tables, &renamed, direction, place, &mut phases.guard);
            if let Some(first) = rebuilt.first_mut() {
                let asked = changes.iter().filter_map(|change| needs.of(change));
                first.hazards.extend(asked);
            }
            phases.rebuild.extend(rebuilt);
            if references::may_dangle(table, from, to) {
                phases.verify.push(rebuild::verify(&table.name));
            }
            disturbance.tables.insert(&table.name);
            disturbance.opaque = true;
        } else if altering.alter(direction, &mut phases) {
            disturbance.written.insert(&table.name);
        }
    }
    if !dropped.is_empty() {
        let takers = taking.get_or_insert_with(|| takers(to));
        drop_tables(&dropped, (to, takers), capabilities, &mut phases);
    }
    let standing = Standing::new(from, to, changes, &disturbance);
    let steps = [
        standing.drop_first(),
        phases.rename,
        phases.drop_constraints,
        standing.serve(),
        phases.create_tables,
        phases.add_columns,
        phases.alter_columns,
        phases.add_uniques,
        phases.rebuild,
        phases.verify,
        phases.drop_computed,
        phases.drop_columns,
        phases.drop_tables,
        standing.drop_serving(),
        phases.add_constraints,
        standing.create_last(),
    ];
    let steps = steps.into_iter().flatten().collect();
    phases.guard.around(steps)
}

/// The engine follows a new name into foreign keys, indexes and checks. What it would write of views and triggers in words of its
/// own, or refuse to rename anything under, goes before and comes after.
fn rename<'a>(change: &'a Change, disturbance: &mut Disturbance<'a>, phases: &mut Phases) {
    let (table, sql) = if let Change::RenameTable { from, to } = change {
        let (from, name) = (quote::qualified(from), quote::qualified(to));
        (to, format!("ALTER TABLE {from} RENAME TO {name};"))
    } else if let Change::RenameColumn { table, from, to } = change {
        let (from, to) = (quote::ident(from), quote::ident(to));
        let quoted = quote::qualified(table);
        (
            table,
            format!("ALTER TABLE {quoted} RENAME COLUMN {from} TO {to};"),
        )
    } else {
        if let Some((table, name)) = makes_room(change) {
            let step = Step::new(ddl::drop_index(&table.beside(name.clone())));
            phases.rename.push(step);
        }
        return;
    };
    disturbance.tables.insert(table);
    disturbance.opaque = true;
    phases.rename.push(Step::new(sql));
}

/// The index that goes because a table gets its name, and its table.
fn makes_room(change: &Change) -> Option<(&QualifiedName, &DbName)> {
    let (table, from, to) = if let Change::RenameIndex { table, from, to } = change {
        (table, from, &to.name)
    } else if let Change::RenameUnique { table, from, to } = change {
        (table, from, &to.name)
    } else {
        return None;
    };
    naming::is_aside(to).then_some((table, from))
}

fn added_table(change: &Change) -> Option<&Table> {
    if let Change::AddTable { table } = change {
        Some(table)
    } else {
        None
    }
}

fn dropped_table(change: &Change) -> Option<&Table> {
    if let Change::DropTable { table } = change {
        Some(table)
    } else {
        None
    }
}

/// The tables that others refer to, before or after.
fn parents<'a>(from: &'a Catalog, to: &'a Catalog) -> BTreeSet<&'a QualifiedName> {
    let tables = from.tables.values().chain(to.tables.values());
    let keys = tables.flat_map(|table| &table.foreign_keys);
    keys.map(|key| &key.parent).collect()
}

fn create_tables(tables: &[&Table], direction: Direction, phases: &mut Phases) {
    for table in order::creation(tables).tables {
        let mut step = Step::new(ddl::create_table(table, &table.name, DIALECT, Reach::All));
        if direction == Direction::Down {
            step = step.with([Hazard::ComesBackEmpty {
                table: table.name.clone(),
            }]);
        }
        phases.create_tables.push(step);
        phases.create_tables.extend(indexes(table));
    }
}

/// Everything that stands beside a table and goes with it.
pub(super) fn indexes(table: &Table) -> impl Iterator<Item = Step> {
    let beside = table.uniques.iter().filter(|unique| !unique.in_table);
    let uniques = beside.map(|unique| Step::new(ddl::create_unique_index(&table.name, unique)));
    uniques.chain(
        table
            .indexes
            .iter()
            .map(|index| Step::new(ddl::create_index(&table.name, index))),
    )
}

/// By which table each name is wanted in the end, whether it is its own or an index's. SQLite heeds no case.
type Takers<'a> = BTreeMap<String, &'a QualifiedName>;

fn takers(to: &Catalog) -> Takers<'_> {
    let tables = to.tables.values();
    let names = tables.flat_map(|table| {
        let names = index_names(table).chain([&table.name.name]);
        names.map(|name| (name.as_str().to_ascii_lowercase(), &table.name))
    });
    names.collect()
}

/// A table that goes, or is rebuilt, takes its indexes away only when others have been made that may want their names.
fn make_room(table: &Table, takers: &Takers<'_>, phases: &mut Phases) {
    for name in index_names(table) {
        let taker = takers.get(&name.as_str().to_ascii_lowercase());
        if taker.is_some_and(|taker| **taker != table.name) {
            let name = table.name.beside(name.clone());
            let step = Step::new(ddl::drop_index(&name));
            phases.drop_constraints.push(step);
        }
    }
}

fn index_names(table: &Table) -> impl Iterator<Item = &DbName> {
    let beside = table.uniques.iter().filter(|unique| !unique.in_table);
    let uniques = beside.map(|unique| &unique.name);
    uniques.chain(table.indexes.iter().map(|index| &index.name))
}

/// `DROP TABLE` deletes the rows first, with all that deleting rows brings: children go before their parents, and a
/// foreign key that closes a cycle goes before either. (None refuses at once: `RESTRICT` is `NO ACTION` here.)
/// <https://www.sqlite.org/foreignkeys.html#fk_schemacommands>
fn drop_tables(
    tables: &[&Table],
    (to, takers): (&Catalog, &Takers<'_>),
    capabilities: Capabilities,
    phases: &mut Phases,
) {
    let creation = order::creation(tables);
    let keys = to.tables.values().flat_map(|table| &table.foreign_keys);
    let still: BTreeSet<&QualifiedName> = keys.map(|key| &key.parent).collect();
    let none = BTreeSet::new();
    let closing = creation.closing_names();
    for table in creation.tables.iter().rev() {
        let closing = closing.get(&table.name).unwrap_or(&none);
        for key in &table.foreign_keys {
            if closing.contains(&key.name) {
                if capabilities.drops_foreign_keys && !key.name.is_unnamed() {
                    phases
                        .drop_constraints
                        .push(Step::drop_constraint(&table.name, &key.name));
                } else {
                    phases.guard.require();
                }
            }
        }
        // What stays and refers to it would lose its rows with it, or refuse.
        if still.contains(&table.name) {
            phases.guard.require();
        }
        // The names of a table's indexes are taken until it goes, and another may want them.
        make_room(table, takers, phases);
        phases.drop_tables.push(Step::drop_table(&table.name));
    }
}
