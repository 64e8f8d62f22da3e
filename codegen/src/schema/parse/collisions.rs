//! Names that are used twice, in the databases and in the generated Rust.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::report::Report;
use super::tables::{RawTable, RawTables};
use super::text::quoted;
use crate::diagnostic::{Code, Span};
use crate::name::TableName;
use crate::schema::model::{Table, Type};
use crate::schema::rust_name;

pub(super) fn check(
    report: &mut Report<'_>,
    raw: &RawTables<'_, '_>,
    built: &IndexMap<TableName, Table>,
) {
    check_objects(report, raw);
    for table in raw.values() {
        check_columns(report, table);
        check_foreign_keys(report, table);
    }
    check_rows(report, raw, built);
    check_rows_and_enums(report, raw, built);
}

/// Tables, indexes and unique constraints share one namespace on both databases; SQLite's ignores case.
fn check_objects(report: &mut Report<'_>, tables: &RawTables<'_, '_>) {
    let mut seen: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let of_tables = tables.values().map(|table| {
        let what = format!("table {}", quoted(table.key.value));
        (what, &table.db_name)
    });
    let parts = tables
        .values()
        .flat_map(|table| table.indexes.iter().chain(&table.uniques))
        .map(|part| (part.place.clone(), &part.name));
    for (what, name) in of_tables.chain(parts) {
        let text = name.value.as_str();
        let Some((first, span)) = seen.get(&text.to_ascii_lowercase()) else {
            seen.insert(text.to_ascii_lowercase(), (what, name.span));
            continue;
        };
        let message = format!(
            "{first} and {what} have one name in the databases, {}",
            quoted(text)
        );
        let diagnostic = report
            .error(Code::NameCollision, name.span, message)
            .label("this one")
            .related(*span, "and this one")
            .help("tables, indexes and unique constraints of all tables share their names, whatever the case: rename one");
        report.push(diagnostic);
    }
}

fn check_columns(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let mut seen: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for column in table.columns.values() {
        let text = column.db_name.value.as_str();
        let Some((first, span)) = seen.get(&text.to_ascii_lowercase()) else {
            let entry = (column.key.value, column.db_name.span);
            seen.insert(text.to_ascii_lowercase(), entry);
            continue;
        };
        let message = format!(
            "the columns {} and {} of table {} have one name in the databases, {}",
            quoted(first),
            quoted(column.key.value),
            quoted(table.key.value),
            quoted(text)
        );
        let diagnostic = report
            .error(Code::NameCollision, column.db_name.span, message)
            .label("this one")
            .related(*span, "and this one");
        report.push(diagnostic);
    }
}

fn check_foreign_keys(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let references = table
        .columns
        .values()
        .filter_map(|column| column.reference.as_ref());
    for name in references.filter_map(|reference| reference.constraint.as_ref()) {
        let text = name.value.as_str();
        if let Some(first) = seen.get(&text.to_ascii_lowercase()) {
            let message = format!(
                "two foreign keys of table {} have one name, {}",
                quoted(table.key.value),
                quoted(text)
            );
            let diagnostic = report
                .error(Code::NameCollision, name.span, message)
                .label("this one")
                .related(*first, "and this one");
            report.push(diagnostic);
        } else {
            seen.insert(text.to_ascii_lowercase(), name.span);
        }
    }
}

fn check_rows(
    report: &mut Report<'_>,
    raw: &RawTables<'_, '_>,
    built: &IndexMap<TableName, Table>,
) {
    let mut seen: BTreeMap<String, &RawTable<'_, '_>> = BTreeMap::new();
    for (raw, table) in raw.values().zip(built.values()) {
        let name = rust_name::row(table);
        let Some(first) = seen.get(&name) else {
            seen.insert(name, raw);
            continue;
        };
        let message = format!(
            "the tables {} and {} have one Rust struct, `{name}`",
            quoted(first.key.value),
            quoted(raw.key.value)
        );
        let diagnostic = report
            .error(Code::RustNameCollision, name_span(raw), message)
            .label("this one")
            .related(name_span(first), "and this one")
            .help("give one of them another `rust_name = \"..\"`");
        report.push(diagnostic);
    }
}

/// A table's module imports the enums of its columns beside its own structs.
fn check_rows_and_enums(
    report: &mut Report<'_>,
    raw: &RawTables<'_, '_>,
    built: &IndexMap<TableName, Table>,
) {
    for (raw, table) in raw.values().zip(built.values()) {
        let row = rust_name::row(table);
        let own = [format!("New{row}"), format!("{row}Patch"), row];
        let mut enums = table
            .columns
            .values()
            .filter_map(|column| match &column.ty {
                Type::Enum(name) => Some(name),
                Type::Scalar(_) | Type::Json | Type::List(_) => None,
            });
        let Some(name) = enums.find(|name| own.contains(&rust_name::enum_type(name))) else {
            continue;
        };
        let message = format!(
            "table {} and the enum {} of one of its columns have one Rust name, `{}`",
            quoted(raw.key.value),
            quoted(name.as_str()),
            rust_name::enum_type(name)
        );
        let diagnostic = report
            .error(Code::RustNameCollision, name_span(raw), message)
            .help("give the table a `rust_name = \"..\"`");
        report.push(diagnostic);
    }
}

fn name_span(table: &RawTable<'_, '_>) -> Span {
    let rust_name = table.rust_name.as_ref().map(|name| name.span);
    rust_name.unwrap_or(table.key.span)
}
