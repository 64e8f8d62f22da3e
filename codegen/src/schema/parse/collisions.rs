//! Names that are used twice, in the databases and in the generated Rust.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::enums::Enums;
use super::report::{At, Report};
use super::tables::{RawTable, RawTables};
use super::text::quoted;
use super::views::RawViews;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName, EnumName, TableName, ViewName};
use crate::schema::model::{Column, Table, Type, View};
use crate::schema::rust_name;

/// Everything that can have one name with another.
pub(super) struct All<'c, 'a, 'i> {
    pub(super) tables: &'c RawTables<'a, 'i>,
    pub(super) views: &'c RawViews<'a>,
    pub(super) enums: &'c Enums,
    pub(super) built_tables: &'c IndexMap<TableName, Table>,
    pub(super) built_views: &'c IndexMap<ViewName, View>,
    pub(super) dialects: &'c [Dialect],
}

pub(super) fn check(report: &mut Report<'_>, all: &All<'_, '_, '_>) {
    check_keys(report, all);
    check_objects(report, all);
    for table in all.tables.values() {
        check_columns(report, table);
        check_fields(report, table);
        check_foreign_keys(report, table);
        check_checks(report, table);
    }
    check_rows(report, all);
    check_rows_and_enums(report, all);
}

/// A table and a view have a module each.
fn check_keys(report: &mut Report<'_>, all: &All<'_, '_, '_>) {
    for view in all.views.values() {
        let Some(table) = all.tables.get(view.key.value) else {
            continue;
        };
        let message = format!("a table and a view are called {}", quoted(view.key.value));
        let diagnostic = report
            .error(Code::RustNameCollision, view.key.span, message)
            .label("the view")
            .related(table.key.span, "the table")
            .help("each has a module of that name in the generated Rust: choose another key for one; `db_name` keeps the name in the databases");
        report.push(diagnostic);
    }
}

