//! Tables whose rows hold a hash of themselves and of the row before.

use super::{Statement, Value};
use crate::error::Result;
use crate::value::timestamp::Storage;
use crate::value::{Decode, ListKind};

use super::Decoder;

/// A table's hash chain.
///
/// # What a hash is made of
///
/// A row's hash is SHA-256 over its columns in the order of the schema file, the hash of the row before among them; left out
/// are the hash itself, a key that the database numbers, and every column that is NULL (so that a nullable column which is
/// added later changes no hash). Each column is four things, one after another:
///
/// 1. the length of its name in bytes, as eight bytes, the highest first;
/// 2. its name in the databases, in UTF-8;
/// 3. the length of its value in bytes, as eight bytes, the highest first;
/// 4. its value:
///
/// | type | bytes |
/// |---|---|
/// | `bool` | `true` or `false` |
/// | `smallint`, `int`, `bigint` | decimal digits, `-` before a negative one |
/// | `real`, `double` | the eight bytes of IEEE 754 binary64, the highest first |
/// | `decimal` | decimal digits without zeros at the fraction's end, such as `-12.5`, `3` |
/// | `text`, `varchar`, enums | UTF-8 |
/// | `bytes` | themselves |
/// | `uuid` | 36 lower-case characters with hyphens |
/// | `timestamp` | `2026-01-31T12:00:00.000000Z` |
/// | `date` | `2026-01-31` |
/// | `time` | `12:00:00.000000` |
/// | `json` | UTF-8 without white space, keys sorted by bytes, integral numbers as integers |
/// | lists | each element's length as eight bytes, and its bytes |
///
/// The hash is stored as 64 lower-case hexadecimal digits in a `text` column, as 32 bytes in a `bytes` column.
///
/// # What it shows
///
/// A row that was changed, exchanged for another, put in or taken out in the middle breaks the chain at that row or the one
/// after it. That the newest rows were taken off shows nowhere in the table: keep a count or a hash of your own elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct HashChain {
    /// The columns that an insert gives, in order: as many as its values.
    pub columns: &'static [ChainColumn],
    /// The place of the row's own hash among them, from 0.
    pub hash: usize,
    /// The place of the hash of the row before.
    pub previous: usize,
    /// The place of a key that the runtime makes; `None` where the database numbers the rows.
    pub key: Option<usize>,
    /// The place of the tenant, each of which has a chain of its own.
    pub tenant: Option<usize>,
    /// The unique index that lets no two rows follow the same one.
    pub guard: &'static str,
    /// Reads the last row's hash, then its key if the runtime makes it. Takes the tenant if there is one.
    pub head: Statement,
}

/// A column of a chained row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainColumn {
    /// Its name in the databases.
    pub name: &'static str,
    /// What it holds.
    pub kind: ChainKind,
}

/// What a column of a chained row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainKind {
    /// `bool`.
    Bool,
    /// `smallint`.
    SmallInt,
    /// `int`.
    Int,
    /// `bigint`.
    BigInt,
    /// `real`.
    Real,
    /// `double`.
    Double,
    /// `decimal(p,s)`, by its digits after the point.
    Decimal(u8),
    /// `text`, `varchar`, and enums.
    Text,
    /// `bytes`.
    Bytes,
    /// `uuid`.
    Uuid,
    /// `timestamp`, by its storage in SQLite.
    Timestamp(Storage),
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `json`.
    Json,
    /// A list.
    List(ListKind),
}

/// Inserts a chained row, or reads the one with the same unique key.
#[derive(Debug, Clone, Copy)]
pub struct ChainedInsertOrGet {
    /// The insert.
    pub insert: &'static Statement,
    /// Reads the row with that key.
    pub find: &'static Statement,
    /// Which of the values `find` takes, from 0.
    pub find_params: &'static [usize],
}

/// What a walk along a chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a broken chain is no error"]
pub enum ChainCheck<K> {
    /// Every row fits the one before it; how many there are.
    Intact(u64),
    /// The key of the first row that does not hold the hash of the row before it, or whose own hash is not that of what it
    /// holds.
    Broken(K),
}

impl ChainKind {
    /// Reads the next column of a row.
    pub(crate) fn read(self, row: &mut Decoder<'_>) -> Result<Value> {
        fn plain<T: Decode + Into<Value>>(row: &mut Decoder<'_>) -> Result<Value> {
            row.next::<Option<T>>().map(Value::from)
        }
        match self {
            Self::Bool => plain::<bool>(row),
            Self::SmallInt => plain::<i16>(row),
            Self::Int => plain::<i32>(row),
            Self::BigInt => plain::<i64>(row),
            Self::Real => plain::<f32>(row),
            Self::Double => plain::<f64>(row),
            Self::Decimal(scale) => {
                let value = row.next_decimal_opt(u32::from(scale))?;
                Ok(Value::decimal_opt(value, MOST_DIGITS, scale))
            }
            Self::Text => plain::<String>(row),
            Self::Bytes => plain::<Vec<u8>>(row),
            Self::Uuid => plain::<uuid::Uuid>(row),
            Self::Timestamp(storage) => {
                let value = row.next_timestamp_opt(storage)?;
                Ok(Value::timestamp_opt(value, storage))
            }
            Self::Date => plain::<jiff::civil::Date>(row),
            Self::Time => plain::<jiff::civil::Time>(row),
            Self::Json => {
                let mut value = plain::<serde_json::Value>(row)?;
                let canonical = value.normalise();
                canonical.map_err(|_| crate::value::Cell::mismatch())?;
                Ok(value)
            }
            Self::List(kind) => read_list(kind, row),
        }
    }
}

/// Of a decimal that is read to be hashed: its hash has no more digits than it has.
const MOST_DIGITS: u8 = 28;

fn read_list(kind: ListKind, row: &mut Decoder<'_>) -> Result<Value> {
    fn list<T: crate::query::ListItem + Into<Value>>(
        kind: ListKind,
        row: &mut Decoder<'_>,
    ) -> Result<Value> {
        let items: Option<Vec<T>> = row.next()?;
        Ok(items.map_or(Value::Null, |items| Value::list(kind, items)))
    }
    match kind {
        ListKind::Bool => list::<bool>(kind, row),
        ListKind::SmallInt => list::<i16>(kind, row),
        ListKind::Int => list::<i32>(kind, row),
        ListKind::BigInt => list::<i64>(kind, row),
        ListKind::Real => list::<f32>(kind, row),
        ListKind::Double => list::<f64>(kind, row),
        ListKind::Decimal => {
            let items: Option<Vec<rust_decimal::Decimal>> = row.next()?;
            let value = |item| Value::decimal(item, MOST_DIGITS, 0);
            Ok(items.map_or(Value::Null, |items| {
                Value::list(kind, items.into_iter().map(value))
            }))
        }
        ListKind::Text => list::<String>(kind, row),
        ListKind::Bytes => list::<Vec<u8>>(kind, row),
        ListKind::Uuid => list::<uuid::Uuid>(kind, row),
        ListKind::Timestamp => list::<jiff::Timestamp>(kind, row),
        ListKind::Date => list::<jiff::civil::Date>(kind, row),
        ListKind::Time => list::<jiff::civil::Time>(kind, row),
    }
}
