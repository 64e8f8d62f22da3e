//! Where a page ends: the list's name and the last row's key, as text that goes through URLs.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;

use super::{DecimalValue, Storage, Value};
use crate::error::{Error, ErrorKind, Result};

/// Where the next page of a list starts.
///
/// It is opaque, and holds the key of the last row: not a secret, nor something to trust. Its text is URL-safe.
///
/// ```
/// use dualect::query::Cursor;
///
/// assert!("made up".parse::<Cursor>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    list: String,
    position: Vec<Value>,
}

impl Cursor {
    pub(crate) fn new(list: &str, position: Vec<Value>) -> Self {
        Self {
            list: list.to_owned(),
            position,
        }
    }

    /// The position, if the cursor was made by that list.
    pub(crate) fn position_in(&self, list: &str) -> Result<&[Value]> {
        if self.list == list {
            Ok(&self.position)
        } else {
            Err(invalid())
        }
    }

    fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut out = vec![VERSION];
        put_bytes(&mut out, self.list.as_bytes())?;
        for value in &self.position {
            put_value(&mut out, value)?;
        }
        let sum = checksum(&out);
        out.extend_from_slice(&sum.to_be_bytes());
        Some(out)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<4>()?;
        if checksum(body) != u32::from_be_bytes(*sum) {
            return None;
        }
        let (version, mut rest) = body.split_first()?;
        if *version != VERSION {
            return None;
        }
        let list = String::from_utf8(take_bytes(&mut rest)?.to_vec()).ok()?;
        let mut position = Vec::new();
        while !rest.is_empty() {
            position.push(take_value(&mut rest)?);
        }
        Some(Self { list, position })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_base64url(&self.to_bytes().ok_or(fmt::Error)?))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        from_base64url(text)
            .and_then(|bytes| Self::from_bytes(&bytes))
            .ok_or_else(invalid)
    }
}

fn invalid() -> Error {
    Error::new(ErrorKind::InvalidCursor)
}

/// The form's version.
const VERSION: u8 = 1;

/// FNV-1a: a cursor that was cut or mistyped is told from one that was made.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// `None` for what is no part of a key: it cannot be ordered by.
fn put_value(out: &mut Vec<u8>, value: &Value) -> Option<()> {
    let mut put = |tag: u8, bytes: &[u8]| {
        out.push(tag);
        put_bytes(out, bytes)
    };
    match value {
        Value::Null => put(b'0', &[]),
        Value::Bool(value) => put(b'b', &[u8::from(*value)]),
        Value::SmallInt(value) => put(b's', &value.to_be_bytes()),
        Value::Int(value) => put(b'i', &value.to_be_bytes()),
        Value::BigInt(value) => put(b'l', &value.to_be_bytes()),
        Value::Real(value) => put(b'f', &value.to_be_bytes()),
        Value::Double(value) => put(b'd', &value.to_be_bytes()),
        Value::Decimal(value) => {
            let tail = [value.precision, value.scale, u8::from(value.text)];
            put(b'n', &[value.value.serialize().as_slice(), &tail].concat())
        }
        Value::Text(value) => put(b't', value.as_bytes()),
        Value::Bytes(value) => put(b'x', value),
        Value::Uuid(value) => put(b'u', value.as_bytes()),
        Value::Timestamp { value, storage } => {
            let storage = match storage {
                Storage::Micros => 0_u8,
                Storage::Millis => 1,
                Storage::Seconds => 2,
                Storage::Text => 3,
            };
            put(
                b'w',
                &[value.as_microsecond().to_be_bytes().as_slice(), &[storage]].concat(),
            )
        }
        Value::Date(value) => put(b'y', value.to_string().as_bytes()),
        Value::Time(value) => put(b'h', value.to_string().as_bytes()),
        Value::Json(_) | Value::List(..) | Value::Refused(_) => None,
    }
}

