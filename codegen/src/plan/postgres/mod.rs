//! Postgres: every change has a statement of its own; what remains is their order.

mod columns;
mod comments;
mod enums;
mod renames;
mod renewal;
mod tables;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use self::renewal::Renewal;
use super::hazard::Hazard;
use super::needs::Needs;
use super::standing::{Disturbance, Standing};
use super::step::{Direction, Step};
use crate::catalog::model::{Catalog, Enum, QualifiedName};
use crate::catalog::quote;
use crate::ddl;
use crate::diff::Change;

/// The phases, in order; steps keep the order of their changes within one.
#[derive(Default)]
struct Phases {
    rename: Vec<Step>,
    drop_foreign_keys: Vec<Step>,
    drop_constraints: Vec<Step>,
    rename_constraints: Vec<Step>,
    /// Indexes, and the keys that are ones, from their old to their new names.
    index_names: IndexMap<QualifiedName, QualifiedName>,
    rename_values: Vec<Step>,
    drop_tables: Vec<Step>,
    drop_computed: Vec<Step>,
    drop_identities: Vec<Step>,
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
        written: renames::written(changes),
        enums: replaced.clone(),
        through_after: true,
        ..Disturbance::default()
    };
    let standing = Standing::new(from, to, changes, &disturbance);
    let mut phases = Phases::default();
    for (table, columns) in &renewal.retyped {
        for column in columns {
            phases
                .retype
                .extend(columns::retype((from, to), table, column, direction));
        }
    }
    for (table, columns) in &renewal.computed {
        for (before, after) in columns {
            columns::compute_anew(to, table, before, after, &mut phases);
        }
    }
    let needs = Needs::new(from, to, changes);
    for change in changes.iter().chain(&renewal.implied) {
        renames::carry_out(change, &mut phases);
        carry_out(
            change,
            (from, to),
            direction,
            replaced,
            &renewal,
            &needs,
            &mut phases,
        );
    }
    let all = || changes.iter().chain(&renewal.implied);
    tables::create(all(), direction, &mut phases);
    tables::drop(all(), &mut phases);
    comments::of_views(changes, &standing, &mut phases.comments);
    [
        standing.drop_first(),
        phases.schemas,
        phases.rename,
        phases.drop_foreign_keys,
        phases.drop_constraints,
        phases.rename_constraints,
        phases.rename_values,
        phases.drop_tables,
        renames::of_indexes(&phases.index_names),
        phases.drop_computed,
        phases.drop_identities,
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
    .into_iter()
    .flatten()
    .collect()
}

#[expect(clippy::too_many_lines, reason = "an arm for each change")]
fn carry_out(
    change: &Change,
    (from, catalog): (&Catalog, &Catalog),
    direction: Direction,
    replaced: &BTreeSet<&QualifiedName>,
    renewal: &Renewal<'_>,
    needs: &Needs<'_>,
    phases: &mut Phases,
) {
    match change {
        // Tables, what stands on them, and types with what follows from them, are planned as a whole, and so are new names; how an
        // object is removed is for another day.
        Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::RenameEnum { .. }
        | Change::RenameEnumValue { .. }
        | Change::RenameTable { .. }
        | Change::RenameColumn { .. }
        | Change::RenameValues { .. }
        | Change::RenameSequence { .. }
        | Change::RenameUnique { .. }
        | Change::RenameCheck { .. }
        | Change::RenameForeignKey { .. }
        | Change::RenameIndex { .. }
        | Change::SetType { .. }
        | Change::AddView { .. }
        | Change::DropView { .. }
        | Change::SetViewComment { .. }
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
            let step = comments::on_table(table, to.as_deref());
            phases.comments.push(step);
        }
        Change::AddColumn { table, column } => {
            if let Some(table) = catalog.tables.get(table) {
                let to = if column.generated.is_some() {
                    &mut phases.add_computed
                } else {
                    &mut phases.add_columns
                };
                columns::add(table, column, direction, to, &mut phases.comments);
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
                let step = columns::stop_computing(table, to, direction);
                phases.alter_columns.push(step);
            }
        }
        Change::SetIdentity { table, column } => {
            let phase = if column.identity {
                &mut phases.alter_columns
            } else {
                &mut phases.drop_identities
            };
            phase.extend(columns::set_identity(table, column));
        }
        Change::SetPrimaryKey {
            table,
            from: before,
            to,
        } => tables::set_primary_key(from, catalog, (table, before, to), phases),
        Change::SetNullable { table, column } => {
            if !renewal.makes_anew(table, &column.name) {
                let step = columns::set_nullable(table, column);
                phases.alter_columns.push(step.with(needs.of(change)));
            }
        }
        Change::SetDefault { table, column } => {
            phases
                .alter_columns
                .push(columns::set_default(table, column));
        }
        Change::SetColumnComment { table, column, to } => {
            let step = comments::of_column(table, column, to.as_deref());
            phases.comments.push(step);
        }
        Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. } => constrain(change, needs, phases),
    }
}

fn constrain(change: &Change, needs: &Needs<'_>, phases: &mut Phases) {
    let asked = needs.of(change);
    match change {
        Change::AddUnique { table, unique } => {
            let step = add_constraint(table, &ddl::unique(unique));
            phases.add_constraints.push(step.with(asked));
        }
        Change::DropUnique { table, unique } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &unique.name)),
        Change::AddCheck { table, check } => {
            let step = add_constraint(table, &ddl::check(check));
            phases.add_constraints.push(step.with(asked));
        }
        Change::DropCheck { table, check } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &check.name)),
        Change::AddForeignKey { table, foreign_key } => {
            let step = add_constraint(table, &ddl::foreign_key(foreign_key));
            phases.add_foreign_keys.push(step.with(asked));
        }
        Change::DropForeignKey { table, foreign_key } => phases
            .drop_foreign_keys
            .push(Step::drop_constraint(table, &foreign_key.name)),
        Change::AddIndex { table, index } => {
            let step = Step::new(ddl::create_index(table, index));
            phases.add_constraints.push(step.with(asked));
        }
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
        | Change::RenameEnum { .. }
        | Change::RenameEnumValue { .. }
        | Change::RenameTable { .. }
        | Change::RenameColumn { .. }
        | Change::RenameValues { .. }
        | Change::RenameSequence { .. }
        | Change::RenameUnique { .. }
        | Change::RenameCheck { .. }
        | Change::RenameForeignKey { .. }
        | Change::RenameIndex { .. }
        | Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::SetTableComment { .. }
        | Change::AddColumn { .. }
        | Change::DropColumn { .. }
        | Change::SetNullable { .. }
        | Change::SetGenerated { .. }
        | Change::SetType { .. }
        | Change::SetIdentity { .. }
        | Change::SetPrimaryKey { .. }
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

fn add_constraint(table: &QualifiedName, definition: &str) -> Step {
    Step::new(format!(
        "ALTER TABLE {} ADD {definition};",
        quote::qualified(table)
    ))
}
