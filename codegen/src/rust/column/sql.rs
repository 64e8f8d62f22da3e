//! What SQL has to know of a column's type.

use std::borrow::Cow;

use crate::dialect::Dialect;
use crate::rust::neighbours::Enums;
use crate::rust::sql::qualified;
use crate::schema::model::{Column, Scalar, SqliteStorage, Type};

/// The element type of a Postgres array of the column's values.
pub(in crate::rust) fn postgres_element<'s>(enums: &Enums<'s>, column: &'s Column) -> Cow<'s, str> {
    if let Some(declared) = &column.postgres.declared {
        return Cow::Borrowed(match declared.as_str() {
            "smallserial" => "smallint",
            "serial" => "integer",
            "bigserial" => "bigint",
            other => other.strip_suffix("[]").unwrap_or(other),
        });
    }
    let name = match &column.ty {
        Type::Json => "jsonb",
        Type::Enum(name) => {
            let found = enums.get(name);
            let native = found.and_then(|found| Some((found, found.native.as_ref()?)));
            return native.map_or(Cow::Borrowed("text"), |(found, native)| {
                qualified(native.schema.as_ref(), &found.db_name, Dialect::Postgres)
            });
        }
        Type::Scalar(scalar) | Type::List(scalar) => match scalar {
            Scalar::Bool => "boolean",
            Scalar::SmallInt => "smallint",
            Scalar::Int => "integer",
            Scalar::BigInt => "bigint",
            Scalar::Real | Scalar::Double => "double precision",
            Scalar::Decimal { .. } => "numeric",
            Scalar::Text | Scalar::Varchar(_) => "text",
            Scalar::Bytes => "bytea",
            Scalar::Uuid => "uuid",
            Scalar::Timestamp => "timestamptz",
            Scalar::Date => "date",
            Scalar::Time => "time",
        },
    };
    Cow::Borrowed(name)
}

/// The Postgres type of the column's values.
pub(in crate::rust) fn postgres_type(enums: &Enums<'_>, column: &Column) -> String {
    let element = postgres_element(enums, column);
    match &column.ty {
        Type::List(_) => format!("{element}[]"),
        Type::Scalar(_) | Type::Json | Type::Enum(_) => element.into_owned(),
    }
}

/// The most digits that SQLite holds as a scaled integer.
const SCALED_DIGITS: u8 = 18;

/// An element that `json_each` yields, as SQLite holds the column's values.
pub(in crate::rust) fn json_element(column: &Column, value: &str) -> String {
    match &column.ty {
        Type::Scalar(Scalar::Uuid) => format!("unhex({value}, '-')"),
        Type::Scalar(Scalar::Bytes) => format!("unhex({value})"),
        Type::Scalar(Scalar::Decimal { precision, .. })
            if *precision <= SCALED_DIGITS
                && column.sqlite.storage != Some(SqliteStorage::Text) =>
        {
            format!("CAST(replace({value}, '.', '') AS INTEGER)")
        }
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Int
            | Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Decimal { .. }
            | Scalar::Text
            | Scalar::Varchar(_)
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_)
        | Type::List(_) => value.to_owned(),
    }
}
