//! Where a live table is not what its struct declares.

use super::live::{Live, is_same_check, values};
use super::{ColumnDefinition, Ddl, Definition};
use crate::error::{Error, ErrorKind, Result, TableDifference};

/// The columns that the live table lacks.
///
/// # Errors
/// A column that is there and differs, or that cannot be added.
pub(super) fn missing_columns<'d>(
    definition: &Definition,
    ddl: &'d Ddl,
    live: &Live,
) -> Result<Vec<&'d ColumnDefinition>> {
    let mut missing = Vec::new();
    for column in ddl.columns {
        let difference = match live.column(column.name) {
            None if column.add.is_empty() => TableDifference::MissingColumn,
            None => {
                missing.push(column);
                continue;
            }
            Some(found) if !found.sql_type.eq_ignore_ascii_case(column.sql_type) => {
                TableDifference::Definition {
                    declared: column.sql_type.to_owned(),
                    found: found.sql_type.clone(),
                }
            }
            Some(found) if found.nullable != column.nullable => TableDifference::Nullable {
                declared: column.nullable,
            },
            Some(_) => continue,
        };
        return Err(differs(definition, column.name, difference));
    }
    Ok(missing)
}

/// Whether the keys, the indexes and the checks are those that are declared, and every column can be filled.
///
/// # Errors
/// The first that differs.
pub(super) fn compare_constraints(definition: &Definition, ddl: &Ddl, live: &Live) -> Result<()> {
    compare(definition, "table options", ddl.options, &live.options)?;
    let key = ddl.primary_key;
    compare(
        definition,
        "primary key",
        key,
        live.index("primary key").unwrap_or("none"),
    )?;
    for index in ddl.indexes {
        if let Some(over) = live.index(index.name) {
            compare(definition, index.name, index.over, over)?;
        }
    }
    for key in ddl.foreign_keys {
        let mut found = live.foreign_keys.iter();
        if !found.any(|found| live.is_same(found, key.references)) {
            let missing = TableDifference::MissingConstraint;
            return Err(differs(definition, key.name, missing));
        }
    }
    for check in ddl.checks {
        let found = live
            .checks
            .iter()
            .find(|(name, _)| live.is_same(name, check.name));
        let Some((_, found)) = found else {
            let missing = TableDifference::MissingConstraint;
            return Err(differs(definition, check.name, missing));
        };
        let declared = values(check.sql);
        if !is_same_check(&declared, found) {
            let of = |values: &[String]| format!("a check of {}", values.join(", "));
            let difference = TableDifference::Definition {
                declared: of(&declared),
                found: of(found),
            };
            return Err(differs(definition, check.name, difference));
        }
    }
    let unknown = live.columns.iter().find(|found| {
        let mut declared = ddl.columns.iter();
        !found.nullable
            && !found.is_filled
            && !declared.any(|column| live.is_same(&found.name, column.name))
    });
    match unknown {
        None => Ok(()),
        Some(column) => Err(differs(
            definition,
            &column.name,
            TableDifference::Undeclared,
        )),
    }
}

fn compare(definition: &Definition, part: &str, declared: &str, found: &str) -> Result<()> {
    if declared.eq_ignore_ascii_case(found) {
        return Ok(());
    }
    let told = |text: &str| if text.is_empty() { "none" } else { text }.to_owned();
    let difference = TableDifference::Definition {
        declared: told(declared),
        found: told(found),
    };
    Err(differs(definition, part, difference))
}

pub(super) fn differs(definition: &Definition, part: &str, difference: TableDifference) -> Error {
    Error::new(ErrorKind::TableDiffers {
        table: definition.name.to_owned(),
        part: part.to_owned(),
        difference,
    })
}
