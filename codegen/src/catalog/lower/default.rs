//! Literal defaults as SQL, where both databases spell them alike.

use serde_json::Value as Json;

use crate::schema::model::Literal;

/// The JSON text that the runtime would store for the value: keys sorted, no spaces, whole numbers without a fraction.
pub(super) fn canonical_json(value: &Json) -> String {
    canonical(value).to_string()
}

fn canonical(value: &Json) -> Json {
    match value {
        Json::Null | Json::Bool(_) | Json::String(_) => value.clone(),
        Json::Number(number) => canonical_number(number),
        Json::Array(items) => items.iter().map(canonical).collect(),
        Json::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            sorted
                .into_iter()
                .map(|(key, item)| (key.clone(), canonical(item)))
                .collect()
        }
    }
}

/// 1.0 and 1 are one number to jsonb; the runtime writes such numbers as integers while a double holds them exactly.
fn canonical_number(number: &serde_json::Number) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() <= EXACT =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "whole and within 2^53: exact"
            )]
            Json::from(float as i64)
        }
        _ => Json::Number(number.clone()),
    }
}

/// An element of a list in the JSON text by which SQLite holds the list.
pub(super) fn list_element(literal: &Literal) -> Json {
    match literal {
        Literal::Bool(value) => Json::from(*value),
        Literal::Int(value) => Json::from(*value),
        Literal::Float(value) => Json::from(*value),
        Literal::Decimal(text) | Literal::Text(text) => Json::from(text.as_str()),
        Literal::Json(value) => value.clone(),
        Literal::List(items) => items.iter().map(list_element).collect(),
    }
}

/// A float as both databases read it back exactly: the shortest digits that do so, always with a point or exponent.
pub(super) fn float(value: f64) -> String {
    // -0.0 + 0.0 is 0.0: the sign of zero is the one thing that SQLite would lose.
    format!("{:?}", value + 0.0)
}
