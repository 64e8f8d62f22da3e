//! `json` with a `rust_type`: what stands in the column is what serde makes of the type.

use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Value;
use super::cell::{Cell, Decode, Raw};
#[cfg(feature = "postgres")]
use super::json;
use crate::error::{Result, ValueProblem};

/// A `json` column's value as a type of your own: `rust_type = "my_types::Labels"` makes the field a `Typed<my_types::Labels>`.
///
/// The type implements serde's `Serialize` and `Deserialize`, `Clone`, `Debug` and `PartialEq`. Stored JSON that it cannot be
/// read from is [`ErrorKind::Decode`](crate::ErrorKind::Decode); a value that serde cannot write, or whose JSON has a map
/// without text keys, is refused before anything is sent. It derefs to the value.
///
/// ```
/// use dualect::types::Typed;
///
/// let labels = Typed(vec!["red".to_owned()]);
/// assert_eq!(labels.len(), 1);
/// assert_eq!(labels.into_inner(), ["red"]);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Typed<T>(pub T);

impl<T> Typed<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Typed<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Typed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Typed<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Serialize> From<Typed<T>> for Value {
    fn from(value: Typed<T>) -> Self {
        match serde_json::to_value(value.0) {
            Ok(value) => Self::Json(value),
            Err(_) => Self::Refused(ValueProblem::Json),
        }
    }
}

impl<T: DeserializeOwned> Decode for Typed<T> {
    fn decode(cell: Cell<'_>) -> Result<Self> {
        let text = match cell.raw {
            Raw::Null => None,
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(value) => value.as_str().ok().map(str::as_bytes),
            #[cfg(feature = "postgres")]
            Raw::Postgres(field) => json::text_of(field),
        };
        text.and_then(|text| serde_json::from_slice(text).ok())
            .map(Self)
            .ok_or_else(Cell::mismatch)
    }
}

#[cfg(feature = "serde")]
impl<T: Serialize> Serialize for Typed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Typed<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
