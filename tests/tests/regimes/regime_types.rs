//! What the schema's `rust_type`s name.

use dualect::serde::{Deserialize, Serialize};
use dualect::types::Decimal;

/// A code of upper-case letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Code(String);

impl Code {
    pub fn new(text: &str) -> Self {
        Self::try_from(text.to_owned()).unwrap()
    }
}

impl TryFrom<String> for Code {
    type Error = ();

    fn try_from(text: String) -> Result<Self, ()> {
        let fits = text.chars().all(|c| c.is_ascii_uppercase());
        fits.then_some(Self(text)).ok_or(())
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// A size, which is never negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size(pub u32);

impl TryFrom<i64> for Size {
    type Error = std::num::TryFromIntError;

    fn try_from(value: i64) -> Result<Self, Self::Error> {
        value.try_into().map(Self)
    }
}

impl From<Size> for i64 {
    fn from(size: Size) -> Self {
        size.0.into()
    }
}

/// Any price.
#[derive(Debug, Clone, PartialEq)]
pub struct Price(pub Decimal);

impl From<Decimal> for Price {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl From<Price> for Decimal {
    fn from(price: Price) -> Self {
        price.0
    }
}

/// What stands in a `json` column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(crate = "dualect::serde")]
pub struct Labels {
    pub words: Vec<String>,
    #[serde(default)]
    pub depth: Option<i32>,
}
