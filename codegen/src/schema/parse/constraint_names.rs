//! Names that lowering makes, against each other and against those in the file.
//!
//! Only for a schema that is right so far: these names are made of others.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::keys::Keys;
use super::report::Report;
use super::tables::{RawTable, RawTables};
use super::text::quoted;
use crate::catalog::naming;
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::{DbName, TableName};
use crate::schema::model::Table;

/// Whatever has a name of its own in a database.
struct Named {
    name: DbName,
    what: String,
    span: Span,
    /// A table or what has an index: such names are the schema's, the others are the table's.
    global: bool,
}

pub(super) fn check(
    report: &mut Report<'_>,
    raw: &RawTables<'_, '_>,
    keys: &[Keys],
    built: &IndexMap<TableName, Table>,
    dialects: &[Dialect],
) {
    let mut global: BTreeMap<String, Named> = BTreeMap::new();
    let tables = raw.values().zip(keys).zip(built.values());
    let mut later = Vec::new();
    for ((raw, keys), table) in tables {
        let mut own: BTreeMap<String, (String, Span)> = BTreeMap::new();
        // Where it is as it was found everywhere, types bring no checks.
        let checked = dialects
            .iter()
            .any(|dialect| !table.as_found.contains(dialect));
        for named in constraints(raw, keys, table, checked) {
            let folded = named.name.as_str().to_ascii_lowercase();
            if let Some((what, span)) = own.get(&folded) {
                refuse(report, (what, *span), &named);
                continue;
            }
            own.insert(folded, (named.what.clone(), named.span));
            if named.global {
                later.push(named);
            }
        }
        for named in objects(raw, table) {
            global.insert(named.name.as_str().to_ascii_lowercase(), named);
        }
    }
    for named in later {
        let folded = named.name.as_str().to_ascii_lowercase();
        match global.get(&folded) {
            Some(first) => refuse(report, (&first.what, first.span), &named),
            None => {
                global.insert(folded, named);
            }
        }
    }
}

/// What has its name in the file; these have been compared with each other.
fn objects(raw: &RawTable<'_, '_>, table: &Table) -> Vec<Named> {
    let mut named = vec![Named {
        name: table.db_name.clone(),
        what: format!("table {}", quoted(raw.key.value)),
        span: raw.db_name.span,
        global: true,
    }];
    named.extend(raw.indexes.iter().map(|index| Named {
        name: index.keyed.name.value.clone(),
        what: index.keyed.place.clone(),
        span: index.keyed.name.span,
        global: true,
    }));
    named
}

fn constraints(
    raw: &RawTable<'_, '_>,
    keys: &Keys,
    table: &Table,
    types_bring_checks: bool,
) -> Vec<Named> {
    let of_table = quoted(raw.key.value);
    let mut named = vec![Named {
        name: naming::primary_key_name(table),
        what: format!("the primary key of table {of_table}"),
        span: keys.primary_key.first().map_or(raw.key.span, |at| at.span),
        global: true,
    }];
    for (unique, resolved) in table.uniques.iter().zip(&keys.uniques) {
        let columns: Vec<&str> = unique.columns.iter().map(AsRef::as_ref).collect();
        let columns = super::text::list(&columns, "and");
        named.push(Named {
            name: naming::unique_name(table, unique),
            what: format!("the unique constraint over {columns} of table {of_table}"),
            span: resolved.span,
            global: true,
        });
    }
    let references = raw.columns.values().filter_map(|column| {
        let reference = column.reference.as_ref()?;
        let name = reference.constraint.as_ref().map(|name| name.span);
        let what = format!("the foreign key to {}", quoted(reference.text.value));
        Some((what, name.unwrap_or(reference.text.span)))
    });
    let several = raw
        .foreign_keys
        .iter()
        .map(|one| (one.place.clone(), one.name.span));
    let all = references.chain(several);
    for (foreign_key, (what, span)) in table.foreign_keys.iter().zip(all) {
        named.push(Named {
            name: naming::foreign_key_name(table, foreign_key),
            what,
            span,
            global: false,
        });
    }
    named.extend(raw.checks.iter().map(|check| Named {
        name: check.name.value.clone(),
        what: check.place.clone(),
        span: check.name.span,
        global: false,
    }));
    // Made names have suffixes of their own: only a name by choice can be that of a check.
    let chosen = named
        .iter()
        .any(|one| one.name.as_str().to_ascii_lowercase().ends_with("_check"));
    let checked = table.columns.values().zip(raw.columns.values());
    for (column, raw) in checked.filter(|_| chosen && types_bring_checks) {
        named.push(Named {
            name: naming::check_name(table, column),
            what: format!("the check of column {}", quoted(raw.key.value)),
            span: raw.key.span,
            global: false,
        });
    }
    named
}

fn refuse(report: &mut Report<'_>, (first, span): (&str, Span), named: &Named) {
    let message = format!(
        "{first} and {} have one name in the databases, {}",
        named.what,
        quoted(named.name.as_str())
    );
    let diagnostic = report
        .error(Code::NameCollision, named.span, message)
        .label("this one")
        .related(span, "and this one")
        .help("name one of them: a unique under `[tables.x.uniques]`, a foreign key by `constraint`, an index by `db_name`");
    report.push(diagnostic);
}
