//! A value's bytes as hashes are made of them: the same on both databases, and written down in
//! [`HashChain`](crate::query::HashChain).

use super::{Value, time, timestamp};

/// The bytes of a value that has been normalised; `None` for NULL.
pub(crate) fn bytes(value: &Value) -> Option<Vec<u8>> {
    Some(match value {
        Value::Null | Value::Refused(_) => return None,
        Value::Bool(value) => value.to_string().into_bytes(),
        Value::SmallInt(value) => value.to_string().into_bytes(),
        Value::Int(value) => value.to_string().into_bytes(),
        Value::BigInt(value) => value.to_string().into_bytes(),
        Value::Real(value) => f64::from(*value).to_be_bytes().into(),
        Value::Double(value) => value.to_be_bytes().into(),
        Value::Decimal(value) => value.value.normalize().to_string().into_bytes(),
        Value::Text(value) => value.as_bytes().to_owned(),
        Value::Bytes(value) => value.clone(),
        Value::Uuid(value) => value.to_string().into_bytes(),
        Value::Timestamp { value, .. } => timestamp::to_text(*value).into_bytes(),
        Value::Date(value) => value.to_string().into_bytes(),
        Value::Time(value) => time::to_text(*value).into_bytes(),
        Value::Json(value) => value.to_string().into_bytes(),
        Value::List(_, items) => {
            let mut out = Vec::new();
            for item in items {
                put(&mut out, &bytes(item).unwrap_or_default());
            }
            out
        }
    })
}

/// Writes some bytes after their number.
pub(crate) fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::ListKind;

    fn text(value: impl Into<Value>) -> String {
        let mut value = value.into();
        value.normalise().unwrap();
        String::from_utf8(bytes(&value).unwrap()).unwrap()
    }

    #[test]
    fn each_type_has_one_spelling() {
        assert_eq!(text(true), "true");
        assert_eq!(text(i64::MIN), "-9223372036854775808");
        assert_eq!(
            text(Value::decimal("-12.50".parse().unwrap(), 10, 4)),
            "-12.5"
        );
        assert_eq!(text(Value::decimal("-0.00".parse().unwrap(), 10, 4)), "0");
        assert_eq!(
            text(uuid::Uuid::from_u128(0xAB)),
            "00000000-0000-0000-0000-0000000000ab"
        );
        let moment: jiff::Timestamp = "2026-01-31T12:00:00.1234567Z".parse().unwrap();
        assert_eq!(text(moment), "2026-01-31T12:00:00.123456Z");
        assert_eq!(text(jiff::civil::time(1, 2, 3, 0)), "01:02:03.000000");
        let json = serde_json::json!({"b": 1.0, "a": [null, "é"]});
        assert_eq!(text(json), "{\"a\":[null,\"é\"],\"b\":1}");
    }

    #[test]
    fn null_has_no_bytes_and_an_empty_text_has_none_in_it() {
        assert_eq!(bytes(&Value::Null), None);
        assert_eq!(bytes(&Value::from("")), Some(Vec::new()));
    }

    #[test]
    fn lists_that_would_read_alike_differ() {
        let list = |items: &[&str]| bytes(&Value::list(ListKind::Text, items.iter().copied()));
        assert_ne!(list(&["a", "bc"]), list(&["ab", "c"]));
        assert_ne!(list(&[]), list(&[""]));
    }
}
