//! Primary keys and unique constraints: which columns they are over.

use super::reader::Field;
use super::report::{At, Report};
use super::tables::RawTable;
use super::text::quoted;
use super::uniques;
use crate::diagnostic::{Code, Span};
use crate::name::DbName;
use crate::schema::model::{PostgresUnique, SqliteUnique};

/// A table's keys, as indexes of its columns.
#[derive(Default)]
pub(super) struct Keys {
    /// In key order; empty where it is missing or wrong, which has been reported.
    pub(super) primary_key: Vec<At<usize>>,
    pub(super) uniques: Vec<ResolvedUnique>,
    /// Whether nothing of them was wrong.
    pub(super) whole: bool,
}

pub(super) struct ResolvedUnique {
    pub(super) name: Option<At<DbName>>,
    /// What messages point at.
    pub(super) span: Span,
    pub(super) columns: Vec<At<usize>>,
    pub(super) sqlite: SqliteUnique,
    pub(super) postgres: PostgresUnique,
}

impl Keys {
    /// Whether these columns, in whatever order, are a key and all of it.
    pub(super) fn has(&self, columns: &[usize]) -> bool {
        let same = |key: &[At<usize>]| {
            key.len() == columns.len() && key.iter().all(|at| columns.contains(&at.value))
        };
        same(&self.primary_key) || self.uniques.iter().any(|unique| same(&unique.columns))
    }

    /// Whether one column alone is a key, so that it can be referenced.
    pub(super) fn has_single(&self, column: usize) -> bool {
        let only = |columns: &[At<usize>]| columns.len() == 1 && columns[0].value == column;
        only(&self.primary_key) || self.uniques.iter().any(|unique| only(&unique.columns))
    }
}

pub(super) fn resolve(report: &mut Report<'_>, table: &RawTable<'_, '_>) -> Keys {
    let primary_key = primary_key(report, table);
    let unclear = table
        .columns
        .values()
        .any(|column| column.primary_key_unclear || column.unique_unclear);
    let mut whole = !primary_key.is_empty() && !unclear;
    let mut uniques: Vec<ResolvedUnique> = Vec::new();
    for (index, column) in table.columns.values().enumerate() {
        if let Some(span) = column.unique {
            uniques.push(ResolvedUnique {
                name: None,
                span,
                columns: vec![At::new(index, span)],
                sqlite: SqliteUnique::default(),
                postgres: PostgresUnique::default(),
            });
        }
    }
    for raw in &table.uniques {
        let columns = uniques::resolve(report, table, raw);
        let asked = raw.keyed.on.as_ref().map_or(0, |on| on.value.len());
        if columns.is_empty() || columns.len() != asked {
            whole = false;
            continue;
        }
        uniques.push(ResolvedUnique {
            name: Some(raw.keyed.name.clone()),
            span: raw.keyed.name.span,
            columns,
            sqlite: raw.sqlite,
            postgres: raw.postgres,
        });
    }
    refuse_same_columns(report, table, &primary_key, &uniques);
    Keys {
        primary_key,
        uniques,
        whole,
    }
}

fn primary_key(report: &mut Report<'_>, table: &RawTable<'_, '_>) -> Vec<At<usize>> {
    let flagged: Vec<At<usize>> = table
        .columns
        .values()
        .enumerate()
        .filter_map(|(index, column)| Some(At::new(index, column.primary_key?)))
        .collect();
    match (&table.primary_key, flagged.as_slice()) {
        (Field::Bad, _) => Vec::new(),
        (Field::Given(list), []) => {
            if list.value.is_empty() {
                let diagnostic = report
                    .error(
                        Code::Empty,
                        list.span,
                        format!(
                            "the primary key of table {} is empty",
                            quoted(table.key.value)
                        ),
                    )
                    .label("expected at least one column");
                report.push(diagnostic);
            }
            let place = format!("the primary key of table {}", quoted(table.key.value));
            let columns = resolve_columns(report, table, &place, &list.value);
            if columns.len() == list.value.len() {
                columns
            } else {
                Vec::new()
            }
        }
        (Field::Given(list), [flagged, ..]) => {
            let message = format!("table {} has two primary keys", quoted(table.key.value));
            let diagnostic = report
                .error(Code::GivenTwice, flagged.span, message)
                .label("one here")
                .related(list.span, "and one here")
                .help("keep one of them");
            report.push(diagnostic);
            Vec::new()
        }
        (Field::Absent, [one]) => vec![*one],
        (Field::Absent, [first, second, ..]) => {
            let names: Vec<String> = flagged
                .iter()
                .filter_map(|at| table.columns.get_index(at.value))
                .map(|(name, _)| format!("{name:?}"))
                .collect();
            let message = format!("table {} has two primary keys", quoted(table.key.value));
            let diagnostic = report
                .error(Code::GivenTwice, second.span, message)
                .label("and one here")
                .related(first.span, "one here")
                .help(format!(
                    "for a key of several columns write `primary_key = [{}]` under `[tables.{}]`",
                    names.join(", "),
                    table.key.value
                ));
            report.push(diagnostic);
            Vec::new()
        }
        (Field::Absent, []) => {
            let columns = &mut table.columns.values();
            let unclear = table.primary_key_misspelt || columns.any(|one| one.primary_key_unclear);
            if table.whole && !unclear && !report.has_lost_of(table.key.value) {
                missing(report, table);
            }
            Vec::new()
        }
    }
}

