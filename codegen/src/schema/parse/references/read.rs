//! What a column says of its foreign key.
//!
//! `on_update` serves two things that cannot be mistaken for each other: `"now"` is always the generator, any other word is
//! always the foreign key's action. A column that wants both (a timestamp that references a key) says the action in
//! `on_update_key`.

use toml::de::DeValue;

use super::super::names::{self, Named};
use super::super::reader::{Field, Reader, wrong_type};
use super::super::report::{At, Report};
use super::super::text::{did_you_mean, quoted};
use crate::diagnostic::Code;
use crate::name::DbName;
use crate::schema::language::{ACTIONS, DEFERRABLE};
use crate::schema::model::{Action, Deferrable};

const NOW: &str = "now";

/// A foreign key that is read and not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct RawReference<'a> {
    pub(in super::super) text: At<&'a str>,
    pub(in super::super) on_delete: Option<At<Action>>,
    pub(in super::super) on_update: Option<At<Action>>,
    pub(in super::super) constraint: Option<At<DbName>>,
    pub(in super::super) deferrable: At<Deferrable>,
}

pub(in super::super) fn read<'a>(
    report: &mut Report<'_>,
    column: &Reader<'a, '_>,
    place: &str,
) -> Field<RawReference<'a>> {
    let text = match column.string(report, "references") {
        Field::Given(text) => text,
        Field::Bad => return Field::Bad,
        Field::Absent => {
            refuse_without_reference(report, column, place);
            return Field::Absent;
        }
    };
    let on_delete = column.string(report, "on_delete").given();
    let on_update = on_update(report, column);
    let constraint = column.string(report, "constraint").given().map(|name| {
        names::check_db_name(report, name, Named::Object, false);
        At::new(DbName::new(name.value), name.span)
    });
    let reference = RawReference {
        text,
        on_delete: on_delete.and_then(|word| action(report, word)),
        on_update: on_update.and_then(|word| action(report, word)),
        constraint,
        deferrable: deferrable(report, column, place),
    };
    Field::Given(At::new(reference, text.span))
}

/// Where the column says `on_update = "now"`.
pub(in super::super) fn read_touched(
    report: &mut Report<'_>,
    column: &Reader<'_, '_>,
    place: &str,
) -> Option<crate::diagnostic::Span> {
    // A value of the wrong kind is reported here where there is no foreign key to do so.
    let word = if column.raw("references").is_some() {
        let value = column.raw("on_update")?;
        At::new(value.get_ref().as_str()?, value.span())
    } else {
        column.string(report, "on_update").given()?
    };
    if word.value == NOW {
        return Some(word.span);
    }
    if column.raw("references").is_none() {
        let diagnostic = if is_action(word.value) {
            let message = format!(
                "{} is a foreign key's action, and {place} references nothing",
                quoted(word.value)
            );
            report
                .error(Code::ActionWithoutReference, word.span, message)
                .help("add `references = \"table.column\"`; without it, only `on_update = \"now\"` means something")
        } else {
            report
                .error(
                    Code::UnknownWord,
                    word.span,
                    format!("`on_update` of {place} cannot be {}", quoted(word.value)),
                )
                .label("expected `now`")
        };
        report.push(diagnostic);
    }
    None
}

/// `deferrable`, and where it is said.
pub(in super::super) fn deferrable(
    report: &mut Report<'_>,
    reader: &Reader<'_, '_>,
    place: &str,
) -> At<Deferrable> {
    let nowhere = At::new(Deferrable::No, reader.span());
    let Some(value) = reader.raw("deferrable") else {
        return nowhere;
    };
    match value.get_ref() {
        DeValue::Boolean(false) => At::new(Deferrable::No, value.span()),
        DeValue::Boolean(true) => At::new(Deferrable::Immediate, value.span()),
        DeValue::String(text) => {
            let known = DEFERRABLE.iter().find(|(word, _)| word == text);
            if let Some((_, deferrable)) = known {
                return At::new(*deferrable, value.span());
            }
            let diagnostic = report
                .error(
                    Code::UnknownWord,
                    value.span().into(),
                    format!("`deferrable` of {place} cannot be {}", quoted(text)),
                )
                .label("expected `true`, `false` or `\"deferred\"`")
                .help("`true` is checked at once unless a transaction defers it; `\"deferred\"` is checked when the transaction ends");
            report.push(diagnostic);
            nowhere
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            let what = format!("`deferrable` of {place}");
            wrong_type(report, value, &what, "boolean", None);
            nowhere
        }
    }
}

fn on_update<'a>(report: &mut Report<'_>, column: &Reader<'a, '_>) -> Option<At<&'a str>> {
    let on_update = column.string(report, "on_update").given();
    let on_update = on_update.filter(|word| word.value != NOW);
    let on_update_key = column.string(report, "on_update_key").given();
    if let (Some(one), Some(other)) = (on_update, on_update_key) {
        let diagnostic = report
            .error(
                Code::GivenTwice,
                other.span,
                "the foreign key's action on update is given twice",
            )
            .label("given again here")
            .related(one.span, "first given here");
        report.push(diagnostic);
    }
    on_update_key.or(on_update)
}

fn is_action(word: &str) -> bool {
    ACTIONS.iter().any(|(name, _)| *name == word)
}

pub(in super::super) fn action(report: &mut Report<'_>, word: At<&str>) -> Option<At<Action>> {
    if let Some((_, action)) = ACTIONS.iter().find(|(name, _)| *name == word.value) {
        return Some(At::new(*action, word.span));
    }
    let diagnostic = report
        .error(
            Code::UnknownWord,
            word.span,
            format!("{} is not a foreign key's action", quoted(word.value)),
        )
        .maybe_help(did_you_mean(word.value, ACTIONS.map(|(name, _)| name)));
    report.push(diagnostic);
    None
}

fn refuse_without_reference(report: &mut Report<'_>, column: &Reader<'_, '_>, place: &str) {
    for key in ["on_delete", "on_update_key", "constraint", "deferrable"] {
        if let Some(span) = column.key_span(key) {
            let message =
                format!("`{key}` belongs to a foreign key, and {place} references nothing");
            let diagnostic = report
                .error(Code::ActionWithoutReference, span, message)
                .help("add `references = \"table.column\"`, or remove it");
            report.push(diagnostic);
        }
    }
}
