//! Postgres: every change has a statement of its own; what remains is their order.

mod enums;
mod renewal;

use std::collections::{BTreeMap, BTreeSet};

use self::renewal::Renewal;
use super::standing::{Disturbance, Standing};
use super::step::{Direction, Hazard, Step};
use super::{fill, order};
use crate::catalog::model::{Catalog, Column, Enum, ForeignKey, QualifiedName, Table};
use crate::catalog::quote;
use crate::ddl;
use crate::ddl::Reach;
use crate::dialect::Dialect;
use crate::diff::Change;
use crate::name::DbName;

const DIALECT: Dialect = Dialect::Postgres;

/// The phases, in order; steps keep the order of their changes within one.
#[derive(Default)]
struct Phases {
    drop_foreign_keys: Vec<Step>,
    drop_constraints: Vec<Step>,
    drop_tables: Vec<Step>,
    drop_computed: Vec<Step>,
    schemas: Vec<Step>,
    enums: Vec<Step>,
    retype: Vec<Step>,
    create_tables: Vec<Step>,
    add_columns: Vec<Step>,
    alter_columns: Vec<Step>,
    add_computed: Vec<Step>,
    drop_columns: Vec<Step>,
    drop_enums: Vec<Step>,
    add_constraints: Vec<Step>,
    add_foreign_keys: Vec<Step>,
    comments: Vec<Step>,
    drop_schemas: Vec<Step>,
}

pub(super) fn plan(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    direction: Direction,
) -> Vec<Step> {
    let mut replaced: BTreeSet<&QualifiedName> = BTreeSet::new();
    let mut growing: Vec<(&Enum, &Enum)> = Vec::new();
    for change in changes {
        if let Change::SetEnumValues { from, to } = change {
            if enums::only_adds(from, to) {
                growing.push((from, to));
            } else {
                replaced.insert(&to.name);
            }
        }
    }
    let steps = plan_with(from, to, changes, direction, &replaced);
    // "New enum values must be committed before they can be used": then a new type serves, whose values can be used at once.
    let used = growing
        .into_iter()
        .filter(|(from, to)| enums::add_values(from, to).any(|(value, _)| uses(&steps, value)));
    let used: Vec<_> = used.map(|(_, to)| &to.name).collect();
    if used.is_empty() {
        return steps;
    }
    replaced.extend(used);
    plan_with(from, to, changes, direction, &replaced)
}

/// Whether a step speaks of the value, other than to add it or to name it as a neighbour.
fn uses(steps: &[Step], value: &str) -> bool {
    let literal = quote::text(value);
    steps
        .iter()
        .any(|step| !step.sql.starts_with("ALTER TYPE ") && step.sql.contains(&literal))
}

fn plan_with(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    direction: Direction,
    replaced: &BTreeSet<&QualifiedName>,
) -> Vec<Step> {
    let renewal = Renewal::new(from, to, changes, replaced);
    let disturbance = Disturbance {
        tables: renewal.tables(),
        enums: replaced.clone(),
        through_after: true,
        ..Disturbance::default()
    };
    let standing = Standing::new(from, to, changes, &disturbance);
    let mut phases = Phases::default();
    for (table, columns) in &renewal.retyped {
        for column in columns {
            phases.retype.extend(enums::retype(from, table, column));
        }
    }
    for (table, columns) in &renewal.computed {
        for (before, after) in columns {
            compute_anew(to, table, before, after, &mut phases);
        }
    }
    for change in changes.iter().chain(&renewal.implied) {
        carry_out(change, to, direction, replaced, &renewal, &mut phases);
    }
    let all = || changes.iter().chain(&renewal.implied);
    create_tables(all(), direction, &mut phases);
    drop_tables(all(), &mut phases);
    for view in standing.views() {
        if let Some(text) = &view.comment {
            phases.comments.push(view_comment(&view.name, Some(text)));
        }
    }
    [
        standing.drop_first(),
        phases.drop_foreign_keys,
        phases.drop_constraints,
        phases.drop_tables,
        phases.drop_computed,
        phases.schemas,
        phases.enums,
        standing.serve(),
        phases.retype,
        phases.create_tables,
        phases.add_columns,
        phases.alter_columns,
        phases.add_computed,
        phases.drop_columns,
        standing.drop_serving(),
        phases.drop_enums,
        phases.add_constraints,
        phases.add_foreign_keys,
        standing.create_last(),
        phases.comments,
        phases.drop_schemas,
    ]
    .concat()
}

