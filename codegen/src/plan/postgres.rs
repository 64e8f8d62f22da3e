//! Postgres: every change has a statement of its own; what remains is their order.

use super::step::{Direction, Hazard, Step};
use super::{fill, order};
use crate::catalog::model::{Catalog, Column, Table};
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
    create_tables: Vec<Step>,
    add_columns: Vec<Step>,
    alter_columns: Vec<Step>,
    drop_columns: Vec<Step>,
    add_constraints: Vec<Step>,
    add_foreign_keys: Vec<Step>,
    comments: Vec<Step>,
}

pub(super) fn plan(to: &Catalog, changes: &[Change], direction: Direction) -> Vec<Step> {
    let mut phases = Phases::default();
    let mut added = Vec::new();
    let mut dropped = Vec::new();
    for change in changes {
        match change {
            Change::AddTable { table } => added.push(table),
            Change::DropTable { table } => dropped.push(table),
            Change::SetTableComment { table, to } => {
                phases.comments.push(comment(
                    &format!("TABLE {}", quote::ident(table)),
                    to.as_deref(),
                ));
            }
            Change::AddColumn { table, column } => {
                if let Some(table) = to.tables.get(table) {
                    add_column(table, column, direction, &mut phases);
                }
            }
            Change::DropColumn { table, column } => {
                let sql = format!(
                    "ALTER TABLE {} DROP COLUMN {};",
                    quote::ident(table),
                    quote::ident(&column.name)
                );
                let hazard = Hazard::DropsColumn {
                    table: table.clone(),
                    column: column.name.clone(),
                };
                phases.drop_columns.push(Step::new(sql).with([hazard]));
            }
            Change::SetNullable { table, column } => {
                phases.alter_columns.push(set_nullable(table, column));
            }
            Change::SetDefault { table, column } => {
                phases.alter_columns.push(set_default(table, column));
            }
            Change::SetColumnComment { table, column, to } => {
                phases
                    .comments
                    .push(column_comment(table, column, to.as_deref()));
            }
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
                phases
                    .add_foreign_keys
                    .push(add_constraint(table, &ddl::foreign_key(foreign_key)));
            }
            Change::DropForeignKey { table, foreign_key } => {
                phases
                    .drop_foreign_keys
                    .push(Step::drop_constraint(table, &foreign_key.name));
            }
            Change::AddIndex { table, index } => {
                phases
                    .add_constraints
                    .push(Step::new(ddl::create_index(table, index)));
            }
            Change::DropIndex { index, .. } => phases
                .drop_constraints
                .push(Step::new(ddl::drop_index(&index.name))),
        }
    }
    create_tables(&added, direction, &mut phases);
    drop_tables(&dropped, &mut phases);
    [
        phases.drop_foreign_keys,
        phases.drop_constraints,
        phases.drop_tables,
        phases.create_tables,
        phases.add_columns,
        phases.alter_columns,
        phases.drop_columns,
        phases.add_constraints,
        phases.add_foreign_keys,
        phases.comments,
    ]
    .concat()
}

fn create_tables(tables: &[&Table], direction: Direction, phases: &mut Phases) {
    let creation = order::creation(tables);
    let closing = creation.closing_names();
    for table in &creation.tables {
        let mut step = Step::new(ddl::create_table(
            table,
            &table.name,
            DIALECT,
            Reach::AllBut(&closing),
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
            let on = format!("TABLE {}", quote::ident(&table.name));
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
    let closing = creation
        .closing
        .iter()
        .map(|(table, key)| add_constraint(&table.name, &ddl::foreign_key(key)));
    phases.add_foreign_keys.extend(closing);
}

fn drop_tables(tables: &[&Table], phases: &mut Phases) {
    let creation = order::creation(tables);
    let closing = creation
        .closing
        .iter()
        .map(|(table, key)| Step::drop_constraint(&table.name, &key.name));
    phases.drop_foreign_keys.extend(closing);
    for table in creation.tables.iter().rev() {
        let sql = format!("DROP TABLE {};", quote::ident(&table.name));
        phases
            .drop_tables
            .push(Step::new(sql).with([Hazard::DropsTable {
                table: table.name.clone(),
            }]));
    }
}

fn add_column(table: &Table, column: &Column, direction: Direction, phases: &mut Phases) {
    let quoted = quote::ident(&table.name);
    let name = quote::ident(&column.name);
    let filling = fill::filling(table, column, direction);
    let default = column.default.as_deref().or(filling.value);
    let definition = ddl::column_parts(column, DIALECT, column.nullable, default);
    let step =
        Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};")).with(filling.hazard);
    phases.add_columns.push(step);
    if default.is_some() && column.default.is_none() {
        phases.add_columns.push(Step::new(format!(
            "ALTER TABLE {quoted} ALTER COLUMN {name} DROP DEFAULT;"
        )));
    }
    if let Some(text) = &column.comment {
        phases
            .comments
            .push(column_comment(&table.name, &column.name, Some(text)));
    }
}

fn set_nullable(table: &DbName, column: &Column) -> Step {
    let verb = if column.nullable { "DROP" } else { "SET" };
    let (table, name) = (quote::ident(table), quote::ident(&column.name));
    Step::new(format!(
        "ALTER TABLE {table} ALTER COLUMN {name} {verb} NOT NULL;"
    ))
}

fn set_default(table: &DbName, column: &Column) -> Step {
    let (table, name) = (quote::ident(table), quote::ident(&column.name));
    let action = match &column.default {
        Some(default) => format!("SET DEFAULT {default}"),
        None => "DROP DEFAULT".to_owned(),
    };
    Step::new(format!("ALTER TABLE {table} ALTER COLUMN {name} {action};"))
}

fn add_constraint(table: &DbName, definition: &str) -> Step {
    Step::new(format!(
        "ALTER TABLE {} ADD {definition};",
        quote::ident(table)
    ))
}

fn column_comment(table: &DbName, column: &DbName, text: Option<&str>) -> Step {
    comment(
        &format!("COLUMN {}.{}", quote::ident(table), quote::ident(column)),
        text,
    )
}

fn comment(on: &str, text: Option<&str>) -> Step {
    let text = text.map_or_else(|| "NULL".to_owned(), quote::text);
    Step::new(format!("COMMENT ON {on} IS {text};"))
}
