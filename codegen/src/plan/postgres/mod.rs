//! Postgres: every change has a statement of its own; what remains is their order.

mod columns;
mod comments;
pub(super) mod enums;
mod online;
mod parents;
mod renames;
mod renewal;
mod serial;
mod settings;
mod tables;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use self::online::{Online, OnlinePhases};
use self::renewal::Renewal;
use self::settings::Settings;
use super::hazard::Hazard;
use super::needs::Needs;
use super::route::Routes;
use super::standing::{Anew, Disturbance, Standing};
use super::step::{Direction, Step};
use crate::catalog::model::{Catalog, Enum, QualifiedName};
use crate::catalog::quote;
use crate::ddl;
use crate::diff::Change;

/// The phases, in order; steps keep the order of their changes within one.
#[derive(Default)]
struct Phases {
    rename: Vec<Step>,
    detach: Vec<Step>,
    drop_foreign_keys: Vec<Step>,
    drop_constraints: Vec<Step>,
    rename_constraints: Vec<Step>,
    /// Indexes, and the keys that are ones, from their old to their new names.
    index_names: IndexMap<QualifiedName, QualifiedName>,
    rename_values: Vec<Step>,
    drop_tables: Vec<Step>,
    drop_computed: Vec<Step>,
    drop_identities: Vec<Step>,
    /// Defaults that stand on what is made anew.
    drop_defaults: Vec<Step>,
    schemas: Vec<Step>,
    enums: Vec<Step>,
    retype: Vec<Step>,
    create_tables: Vec<Step>,
    add_columns: Vec<Step>,
    alter_columns: Vec<Step>,
    add_computed: Vec<Step>,
    drop_columns: Vec<Step>,
    attach: Vec<Step>,
    drop_enums: Vec<Step>,
    add_constraints: Vec<Step>,
    add_foreign_keys: Vec<Step>,
    comments: Vec<Step>,
    drop_schemas: Vec<Step>,
    online: OnlinePhases,
}

pub(super) fn plan(
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
    means: (Direction, &Routes),
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
    let steps = plan_with(from, to, changes, means, &replaced);
    // "New enum values must be committed before they can be used": then a new type serves, whose values can be used at once.
    let used = growing
        .into_iter()
        .filter(|(from, to)| enums::add_values(from, to).any(|(value, _)| uses(&steps, value)));
    let used: Vec<_> = used.map(|(_, to)| &to.name).collect();
    if used.is_empty() {
        return steps;
    }
    replaced.extend(used);
    plan_with(from, to, changes, means, &replaced)
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
    (direction, routes): (Direction, &Routes),
    replaced: &BTreeSet<&QualifiedName>,
) -> Vec<Step> {
    let mut renewal = Renewal::new(from, to, changes, replaced, &Anew::default());
    let mut standing = standing(from, to, changes, replaced, &renewal);
    // What is made anew takes along parts of tables, which may take along more.
    let mut anew = standing.made_anew();
    while !anew.is_empty() {
        renewal = Renewal::new(from, to, changes, replaced, &anew);
        standing = self::standing(from, to, changes, replaced, &renewal);
        let more = standing.made_anew();
        if more == anew {
            break;
        }
        anew = more;
    }
    let online = Online::new((from, to), changes, &renewal, routes);
    let mut phases = Phases::default();
    for (table, columns) in &renewal.retyped {
        for column in columns {
            phases
                .retype
                .extend(columns::retype((from, to), table, column, direction));
        }
    }
    for (table, column) in &renewal.defaults {
        columns::default_anew(table, column, &mut phases);
    }
    for (table, column) in &renewal.defaults_of_retyped {
        let step = columns::drop_default(table, column);
        phases.drop_defaults.push(step);
    }
    for (table, columns) in &renewal.computed {
        for (before, after) in columns {
            columns::compute_anew(to, table, before, after, &mut phases);
        }
    }
    let means = Means {
        from,
        to,
        direction,
        replaced,
        renewal: &renewal,
        needs: Needs::new((from, to), changes, direction),
        online,
    };
    for change in changes.iter().chain(&renewal.implied) {
        renames::carry_out(change, &mut phases);
        carry_out(change, &means, &mut phases);
    }
    let all = || changes.iter().chain(&renewal.implied);
    tables::create(all(), &means, &mut phases);
    tables::drop(all(), &mut phases);
    comments::of_views(changes, &standing, &mut phases.comments);
    let settings = Settings::new((from, to), all(), &standing, replaced);
    let first = [
        standing.unchecked(),
        standing.drop_first(),
        phases.schemas,
        phases.rename,
        phases.detach,
        phases.drop_foreign_keys,
        phases.drop_constraints,
        phases.rename_constraints,
        phases.rename_values,
        phases.drop_tables,
        renames::of_indexes(&phases.index_names),
        phases.drop_computed,
        phases.drop_identities,
        phases.drop_defaults,
        standing.clear(),
        phases.enums,
        standing.serve(),
        settings.serving(),
        phases.retype,
        phases.create_tables,
        phases.add_columns,
        phases.alter_columns,
        phases.add_computed,
        phases.drop_columns,
        phases.attach,
        standing.drop_serving(),
        phases.drop_enums,
        phases.add_constraints,
        phases.add_foreign_keys,
        standing.create_last(),
        settings.last(),
        phases.comments,
        phases.drop_schemas,
    ]
    .into_iter()
    .flatten();
    let steps = first.chain(phases.online.steps()).collect();
    means.online.patient(changes, steps)
}

