//! What an index is beside its parts, and whether both databases can make it.

use super::super::keys;
use super::super::report::{At, Report};
use super::super::tables::RawTable;
use super::super::text::{list, quoted};
use super::RawIndex;
use super::parts::{RawKey, RawPart};
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName};
use crate::schema::language::{METHODS, Method};
use crate::schema::model::Index;

/// What comes of the settings: an index without its parts and its predicate.
pub(in super::super) fn check(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    raw: &RawIndex<'_>,
    parts: &[RawPart<'_>],
    (dialects, extensions): (&[Dialect], &[DbName]),
) -> Index {
    let place = raw.keyed.place.as_str();
    let made = |dialect: &&Dialect| match dialect {
        Dialect::Sqlite => raw.not_sqlite.is_none(),
        Dialect::Postgres => raw.not_postgres.is_none(),
    };
    let on: Vec<Dialect> = dialects.iter().filter(made).copied().collect();
    let left_out = raw.not_sqlite.or(raw.not_postgres);
    if let Some(span) = left_out.filter(|_| on.is_empty()) {
        let diagnostic = report
            .error(Code::Index, span, format!("{place} is on no database"))
            .help("remove the index, or this");
        report.push(diagnostic);
    }
    if let Some(unique) = raw.unique {
        check_unique(report, raw, parts, unique, dialects);
    }
    let method = raw.method.and_then(|word| method(report, word, extensions));
    if let (Some((known, _)), Some(word)) = (&method, raw.method) {
        check_method(report, raw, parts, *known, word);
    }
    let include = include(report, table, raw, parts);
    Index {
        name: raw.keyed.name.value.clone(),
        parts: Vec::new(),
        unique: raw.unique.is_some(),
        predicate: None,
        dialects: on,
        method: method
            .map(|(_, name)| name)
            // A B-tree is what an index is unless it says otherwise.
            .filter(|name| name != "btree"),
        include,
    }
}

/// A plain unique index is a unique constraint; one that is on one database only would accept other rows there.
fn check_unique(
    report: &mut Report<'_>,
    raw: &RawIndex<'_>,
    parts: &[RawPart<'_>],
    unique: Span,
    dialects: &[Dialect],
) {
    let place = &raw.keyed.place;
    let columns = parts
        .iter()
        .all(|part| matches!(part.key, RawKey::Column(_)));
    let included = raw.include.is_some();
    if columns && raw.predicate.is_none() && !included && !parts.is_empty() {
        let diagnostic = report
            .error(
                Code::Index,
                unique,
                format!("{place} is a unique constraint"),
            )
            .label("it is over columns alone, and over all rows")
            .help("write it under `uniques` in place of `indexes`: then there are functions for its key");
        report.push(diagnostic);
    }
    let missing = raw.not_sqlite.or(raw.not_postgres);
    if let Some(span) = missing.filter(|_| dialects.len() > 1) {
        let diagnostic = report
            .error(
                Code::Index,
                span,
                format!("{place} is unique on one database only"),
            )
            .label("rows that the one refuses the other would take")
            .related(unique, "unique")
            .help("remove one of the two");
        report.push(diagnostic);
    }
}

/// The method, and what it can do where that is known.
fn method(
    report: &mut Report<'_>,
    word: At<&str>,
    extensions: &[DbName],
) -> Option<(Option<Method>, String)> {
    if let Some((name, method)) = METHODS.iter().find(|(name, _)| *name == word.value) {
        return Some((Some(*method), (*name).to_owned()));
    }
    let names = METHODS.map(|(name, _)| name);
    let is_name = word.value.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .value
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    // What an extension brings is not known here, and its name may well be short: only a slip of one letter is one.
    let slip = names
        .into_iter()
        .find(|name| strsim::damerau_levenshtein(name, word.value) == 1);
    if is_name && !extensions.is_empty() && slip.is_none() {
        return Some((None, word.value.to_owned()));
    }
    let help = match slip {
        Some(name) => format!("did you mean {}?", quoted(name)),
        None => format!(
            "there is {}; others come with `[postgres] extensions`",
            list(&names, "and")
        ),
    };
    let diagnostic = report
        .error(
            Code::UnknownWord,
            word.span,
            format!("Postgres has no index method {}", quoted(word.value)),
        )
        .help(help);
    report.push(diagnostic);
    None
}

fn check_method(
    report: &mut Report<'_>,
    raw: &RawIndex<'_>,
    parts: &[RawPart<'_>],
    known: Option<Method>,
    word: At<&str>,
) {
    let place = &raw.keyed.place;
    let refuse = |report: &mut Report<'_>, span: Span, what: &str, label: &str| {
        let message = format!("{place} is a {} index and {what}", quoted(word.value));
        let diagnostic = report
            .error(Code::Index, span, message)
            .label(label)
            .related(word.span, "the method");
        report.push(diagnostic);
    };
    let Some(method) = known else {
        return;
    };
    if !method.orders {
        if let Some(unique) = raw.unique {
            refuse(report, unique, "unique", "only a `btree` can be unique");
        }
        for part in parts.iter().filter(|part| part.descending) {
            refuse(report, part.span, "descending", "it has no order");
        }
    }
    if let Some(second) = parts.get(1).filter(|_| !method.several) {
        refuse(
            report,
            second.span,
            "over two columns",
            "it takes one column",
        );
    }
    if let Some(include) = raw.include.as_ref().filter(|_| !method.includes) {
        refuse(
            report,
            include.span,
            "includes columns",
            "its entries carry none along",
        );
    }
}

fn include(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    raw: &RawIndex<'_>,
    parts: &[RawPart<'_>],
) -> Vec<ColumnName> {
    let Some(include) = &raw.include else {
        return Vec::new();
    };
    let place = format!("`include` of {}", raw.keyed.place);
    if include.value.is_empty() {
        let diagnostic = report
            .error(Code::Empty, include.span, format!("{place} is empty"))
            .label("expected at least one column");
        report.push(diagnostic);
    }
    let columns = keys::resolve_columns(report, table, &place, &include.value);
    for at in &columns {
        let part = parts
            .iter()
            .find(|part| matches!(part.key, RawKey::Column(column) if column == at.value));
        if let (Some(part), Some((name, _))) = (part, table.columns.get_index(at.value)) {
            let message = format!("{place} names {}, which the index is over", quoted(name));
            let diagnostic = report
                .error(Code::RepeatedColumn, at.span, message)
                .label("named again here")
                .related(part.span, "first named here");
            report.push(diagnostic);
        }
    }
    columns
        .iter()
        .filter_map(|at| table.columns.get_index(at.value))
        .map(|(name, _)| ColumnName::new(*name))
        .collect()
}
