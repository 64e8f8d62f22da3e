//! Columns of tables that stay.

use super::renewal::Retyped;
use super::{Phases, comments, serial};
use crate::catalog::model::{Catalog, Column, Counter, Identity, QualifiedName, Table};
use crate::catalog::quote;
use crate::conversion::Outcome;
use crate::ddl;
use crate::dialect::Dialect;
use crate::diff::values;
use crate::plan::fill;
use crate::plan::hazard::Hazard;
use crate::plan::step::{Direction, Step};

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

/// A column goes over to its new type.
pub(super) fn retype(
    (from, to): (&Catalog, &Catalog),
    table: &QualifiedName,
    retyped: &Retyped<'_>,
    direction: Direction,
) -> Vec<Step> {
    let column = retyped.column;
    let name = quote::ident(&column.name);
    let alter = format!(
        "ALTER TABLE {} ALTER COLUMN {name}",
        quote::qualified(table)
    );
    let was = from
        .tables
        .get(table)
        .and_then(|table| Some((table, table.columns.get(&column.name)?)));
    let before = was.and_then(|(_, column)| column.default.as_ref());
    let outcome = match was {
        Some((table, before)) if leaves_enum(from, to, table, before, column) => Outcome::MayFail,
        Some(_) | None => retyped.outcome,
    };
    if let Some((_, before)) = was
        && (before.serial().is_some() || column.serial().is_some())
    {
        return serial::retype(table, before, retyped, direction);
    }
    let mut steps = Vec::new();
    // A default keeps the old type, and does not follow.
    if before.is_some() {
        steps.push(Step::new(format!("{alter} DROP DEFAULT;")));
    }
    let collate = column.collation.as_deref().map(ddl::collate);
    let collate = collate.unwrap_or_default();
    let using = match &retyped.using {
        Some(using) => format!(" USING {using}"),
        None => String::new(),
    };
    let step = Step::new(format!("{alter} TYPE {}{collate}{using};", column.sql_type));
    steps.push(step.with(Hazard::of_conversion(
        table,
        &column.name,
        (outcome, retyped.restores),
        direction,
    )));
    if let Some(default) = column
        .default
        .as_ref()
        .filter(|default| Some(*default) == before)
    {
        steps.push(Step::new(format!("{alter} SET DEFAULT {default};")));
    }
    steps
}

/// Whether a row may hold what the native enum that its column becomes does not have. Of an enum whose own values change that
/// is told with them.
fn leaves_enum(
    from: &Catalog,
    to: &Catalog,
    table: &Table,
    before: &Column,
    after: &Column,
) -> bool {
    let of_type = |catalog: &Catalog, column: &Column| {
        let mut enums = catalog.enums.values();
        let found = enums.find(|declared| quote::qualified(&declared.name) == column.sql_type);
        found.map(|declared| declared.values.clone())
    };
    let Some(room) = of_type(to, after).filter(|_| before.sql_type != after.sql_type) else {
        return false;
    };
    let held = of_type(from, before).or_else(|| values(table, &before.name));
    held.is_none_or(|held| held.iter().any(|value| !room.contains(value)))
}

/// The sequence goes on after the last value that is there.
pub(super) fn set_identity(
    table: &QualifiedName,
    before: Option<&Identity>,
    column: &Column,
) -> Vec<Step> {
    let quoted = quote::qualified(table);
    let name = quote::ident(&column.name);
    let alter = format!("ALTER TABLE {quoted} ALTER COLUMN {name}");
    let Some(identity) = &column.identity else {
        return vec![Step::new(format!("{alter} DROP IDENTITY;"))];
    };
    let (first, counts_otherwise) = match before {
        None => (format!("{alter} ADD {};", ddl::identity(identity)), true),
        Some(before) if before.counter == identity.counter => {
            let kind = ddl::identity_kind(identity);
            (format!("{alter} SET GENERATED {kind};"), false)
        }
        Some(_) => {
            let kind = ddl::identity_kind(identity);
            let usual = Counter::of_type(&column.sql_type);
            let counter = ddl::counter(&identity.counter.unwrap_or(usual), "SET ");
            let sql = format!("{alter} SET GENERATED {kind} {counter} RESTART;");
            (sql, true)
        }
    };
    let sequence = format!(
        "pg_get_serial_sequence({}, {})",
        quote::text(&quoted),
        quote::text(column.name.as_str())
    );
    // The number after the greatest one may be beyond all numbers: then the next insert fails, and not this.
    let next = match identity.counter {
        None => {
            let last = format!("greatest(max({name}), 1), coalesce(max({name}) > 0, false)");
            let go_on = Step::new(format!("SELECT setval({sequence}, {last}) FROM {quoted};"));
            let go_on = counts_otherwise.then_some(go_on);
            return std::iter::once(Step::new(first)).chain(go_on).collect();
        }
        Some(Counter {
            start, increment, ..
        }) if increment < 0 => {
            format!("least(coalesce(min({name}) + {increment}, {start}), {start})")
        }
        Some(Counter {
            start, increment, ..
        }) => format!("greatest(coalesce(max({name}) + {increment}, {start}), {start})"),
    };
    let go_on = Step::new(format!(
        "SELECT setval({sequence}, {next}, false) FROM {quoted};"
    ));
    let go_on = counts_otherwise.then_some(go_on);
    std::iter::once(Step::new(first)).chain(go_on).collect()
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

/// What was computed whenever it was read has no values that could stay: they are written once.
pub(super) fn store_computed(table: &QualifiedName, column: &Column, computed: &str) -> Vec<Step> {
    let (quoted, name) = (quote::qualified(table), quote::ident(&column.name));
    let definition = ddl::column_parts(column, Dialect::Postgres, true, None);
    let mut steps = vec![
        Step::drop_computed_column(table, &column.name),
        Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};")),
    ];
    // From the columns that it was computed from.
    steps.push(Step::new(format!(
        "UPDATE {quoted} SET {name} = {computed};"
    )));
    if !column.nullable {
        steps.push(set_nullable(table, column));
    }
    if column.default.is_some() {
        steps.push(set_default(table, column));
    }
    steps
}

pub(super) fn set_nullable(table: &QualifiedName, column: &Column) -> Step {
    let verb = if column.nullable { "DROP" } else { "SET" };
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    Step::new(format!(
        "ALTER TABLE {table} ALTER COLUMN {name} {verb} NOT NULL;"
    ))
}

/// A default goes for as long as what it stands on is not there.
pub(super) fn default_anew(table: &QualifiedName, column: &Column, phases: &mut Phases) {
    phases.drop_defaults.push(drop_default(table, column));
    phases.alter_columns.push(set_default(table, column));
}

pub(super) fn drop_default(table: &QualifiedName, column: &Column) -> Step {
    let none = Column {
        default: None,
        ..column.clone()
    };
    set_default(table, &none)
}

pub(super) fn set_default(table: &QualifiedName, column: &Column) -> Step {
    let (table, name) = (quote::qualified(table), quote::ident(&column.name));
    let action = match &column.default {
        Some(default) => format!("SET DEFAULT {default}"),
        None => "DROP DEFAULT".to_owned(),
    };
    Step::new(format!("ALTER TABLE {table} ALTER COLUMN {name} {action};"))
}
