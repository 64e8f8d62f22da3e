//! `[sqlite.objects]` and `[postgres.objects]`.

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::DeValue;

use super::expression::engine;
use super::names;
use super::raw_sql;
use super::reader::{Reader, entries, strings, table as table_of, wrong_type};
use super::report::{At, Report};
use super::text::{did_you_mean, quoted};
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::{EnumName, ObjectName, TableName, ViewName};
use crate::schema::language::OBJECT;
use crate::schema::model::{Object, ObjectReference, Objects};

/// What an object can be made after, by key.
pub(super) struct Others<'o> {
    pub(super) tables: Vec<&'o str>,
    pub(super) views: Vec<&'o str>,
    /// Each enum, and whether Postgres has a type for it.
    pub(super) enums: Vec<(&'o str, bool)>,
}

/// An object, and where its `after` names others of its kind.
struct RawObject {
    object: Object,
    span: Span,
    after: Vec<(ObjectName, Span)>,
}

pub(super) fn read(report: &mut Report<'_>, root: &Reader<'_, '_>, others: &Others<'_>) -> Objects {
    Objects {
        sqlite: of_dialect(report, root, others, Dialect::Sqlite),
        postgres: of_dialect(report, root, others, Dialect::Postgres),
    }
}

fn of_dialect(
    report: &mut Report<'_>,
    root: &Reader<'_, '_>,
    others: &Others<'_>,
    dialect: Dialect,
) -> IndexMap<ObjectName, Object> {
    // The section itself has been read, and reported where it is none.
    let section = root
        .raw(dialect.as_str())
        .and_then(|value| value.get_ref().as_table());
    let Some(value) = section.and_then(|section| section.get("objects")) else {
        return IndexMap::new();
    };
    let what = format!("`[{dialect}.objects]`");
    let Some(table) = table_of(report, value, &what) else {
        return IndexMap::new();
    };
    let found = entries(table);
    let keys: Vec<&str> = found.iter().map(|(key, _)| key.value).collect();
    let mut objects: IndexMap<ObjectName, RawObject> = IndexMap::new();
    for (key, value) in found {
        let names = Names {
            dialect,
            others,
            objects: &keys,
        };
        if let Some(raw) = read_one(report, key, value, &names) {
            objects.insert(raw.object.name.clone(), raw);
        }
    }
    refuse_circles(report, &objects);
    objects
        .into_iter()
        .map(|(name, raw)| (name, raw.object))
        .collect()
}

struct Names<'n> {
    dialect: Dialect,
    others: &'n Others<'n>,
    objects: &'n [&'n str],
}

fn read_one(
    report: &mut Report<'_>,
    key: At<&str>,
    value: &Spanned<DeValue<'_>>,
    names: &Names<'_>,
) -> Option<RawObject> {
    names::check_key(report, key, "object", None);
    let place = format!("{} object {}", engine(names.dialect), quoted(key.value));
    let parts = table_of(report, value, &place)?;
    let reader = Reader::new(report, parts, key.span, place.as_str(), OBJECT);
    let create = statements(report, &reader, "create", &place);
    let drop = statements(report, &reader, "drop", &place);
    let on = reader.string(report, "on").given();
    let on = on.and_then(|name| {
        find(report, name, &names.others.tables, "table").then(|| TableName::new(name.value))
    });
    let mut after = Vec::new();
    let mut objects = Vec::new();
    for text in reader.strings(report, "after").value().unwrap_or_default() {
        let Some(reference) = reference(report, text, names, &place) else {
            continue;
        };
        match &reference {
            ObjectReference::Object(name) => objects.push((name.clone(), text.span)),
            ObjectReference::Table(_) | ObjectReference::View(_) | ObjectReference::Enum(_) => {}
        }
        if !after.contains(&reference) {
            after.push(reference);
        }
    }
    Some(RawObject {
        object: Object {
            name: ObjectName::new(key.value),
            on,
            create,
            drop,
            after,
        },
        span: key.span,
        after: objects,
    })
}

/// One statement, or an array of them.
fn statements(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    key: &str,
    place: &str,
) -> Vec<String> {
    let what = format!("`{key}` of {place}");
    let Some(value) = reader.raw(key) else {
        if !reader.is_misspelt(key) {
            let example = if key == "create" {
                "CREATE TRIGGER .."
            } else {
                "DROP TRIGGER .."
            };
            let diagnostic = report
                .error(
                    Code::MissingKey,
                    reader.span(),
                    format!("{place} has no `{key}`"),
                )
                .help(format!("write `{key} = \"{example}\"`"));
            report.push(diagnostic);
        }
        return Vec::new();
    };
    let texts = match value.get_ref() {
        DeValue::String(text) => vec![At::new(text.as_ref(), value.span())],
        DeValue::Array(_) => strings(report, value, &what).unwrap_or_default(),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Table(_) => {
            wrong_type(report, value, &what, "string", None);
            return Vec::new();
        }
    };
    if texts.is_empty()
        && value
            .get_ref()
            .as_array()
            .is_some_and(|array| array.is_empty())
    {
        let diagnostic = report
            .error(Code::Empty, value.span().into(), format!("{what} is empty"))
            .label("expected at least one statement");
        report.push(diagnostic);
    }
    texts
        .into_iter()
        .filter_map(|text| raw_sql::statement(report, text, &what))
        .collect()
}

