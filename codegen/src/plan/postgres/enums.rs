//! Native enums: a value more is added where it stands; any other change is a new type, to which the columns go over.
//!
//! <https://www.postgresql.org/docs/current/sql-altertype.html>

use crate::catalog::model::{Column, Enum};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::plan::hazard::Hazard;
use crate::plan::step::Step;

/// Whether the values that were there stay in their order, so that new ones can be added among them.
pub(in crate::plan) fn only_adds(from: &Enum, to: &Enum) -> bool {
    let mut after = to.values.iter();
    from.values
        .iter()
        .all(|value| after.any(|other| other == value))
}

/// Each new value's statement, with the value.
pub(super) fn add_values<'a>(
    from: &'a Enum,
    to: &'a Enum,
) -> impl Iterator<Item = (&'a String, Step)> {
    let new = to.values.iter().enumerate();
    new.filter(|(_, value)| !from.values.contains(value))
        .map(|(at, value)| {
            // What stands before it in the list is there by now.
            let before = at.checked_sub(1).and_then(|at| to.values.get(at));
            let place = match (before, from.values.first()) {
                (Some(before), _) => format!(" AFTER {}", quote::text(before)),
                (None, Some(first)) => format!(" BEFORE {}", quote::text(first)),
                (None, None) => String::new(),
            };
            let name = quote::qualified(&to.name);
            let sql = format!("ALTER TYPE {name} ADD VALUE {}{place};", quote::text(value));
            (value, Step::new(sql))
        })
}

/// The old type makes room for the new one.
pub(super) fn replace(from: &Enum, to: &Enum) -> [Step; 2] {
    let old = quote::qualified(&from.name);
    let aside = naming::aside(&from.name.name);
    let lost = from
        .values
        .iter()
        .filter(|value| !to.values.contains(value))
        .map(|value| Hazard::NeedsNoValue {
            name: to.name.clone(),
            value: value.clone(),
        });
    [
        Step::new(format!(
            "ALTER TYPE {old} RENAME TO {};",
            quote::ident(&aside)
        )),
        Step::new(ddl::create_enum(to)).with(lost),
    ]
}

/// Once no column is of the old type.
pub(super) fn drop_replaced(from: &Enum) -> Step {
    let aside = from.name.beside(naming::aside(&from.name.name));
    Step::new(ddl::drop_enum(&aside))
}

/// How a column goes over to the type that now has its type's name.
pub(super) fn using(column: &Column) -> String {
    let list = if column.sql_type.ends_with("[]") {
        "[]"
    } else {
        ""
    };
    format!(
        "{}::text{list}::{}",
        quote::ident(&column.name),
        column.sql_type
    )
}
