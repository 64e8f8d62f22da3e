//! What a column's values will say.

use crate::catalog::model::{Digits, Item, Meaning, Moment, Width};
use crate::dialect::Dialect;
use crate::schema::model::{Column, Scalar, SqliteStorage, Type};

pub(super) fn of(column: &Column, dialect: Dialect) -> Meaning {
    let storage = match dialect {
        Dialect::Sqlite => column.sqlite.storage,
        Dialect::Postgres => None,
    };
    match &column.ty {
        Type::Scalar(scalar) => of_scalar(*scalar, storage, dialect),
        Type::Json => Meaning::Json,
        Type::Enum(_) => Meaning::Text,
        Type::List(scalar) => Meaning::List(item(*scalar)),
    }
}

fn of_scalar(scalar: Scalar, storage: Option<SqliteStorage>, dialect: Dialect) -> Meaning {
    match scalar {
        Scalar::Bool => Meaning::Bool,
        Scalar::SmallInt => Meaning::Integer(Width::Bits16),
        Scalar::Int => Meaning::Integer(Width::Bits32),
        Scalar::BigInt => Meaning::Integer(Width::Bits64),
        Scalar::Real => Meaning::Float(Width::Bits32),
        Scalar::Double => Meaning::Float(Width::Bits64),
        Scalar::Decimal { precision, scale } => Meaning::Decimal {
            precision,
            scale,
            digits: match (dialect, storage) {
                (Dialect::Postgres, _) => Digits::Native,
                (Dialect::Sqlite, Some(SqliteStorage::Text)) => Digits::Text,
                (Dialect::Sqlite, Some(_) | None) => Digits::Scaled,
            },
        },
        Scalar::Text | Scalar::Varchar(_) => Meaning::Text,
        Scalar::Bytes => Meaning::Bytes,
        Scalar::Uuid => Meaning::Uuid,
        Scalar::Timestamp => Meaning::Timestamp(match storage {
            Some(SqliteStorage::Micros) | None => Moment::Micros,
            Some(SqliteStorage::Millis) => Moment::Millis,
            Some(SqliteStorage::Seconds) => Moment::Seconds,
            Some(SqliteStorage::Text) => Moment::Text,
        }),
        Scalar::Date => Meaning::Date,
        Scalar::Time => Meaning::Time,
    }
}

fn item(scalar: Scalar) -> Item {
    match scalar {
        Scalar::Bool => Item::Bool,
        Scalar::SmallInt | Scalar::Int | Scalar::BigInt => Item::Integer,
        Scalar::Real | Scalar::Double => Item::Float,
        Scalar::Decimal { scale, .. } => Item::Decimal(scale),
        Scalar::Text | Scalar::Varchar(_) => Item::Text,
        Scalar::Bytes => Item::Bytes,
        Scalar::Uuid => Item::Uuid,
        Scalar::Timestamp => Item::Timestamp,
        Scalar::Date => Item::Date,
        Scalar::Time => Item::Time,
    }
}