fn carry_out(
    change: &Change,
    catalog: &Catalog,
    direction: Direction,
    replaced: &BTreeSet<&QualifiedName>,
    renewal: &Renewal<'_>,
    phases: &mut Phases,
) {
    match change {
        // Tables, and what stands on them, are planned as a whole; how an object is removed is for another day.
        Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::AddView { .. }
        | Change::DropView { .. }
        | Change::AddObject { .. }
        | Change::DropObject { .. }
        | Change::SetObjectRemoval { .. } => {}
        Change::AddSchema { name } => {
            let sql = format!("CREATE SCHEMA IF NOT EXISTS {};", quote::ident(name));
            phases.schemas.push(Step::new(sql));
        }
        Change::DropSchema { name } => {
            let hazard = Hazard::DropsSchema {
                schema: name.clone(),
            };
            let sql = format!("DROP SCHEMA {};", quote::ident(name));
            phases.drop_schemas.push(Step::new(sql).with([hazard]));
        }
        Change::AddExtension { name } => {
            let sql = format!("CREATE EXTENSION IF NOT EXISTS {};", quote::ident(name));
            phases.schemas.push(Step::new(sql));
        }
        Change::DropExtension { name } => {
            let hazard = Hazard::DropsExtension {
                extension: name.clone(),
            };
            let sql = format!("DROP EXTENSION {};", quote::ident(name));
            phases.drop_schemas.insert(0, Step::new(sql).with([hazard]));
        }
        Change::AddEnum { declared } => phases.enums.push(Step::new(ddl::create_enum(declared))),
        Change::DropEnum { declared } => {
            let sql = ddl::drop_enum(&declared.name);
            phases.drop_enums.push(Step::new(sql));
        }
        Change::SetEnumValues { from, to } if replaced.contains(&to.name) => {
            phases.enums.extend(enums::replace(from, to));
            phases.drop_enums.push(enums::drop_replaced(from));
        }
        Change::SetEnumValues { from, to } => {
            let steps = enums::add_values(from, to).map(|(_, step)| step);
            phases.enums.extend(steps);
        }
        Change::SetTableComment { table, to } => {
            let on = format!("TABLE {}", quote::qualified(table));
            phases.comments.push(comment(&on, to.as_deref()));
        }
        Change::SetViewComment { view, to } => {
            phases.comments.push(view_comment(view, to.as_deref()));
        }
        Change::AddColumn { table, column } => {
            if let Some(table) = catalog.tables.get(table) {
                let to = if column.generated.is_some() {
                    &mut phases.add_computed
                } else {
                    &mut phases.add_columns
                };
                add_column(table, column, direction, to, &mut phases.comments);
            }
        }
        Change::DropColumn { table, column } if column.generated.is_some() => {
            let step = Step::drop_computed_column(table, &column.name);
            phases.drop_computed.push(step);
        }
        Change::DropColumn { table, column } => {
            let step = Step::drop_column(table, &column.name);
            phases.drop_columns.push(step);
        }
        Change::SetGenerated { table, to, .. } => {
            if to.generated.is_none() {
                let step = stop_computing(table, to, direction);
                phases.alter_columns.push(step);
            }
        }
        Change::SetNullable { table, column } => {
            if !renewal.makes_anew(table, &column.name) {
                phases.alter_columns.push(set_nullable(table, column));
            }
        }
        Change::SetDefault { table, column } => {
            phases.alter_columns.push(set_default(table, column));
        }
        Change::SetColumnComment { table, column, to } => {
            let step = column_comment(table, column, to.as_deref());
            phases.comments.push(step);
        }
        Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. } => constrain(change, phases),
    }
}

fn constrain(change: &Change, phases: &mut Phases) {
    match change {
        Change::AddUnique { table, unique } => {
            let step = add_constraint(table, &ddl::unique(unique));
            phases.add_constraints.push(step);
        }
        Change::DropUnique { table, unique } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &unique.name)),
        Change::AddCheck { table, check } => {
            let step = add_constraint(table, &ddl::check(check));
            phases.add_constraints.push(step);
        }
        Change::DropCheck { table, check } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &check.name)),
        Change::AddForeignKey { table, foreign_key } => {
            let step = add_constraint(table, &ddl::foreign_key(foreign_key));
            phases.add_foreign_keys.push(step);
        }
        Change::DropForeignKey { table, foreign_key } => phases
            .drop_foreign_keys
            .push(Step::drop_constraint(table, &foreign_key.name)),
        Change::AddIndex { table, index } => phases
            .add_constraints
            .push(Step::new(ddl::create_index(table, index))),
        Change::DropIndex { table, index } => {
            let name = table.beside(index.name.clone());
            let step = Step::new(ddl::drop_index(&name));
            phases.drop_constraints.push(step);
        }
        // Everything else is the caller's.
        Change::AddSchema { .. }
        | Change::DropSchema { .. }
        | Change::AddExtension { .. }
        | Change::DropExtension { .. }
        | Change::AddEnum { .. }
        | Change::DropEnum { .. }
        | Change::SetEnumValues { .. }
        | Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::SetTableComment { .. }
        | Change::AddColumn { .. }
        | Change::DropColumn { .. }
        | Change::SetNullable { .. }
        | Change::SetGenerated { .. }
        | Change::SetDefault { .. }
        | Change::SetColumnComment { .. }
        | Change::AddView { .. }
        | Change::DropView { .. }
        | Change::SetViewComment { .. }
        | Change::AddObject { .. }
        | Change::DropObject { .. }
        | Change::SetObjectRemoval { .. } => {}
    }
}

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

