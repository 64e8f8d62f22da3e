//! Columns that become `serial`, or were: Postgres has the word for new columns only, and a sequence behind it.

use super::renewal::Retyped;
use crate::catalog::model::{Column, QualifiedName};
use crate::catalog::{naming, quote};
use crate::plan::hazard::Hazard;
use crate::plan::step::{Direction, Step};

/// A column goes over to its new type, one of the two being a `serial`.
pub(super) fn retype(
    table: &QualifiedName,
    before: &Column,
    retyped: &Retyped<'_>,
    direction: Direction,
) -> Vec<Step> {
    let column = retyped.column;
    let (quoted, name) = (quote::qualified(table), quote::ident(&column.name));
    let alter = format!("ALTER TABLE {quoted} ALTER COLUMN {name}");
    let sequence = table.beside(naming::sequence_name(&table.name, &column.name));
    let sequence = quote::qualified(&sequence);
    let from = before.serial().unwrap_or(&before.sql_type);
    let to = column.serial().unwrap_or(&column.sql_type);
    let mut steps = Vec::new();
    let mut push = |sql: String| steps.push(Step::new(sql));
    if before.serial().is_some() && column.serial().is_none() {
        push(format!("{alter} DROP DEFAULT;"));
        push(format!("DROP SEQUENCE {sequence};"));
    } else if before.default.is_some() {
        push(format!("{alter} DROP DEFAULT;"));
    }
    if from != to {
        let using = retyped.using.as_deref();
        let using = using.map_or(String::new(), |using| format!(" USING {using}"));
        let step = Step::new(format!("{alter} TYPE {to}{using};"));
        steps.push(step.with(Hazard::of_conversion(
            table,
            &column.name,
            (retyped.outcome, retyped.restores),
            direction,
        )));
    }
    let mut push = |sql: String| steps.push(Step::new(sql));
    match (before.serial(), column.serial()) {
        (Some(_), Some(ty)) => push(format!("ALTER SEQUENCE {sequence} AS {ty};")),
        (None, Some(ty)) => {
            push(format!(
                "CREATE SEQUENCE {sequence} AS {ty} OWNED BY {quoted}.{name};"
            ));
            let text = quote::text(&sequence);
            push(format!(
                "SELECT setval({text}, greatest(max({name}), 1), coalesce(max({name}) > 0, false)) FROM {quoted};"
            ));
            push(format!("{alter} SET DEFAULT nextval({text}::regclass);"));
        }
        (Some(_) | None, None) => {}
    }
    steps
}