fn missing(report: &mut Report<'_>, table: &RawTable<'_, '_>) {
    let message = format!("table {} has no primary key", quoted(table.key.value));
    let help = if table.columns.contains_key("id") {
        "add `primary_key = true` to `id`".to_owned()
    } else {
        format!(
            "add `primary_key = true` to a column, or `primary_key = [..]` under `[tables.{}]`",
            table.key.value
        )
    };
    let diagnostic = report
        .error(Code::NoPrimaryKey, table.key.span, message)
        .label("every table needs one")
        .help(help);
    report.push(diagnostic);
}

/// The columns of a list that exist, each once.
pub(super) fn resolve_columns(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    place: &str,
    names: &[At<&str>],
) -> Vec<At<usize>> {
    let mut found: Vec<At<usize>> = Vec::new();
    for name in names {
        let Some(column) = table.find_column(report, *name) else {
            continue;
        };
        let column = At::new(column, name.span);
        if !refuse_repeated(report, place, column, name.value, found.iter().copied()) {
            found.push(column);
        }
    }
    found
}

/// Reports a column that stands in a list already.
pub(super) fn refuse_repeated(
    report: &mut Report<'_>,
    place: &str,
    column: At<usize>,
    name: &str,
    mut before: impl Iterator<Item = At<usize>>,
) -> bool {
    let Some(first) = before.find(|one| one.value == column.value) else {
        return false;
    };
    let diagnostic = report
        .error(
            Code::RepeatedColumn,
            column.span,
            format!("{place} names the column {} twice", quoted(name)),
        )
        .label("named again here")
        .related(first.span, "first named here");
    report.push(diagnostic);
    true
}

/// SQLite names the columns of a violated constraint, not the constraint: two over the same columns cannot be told apart.
fn refuse_same_columns(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    primary_key: &[At<usize>],
    uniques: &[ResolvedUnique],
) {
    let sorted = |columns: &[At<usize>]| {
        let mut columns: Vec<usize> = columns.iter().map(|at| at.value).collect();
        columns.sort_unstable();
        columns
    };
    let key = sorted(primary_key);
    let key_span = primary_key.first().map(|at| at.span);
    for (index, unique) in uniques.iter().enumerate() {
        let columns = sorted(&unique.columns);
        let names: Vec<&str> = unique
            .columns
            .iter()
            .filter_map(|at| table.columns.get_index(at.value))
            .map(|(name, _)| *name)
            .collect();
        let names = super::text::list(&names, "and");
        let earlier = uniques[..index]
            .iter()
            .find(|earlier| sorted(&earlier.columns) == columns);
        let diagnostic = if let (true, Some(key_span)) = (columns == key, key_span) {
            let message = format!("{names} is unique already: it is the primary key");
            report
                .error(Code::RepeatedUnique, unique.span, message)
                .label("this says nothing new")
                .related(key_span, "the primary key")
        } else if let Some(earlier) = earlier {
            let message = format!(
                "table {} has two unique constraints over {names}",
                quoted(table.key.value)
            );
            report
                .error(Code::RepeatedUnique, unique.span, message)
                .label("this one")
                .related(earlier.span, "and this one")
        } else {
            continue;
        };
        report.push(diagnostic.help("remove it: SQLite's errors could not tell the two apart"));
    }
}
