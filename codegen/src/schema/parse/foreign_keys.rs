//! `[tables.x.foreign_keys]`: foreign keys over several columns.

use toml::Spanned;
use toml::de::DeValue;

use super::keys::{self, Keys};
use super::names::{self, Named};
use super::reader::{Reader, entries, table as table_of};
use super::references::{self, ColumnId, Columns};
use super::report::{At, Report};
use super::tables::{RawTable, RawTables};
use super::text::{did_you_mean, list, quoted};
use super::types::spelled;
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::language::FOREIGN_KEY;
use crate::schema::model::{Action, Deferrable};

/// A foreign key that is read and not yet resolved.
pub(super) struct RawForeignKey<'a> {
    pub(super) name: At<DbName>,
    pub(super) place: String,
    on: Option<At<Vec<At<&'a str>>>>,
    references: Option<At<&'a str>>,
    pub(super) on_delete: Option<At<Action>>,
    pub(super) on_update: Option<At<Action>>,
    pub(super) deferrable: At<Deferrable>,
    /// Where it says that SQLite's has no name, if it does.
    pub(super) unnamed: Option<Span>,
}

/// What it comes to: this table's columns, and the key that they are of.
pub(super) struct ResolvedForeignKey {
    /// This table's, by index.
    pub(super) columns: Vec<At<usize>>,
    /// The other table, by index.
    pub(super) parent: usize,
    /// Its columns, by index.
    pub(super) parent_columns: Vec<usize>,
    /// Where the other table is named.
    pub(super) references: Span,
}

pub(super) fn read<'a>(
    report: &mut Report<'_>,
    table: &Reader<'a, '_>,
    table_key: &str,
) -> Vec<RawForeignKey<'a>> {
    let Some(foreign_keys) = table.table(report, "foreign_keys").value() else {
        return Vec::new();
    };
    entries(foreign_keys)
        .into_iter()
        .filter_map(|(key, value)| read_one(report, table_key, key, value))
        .collect()
}

fn read_one<'a>(
    report: &mut Report<'_>,
    table: &str,
    key: At<&str>,
    value: &'a Spanned<DeValue<'_>>,
) -> Option<RawForeignKey<'a>> {
    names::check_key(report, key, "foreign key", Some("db_name"));
    let place = format!(
        "foreign key {} of table {}",
        quoted(key.value),
        quoted(table)
    );
    let parts = table_of(report, value, &place)?;
    let reader = Reader::new(report, parts, key.span, place.as_str(), FOREIGN_KEY);
    let on = reader.strings(report, "on");
    let references = reader.string(report, "references");
    for (name, absent, example) in [
        ("on", on.is_absent(), "on = [\"org_id\", \"order_id\"]"),
        (
            "references",
            references.is_absent(),
            "references = \"orders(org_id, id)\"",
        ),
    ] {
        if absent && !reader.is_misspelt(name) {
            let diagnostic = report
                .error(
                    Code::MissingKey,
                    key.span,
                    format!("{place} has no `{name}`"),
                )
                .help(format!("write `{example}`"));
            report.push(diagnostic);
        }
    }
    let on = on.given();
    if let Some(empty) = on.as_ref().filter(|on| on.value.is_empty()) {
        let diagnostic = report
            .error(
                Code::Empty,
                empty.span,
                format!("{place} is over no columns"),
            )
            .label("expected at least one column");
        report.push(diagnostic);
    }
    let on_delete = reader.string(report, "on_delete").given();
    let on_update = reader.string(report, "on_update").given();
    Some(RawForeignKey {
        name: names::db_name(report, Some(&reader), key, Named::Object),
        on,
        references: references.given(),
        on_delete: on_delete.and_then(|word| references::action(report, word)),
        on_update: on_update.and_then(|word| references::action(report, word)),
        deferrable: references::deferrable(report, &reader, &place),
        unnamed: unnamed(report, &reader),
        place,
    })
}

/// Where `unnamed` is set, if it is.
pub(super) fn unnamed(report: &mut Report<'_>, reader: &Reader<'_, '_>) -> Option<Span> {
    let set = reader.bool(report, "unnamed").value() == Some(true);
    set.then(|| reader.key_span("unnamed")).flatten()
}

