//! SQLite: native `ALTER TABLE` wherever the engine has it, one guarded rebuild of a table where it has not.
//!
//! <https://www.sqlite.org/lang_altertable.html>

use std::collections::{BTreeMap, BTreeSet};

use super::sqlite_rebuild::{self, Guard};
use super::step::{Direction, Hazard, Step};
use super::{fill, order};
use crate::catalog::model::{Catalog, Column, ForeignKey, Table};
use crate::catalog::quote;
use crate::ddl;
use crate::ddl::Reach;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Change;
use crate::name::DbName;
use crate::schema::model::Action;

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
    drop_constraints: Vec<Step>,
    create_tables: Vec<Step>,
    add_columns: Vec<Step>,
    alter_columns: Vec<Step>,
    add_uniques: Vec<Step>,
    rebuild: Vec<Step>,
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
    let mut by_table: BTreeMap<&DbName, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_table.entry(change.table()).or_default().push(change);
    }
    let mut phases = Phases::default();
    let added: Vec<&Table> = changes.iter().filter_map(added_table).collect();
    let dropped: Vec<&Table> = changes.iter().filter_map(dropped_table).collect();
    create_tables(&added, direction, &mut phases);
    let altered: Vec<&Table> = to
        .tables
        .values()
        .filter(|table| from.tables.contains_key(&table.name))
        .collect();
    for table in order::creation(&altered).tables {
        let Some((before, changes)) = from.tables.get(&table.name).zip(by_table.get(&table.name))
        else {
            continue;
        };
        if changes
            .iter()
            .any(|change| needs_rebuild(change, table, changes, capabilities))
        {
            let referred_to = is_referred_to(from, &table.name) || is_referred_to(to, &table.name);
            let rebuilt =
                sqlite_rebuild::rebuild(before, table, direction, referred_to, &mut phases.guard);
            phases.rebuild.extend(rebuilt);
        } else {
            alter_table(before, table, changes, direction, &mut phases);
        }
    }
    drop_tables(&dropped, capabilities, &mut phases);
    let steps = [
        phases.drop_constraints,
        phases.create_tables,
        phases.add_columns,
        phases.alter_columns,
        phases.add_uniques,
        phases.rebuild,
        phases.drop_columns,
        phases.drop_tables,
        phases.add_constraints,
    ]
    .concat();
    phases.guard.around(steps)
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

fn is_referred_to(catalog: &Catalog, name: &DbName) -> bool {
    catalog
        .tables
        .values()
        .flat_map(|table| &table.foreign_keys)
        .any(|key| &key.parent == name)
}

/// Whether `ALTER TABLE` cannot make this change on this engine.
fn needs_rebuild(
    change: &Change,
    table: &Table,
    all: &[&Change],
    capabilities: Capabilities,
) -> bool {
    match change {
        Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::SetTableComment { .. }
        | Change::SetColumnComment { .. }
        | Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. } => false,
        Change::SetDefault { .. } => true,
        Change::AddForeignKey { foreign_key, .. } => inline_column(foreign_key, all).is_none(),
        Change::AddCheck { check, .. } => !capabilities.alters_constraints && !is_new(&check.column, all),
        Change::DropForeignKey { .. } => !capabilities.drops_foreign_keys,
        Change::DropCheck { .. }
        | Change::SetNullable { .. }
        // Its check goes first, natively.
        | Change::DropColumn { .. } => !capabilities.alters_constraints,
        Change::AddColumn { column, .. } => {
            // "Cannot add a REFERENCES column with non-NULL default value", and NOT NULL without a default comes after.
            let refers = table.foreign_keys.iter().any(|key| key.columns.contains(&column.name));
            let late_not_null = !column.nullable && column.default.is_none();
            (refers && column.default.is_some()) || (late_not_null && !capabilities.alters_constraints)
        }
    }
}

fn is_new(name: &DbName, changes: &[&Change]) -> bool {
    added_column(name, changes).is_some()
}

fn added_column<'a>(name: &DbName, changes: &[&'a Change]) -> Option<&'a Column> {
    changes.iter().find_map(|change| {
        if let Change::AddColumn { column, .. } = change {
            Some(column).filter(|column| &column.name == name)
        } else {
            None
        }
    })
}

/// The new column in whose own definition the foreign key can stand.
fn inline_column<'a>(key: &ForeignKey, changes: &[&'a Change]) -> Option<&'a Column> {
    match key.columns.as_slice() {
        [only] => added_column(only, changes),
        _ => None,
    }
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
    let uniques = table
        .uniques
        .iter()
        .map(|unique| Step::new(ddl::create_unique_index(&table.name, unique)));
    uniques.chain(
        table
            .indexes
            .iter()
            .map(|index| Step::new(ddl::create_index(&table.name, index))),
    )
}

