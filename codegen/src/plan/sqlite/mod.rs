//! SQLite: native `ALTER TABLE` wherever the engine has it, one guarded rebuild of a table where it has not.
//!
//! <https://www.sqlite.org/lang_altertable.html>

mod rebuild;

use std::collections::{BTreeMap, BTreeSet};

use self::rebuild::Guard;
use super::standing::{Disturbance, Standing};
use super::step::{Direction, Hazard, Step};
use super::{fill, order};
use crate::catalog::model::{Catalog, Check, Column, ForeignKey, QualifiedName, Table};
use crate::catalog::quote;
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
    let added: Vec<&Table> = changes.iter().filter_map(added_table).collect();
    let dropped: Vec<&Table> = changes.iter().filter_map(dropped_table).collect();
    create_tables(&added, direction, &mut phases);
    let altered: Vec<&Table> = to
        .tables
        .values()
        .map(AsRef::as_ref)
        .filter(|table| from.tables.contains_key(&table.name) && by_table.contains_key(&table.name))
        .collect();
    let mut disturbance = Disturbance::default();
    let mut referred_to = None;
    for table in order::creation(&altered).tables {
        let Some((before, changes)) = from.tables.get(&table.name).zip(by_table.get(&table.name))
        else {
            continue;
        };
        let altering = Altering::new(before, table, changes);
        if changes
            .iter()
            .any(|change| altering.needs_rebuild(change, capabilities))
        {
            let referred_to = referred_to.get_or_insert_with(|| parents(from, to));
            let referred_to = referred_to.contains(&table.name);
            let rebuilt =
                rebuild::rebuild(before, table, direction, referred_to, &mut phases.guard);
            phases.rebuild.extend(rebuilt);
            phases.verify.push(rebuild::verify(&table.name));
            disturbance.tables.insert(&table.name);
            disturbance.opaque = true;
        } else if altering.alter(direction, &mut phases) {
            disturbance.written.insert(&table.name);
        }
    }
    drop_tables(&dropped, capabilities, &mut phases);
    let standing = Standing::new(from, to, changes, &disturbance);
    let steps = [
        standing.drop_first(),
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
/// foreign key that closes a cycle goes before either. (None refuses at once: `RESTRICT` is `NO ACTION` here.)
/// <https://www.sqlite.org/foreignkeys.html#fk_schemacommands>
fn drop_tables(tables: &[&Table], capabilities: Capabilities, phases: &mut Phases) {
    let creation = order::creation(tables);
    let none = BTreeSet::new();
    let closing = creation.closing_names();
    for table in creation.tables.iter().rev() {
        let closing = closing.get(&table.name).unwrap_or(&none);
        for key in &table.foreign_keys {
            if closing.contains(&key.name) {
                if capabilities.drops_foreign_keys {
                    phases
                        .drop_constraints
                        .push(Step::drop_constraint(&table.name, &key.name));
                } else {
                    phases.guard.require();
                }
            }
        }
        phases.drop_tables.push(Step::drop_table(&table.name));
    }
}

/// A table that stays, and what becomes of it.
struct Altering<'a> {
    before: &'a Table,
    after: &'a Table,
    changes: &'a [&'a Change],
    added: BTreeMap<&'a DbName, &'a Column>,
}