fn standing<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    changes: &'a [Change],
    replaced: &BTreeSet<&'a QualifiedName>,
    renewal: &Renewal<'a>,
) -> Standing<'a> {
    let gone = changes.iter().filter_map(|change| {
        if let Change::DropTable { table } = change {
            Some(&table.name)
        } else {
            None
        }
    });
    let disturbance = Disturbance {
        tables: renewal.tables().into_iter().chain(gone).collect(),
        written: renames::written(changes),
        enums: replaced.clone(),
        through_after: true,
        ..Disturbance::default()
    };
    Standing::new(from, to, changes, &disturbance)
}

/// What a change is carried out by.
struct Means<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    direction: Direction,
    /// Enums that become new types.
    replaced: &'a BTreeSet<&'a QualifiedName>,
    renewal: &'a Renewal<'a>,
    needs: Needs<'a>,
    online: Online<'a>,
}

#[expect(clippy::too_many_lines, reason = "an arm for each change")]
fn carry_out(change: &Change, means: &Means<'_>, phases: &mut Phases) {
    match change {
        // Tables, what stands on them, and types with what follows from them, are planned as a whole, and so are new names; how an
        // object is removed is for another day.
        Change::AddTable { .. }
        | Change::DropTable { .. }
        // SQLite's alone.
        | Change::SetTableOptions { .. }
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
        | Change::SetObject { .. }
        | Change::SetSetting { .. }
        | Change::SetObjectRemoval { .. } => {}
        Change::SetParents { table, from, to } => parents::set(table, from, to, phases),
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
            let place = means.to.extension_schemas.get(name);
            let place = place.map_or(String::new(), |schema| {
                format!(" SCHEMA {}", quote::ident(schema))
            });
            let sql = format!("CREATE EXTENSION IF NOT EXISTS {}{place};", quote::ident(name));
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
        Change::SetEnumValues { from, to } if means.replaced.contains(&to.name) => {
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
            if let Some(table) = means.to.tables.get(table) {
                let to = if column.generated.is_some() {
                    &mut phases.add_computed
                } else {
                    &mut phases.add_columns
                };
                columns::add(table, column, means.direction, to, &mut phases.comments);
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
        Change::SetGenerated { table, from, to } => {
            if let (None, Some(computed), true) = (&to.generated, &from.generated, from.is_virtual) {
                let steps = columns::store_computed(table, to, &computed.sql);
                phases.alter_columns.extend(steps);
            } else if to.generated.is_none() {
                // What it was computed from may become another type.
                let step = columns::stop_computing(table, to, means.direction);
                phases.drop_computed.push(step);
            }
        }
        Change::SetIdentity {
            table,
            from: before,
            column,
        } => {
            let phase = if column.identity.is_some() {
                &mut phases.alter_columns
            } else {
                &mut phases.drop_identities
            };
            phase.extend(columns::set_identity(table, before.as_ref(), column));
        }
        Change::SetPrimaryKey {
            table,
            from: before,
            to,
        } => {
            let keys = (table, before.as_ref(), to.as_ref());
            tables::set_primary_key(means.from, means.to, keys, phases);
        }
        Change::SetNullable { table, column } => {
            if means.renewal.makes_anew(table, &column.name) {
                return;
            }
            let (step, asked) = (columns::set_nullable(table, column), means.needs.of(change));
            // A column that counts has to be NOT NULL before it does.
            if column.nullable || column.identity.is_some() || !means.online.takes(table) {
                phases.alter_columns.push(step.with(asked));
            } else {
                let first = phases.online.set_not_null(table, column, (step, asked));
                phases.add_constraints.push(first);
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
        | Change::DropIndex { .. } => constrain(change, means, phases),
    }
}

fn constrain(change: &Change, means: &Means<'_>, phases: &mut Phases) {
    let asked = means.needs.of(change);
    let online = &means.online;
    match change {
        Change::AddUnique { table, unique } if online.takes(table) => {
            phases.online.add_unique(online, table, unique, asked);
        }
        Change::AddUnique { table, unique } => {
            let step = add_constraint(table, &ddl::unique(unique));
            phases.add_constraints.push(step.with(asked));
        }
        Change::DropUnique { table, unique } if online.replaces(table, &unique.name) => {
            phases.online.drop_unique(table, unique);
        }
        Change::DropUnique { table, unique } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &unique.name)),
        Change::AddCheck { table, check } if online.takes(table) => {
            let step = phases.online.add_check(table, check, asked);
            phases.add_constraints.push(step);
        }
        Change::AddCheck { table, check } => {
            let step = add_constraint(table, &ddl::check(check));
            phases.add_constraints.push(step.with(asked));
        }
        Change::DropCheck { table, check } => phases
            .drop_constraints
            .push(Step::drop_constraint(table, &check.name)),
        Change::AddForeignKey { table, foreign_key }
            if online.takes(table) || online.is_awaited(foreign_key) =>
        {
            phases.online.add_foreign_key(table, foreign_key, asked);
        }
        Change::AddForeignKey { table, foreign_key } => {
            let step = add_constraint(table, &ddl::foreign_key(foreign_key));
            phases.add_foreign_keys.push(step.with(asked));
        }
        Change::DropForeignKey { table, foreign_key } => phases
            .drop_foreign_keys
            .push(Step::drop_constraint(table, &foreign_key.name)),
        Change::AddIndex { table, index } if online.takes(table) => {
            phases.online.add_index(online, table, index, asked);
        }
        Change::AddIndex { table, index } => {
            let step = Step::new(ddl::create_index(table, index));
            phases.add_constraints.push(step.with(asked));
        }
        Change::DropIndex { table, index } if online.replaces(table, &index.name) => {
            phases.online.drop_index(table, index);
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
        | Change::SetTableOptions { .. }
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
        | Change::SetObject { .. }
        | Change::SetSetting { .. }
        | Change::SetParents { .. }
        | Change::SetObjectRemoval { .. } => {}
    }
}

fn add_constraint(table: &QualifiedName, definition: &str) -> Step {
    Step::new(format!(
        "ALTER TABLE {} ADD {definition};",
        quote::qualified(table)
    ))
}
