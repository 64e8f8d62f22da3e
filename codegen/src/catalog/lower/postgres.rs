//! What each type becomes in Postgres, and the check that keeps out what SQLite or Rust could not hold.
//!
//! <https://www.postgresql.org/docs/current/datatype.html>

use super::default::{canonical_json, float};
use super::{Fill, Lowered, enum_literals, is_text, native_enum};
use crate::catalog::quote;
use crate::schema::model::{Column, Default, Generator, Literal, Scalar, Schema, Type};

/// Text compares by bytes, as in SQLite.
const BYTE_ORDER: &str = "C";

pub(super) fn lower_column(schema: &Schema, column: &Column, as_found: bool) -> Lowered {
    let name = quote::ident(&column.db_name);
    let native = match &column.ty {
        Type::Enum(enum_name) => schema.enums.get(enum_name).and_then(native_enum),
        Type::Scalar(_) | Type::Json | Type::List(_) => None,
    };
    let (sql_type, check, neutral) = match &column.ty {
        Type::Scalar(scalar) => (
            scalar_type(*scalar),
            scalar_check(*scalar, &name),
            neutral(*scalar),
        ),
        Type::Json => ("jsonb".to_owned(), None, "'null'::jsonb".to_owned()),
        Type::Enum(enum_name) => {
            let values = enum_literals(schema, enum_name);
            let neutral = values.first().cloned().unwrap_or_default();
            match &native {
                Some(native) => (quote::qualified(native).into_owned(), None, neutral),
                None => (
                    "text".to_owned(),
                    Some(format!("{name} IN ({})", values.join(", "))),
                    neutral,
                ),
            }
        }
        Type::List(element) => {
            let sql_type = format!("{}[]", scalar_type(*element));
            let neutral = format!("'{{}}'::{sql_type}");
            (
                sql_type,
                Some(format!("array_position({name}, NULL) IS NULL")),
                neutral,
            )
        }
    };
    let collates = native.is_none()
        && match &column.ty {
            // A list's elements compare as its column does.
            Type::List(scalar) => is_text(&Type::Scalar(*scalar)),
            Type::Scalar(_) | Type::Enum(_) | Type::Json => is_text(&column.ty),
        };
    let default = column.default.as_ref().and_then(|default| match default {
        Default::Literal(value) => Some(literal(value, &sql_type)),
        Default::Generator(generator) => equal_default(*generator).map(str::to_owned),
        // Without brackets only some operators may stand there.
        Default::Expression(expression) => Some(format!("({})", expression.postgres)),
    });
    let generated = match &column.default {
        Some(Default::Generator(Generator::Now)) => Some("now()".to_owned()),
        Some(Default::Generator(Generator::UuidV4 | Generator::UuidV7)) => {
            Some("gen_random_uuid()".to_owned())
        }
        Some(Default::Literal(_) | Default::Expression(_)) | None => None,
    };
    let own = column.postgres.collate.clone();
    let collation = if as_found {
        own
    } else {
        collates.then(|| own.unwrap_or_else(|| BYTE_ORDER.to_owned()))
    };
    Lowered {
        sql_type: column.postgres.declared.clone().unwrap_or(sql_type),
        // The database's own collation is what a column without the clause has.
        collation: collation.filter(|name| name != "default"),
        check,
        default,
        fill: Fill { generated, neutral },
    }
}

/// The database's own generator, where it gives what the runtime would: `now()` is the transaction's time to the
/// microsecond, `gen_random_uuid()` is a version 4; version 7 came with Postgres 18 only.
fn equal_default(generator: Generator) -> Option<&'static str> {
    match generator {
        Generator::Now => Some("now()"),
        Generator::UuidV4 => Some("gen_random_uuid()"),
        Generator::UuidV7 => None,
    }
}

fn scalar_type(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "boolean".to_owned(),
        Scalar::SmallInt => "smallint".to_owned(),
        Scalar::Int => "integer".to_owned(),
        Scalar::BigInt => "bigint".to_owned(),
        Scalar::Real | Scalar::Double => "double precision".to_owned(),
        Scalar::Decimal { precision, scale } => format!("numeric({precision},{scale})"),
        Scalar::Text | Scalar::Varchar(_) => "text".to_owned(),
        Scalar::Bytes => "bytea".to_owned(),
        Scalar::Uuid => "uuid".to_owned(),
        Scalar::Timestamp => "timestamp with time zone".to_owned(),
        Scalar::Date => "date".to_owned(),
        Scalar::Time => "time without time zone".to_owned(),
    }
}

fn scalar_check(scalar: Scalar, name: &str) -> Option<String> {
    match scalar {
        Scalar::Bool
        | Scalar::SmallInt
        | Scalar::Int
        | Scalar::BigInt
        | Scalar::Text
        | Scalar::Bytes
        | Scalar::Uuid => None,
        // NaN is greater than every other number, and so are the infinities out of range.
        Scalar::Real => Some(format!("abs({name}) <= 3.4028234663852886e38")),
        Scalar::Double => Some(format!("abs({name}) <= 1.7976931348623157e308")),
        Scalar::Decimal { .. } => Some(format!("{name} <> 'NaN'")),
        Scalar::Varchar(length) => Some(format!("char_length({name}) <= {length}")),
        Scalar::Timestamp => Some(format!(
            "{name} BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-30T22:00:00.999999Z'"
        )),
        Scalar::Date => Some(format!("{name} BETWEEN '0001-01-01' AND '9999-12-31'")),
        Scalar::Time => Some(format!("{name} < '24:00'")),
    }
}

fn neutral(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "false",
        Scalar::SmallInt
        | Scalar::Int
        | Scalar::BigInt
        | Scalar::Real
        | Scalar::Double
        | Scalar::Decimal { .. } => "0",
        Scalar::Text | Scalar::Varchar(_) => "''",
        Scalar::Bytes => "'\\x'",
        Scalar::Uuid => "'00000000-0000-0000-0000-000000000000'",
        Scalar::Timestamp => "'1970-01-01T00:00:00Z'",
        Scalar::Date => "'1970-01-01'",
        Scalar::Time => "'00:00'",
    }
    .to_owned()
}

fn literal(value: &Literal, sql_type: &str) -> String {
    match value {
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => float(*value),
        Literal::Decimal(digits) => digits.clone(),
        Literal::Text(text) => quote::text(text),
        Literal::Json(json) => quote::text(&canonical_json(json)),
        Literal::List(items) => {
            let element = sql_type.strip_suffix("[]").unwrap_or(sql_type);
            let items: Vec<_> = items.iter().map(|item| literal(item, element)).collect();
            format!("ARRAY[{}]::{sql_type}", items.join(", "))
        }
    }
}