fn create_tables<'a>(
    changes: impl Iterator<Item = &'a Change>,
    direction: Direction,
    phases: &mut Phases,
) {
    let mut tables = Vec::new();
    let mut new = Keys::default();
    for change in changes {
        if let Change::AddTable { table } = change {
            tables.push(table);
        } else if let Change::AddColumn { table, column } = change {
            new.column(table, &column.name);
        } else if let Change::AddUnique { table, unique } = change {
            new.unique(table, &unique.columns);
        }
    }
    let creation = order::creation(&tables);
    let mut later = creation.closing_names();
    let mut late = creation.closing.clone();
    for table in &creation.tables {
        for key in &table.foreign_keys {
            if new.are_meant_by(key) {
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
            DIALECT,
            Reach::AllBut(later),
        ));
        if direction == Direction::Down {
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
        if let Some(text) = &table.comment {
            let on = format!("TABLE {}", quote::qualified(&table.name));
            phases.create_tables.push(comment(&on, Some(text)));
        }
        for column in table.columns.values() {
            if let Some(text) = &column.comment {
                phases
                    .create_tables
                    .push(column_comment(&table.name, &column.name, Some(text)));
            }
        }
    }
    let late = late
        .iter()
        .map(|(table, key)| add_constraint(&table.name, &ddl::foreign_key(key)));
    phases.add_foreign_keys.extend(late);
}

fn drop_tables<'a>(changes: impl Iterator<Item = &'a Change>, phases: &mut Phases) {
    let mut tables = Vec::new();
    let mut gone = Keys::default();
    for change in changes {
        if let Change::DropTable { table } = change {
            tables.push(table);
        } else if let Change::DropUnique { table, unique } = change {
            gone.unique(table, &unique.columns);
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

fn add_column(
    table: &Table,
    column: &Column,
    direction: Direction,
    steps: &mut Vec<Step>,
    comments: &mut Vec<Step>,
) {
    let quoted = quote::qualified(&table.name);
    let name = quote::ident(&column.name);
    let filling = fill::filling(table, column, direction);
    let default = column.default.as_deref().or(filling.value);
    let definition = ddl::column_parts(column, DIALECT, column.nullable, default);
    let step =
        Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};")).with(filling.hazard);
    steps.push(step);
    if default.is_some() && column.default.is_none() {
        steps.push(Step::new(format!(
            "ALTER TABLE {quoted} ALTER COLUMN {name} DROP DEFAULT;"
        )));
    }
    if let Some(text) = &column.comment {
        comments.push(column_comment(&table.name, &column.name, Some(text)));
    }
}

/// `SET EXPRESSION` came with version 17 only: <https://www.postgresql.org/docs/17/sql-altertable.html>.
fn compute_anew(
    to: &Catalog,
    table: &QualifiedName,
    before: &Column,
    after: &Column,
    phases: &mut Phases,
) {
    let drop = if before.generated.is_some() {
        Step::drop_computed_column(table, &before.name)
    } else {
        Step::drop_column(table, &before.name)
    };
    phases.drop_computed.push(drop);
    if let Some(table) = to.tables.get(table) {
        let (steps, comments) = (&mut phases.add_computed, &mut phases.comments);
        add_column(table, after, Direction::Up, steps, comments);
    }
}

/// The values that were computed last stay.
fn stop_computing(table: &QualifiedName, column: &Column, direction: Direction) -> Step {
    let hazard = match direction {
        Direction::Up => None,
        Direction::Down => Some(Hazard::ComesBackUnset {
            table: table.clone(),
            column: column.name.clone(),
        }),
    };
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    Step::new(format!(
        "ALTER TABLE {table} ALTER COLUMN {name} DROP EXPRESSION;"
    ))
    .with(hazard)
}

fn set_nullable(table: &QualifiedName, column: &Column) -> Step {
    let verb = if column.nullable { "DROP" } else { "SET" };
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    Step::new(format!(
        "ALTER TABLE {table} ALTER COLUMN {name} {verb} NOT NULL;"
    ))
}

fn set_default(table: &QualifiedName, column: &Column) -> Step {
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    let action = match &column.default {
        Some(default) => format!("SET DEFAULT {default}"),
        None => "DROP DEFAULT".to_owned(),
    };
    Step::new(format!("ALTER TABLE {table} ALTER COLUMN {name} {action};"))
}

fn add_constraint(table: &QualifiedName, definition: &str) -> Step {
    Step::new(format!(
        "ALTER TABLE {} ADD {definition};",
        quote::qualified(table)
    ))
}

fn column_comment(table: &QualifiedName, column: &DbName, text: Option<&str>) -> Step {
    comment(
        &format!(
            "COLUMN {}.{}",
            quote::qualified(table),
            quote::ident(column)
        ),
        text,
    )
}

fn view_comment(view: &QualifiedName, text: Option<&str>) -> Step {
    comment(&format!("VIEW {}", quote::qualified(view)), text)
}

fn comment(on: &str, text: Option<&str>) -> Step {
    let text = text.map_or_else(|| "NULL".to_owned(), quote::text);
    Step::new(format!("COMMENT ON {on} IS {text};"))
}