/// What is known by now of all tables.
pub(super) struct Known<'k, 'a, 'i> {
    pub(super) tables: &'k RawTables<'a, 'i>,
    pub(super) keys: &'k [Keys],
    pub(super) columns: &'k Columns,
}

/// The columns and the key; `None` where that has been reported.
pub(super) fn resolve(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    table: usize,
    raw: &RawForeignKey<'_>,
) -> Option<ResolvedForeignKey> {
    let (_, child) = known.tables.get_index(table)?;
    let on = raw.on.as_ref()?;
    let columns = keys::resolve_columns(report, child, &raw.place, &on.value);
    let whole = columns.len() == on.value.len() && !columns.is_empty();
    let reference = raw.references?;
    let (parent, parent_columns) = target(report, known, raw, reference)?;
    if !whole {
        return None;
    }
    if columns.len() != parent_columns.len() {
        let message = format!(
            "{} has {} and its key has {}",
            raw.place,
            count(columns.len()),
            count(parent_columns.len())
        );
        let diagnostic = report
            .error(Code::ForeignKeyColumns, on.span, message)
            .label(format!("expected {}", count(parent_columns.len())))
            .related(reference.span, "of this key");
        report.push(diagnostic);
        return None;
    }
    check_key(report, known, parent, &parent_columns, reference);
    for (own, theirs) in columns.iter().zip(&parent_columns) {
        let own_id = ColumnId {
            table,
            column: own.value,
        };
        let their_id = ColumnId {
            table: parent,
            column: *theirs,
        };
        check_pair(report, known, (own_id, own.span), their_id, reference.span);
    }
    Some(ResolvedForeignKey {
        columns,
        parent,
        parent_columns,
        references: reference.span,
    })
}

fn count(columns: usize) -> String {
    if columns == 1 {
        "1 column".to_owned()
    } else {
        format!("{columns} columns")
    }
}

/// `"orders(org_id, id)"`, or `"orders"` for its primary key.
fn target(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    raw: &RawForeignKey<'_>,
    text: At<&str>,
) -> Option<(usize, Vec<usize>)> {
    let (name, inner) = match text.value.split_once('(') {
        None => (text.value.trim(), None),
        Some((name, rest)) => {
            let Some(inner) = rest.trim_end().strip_suffix(')') else {
                let message = format!("{} does not name a key", quoted(text.value));
                let diagnostic = report
                    .error(Code::UnknownReference, text.span, message)
                    .label("the `(` is not closed");
                report.push(diagnostic);
                return None;
            };
            (name.trim(), Some((inner, name.len() + 1)))
        }
    };
    let Some((index, _, table)) = known.tables.get_full(name) else {
        if !report.has_lost_word(name) {
            let first = name.split('.').next().unwrap_or_default();
            let help = match (name.split_once('.'), known.tables.contains_key(first)) {
                (Some((_, column)), true) => Some(format!(
                    "write `\"{first}({column}, ..)\"`, or `\"{first}\"` for its primary key"
                )),
                (Some(_), false) | (None, _) => did_you_mean(name, known.tables.keys().copied()),
            };
            let message = format!("there is no table {}", quoted(name));
            let diagnostic = report
                .error(Code::UnknownReference, text.span, message)
                .maybe_help(help);
            report.push(diagnostic);
        }
        return None;
    };
    let Some((inner, start)) = inner else {
        let key = known.keys.get(index)?;
        let columns: Vec<usize> = key.primary_key.iter().map(|at| at.value).collect();
        // A table whose primary key is wrong has been reported.
        return (!columns.is_empty()).then_some((index, columns));
    };
    let names = inner_names(report, text, inner, start);
    let place = format!("the key of {}", raw.place);
    let columns = keys::resolve_columns(report, table, &place, &names);
    (columns.len() == names.len())
        .then(|| (index, columns.into_iter().map(|at| at.value).collect()))
}

