//! Enums that are stored as their text.

use std::borrow::Cow;

#[cfg(feature = "sqlite")]
use rusqlite::types::ValueRef;
use serde_json::Value as Json;

use super::{Cell, Decode, ListItem, Raw, Value};
use crate::error::{Error, ErrorKind, Result, ValueProblem};

/// A closed set of text values: what generated enums implement.
pub trait TextEnum: Copy + Send + 'static {
    /// The enum's name in the schema.
    const NAME: &'static str;
    /// Every value, in the schema's order.
    const ALL: &'static [Self];

    /// The value as the databases hold it.
    fn as_str(self) -> &'static str;

    /// The value of that text.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.as_str() == text)
    }
}

/// The value of that text, or the error of a text that is none: what a generated `FromStr` says.
#[doc(hidden)]
pub fn parse<T: TextEnum>(text: &str) -> Result<T> {
    T::from_text(text).ok_or_else(|| {
        let problem = ValueProblem::NotInEnum;
        Error::with_detail(
            ErrorKind::InvalidValue {
                parameter: 0,
                problem,
            },
            format!("`{}` is one of {}", T::NAME, names::<T>()),
        )
    })
}

/// Whether the type is the enum of that name.
#[doc(hidden)]
#[must_use]
pub const fn is_enum<T: TextEnum>(name: &str) -> bool {
    let (own, name) = (T::NAME.as_bytes(), name.as_bytes());
    if own.len() != name.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if own[at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Every value, for people.
fn names<T: TextEnum>() -> String {
    let names: Vec<String> = T::ALL
        .iter()
        .map(|value| format!("{:?}", value.as_str()))
        .collect();
    names.join(", ")
}

impl<T: TextEnum> From<T> for Value {
    fn from(value: T) -> Self {
        Self::Text(Cow::Borrowed(value.as_str()))
    }
}

impl<T: TextEnum> Decode for T {
    fn decode(cell: Cell<'_>) -> Result<Self> {
        let text = match cell.raw {
            Raw::Null => None,
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok(),
            #[cfg(feature = "sqlite")]
            Raw::Sqlite(
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_),
            ) => None,
            #[cfg(feature = "postgres")]
            Raw::Postgres(field) => super::text::from_postgres(field),
        };
        text.and_then(T::from_text).ok_or_else(Cell::mismatch)
    }
}

impl<T: TextEnum> ListItem for T {
    fn from_json(item: &Json) -> Option<Self> {
        T::from_text(item.as_str()?)
    }
}

/// Gives an enum that implements [`TextEnum`](crate::query::TextEnum) what every enum has: `Display`, `FromStr`, and with the
/// feature `serde` `Serialize` and `Deserialize`.
///
/// ```
/// use dualect::query::TextEnum;
///
/// #[derive(Debug, Clone, Copy, PartialEq, Eq)]
/// pub enum Role { User, Assistant }
///
/// impl TextEnum for Role {
///     const NAME: &'static str = "role";
///     const ALL: &'static [Self] = &[Self::User, Self::Assistant];
///
///     fn as_str(self) -> &'static str {
///         match self {
///             Self::User => "user",
///             Self::Assistant => "assistant",
///         }
///     }
/// }
///
/// dualect::text_enum!(Role);
///
/// assert_eq!(Role::User.to_string(), "user");
/// assert_eq!("assistant".parse::<Role>().unwrap(), Role::Assistant);
/// assert!("nobody".parse::<Role>().is_err());
/// ```
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::query::TextEnum::as_str(*self))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::Error;

            fn from_str(text: &str) -> $crate::Result<Self> {
                $crate::query::parse_text_enum(text)
            }
        }

        $crate::text_enum_serde!($name);
    };
}

/// The part of [`text_enum!`](crate::text_enum) that depends on this crate's features, not on the caller's.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_serde {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::query::TextEnum::as_str(*self))
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::string::String as $crate::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                $crate::query::parse_text_enum(&text).map_err($crate::serde::de::Error::custom)
            }
        }
    };
}

/// Without the feature there is nothing to add.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_serde {
    ($name:ident) => {};
}
