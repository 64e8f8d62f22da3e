//! `json`: canonical TEXT, and jsonb. What the two would store differently is made equal, or refused, on the way in.

#[cfg(feature = "postgres")]
use {super::Field, super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use serde_json::{Number, Value as Json};

use super::Value;
use super::cell::decode;
use crate::error::ValueProblem;

impl From<Json> for Value {
    fn from(value: Json) -> Self {
        Self::Json(value)
    }
}

/// What the parser reads back.
const DEEPEST: u32 = 127;

/// Brings JSON into the form that both databases give back: integral floats as integers, no negative zero, keys sorted.
/// Refuses what jsonb does: NUL in a text, numbers past a 64-bit float; and what could not be read again.
pub(super) fn canonicalise(value: &mut Json) -> Result<(), ValueProblem> {
    walk(value, DEEPEST)?;
    // Nothing to do unless another crate of the build turns on serde_json's `preserve_order`.
    value.sort_all_objects();
    Ok(())
}

fn walk(value: &mut Json, depth: u32) -> Result<(), ValueProblem> {
    match value {
        Json::Null | Json::Bool(_) => Ok(()),
        Json::Number(number) => {
            *number = canonical_number(number).ok_or(ValueProblem::Json)?;
            Ok(())
        }
        Json::String(text) => super::text::check(text),
        Json::Array(items) => {
            let depth = depth.checked_sub(1).ok_or(ValueProblem::Json)?;
            items.iter_mut().try_for_each(|item| walk(item, depth))
        }
        Json::Object(members) => {
            let depth = depth.checked_sub(1).ok_or(ValueProblem::Json)?;
            members.iter_mut().try_for_each(|(key, item)| {
                super::text::check(key)?;
                walk(item, depth)
            })
        }
    }
}

/// 2^63 and 2^64 are floats; what is below them and integral converts exactly.
const I64_END: f64 = 9_223_372_036_854_775_808.0;
const U64_END: f64 = 18_446_744_073_709_551_616.0;

/// jsonb writes 1e2 as 100 and forgets that it was a float; so does this, for every float that is a 64-bit integer.
fn canonical_number(number: &Number) -> Option<Number> {
    if let Some(integer) = number.as_i64() {
        return Some(integer.into());
    }
    if let Some(integer) = number.as_u64() {
        return Some(integer.into());
    }
    let float = number.as_f64().filter(|float| float.is_finite())?;
    if float.fract() != 0.0 {
        return Number::from_f64(float);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked"
    )]
    if (-I64_END..I64_END).contains(&float) {
        Some((float as i64).into())
    } else if (0.0..U64_END).contains(&float) {
        Some((float as u64).into())
    } else {
        Number::from_f64(float)
    }
}

fn parse(text: &[u8]) -> Option<Json> {
    let mut value: Json = serde_json::from_slice(text).ok()?;
    value.sort_all_objects();
    Some(value)
}

decode!(
    Json,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_str().ok().and_then(|text| parse(text.as_bytes())),
    postgres: from_postgres
);

/// jsonb's binary form is a version and the text.
#[cfg(feature = "postgres")]
const JSONB_VERSION: u8 = 1;

#[cfg(feature = "postgres")]
fn from_postgres(field: Field<'_>) -> Option<Json> {
    parse(text_of(field)?)
}

#[cfg(feature = "postgres")]
pub(super) fn text_of(field: Field<'_>) -> Option<&[u8]> {
    match field.of(&Type::JSONB) {
        Some([JSONB_VERSION, text @ ..]) => Some(text),
        Some(_) => None,
        None => field.of(&Type::JSON),
    }
}

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: &Json, ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty == Type::JSONB {
        out.extend_from_slice(&[JSONB_VERSION]);
    } else if *ty != Type::JSON {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(value.to_string().as_bytes());
    Ok(())
}

/// A JSON default, as generated code writes it. The generator has parsed it before.
#[must_use]
pub fn json_literal(text: &'static str) -> Json {
    serde_json::from_str(text).unwrap_or(Json::Null)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn canonical(mut value: Json) -> Result<String, ValueProblem> {
        canonicalise(&mut value).map(|()| value.to_string())
    }

    #[test]
    fn integral_floats_become_integers_and_keys_are_sorted() {
        let value = json!({"b": [1.0, -0.0, 1e2, 0.5, 1e18, 1e20], "a": null});
        assert_eq!(
            canonical(value).unwrap(),
            r#"{"a":null,"b":[1,0,100,0.5,1000000000000000000,1e+20]}"#
        );
    }

    #[test]
    fn a_nul_is_refused_in_values_and_keys() {
        assert_eq!(canonical(json!(["a\0"])), Err(ValueProblem::Nul));
        assert_eq!(canonical(json!({"a\0": 1})), Err(ValueProblem::Nul));
    }

    #[test]
    fn what_nests_deeper_than_it_can_be_read_is_refused() {
        let nested = |depth: u32| (0..depth).fold(json!(1), |inner, _| json!([inner]));
        let text = canonical(nested(DEEPEST)).unwrap();
        assert!(parse(text.as_bytes()).is_some());
        assert_eq!(canonical(nested(DEEPEST + 1)), Err(ValueProblem::Json));
    }

    #[test]
    fn floats_survive_both_ways_of_writing_them() {
        // Postgres writes 0.00000012345678901234567 where SQLite keeps 1.2345678901234567e-7.
        assert_eq!(
            parse(b"0.00000012345678901234567"),
            parse(b"1.2345678901234567e-7")
        );
        assert_eq!(
            parse(b"123456789012345680000000000000"),
            parse(b"1.2345678901234568e29")
        );
    }
}