fn take_value(bytes: &mut &[u8]) -> Option<Value> {
    let (tag, rest) = bytes.split_first()?;
    *bytes = rest;
    let body = take_bytes(bytes)?;
    Some(match tag {
        b'0' if body.is_empty() => Value::Null,
        b'b' => match body {
            [0] => Value::Bool(false),
            [1] => Value::Bool(true),
            _ => return None,
        },
        b's' => Value::SmallInt(i16::from_be_bytes(body.try_into().ok()?)),
        b'i' => Value::Int(i32::from_be_bytes(body.try_into().ok()?)),
        b'l' => Value::BigInt(i64::from_be_bytes(body.try_into().ok()?)),
        b'f' => Value::Real(f32::from_be_bytes(body.try_into().ok()?)),
        b'd' => Value::Double(f64::from_be_bytes(body.try_into().ok()?)),
        b'n' => {
            let (digits, [precision, scale, text]) = body.split_last_chunk::<3>()?;
            // The scale is checked: rust_decimal takes any bits here.
            let value = Decimal::deserialize(digits.try_into().ok()?);
            if value.scale() > 28 {
                return None;
            }
            Value::Decimal(DecimalValue {
                value,
                precision: *precision,
                scale: *scale,
                text: *text != 0,
            })
        }
        b't' => Value::Text(Cow::Owned(text(body)?.to_owned())),
        b'x' => Value::Bytes(body.to_vec()),
        b'u' => Value::Uuid(uuid::Uuid::from_slice(body).ok()?),
        b'w' => {
            let (micros, [storage]) = body.split_last_chunk::<1>()?;
            let storage = match storage {
                0 => Storage::Micros,
                1 => Storage::Millis,
                2 => Storage::Seconds,
                3 => Storage::Text,
                _ => return None,
            };
            let value =
                Timestamp::from_microsecond(i64::from_be_bytes(micros.try_into().ok()?)).ok()?;
            Value::Timestamp { value, storage }
        }
        b'y' => Value::Date(text(body)?.parse::<Date>().ok()?),
        b'h' => Value::Time(text(body)?.parse::<Time>().ok()?),
        _ => return None,
    })
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_be_bytes());
    out.extend_from_slice(bytes);
    Some(())
}

fn take_bytes<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (taken, rest) =
        rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(taken)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// RFC 4648, section 5, without padding.
fn to_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0_u32, |bits, (at, byte)| {
            bits | u32::from(*byte) << (16 - 8 * at)
        });
        for at in 0..=chunk.len() {
            let index = bits >> (18 - 6 * at) & 63;
            text.push(
                ALPHABET
                    .get(index as usize)
                    .copied()
                    .map_or('A', char::from),
            );
        }
    }
    text
}

fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for (at, letter) in chunk.iter().enumerate() {
            let index = ALPHABET.iter().position(|known| known == letter)?;
            bits |= u32::try_from(index).ok()? << (18 - 6 * at);
        }
        let [_, first, second, third] = bits.to_be_bytes();
        match chunk.len() {
            2 => bytes.push(first),
            3 => bytes.extend_from_slice(&[first, second]),
            4 => bytes.extend_from_slice(&[first, second, third]),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position() -> Vec<Value> {
        vec![
            Value::Null,
            Value::Bool(true),
            Value::SmallInt(-1),
            Value::Int(i32::MIN),
            Value::BigInt(i64::MAX),
            Value::Real(0.5),
            Value::Double(-1e300),
            Value::decimal("-12.50".parse().unwrap(), 10, 2),
            Value::from("grüße, \u{1F600}"),
            Value::Bytes(vec![0, 255]),
            Value::Uuid(uuid::Uuid::max()),
            Value::timestamp(
                "2026-01-31T12:00:00.123456Z".parse().unwrap(),
                Storage::Millis,
            ),
            Value::Date("0001-01-01".parse().unwrap()),
            Value::Time("23:59:59.999999".parse().unwrap()),
        ]
    }

    #[test]
    fn every_key_type_goes_there_and_back() {
        let cursor = Cursor::new("things::list", position());
        let text = cursor.to_string();
        assert!(text.bytes().all(|byte| ALPHABET.contains(&byte)), "{text}");
        assert_eq!(text.parse::<Cursor>().unwrap(), cursor);
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let cursor = Cursor::new("things::list", position());
        assert!(cursor.position_in("things::list").is_ok());
        assert_eq!(
            cursor.position_in("others::list").unwrap_err().kind(),
            &ErrorKind::InvalidCursor
        );
    }

    #[test]
    fn whatever_is_cut_or_changed_is_refused() {
        let text = Cursor::new("things::list", position()).to_string();
        for end in 0..text.len() {
            assert!(text[..end].parse::<Cursor>().is_err(), "cut at {end}");
        }
        for at in 0..text.len() - 1 {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(
                String::from_utf8(changed)
                    .unwrap()
                    .parse::<Cursor>()
                    .is_err(),
                "changed at {at}"
            );
        }
    }

    #[test]
    fn base64url_is_that_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_base64url(bytes.as_bytes()), text);
            assert_eq!(from_base64url(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(to_base64url(&[255, 254]), "__4");
    }
}
