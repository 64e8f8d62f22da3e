//! Fields of rows of which there are thousands: each row is an array of texts, which costs the server half of what an object of names
//! and values does.

use std::any::type_name;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error};

/// A number or a truth value as the server writes it.
pub(super) fn plain<'de, D: Deserializer<'de>, T: FromStr>(packed: D) -> Result<T, D::Error> {
    let text = String::deserialize(packed)?;
    let value = text.parse();
    value.map_err(|_| D::Error::custom(format!("`{text}` is no {}", type_name::<T>())))
}

/// Numbers as `{1,2}` or `1 2`; none for null.
pub(super) fn numbers<'de, D: Deserializer<'de>>(packed: D) -> Result<Vec<i64>, D::Error> {
    let text = Option::<String>::deserialize(packed)?.unwrap_or_default();
    let parts = text.split(['{', ',', ' ', '}']);
    let numbers = parts.filter(|part| !part.is_empty()).map(str::parse);
    let numbers: Result<_, _> = numbers.collect();
    numbers.map_err(|_| D::Error::custom(format!("`{text}` is no list of numbers")))
}

/// A JSON document; what stands for nothing for null.
pub(super) fn document<'de, D, T>(packed: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let text = Option::<String>::deserialize(packed)?;
    let document = text.map(|text| serde_json::from_str(&text)).transpose();
    document
        .map(Option::unwrap_or_default)
        .map_err(D::Error::custom)
}
