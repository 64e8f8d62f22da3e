//! What a column can hold.

use serde::Serialize;

use crate::name::EnumName;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Type {
    /// A type that lists can hold too.
    Scalar(Scalar),
    /// `json`.
    Json,
    /// The name of an enum.
    Enum(EnumName),
    /// `text[]`, `int[]` and so on: a list of non-null scalars.
    List(Scalar),
}

/// A type without parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Scalar {
    /// `bool`.
    Bool,
    /// `smallint`: 16 bits.
    SmallInt,
    /// `int`: 32 bits.
    Int,
    /// `bigint`: 64 bits.
    BigInt,
    /// `real`: an `f32`, stored in 64 bits on both databases.
    Real,
    /// `double`: an `f64`.
    Double,
    /// `decimal(p,s)`: `precision` digits in all, `scale` of them after the point. 1 <= precision <= 28, scale <= precision.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// `text`.
    Text,
    /// `varchar(n)`: at most that many characters (Unicode scalar values).
    Varchar(u32),
    /// `bytes`.
    Bytes,
    /// `uuid`.
    Uuid,
    /// `timestamp`: an instant, to the microsecond.
    Timestamp,
    /// `date`.
    Date,
    /// `time`: of day, to the microsecond.
    Time,
}
