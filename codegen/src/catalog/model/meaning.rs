//! What a column's values say.

use std::fmt;

/// What a column's values say, which the database's own type may not tell: an integer of SQLite's may be a number, a truth, an
/// instant or the digits of a decimal. Two columns of one type and different meanings hold different values for the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A truth.
    Bool,
    /// A whole number.
    Integer(Width),
    /// A binary fraction.
    Float(Width),
    /// A decimal fraction.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: u8,
        /// How it is written down.
        digits: Digits,
    },
    /// Text; as well what is one of an enum's values.
    Text,
    /// Bytes.
    Bytes,
    /// A uuid.
    Uuid,
    /// An instant.
    Timestamp(Moment),
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// JSON.
    Json,
    /// A list.
    List(Item),
}

/// How many bits a number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// 16.
    Bits16,
    /// 32.
    Bits32,
    /// 64.
    Bits64,
}

/// How a decimal is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// As the database's own decimal.
    Native,
    /// As an integer, without the point.
    Scaled,
    /// As text.
    Text,
}

/// How an instant is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// As the database's own, or as microseconds since 1970 UTC.
    Micros,
    /// As milliseconds since 1970 UTC.
    Millis,
    /// As seconds since 1970 UTC.
    Seconds,
    /// As text: `2026-01-31T12:00:00.000000Z`.
    Text,
}

/// What a list holds: what its elements are written as, apart from how wide they may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Truths.
    Bool,
    /// Whole numbers.
    Integer,
    /// Binary fractions.
    Float,
    /// Decimals with as many digits after the point.
    Decimal(u8),
    /// Texts.
    Text,
    /// Bytes.
    Bytes,
    /// Uuids.
    Uuid,
    /// Points in time.
    Timestamp,
    /// Days.
    Date,
    /// Times of day.
    Time,
}

const WORDS: [(&str, Meaning); 16] = [
    ("bool", Meaning::Bool),
    ("smallint", Meaning::Integer(Width::Bits16)),
    ("int", Meaning::Integer(Width::Bits32)),
    ("bigint", Meaning::Integer(Width::Bits64)),
    ("real", Meaning::Float(Width::Bits32)),
    ("double", Meaning::Float(Width::Bits64)),
    ("text", Meaning::Text),
    ("bytes", Meaning::Bytes),
    ("uuid", Meaning::Uuid),
    ("timestamp", Meaning::Timestamp(Moment::Micros)),
    ("timestamp millis", Meaning::Timestamp(Moment::Millis)),
    ("timestamp seconds", Meaning::Timestamp(Moment::Seconds)),
    ("timestamp text", Meaning::Timestamp(Moment::Text)),
    ("date", Meaning::Date),
    ("time", Meaning::Time),
    ("json", Meaning::Json),
];

const ITEMS: [(&str, Item); 9] = [
    ("bool[]", Item::Bool),
    ("int[]", Item::Integer),
    ("double[]", Item::Float),
    ("text[]", Item::Text),
    ("bytes[]", Item::Bytes),
    ("uuid[]", Item::Uuid),
    ("timestamp[]", Item::Timestamp),
    ("date[]", Item::Date),
    ("time[]", Item::Time),
];

impl Meaning {
    /// Reads what [`Display`](fmt::Display) wrote.
    ///
    /// ```
    /// use dualect_codegen::catalog::model::{Moment, Meaning};
    /// let seconds = Meaning::Timestamp(Moment::Seconds);
    /// assert_eq!(seconds.to_string(), "timestamp seconds");
    /// assert_eq!(Meaning::parse("timestamp seconds"), Some(seconds));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, meaning)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        if let Some((_, item)) = ITEMS.iter().find(|(word, _)| *word == text) {
            return Some(Self::List(*item));
        }
        let (numbers, rest) = text.strip_prefix("decimal(")?.split_once(')')?;
        let (precision, scale) = numbers.split_once(',')?;
        let (precision, scale) = (precision.parse().ok()?, scale.parse().ok()?);
        let digits = match rest {
            "" => Digits::Native,
            " scaled" => Digits::Scaled,
            " text" => Digits::Text,
            "[]" => return Some(Self::List(Item::Decimal(scale))),
            _ => return None,
        };
        Some(Self::Decimal {
            precision,
            scale,
            digits,
        })
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal {
                precision,
                scale,
                digits,
            } => {
                let digits = match digits {
                    Digits::Native => "",
                    Digits::Scaled => " scaled",
                    Digits::Text => " text",
                };
                write!(f, "decimal({precision},{scale}){digits}")
            }
            Self::List(Item::Decimal(scale)) => write!(f, "decimal(28,{scale})[]"),
            Self::List(item) => {
                let found = ITEMS.iter().find(|(_, other)| other == item);
                f.write_str(found.map_or("", |(word, _)| word))
            }
            Self::Bool
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Text
            | Self::Bytes
            | Self::Uuid
            | Self::Timestamp(_)
            | Self::Date
            | Self::Time
            | Self::Json => {
                let found = WORDS.iter().find(|(_, other)| other == self);
                f.write_str(found.map_or("", |(word, _)| word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, ITEMS, Item, Meaning, WORDS};

    #[test]
    fn every_meaning_is_read_as_it_was_written() {
        let lists = ITEMS.iter().map(|(_, item)| Meaning::List(*item));
        let decimals =
            [Digits::Native, Digits::Scaled, Digits::Text].map(|digits| Meaning::Decimal {
                precision: 12,
                scale: 3,
                digits,
            });
        let words = WORDS.iter().map(|(_, meaning)| *meaning);
        let all = words
            .chain(lists)
            .chain(decimals)
            .chain([Meaning::List(Item::Decimal(2))]);
        for meaning in all {
            let text = meaning.to_string();
            assert!(!text.is_empty(), "{meaning:?}");
            assert_eq!(Meaning::parse(&text), Some(meaning), "{text}");
        }
        for text in ["", "decimal(1)", "decimal(1,2) other", "number"] {
            assert_eq!(Meaning::parse(text), None, "{text}");
        }
    }
}