/// The names between the brackets, each with its own place.
fn inner_names<'a>(
    report: &Report<'_>,
    text: At<&'a str>,
    inner: &'a str,
    start: usize,
) -> Vec<At<&'a str>> {
    let mut at = start;
    inner
        .split(',')
        .map(|part| {
            let name = part.trim();
            let from = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            At::new(name, report.within(text, from..from + name.len()))
        })
        .collect()
}

/// The columns referred to are a key, all of it and nothing else.
fn check_key(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    parent: usize,
    columns: &[usize],
    reference: At<&str>,
) {
    let (Some(keys), Some((name, table))) =
        (known.keys.get(parent), known.tables.get_index(parent))
    else {
        return;
    };
    if !keys.whole || keys.has(columns) {
        return;
    }
    let key_names = |columns: &[At<usize>]| {
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|at| table.columns.get_index(at.value))
            .map(|(name, _)| *name)
            .collect();
        format!("\"{name}({})\"", names.join(", "))
    };
    let mut known_keys: Vec<String> = vec![key_names(&keys.primary_key)];
    known_keys.extend(keys.uniques.iter().map(|unique| key_names(&unique.columns)));
    let known_keys: Vec<&str> = known_keys.iter().map(String::as_str).collect();
    let diagnostic = report
        .error(
            Code::NotAKey,
            reference.span,
            format!("{} is not a key", quoted(reference.value)),
        )
        .label("its columns are neither the whole primary key nor a unique constraint")
        .help(format!(
            "the keys of table {} are {}; or add one under `[tables.{name}.uniques]`",
            quoted(name),
            list(&known_keys, "and")
        ));
    report.push(diagnostic);
}

/// Two columns that are compared have one type and one storage.
fn check_pair(
    report: &mut Report<'_>,
    known: &Known<'_, '_, '_>,
    (own, span): (ColumnId, Span),
    theirs: ColumnId,
    reference: Span,
) {
    let (Some(ours), Some(key)) = (known.columns.get(own), known.columns.get(theirs)) else {
        return;
    };
    let (Some(own_type), Some(key_type)) = (&ours.ty, &key.ty) else {
        return;
    };
    let path = |id| quoted(&references::path(known.tables, id));
    if own_type != key_type {
        let message = format!(
            "column {} is {} and references {}, which is {}",
            path(own),
            quoted(&spelled(own_type)),
            path(theirs),
            quoted(&spelled(key_type))
        );
        let diagnostic = report
            .error(Code::ReferenceType, span, message)
            .label(format!("expected {}", quoted(&spelled(key_type))))
            .related(reference, "of this key");
        report.push(diagnostic);
        return;
    }
    let storage = |id| references::storage(known.tables, known.columns, id);
    if storage(own) != storage(theirs) {
        let message = format!(
            "column {} is not stored as its key {} is",
            path(own),
            path(theirs)
        );
        let diagnostic = report
            .error(Code::ReferenceType, span, message)
            .label("another storage")
            .related(reference, "than the key's")
            .help("give both the same `sqlite = { storage = \"..\" }`");
        report.push(diagnostic);
    }
}

/// Reports foreign keys that say what another one has said.
pub(super) fn refuse_repeated<'f>(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    all: impl Iterator<Item = (Span, &'f [usize], usize)>,
) {
    let mut seen: Vec<(Span, Vec<usize>, usize)> = Vec::new();
    for (span, columns, parent) in all {
        let mut sorted = columns.to_vec();
        sorted.sort_unstable();
        let first = seen
            .iter()
            .find(|(_, columns, to)| *to == parent && *columns == sorted);
        if let Some((first, _, _)) = first {
            let names: Vec<&str> = columns
                .iter()
                .filter_map(|column| table.columns.get_index(*column))
                .map(|(name, _)| *name)
                .collect();
            let message = format!(
                "table {} has two foreign keys over {} to the same table",
                quoted(table.key.value),
                list(&names, "and")
            );
            let diagnostic = report
                .error(Code::RepeatedForeignKey, span, message)
                .label("this one")
                .related(*first, "and this one")
                .help("remove one: SQLite's errors could not tell the two apart");
            report.push(diagnostic);
            continue;
        }
        seen.push((span, sorted, parent));
    }
}
