//! Columns of tables that stay.

use super::{Phases, comments};
use crate::catalog::model::{Catalog, Column, QualifiedName, Table};
use crate::catalog::quote;
use crate::ddl;
use crate::dialect::Dialect;
use crate::plan::fill;
use crate::plan::step::{Direction, Hazard, Step};

pub(super) fn add(
    table: &Table,
    column: &Column,
    direction: Direction,
    steps: &mut Vec<Step>,
    said: &mut Vec<Step>,
) {
    let quoted = quote::qualified(&table.name);
    let name = quote::ident(&column.name);
    let filling = fill::filling(table, column, direction);
    let default = column.default.as_deref().or(filling.value);
    let definition = ddl::column_parts(column, Dialect::Postgres, column.nullable, default);
    let step =
        Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};")).with(filling.hazard);
    steps.push(step);
    if default.is_some() && column.default.is_none() {
        steps.push(Step::new(format!(
            "ALTER TABLE {quoted} ALTER COLUMN {name} DROP DEFAULT;"
        )));
    }
    if let Some(text) = &column.comment {
        said.push(comments::of_column(&table.name, &column.name, Some(text)));
    }
}

/// `SET EXPRESSION` came with version 17 only: <https://www.postgresql.org/docs/17/sql-altertable.html>.
pub(super) fn compute_anew(
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
        let (steps, said) = (&mut phases.add_computed, &mut phases.comments);
        add(table, after, Direction::Up, steps, said);
    }
}

/// The values that were computed last stay.
pub(super) fn stop_computing(table: &QualifiedName, column: &Column, direction: Direction) -> Step {
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

pub(super) fn set_nullable(table: &QualifiedName, column: &Column) -> Step {
    let verb = if column.nullable { "DROP" } else { "SET" };
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    Step::new(format!(
        "ALTER TABLE {table} ALTER COLUMN {name} {verb} NOT NULL;"
    ))
}

pub(super) fn set_default(table: &QualifiedName, column: &Column) -> Step {
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    let action = match &column.default {
        Some(default) => format!("SET DEFAULT {default}"),
        None => "DROP DEFAULT".to_owned(),
    };
    Step::new(format!("ALTER TABLE {table} ALTER COLUMN {name} {action};"))
}
