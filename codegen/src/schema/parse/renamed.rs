//! `renamed_from` and `renamed_values`: what things were called until now.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::reader::{Reader, entries, string};
use super::report::{At, Report};
use super::text::{did_you_mean, quoted};
use crate::diagnostic::{Code, Span};
use crate::name::DbName;

/// `renamed_from` of what is called `name` in the databases now. What is in a Postgres schema may have had that name in none.
pub(super) fn read(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    name: &DbName,
    is_in_schema: bool,
    place: &str,
) -> Option<At<DbName>> {
    let from = reader.string(report, "renamed_from").given()?;
    let problem = if from.value.is_empty() {
        Some("it names nothing")
    } else if from.value == name.as_str() && !is_in_schema {
        Some("that is its name")
    } else {
        None
    };
    if let Some(label) = problem {
        let diagnostic = report
            .error(
                Code::Renamed,
                from.span,
                format!("{place} cannot have been called {}", quoted(from.value)),
            )
            .label(label)
            .help("write the name that it has in the databases until the next migration, or remove the line");
        report.push(diagnostic);
        return None;
    }
    Some(At::new(DbName::new(from.value), from.span))
}

/// Reports two that were one.
pub(super) fn refuse_two_of_one<'a>(
    report: &mut Report<'_>,
    what: &str,
    all: impl Iterator<Item = (&'a str, &'a At<DbName>)>,
) {
    let mut seen: IndexMap<&DbName, (&str, Span)> = IndexMap::new();
    for (key, from) in all {
        if let Some((first, span)) = seen.get(&from.value) {
            let message = format!(
                "the {what}s {} and {} cannot both have been {}",
                quoted(first),
                quoted(key),
                quoted(from.value.as_str())
            );
            let diagnostic = report
                .error(Code::Renamed, from.span, message)
                .label("this one")
                .related(*span, "and this one")
                .help("remove the line from the one that is new");
            report.push(diagnostic);
        } else {
            seen.insert(&from.value, (key, from.span));
        }
    }
}

/// An enum's `renamed_values`, by what they are called now.
pub(super) fn values(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    values: &[&str],
    place: &str,
) -> BTreeMap<String, String> {
    let mut renamed = BTreeMap::new();
    let Some(table) = reader.table(report, "renamed_values").value() else {
        return renamed;
    };
    let mut given: IndexMap<&str, (&str, Span)> = IndexMap::new();
    for (key, value) in entries(table) {
        let what = format!("{} in `renamed_values` of {place}", quoted(key.value));
        let Some(from) = string(report, value, &what) else {
            continue;
        };
        let span: Span = value.span().into();
        let known = values.contains(&key.value);
        let twice = given
            .values()
            .find(|(other, _)| *other == from)
            .map(|(_, span)| *span);
        let problem = if !known {
            let message = format!("{} is not a value of {place}", quoted(key.value));
            let near = did_you_mean(key.value, values.iter().copied());
            let help = "write the new value, then what it was called: `{ new = \"old\" }`";
            let diagnostic = report.error(Code::UnknownWord, key.span, message);
            Some(diagnostic.help(near.unwrap_or_else(|| help.to_owned())))
        } else if from == key.value {
            let message = format!("{} cannot have been called so", quoted(key.value));
            let diagnostic = report.error(Code::Renamed, span, message);
            Some(diagnostic.label("that is its name"))
        } else if let Some(first) = twice {
            let message = format!(
                "two values of {place} cannot both have been {}",
                quoted(from)
            );
            let diagnostic = report.error(Code::Renamed, span, message);
            Some(diagnostic.label("this one").related(first, "and this one"))
        } else {
            None
        };
        match problem {
            Some(diagnostic) => report.push(diagnostic),
            None => {
                given.insert(key.value, (from, span));
            }
        }
    }
    for (new, (old, span)) in &given {
        // One that stays what it is would be told apart from what becomes it no more.
        if values.contains(old) && !given.contains_key(old) {
            let message = format!(
                "{} of {place} cannot have been {}, which is a value of its own",
                quoted(new),
                quoted(old)
            );
            let diagnostic = report
                .error(Code::Renamed, *span, message)
                .help(format!(
                    "remove {} from `values` if it is gone; or, if rows are to go over from the one to the other, write an UPDATE",
                    quoted(old)
                ));
            report.push(diagnostic);
        } else {
            renamed.insert((*new).to_owned(), (*old).to_owned());
        }
    }
    renamed
}
