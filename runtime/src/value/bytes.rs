//! `bytes`: BLOB, and bytea.

#[cfg(feature = "postgres")]
use {super::Misfit, ::bytes::BytesMut, tokio_postgres::types::Type};

use super::Value;
use super::cell::decode;

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

decode!(
    Vec<u8>,
    sqlite: |value: rusqlite::types::ValueRef<'_>| value.as_blob().ok().map(<[u8]>::to_vec),
    postgres: |field: super::Field<'_>| field.of(&Type::BYTEA).map(<[u8]>::to_vec)
);

#[cfg(feature = "postgres")]
pub(super) fn to_postgres(value: &[u8], ty: &Type, out: &mut BytesMut) -> Result<(), Misfit> {
    if *ty != Type::BYTEA {
        return Err(Misfit::Type);
    }
    out.extend_from_slice(value);
    Ok(())
}

/// Bytes inside a JSON list.
#[cfg(feature = "sqlite")]
pub(super) fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect()
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    #[test]
    fn hex_goes_there_and_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(from_hex(&to_hex(&all)), Some(all));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("0g"), None);
    }
}