/// `"tables.notes"`.
fn reference(
    report: &mut Report<'_>,
    text: At<&str>,
    names: &Names<'_>,
    place: &str,
) -> Option<ObjectReference> {
    let Some((kind, name)) = text.value.split_once('.') else {
        let diagnostic = report
            .error(
                Code::UnknownObject,
                text.span,
                format!("{} does not name anything", quoted(text.value)),
            )
            .label("expected `tables.`, `views.`, `enums.` or `objects.` and a name");
        report.push(diagnostic);
        return None;
    };
    let name = At::new(name, text.span);
    match kind {
        "tables" => find(report, name, &names.others.tables, "table")
            .then(|| ObjectReference::Table(TableName::new(name.value))),
        "views" => find(report, name, &names.others.views, "view")
            .then(|| ObjectReference::View(ViewName::new(name.value))),
        "enums" => {
            let enums: Vec<&str> = names.others.enums.iter().map(|(name, _)| *name).collect();
            if !find(report, name, &enums, "enum") {
                return None;
            }
            let is_native = |(known, native): &(&str, bool)| *known == name.value && *native;
            let native = names.others.enums.iter().any(is_native);
            if !native || names.dialect == Dialect::Sqlite {
                let why = if names.dialect == Dialect::Sqlite {
                    "SQLite has no types of that kind"
                } else {
                    "it has no type of its own: it is text with a check"
                };
                let message = format!("{place} cannot come after enum {}", quoted(name.value));
                let diagnostic = report
                    .error(Code::UnknownObject, text.span, message)
                    .label(why)
                    .help("remove it: there is nothing to wait for");
                report.push(diagnostic);
                return None;
            }
            Some(ObjectReference::Enum(EnumName::new(name.value)))
        }
        "objects" => find(report, name, names.objects, "object")
            .then(|| ObjectReference::Object(ObjectName::new(name.value))),
        other => {
            let kinds = ["tables", "views", "enums", "objects"];
            let diagnostic = report
                .error(
                    Code::UnknownObject,
                    text.span,
                    format!("there is nothing called {}", quoted(other)),
                )
                .label("expected `tables.`, `views.`, `enums.` or `objects.` and a name")
                .maybe_help(did_you_mean(other, kinds));
            report.push(diagnostic);
            None
        }
    }
}

fn find(report: &mut Report<'_>, name: At<&str>, known: &[&str], what: &str) -> bool {
    if known.contains(&name.value) {
        return true;
    }
    if !report.has_lost_word(name.value) {
        let diagnostic = report
            .error(
                Code::UnknownObject,
                name.span,
                format!("there is no {what} {}", quoted(name.value)),
            )
            .maybe_help(did_you_mean(name.value, known.iter().copied()));
        report.push(diagnostic);
    }
    false
}

/// Reports objects of which none can be first, each circle once.
fn refuse_circles(report: &mut Report<'_>, objects: &IndexMap<ObjectName, RawObject>) {
    let edges: Vec<Vec<usize>> = objects
        .values()
        .map(|raw| {
            let after = raw.after.iter();
            after
                .filter_map(|(name, _)| objects.get_index_of(name))
                .collect()
        })
        .collect();
    let Err(circle) = super::order::sorted(&edges) else {
        return;
    };
    let names: Vec<String> = circle
        .iter()
        .chain(circle.first())
        .filter_map(|index| objects.get_index(*index))
        .map(|(name, _)| quoted(name.as_str()))
        .collect();
    let Some(first) = circle.first().and_then(|index| objects.get_index(*index)) else {
        return;
    };
    let next = circle.get(1).or(circle.first());
    let next = next.and_then(|index| objects.get_index(*index));
    let span = first.1.after.iter().find_map(|(name, span)| {
        let is_next = next.is_some_and(|(next, _)| next == name);
        is_next.then_some(*span)
    });
    let diagnostic = report
        .error(
            Code::ObjectCycle,
            span.unwrap_or(first.1.span),
            format!(
                "these objects each come after the next: {}",
                names.join(" -> ")
            ),
        )
        .label("the circle begins here")
        .help("remove one of them from an `after`");
    report.push(diagnostic);
}