/// What shares a namespace in the databases; SQLite's, which has no schemas, ignores case.
fn check_objects(report: &mut Report<'_>, all: &All<'_, '_, '_>) {
    let mut seen: BTreeMap<(String, String), (String, Span)> = BTreeMap::new();
    let place = |schema: &Option<DbName>| match schema {
        Some(schema) if !all.dialects.contains(&Dialect::Sqlite) => schema.as_str().to_owned(),
        Some(_) | None => String::new(),
    };
    let mut named: Vec<(String, String, &At<DbName>)> = Vec::new();
    for table in all.tables.values() {
        let what = format!("table {}", quoted(table.key.value));
        named.push((place(&table.schema), what, &table.db_name));
    }
    for view in all.views.values() {
        // One key for both has been reported.
        if !all.tables.contains_key(view.key.value) {
            named.push((place(&view.schema), view.place.clone(), &view.db_name));
        }
    }
    for table in all.tables.values() {
        let indexes = table.indexes.iter().map(|index| &index.keyed);
        let uniques = table.uniques.iter().map(|unique| &unique.keyed);
        for part in indexes.chain(uniques) {
            named.push((place(&table.schema), part.place.clone(), &part.name));
        }
    }
    // A table is a type too in Postgres, which SQLite does not have.
    for raw in all.enums.all.values() {
        if let Some(native) = &raw.resolved.native {
            let what = format!("the native enum {}", quoted(raw.resolved.name.as_str()));
            named.push((place(&native.schema), what, &raw.db_name));
        }
    }
    for (place, what, name) in named {
        let text = name.value.as_str();
        let key = (place, text.to_ascii_lowercase());
        let Some((first, span)) = seen.get(&key) else {
            seen.insert(key, (what, name.span));
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
            .help("tables, views, indexes, unique constraints and native enums share their names, whatever the case: rename one");
        report.push(diagnostic);
    }
}

/// The name as SQLite compares it; nearly all are written so.
fn folded(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The fields of a row struct.
fn check_fields(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let mut seen: BTreeMap<&str, (&str, Span)> = BTreeMap::new();
    for column in table.columns.values() {
        let (field, span) = match &column.rust_name {
            Some(name) => (name.value.as_str(), name.span),
            None => (column.key.value, column.key.span),
        };
        let Some((first, first_span)) = seen.get(field) else {
            seen.insert(field, (column.key.value, span));
            continue;
        };
        let message = format!(
            "the columns {} and {} of table {} have one field in Rust, {}",
            quoted(first),
            quoted(column.key.value),
            quoted(table.key.value),
            quoted(field)
        );
        let diagnostic = report
            .error(Code::RustNameCollision, span, message)
            .label("this one")
            .related(*first_span, "and this one")
            .help("give one of them another `rust_name = \"..\"`");
        report.push(diagnostic);
    }
}

fn check_checks(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let mut seen: BTreeMap<Cow<'_, str>, Span> = BTreeMap::new();
    for check in &table.checks {
        let text = check.name.value.as_str();
        let folded = folded(text);
        if let Some(first) = seen.get(&folded) {
            let message = format!(
                "two checks of table {} have one name, {}",
                quoted(table.key.value),
                quoted(text)
            );
            let diagnostic = report
                .error(Code::NameCollision, check.name.span, message)
                .label("this one")
                .related(*first, "and this one");
            report.push(diagnostic);
        } else {
            seen.insert(folded, check.name.span);
        }
    }
}

fn check_columns(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let mut seen: BTreeMap<Cow<'_, str>, (&str, Span)> = BTreeMap::new();
    for column in table.columns.values() {
        let text = column.db_name.value.as_str();
        let folded = folded(text);
        let Some((first, span)) = seen.get(&folded) else {
            let entry = (column.key.value, column.db_name.span);
            seen.insert(folded, entry);
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
    let mut seen: BTreeMap<Cow<'_, str>, Span> = BTreeMap::new();
    let references = table
        .columns
        .values()
        .filter_map(|column| column.reference.as_ref());
    let singles = references.filter_map(|reference| reference.constraint.as_ref());
    let several = table
        .foreign_keys
        .iter()
        .map(|foreign_key| &foreign_key.name);
    for name in singles.chain(several) {
        let text = name.value.as_str();
        let folded = folded(text);
        if let Some(first) = seen.get(&folded) {
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
            seen.insert(folded, name.span);
        }
    }
}

/// A row struct: what has it, its name, and where that comes from.
struct Row<'c> {
    what: String,
    name: String,
    span: Span,
    /// The enums of its columns.
    enums: Vec<&'c EnumName>,
}

fn enums_of(columns: &IndexMap<ColumnName, Column>) -> Vec<&EnumName> {
    columns
        .values()
        .filter_map(|column| match &column.ty {
            Type::Enum(name) => Some(name),
            Type::Scalar(_) | Type::Json | Type::List(_) => None,
        })
        .collect()
}

fn rows<'c>(all: &All<'c, '_, '_>) -> Vec<Row<'c>> {
    let span = |rust_name: &Option<At<String>>, key: Span| {
        rust_name.as_ref().map_or(key, |name| name.span)
    };
    let tables = all.tables.values().zip(all.built_tables.values());
    let mut rows: Vec<Row<'_>> = tables
        .map(|(raw, table)| Row {
            what: format!("table {}", quoted(raw.key.value)),
            name: rust_name::row(table),
            span: span(&raw.rust_name, raw.key.span),
            enums: enums_of(&table.columns),
        })
        .collect();
    let apart = |view: &&View| !all.tables.contains_key(view.name.as_str());
    for view in all.built_views.values().filter(apart) {
        if let Some(raw) = all.views.get(view.name.as_str()) {
            rows.push(Row {
                what: raw.place.clone(),
                name: rust_name::row_of_view(view),
                span: span(&raw.rust_name, raw.key.span),
                enums: enums_of(&view.columns),
            });
        }
    }
    rows
}

fn check_rows(report: &mut Report<'_>, all: &All<'_, '_, '_>) {
    let mut seen: BTreeMap<String, Row<'_>> = BTreeMap::new();
    for row in rows(all) {
        let Some(first) = seen.get(&row.name) else {
            seen.insert(row.name.clone(), row);
            continue;
        };
        let message = format!(
            "{} and {} have one Rust struct, `{}`",
            first.what, row.what, row.name
        );
        let diagnostic = report
            .error(Code::RustNameCollision, row.span, message)
            .label("this one")
            .related(first.span, "and this one")
            .help("give one of them another `rust_name = \"..\"`");
        report.push(diagnostic);
    }
}

/// A module imports the enums of its columns beside its own structs.
fn check_rows_and_enums(report: &mut Report<'_>, all: &All<'_, '_, '_>) {
    for row in rows(all) {
        let name = &row.name;
        let own = [format!("New{name}"), format!("{name}Patch"), name.clone()];
        let rust_name = |name: &EnumName| {
            let raw = all.enums.get(name.as_str());
            raw.map_or_else(
                || rust_name::enum_type(name),
                |raw| rust_name::of_enum(&raw.resolved),
            )
        };
        let taken = row.enums.iter().find(|name| own.contains(&rust_name(name)));
        let Some(of_column) = taken else {
            continue;
        };
        let message = format!(
            "{} and the enum {} of one of its columns have one Rust name, `{}`",
            row.what,
            quoted(of_column.as_str()),
            rust_name(of_column)
        );
        let diagnostic = report
            .error(Code::RustNameCollision, row.span, message)
            .help("give one of them a `rust_name = \"..\"`");
        report.push(diagnostic);
    }
}