/// `DROP TABLE` deletes the rows first, with all that deleting rows brings: children go before their parents, and a
/// foreign key that closes a cycle, or that refuses at once, goes before either.
/// <https://www.sqlite.org/foreignkeys.html#fk_schemacommands>
fn drop_tables(tables: &[&Table], capabilities: Capabilities, phases: &mut Phases) {
    let creation = order::creation(tables);
    let closing: BTreeSet<&DbName> = creation.closing.iter().map(|(_, key)| &key.name).collect();
    for table in creation.tables.iter().rev() {
        for key in &table.foreign_keys {
            let refuses_itself = key.parent == table.name && key.on_delete == Action::Restrict;
            if closing.contains(&key.name) || refuses_itself {
                if capabilities.drops_foreign_keys {
                    phases
                        .drop_constraints
                        .push(Step::drop_constraint(&table.name, &key.name));
                } else {
                    phases.guard.require();
                }
            }
        }
        let sql = format!("DROP TABLE {};", quote::ident(&table.name));
        phases
            .drop_tables
            .push(Step::new(sql).with([Hazard::DropsTable {
                table: table.name.clone(),
            }]));
    }
}

fn alter_table(
    before: &Table,
    table: &Table,
    changes: &[&Change],
    direction: Direction,
    phases: &mut Phases,
) {
    let quoted = quote::ident(&table.name);
    for change in changes {
        match change {
            // Tables as a whole are planned elsewhere; there are no comments in SQLite; a default needs a rebuild.
            Change::AddTable { .. }
            | Change::DropTable { .. }
            | Change::SetTableComment { .. }
            | Change::SetColumnComment { .. }
            | Change::SetDefault { .. }
            // Stands in its new column's definition.
            | Change::AddForeignKey { .. } => {}
            Change::AddColumn { column, .. } => add_column(table, column, direction, phases),
            Change::DropColumn { column, .. } => {
                let sql = format!("ALTER TABLE {quoted} DROP COLUMN {};", quote::ident(&column.name));
                let hazard = Hazard::DropsColumn { table: table.name.clone(), column: column.name.clone() };
                phases.drop_columns.push(Step::new(sql).with([hazard]));
            }
            Change::SetNullable { column, .. } => {
                let verb = if column.nullable { "DROP" } else { "SET" };
                let name = quote::ident(&column.name);
                let sql = format!("ALTER TABLE {quoted} ALTER COLUMN {name} {verb} NOT NULL;");
                phases.alter_columns.push(Step::new(sql));
            }
            Change::AddUnique { unique, .. } => {
                phases.add_uniques.push(Step::new(ddl::create_unique_index(&table.name, unique)));
            }
            Change::AddCheck { check, .. } if is_new(&check.column, changes) => {}
            Change::AddCheck { check, .. } => {
                let sql = format!("ALTER TABLE {quoted} ADD {};", ddl::check(check));
                phases.add_constraints.push(Step::new(sql));
            }
            Change::DropCheck { check, .. } => {
                phases.drop_constraints.push(Step::drop_constraint(&table.name, &check.name));
            }
            Change::DropForeignKey { foreign_key, .. } => {
                phases.drop_constraints.push(Step::drop_constraint(&before.name, &foreign_key.name));
            }
            Change::AddIndex { index, .. } => {
                phases.add_constraints.push(Step::new(ddl::create_index(&table.name, index)));
            }
            Change::DropUnique { unique, .. } => {
                phases.drop_constraints.push(Step::new(ddl::drop_index(&unique.name)));
            }
            Change::DropIndex { index, .. } => phases.drop_constraints.push(Step::new(ddl::drop_index(&index.name))),
        }
    }
}

fn add_column(table: &Table, column: &Column, direction: Direction, phases: &mut Phases) {
    let quoted = quote::ident(&table.name);
    let name = quote::ident(&column.name);
    let filling = fill::filling(table, column, direction);
    // NOT NULL needs a constant default here; it is set when the rows have their values.
    let late = !column.nullable && column.default.is_none();
    let mut definition = ddl::column_parts(
        column,
        DIALECT,
        column.nullable || late,
        column.default.as_deref(),
    );
    for key in table
        .foreign_keys
        .iter()
        .filter(|key| key.columns == [column.name.clone()])
    {
        definition.push_str(&format!(
            " CONSTRAINT {} {}",
            quote::ident(&key.name),
            ddl::references(key)
        ));
    }
    for check in table
        .checks
        .iter()
        .filter(|check| check.column == column.name)
    {
        definition.push_str(&format!(" {}", ddl::check(check)));
    }
    let step =
        Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};")).with(filling.hazard);
    phases.add_columns.push(step);
    if let Some(value) = filling.value {
        phases
            .add_columns
            .push(Step::new(format!("UPDATE {quoted} SET {name} = {value};")));
    }
    if late {
        phases.add_columns.push(Step::new(format!(
            "ALTER TABLE {quoted} ALTER COLUMN {name} SET NOT NULL;"
        )));
    }
}