impl<'a> Altering<'a> {
    fn new(before: &'a Table, after: &'a Table, changes: &'a [&'a Change]) -> Self {
        let added = after.columns.values();
        let added = added.filter(|column| !before.columns.contains_key(&column.name));
        Self {
            before,
            after,
            changes,
            added: added.map(|column| (&column.name, column)).collect(),
        }
    }

    /// Whether `ALTER TABLE` cannot make this change on this engine.
    fn needs_rebuild(&self, change: &Change, capabilities: Capabilities) -> bool {
        match change {
            Change::SetDefault { .. }
            | Change::SetGenerated { .. }
            | Change::SetType { .. }
            | Change::SetIdentity { .. }
            | Change::SetPrimaryKey { .. } => true,
            Change::AddForeignKey { foreign_key, .. } => !self.is_inline_key(foreign_key),
            Change::AddCheck { check, .. } => {
                !capabilities.alters_constraints && !self.is_inline_check(check)
            }
            Change::DropForeignKey { .. } => !capabilities.drops_foreign_keys,
            Change::DropCheck { .. }
            | Change::SetNullable { .. }
            // Its check goes first, natively.
            | Change::DropColumn { .. } => !capabilities.alters_constraints,
            Change::AddColumn { column, .. } => {
                // "Cannot add a REFERENCES column with non-NULL default value", and NOT NULL without a default comes after.
                let keys = &self.after.foreign_keys;
                let refers = keys.iter().any(|key| key.columns.contains(&column.name));
                let late_not_null = !column.nullable && column.default.is_none();
                // "cannot add a STORED column"; "Cannot add a column with non-constant default".
                column.generated.is_some()
                    || column.default.as_ref().is_some_and(|default| default.starts_with('('))
                    || (refers && column.default.is_some())
                    || (late_not_null && !capabilities.alters_constraints)
            }
            // A table as a whole, what stands beside it, and what is not a table's.
            Change::AddTable { .. }
            | Change::DropTable { .. }
            | Change::SetTableComment { .. }
            | Change::SetColumnComment { .. }
            | Change::AddUnique { .. }
            | Change::DropUnique { .. }
            | Change::AddIndex { .. }
            | Change::DropIndex { .. }
            | Change::AddSchema { .. }
            | Change::DropSchema { .. }
            | Change::AddExtension { .. }
            | Change::DropExtension { .. }
            | Change::AddEnum { .. }
            | Change::DropEnum { .. }
            | Change::SetEnumValues { .. }
            | Change::AddView { .. }
            | Change::DropView { .. }
            | Change::SetViewComment { .. }
            | Change::AddObject { .. }
            | Change::DropObject { .. }
            | Change::SetObjectRemoval { .. } => false,
        }
    }

    /// Whether the foreign key can stand in its new column's own definition.
    fn is_inline_key(&self, key: &ForeignKey) -> bool {
        matches!(key.columns.as_slice(), [only] if self.added.contains_key(only))
    }

    /// Whether the check can stand in its new column's own definition.
    fn is_inline_check(&self, check: &Check) -> bool {
        matches!(check.expression.columns.as_deref(), Some([only]) if self.added.contains_key(only))
    }

    /// Alters the table, and says whether its rows are written.
    fn alter(&self, direction: Direction, phases: &mut Phases) -> bool {
        let table = &self.after.name;
        let quoted = quote::qualified(table);
        let mut writes = false;
        for change in self.changes {
            match change {
                // Tables as a whole are planned elsewhere, and so is what is not a table's; there are no comments in SQLite; a
                // default, a type, a key, and what a column is computed from, need a rebuild.
                Change::AddTable { .. }
                | Change::DropTable { .. }
                | Change::SetTableComment { .. }
                | Change::SetColumnComment { .. }
                | Change::SetDefault { .. }
                | Change::SetGenerated { .. }
                | Change::SetType { .. }
                | Change::SetIdentity { .. }
                | Change::SetPrimaryKey { .. }
                // Stands in its new column's definition.
                | Change::AddForeignKey { .. }
                | Change::AddSchema { .. }
                | Change::DropSchema { .. }
                | Change::AddExtension { .. }
                | Change::DropExtension { .. }
                | Change::AddEnum { .. }
                | Change::DropEnum { .. }
                | Change::SetEnumValues { .. }
                | Change::AddView { .. }
                | Change::DropView { .. }
                | Change::SetViewComment { .. }
                | Change::AddObject { .. }
                | Change::DropObject { .. }
                | Change::SetObjectRemoval { .. } => {}
                Change::AddColumn { column, .. } => {
                    writes |= self.add_column(column, direction, phases);
                }
                Change::DropColumn { column, .. } if column.generated.is_some() => {
                    phases.drop_computed.push(Step::drop_computed_column(table, &column.name));
                }
                Change::DropColumn { column, .. } => {
                    phases.drop_columns.push(Step::drop_column(table, &column.name));
                }
                Change::SetNullable { column, .. } => {
                    let verb = if column.nullable { "DROP" } else { "SET" };
                    let name = quote::ident(&column.name);
                    let sql = format!("ALTER TABLE {quoted} ALTER COLUMN {name} {verb} NOT NULL;");
                    phases.alter_columns.push(Step::new(sql));
                }
                Change::AddUnique { unique, .. } => {
                    phases.add_uniques.push(Step::new(ddl::create_unique_index(table, unique)));
                }
                Change::AddCheck { check, .. } if self.is_inline_check(check) => {}
                Change::AddCheck { check, .. } => {
                    let sql = format!("ALTER TABLE {quoted} ADD {};", ddl::check(check));
                    phases.add_constraints.push(Step::new(sql));
                }
                Change::DropCheck { check, .. } => {
                    phases.drop_constraints.push(Step::drop_constraint(table, &check.name));
                }
                Change::DropForeignKey { foreign_key, .. } => {
                    phases.drop_constraints.push(Step::drop_constraint(table, &foreign_key.name));
                }
                Change::AddIndex { index, .. } => {
                    phases.add_constraints.push(Step::new(ddl::create_index(table, index)));
                }
                Change::DropUnique { unique, .. } => {
                    let name = self.before.name.beside(unique.name.clone());
                    phases.drop_constraints.push(Step::new(ddl::drop_index(&name)));
                }
                Change::DropIndex { index, .. } => {
                    let name = self.before.name.beside(index.name.clone());
                    phases.drop_constraints.push(Step::new(ddl::drop_index(&name)));
                }
            }
        }
        writes
    }

    /// Adds the column, and says whether rows are written for it.
    fn add_column(&self, column: &Column, direction: Direction, phases: &mut Phases) -> bool {
        let table = self.after;
        let quoted = quote::qualified(&table.name);
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
        let own = |check: &&Check| {
            check.expression.columns.as_deref() == Some(std::slice::from_ref(&column.name))
        };
        for check in table.checks.iter().filter(own) {
            definition.push_str(&format!(" {}", ddl::check(check)));
        }
        let step = Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};"))
            .with(filling.hazard);
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
        filling.value.is_some()
    }
}
