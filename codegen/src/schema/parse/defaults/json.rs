//! Defaults of json: any TOML value that JSON has too, in the form in which the runtime stores JSON.

use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::DeValue;

use super::super::report::Report;
use super::number;
use crate::diagnostic::Code;

/// Integral floats up to this are integers to `jsonb` and to the runtime.
const EXACT: f64 = 9_007_199_254_740_992.0;

pub(super) fn read(
    report: &mut Report<'_>,
    place: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<Json> {
    if let Some(text) = value.get_ref().as_str()
        && text.trim_start().starts_with(['{', '['])
        && serde_json::from_str::<Json>(text).is_ok()
    {
        let message = format!("the default of {place} would be a string that holds JSON");
        let diagnostic = report
            .error(Code::DefaultType, value.span().into(), message)
            .help("write it as TOML, without the outer quotes: `{}`, `[]`, `{ key = 1 }`");
        report.push(diagnostic);
        return None;
    }
    convert(report, place, value)
}

fn convert(report: &mut Report<'_>, place: &str, value: &Spanned<DeValue<'_>>) -> Option<Json> {
    let problem = match value.get_ref() {
        DeValue::String(text) if text.contains('\0') => "Postgres holds no NUL in JSON",
        DeValue::String(text) => return Some(Json::String(text.as_ref().to_owned())),
        DeValue::Boolean(boolean) => return Some(Json::Bool(*boolean)),
        DeValue::Integer(integer) => match number::parse(integer) {
            Some(integer) => return Some(Json::from(integer)),
            None => "expected an integer of 64 bits",
        },
        DeValue::Float(float) => match number::finite(float).and_then(float_to_json) {
            Some(number) => return Some(number),
            None => "JSON has only finite numbers",
        },
        DeValue::Datetime(_) => "JSON has no dates: write a string",
        DeValue::Array(array) => {
            let items: Vec<Option<Json>> = array
                .iter()
                .map(|item| convert(report, place, item))
                .collect();
            return items
                .into_iter()
                .collect::<Option<Vec<Json>>>()
                .map(Json::Array);
        }
        DeValue::Table(_) => return object(report, place, value),
    };
    refuse(report, place, value, problem);
    None
}

fn object(report: &mut Report<'_>, place: &str, value: &Spanned<DeValue<'_>>) -> Option<Json> {
    let mut members: Vec<(&str, Json)> = Vec::new();
    let mut whole = true;
    for (key, member) in value.get_ref().as_table()? {
        if key.get_ref().contains('\0') {
            refuse(report, place, member, "Postgres holds no NUL in JSON");
            whole = false;
        }
        match convert(report, place, member) {
            Some(member) => members.push((key.get_ref(), member)),
            None => whole = false,
        }
    }
    // In sorted order even if some crate of the build makes serde_json keep the order of insertion.
    members.sort_by_key(|(key, _)| *key);
    let object: Map<String, Json> = members
        .into_iter()
        .map(|(key, member)| (key.to_owned(), member))
        .collect();
    whole.then_some(Json::Object(object))
}

fn float_to_json(float: f64) -> Option<Json> {
    if float.fract() == 0.0 && float.abs() <= EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an integer of at most 53 bits"
        )]
        return Some(Json::from(float as i64));
    }
    serde_json::Number::from_f64(float).map(Json::Number)
}

fn refuse(report: &mut Report<'_>, place: &str, value: &Spanned<DeValue<'_>>, why: &str) {
    let message = format!("the default of {place} is not JSON that both databases hold");
    let diagnostic = report
        .error(Code::DefaultType, value.span().into(), message)
        .label(why);
    report.push(diagnostic);
}
