//! A column in Rust: its type, and the expressions that carry its values to and from the runtime.

use super::names;
use crate::name::EnumName;
use crate::schema::model::{
    Column, Default, Generator, Literal, Scalar, Schema, SqliteStorage, Type,
};

/// The Rust type of a value that is not null.
pub(super) fn rust_type(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar_type(*scalar).to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Enum(name) => names::enum_type(name),
        Type::List(scalar) => format!("Vec<{}>", scalar_type(*scalar)),
    }
}

/// The type of the row struct's field.
pub(super) fn field_type(column: &Column) -> String {
    optional(rust_type(&column.ty), column.nullable)
}

/// The type of the insert struct's field: `None` stores the default, or NULL where there is none.
pub(super) fn new_field_type(column: &Column) -> String {
    optional(field_type(column), column.default.is_some())
}

/// The type of an argument that is compared with the column. What a key or an index holds is never null here:
/// nothing equals NULL.
pub(super) fn argument_type(column: &Column) -> String {
    match &column.ty {
        Type::Scalar(Scalar::Text | Scalar::Varchar(_)) => "&str".to_owned(),
        Type::Scalar(Scalar::Bytes) => "&[u8]".to_owned(),
        ty @ (Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_)) => rust_type(ty),
    }
}

fn optional(ty: String, is: bool) -> String {
    if is { format!("Option<{ty}>") } else { ty }
}

fn scalar_type(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::SmallInt => "i16",
        Scalar::Int => "i32",
        Scalar::BigInt => "i64",
        Scalar::Real => "f32",
        Scalar::Double => "f64",
        Scalar::Decimal { .. } => "Decimal",
        Scalar::Text | Scalar::Varchar(_) => "String",
        Scalar::Bytes => "Vec<u8>",
        Scalar::Uuid => "Uuid",
        Scalar::Timestamp => "Timestamp",
        Scalar::Date => "Date",
        Scalar::Time => "Time",
    }
}

/// Whether a value can be read out of a borrowed row by copying it.
fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Text | Scalar::Varchar(_) | Scalar::Bytes)
        | Type::Json
        | Type::List(_) => false,
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Int
            | Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Decimal { .. }
            | Scalar::Uuid
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Enum(_) => true,
    }
}

/// The runtime's name for what a list holds.
fn list_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "ListKind::Bool",
        Scalar::SmallInt => "ListKind::SmallInt",
        Scalar::Int => "ListKind::Int",
        Scalar::BigInt => "ListKind::BigInt",
        Scalar::Real => "ListKind::Real",
        Scalar::Double => "ListKind::Double",
        Scalar::Decimal { .. } => "ListKind::Decimal",
        Scalar::Text | Scalar::Varchar(_) => "ListKind::Text",
        Scalar::Bytes => "ListKind::Bytes",
        Scalar::Uuid => "ListKind::Uuid",
        Scalar::Timestamp => "ListKind::Timestamp",
        Scalar::Date => "ListKind::Date",
        Scalar::Time => "ListKind::Time",
    }
}

/// How a value of the column becomes the runtime's, where `.into()` does not know enough.
enum Coding {
    Plain,
    /// The constructor of `Value`, and the arguments after the value.
    Constructor(&'static str, String),
    List(&'static str),
}

fn coding(column: &Column) -> Coding {
    match &column.ty {
        Type::Scalar(Scalar::Decimal { precision, scale }) => {
            let constructor = match column.sqlite.storage {
                Some(SqliteStorage::Text) => "decimal_text",
                None
                | Some(SqliteStorage::Micros | SqliteStorage::Millis | SqliteStorage::Seconds) => {
                    "decimal"
                }
            };
            Coding::Constructor(constructor, format!("{precision}, {scale}"))
        }
        Type::Scalar(Scalar::Timestamp) => match storage(column) {
            Some(storage) => Coding::Constructor("timestamp", storage.to_owned()),
            None => Coding::Plain,
        },
        Type::List(scalar) => Coding::List(list_kind(*scalar)),
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Int
            | Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Text
            | Scalar::Varchar(_)
            | Scalar::Bytes
            | Scalar::Uuid
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_) => Coding::Plain,
    }
}

/// A timestamp's storage in SQLite, where it is not microseconds.
fn storage(column: &Column) -> Option<&'static str> {
    match column.sqlite.storage {
        None | Some(SqliteStorage::Micros) => None,
        Some(SqliteStorage::Millis) => Some("Storage::Millis"),
        Some(SqliteStorage::Seconds) => Some("Storage::Seconds"),
        Some(SqliteStorage::Text) => Some("Storage::Text"),
    }
}

/// The expression that makes the runtime's value of `value`: an expression of the column's type, an `Option` where
/// `optional`.
pub(super) fn to_value(column: &Column, value: &str, optional: bool) -> String {
    match (coding(column), optional) {
        (Coding::Plain, _) => format!("{value}.into()"),
        (Coding::Constructor(name, arguments), false) => {
            format!("Value::{name}({value}, {arguments})")
        }
        (Coding::Constructor(name, arguments), true) => {
            format!("Value::{name}_opt({value}, {arguments})")
        }
        (Coding::List(kind), false) => {
            format!("Value::list({kind}, {})", list_items(column, value))
        }
        (Coding::List(kind), true) => {
            let items = list_items(column, "items");
            format!("{value}.map(|items| Value::list({kind}, {items})).into()")
        }
    }
}

/// A list's items, each as something that becomes the runtime's value by itself.
fn list_items(column: &Column, items: &str) -> String {
    match &column.ty {
        Type::List(Scalar::Decimal { precision, scale }) => {
            format!("{items}.into_iter().map(|item| Value::decimal(item, {precision}, {scale}))")
        }
        Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_) => items.to_owned(),
    }
}

/// The runtime's value of the field of a borrowed row.
pub(super) fn borrowed_to_value(column: &Column, value: &str) -> String {
    let is_text = matches!(column.ty, Type::Scalar(Scalar::Text | Scalar::Varchar(_)));
    let value = match (is_copy(&column.ty), column.nullable) {
        (true, _) => value.to_owned(),
        (false, true) => format!("{value}.as_deref()"),
        (false, false) if is_text => format!("{value}.as_str()"),
        (false, false) => format!("{value}.as_slice()"),
    };
    to_value(column, &value, column.nullable)
}

/// The list of one key column's values, from `keys`: the keys themselves, or the part of each at `part`.
pub(super) fn key_list(column: &Column, part: Option<usize>) -> String {
    let kind = column_list_kind(column);
    let items = match (coding(column), part) {
        (Coding::Plain | Coding::List(_), None) => "keys.iter().copied()".to_owned(),
        (Coding::Plain | Coding::List(_), Some(part)) => {
            format!("keys.iter().map(|key| key.{part})")
        }
        (Coding::Constructor(..), None) => {
            format!("keys.iter().map(|key| {})", to_value(column, "*key", false))
        }
        (Coding::Constructor(..), Some(part)) => {
            format!(
                "keys.iter().map(|key| {})",
                to_value(column, &format!("key.{part}"), false)
            )
        }
    };
    format!("Value::list({kind}, {items})")
}

/// The expression that reads the column's value off a result row.
pub(super) fn decode(column: &Column) -> String {
    let optional = if column.nullable { "_opt" } else { "" };
    match (&column.ty, storage(column)) {
        (Type::Scalar(Scalar::Decimal { scale, .. }), _) => {
            format!("row.next_decimal{optional}({scale})?")
        }
        (Type::Scalar(Scalar::Timestamp), Some(storage)) => {
            format!("row.next_timestamp{optional}({storage})?")
        }
        (Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_), _) => {
            "row.next()?".to_owned()
        }
    }
}

/// The value of an insert struct's field as the runtime's, the default filled in.
pub(super) fn insert_value(schema: &Schema, column: &Column, field: &str) -> String {
    let given = format!("self.{field}");
    let Some(default) = &column.default else {
        return to_value(column, &given, column.nullable);
    };
    let some = |value: String| {
        if column.nullable {
            format!("Some({value})")
        } else {
            value
        }
    };
    let value = match default {
        Default::Generator(Generator::Now) => {
            format!("{given}.unwrap_or({})", some("now".to_owned()))
        }
        Default::Generator(generator @ (Generator::UuidV4 | Generator::UuidV7)) => {
            let make = if *generator == Generator::UuidV4 {
                "new_uuid_v4"
            } else {
                "new_uuid_v7"
            };
            if column.nullable {
                format!("{given}.unwrap_or_else(|| Some({make}()))")
            } else {
                format!("{given}.unwrap_or_else({make})")
            }
        }
        Default::Literal(Literal::List(items)) if items.is_empty() && !column.nullable => {
            format!("{given}.unwrap_or_default()")
        }
        Default::Literal(value) => {
            let text = literal(schema, value, &column.ty);
            if is_copy(&column.ty) {
                format!("{given}.unwrap_or({})", some(text))
            } else {
                format!("{given}.unwrap_or_else(|| {})", some(text))
            }
        }
    };
    to_value(column, &value, column.nullable)
}

/// A default's value as a Rust expression of the column's type.
fn literal(schema: &Schema, value: &Literal, ty: &Type) -> String {
    match value {
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => grouped(&value.to_string()),
        Literal::Float(value) => format!("{value:?}"),
        Literal::Decimal(digits) => decimal(digits),
        Literal::Text(text) => match ty {
            Type::Enum(name) => format!(
                "{}::{}",
                names::enum_type(name),
                variant(schema, name, text)
            ),
            Type::Scalar(_) | Type::Json | Type::List(_) if text.is_empty() => {
                "String::new()".to_owned()
            }
            Type::Scalar(_) | Type::Json | Type::List(_) => format!("{text:?}.to_owned()"),
        },
        Literal::Json(value) => format!("json_literal({:?})", value.to_string()),
        Literal::List(items) => {
            let element = match ty {
                Type::List(scalar) => Type::Scalar(*scalar),
                Type::Scalar(_) | Type::Json | Type::Enum(_) => ty.clone(),
            };
            let items: Vec<String> = items
                .iter()
                .map(|item| literal(schema, item, &element))
                .collect();
            format!("vec![{}]", items.join(", "))
        }
    }
}

fn variant(schema: &Schema, name: &EnumName, value: &str) -> String {
    let values = schema
        .enums
        .get(name)
        .map_or(&[][..], |found| &found.values);
    let at = values.iter().position(|other| other == value);
    at.and_then(|at| names::variants(values).into_iter().nth(at))
        .unwrap_or_default()
}

/// Digits in groups of three, as clippy likes them.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |digits| ("-", digits));
    if digits.len() < 6 {
        return format!("{sign}{digits}");
    }
    let mut text = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// `-12.50` as `Decimal::from_i128_with_scale(-1250, 2)`.
fn decimal(digits: &str) -> String {
    let scale = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let unscaled = digits.replace('.', "");
    let (sign, magnitude) = unscaled
        .strip_prefix('-')
        .map_or(("", unscaled.as_str()), |rest| ("-", rest));
    let magnitude = magnitude.trim_start_matches('0');
    let magnitude = if magnitude.is_empty() { "0" } else { magnitude };
    let constructor = if magnitude.len() <= 18 {
        "new"
    } else {
        "from_i128_with_scale"
    };
    format!(
        "Decimal::{constructor}({}, {scale})",
        grouped(&format!("{sign}{magnitude}"))
    )
}

/// The element type of a Postgres array of the column's values.
pub(super) fn postgres_element(ty: &Type) -> &'static str {
    match ty {
        Type::Json => "jsonb",
        Type::Enum(_) => "text",
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
    }
}

/// A list's kind for a column's values.
fn column_list_kind(column: &Column) -> &'static str {
    match &column.ty {
        Type::Scalar(scalar) | Type::List(scalar) => list_kind(*scalar),
        Type::Json | Type::Enum(_) => "ListKind::Text",
    }
}

/// The most digits that SQLite holds as a scaled integer.
const SCALED_DIGITS: u8 = 18;

/// An element that `json_each` yields, as SQLite holds the column's values.
pub(super) fn json_element(column: &Column, value: &str) -> String {
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

/// The type in a word or two, for the documentation of a column without `doc`.
pub(super) fn in_words(ty: &Type) -> String {
    match ty {
        Type::Json => "json".to_owned(),
        Type::Enum(name) => name.to_string(),
        Type::List(scalar) => format!("list of {}", in_words(&Type::Scalar(*scalar))),
        Type::Scalar(scalar) => match scalar {
            Scalar::Bool => "bool".to_owned(),
            Scalar::SmallInt => "smallint".to_owned(),
            Scalar::Int => "int".to_owned(),
            Scalar::BigInt => "bigint".to_owned(),
            Scalar::Real => "real".to_owned(),
            Scalar::Double => "double".to_owned(),
            Scalar::Decimal { precision, scale } => format!("decimal({precision},{scale})"),
            Scalar::Text => "text".to_owned(),
            Scalar::Varchar(length) => format!("varchar({length})"),
            Scalar::Bytes => "bytes".to_owned(),
            Scalar::Uuid => "uuid".to_owned(),
            Scalar::Timestamp => "timestamp".to_owned(),
            Scalar::Date => "date".to_owned(),
            Scalar::Time => "time".to_owned(),
        },
    }
}

/// What an insert without a value stores, in words.
pub(super) fn default_in_words(default: &Default) -> String {
    match default {
        Default::Generator(Generator::Now) => "the transaction's time".to_owned(),
        Default::Generator(Generator::UuidV4) => "a new random uuid".to_owned(),
        Default::Generator(Generator::UuidV7) => "a new uuid that sorts by time".to_owned(),
        Default::Literal(literal) => format!("`{}`", literal_in_words(literal).replace('`', "'")),
    }
}

fn literal_in_words(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => format!("{value:?}"),
        Literal::Decimal(digits) => digits.clone(),
        Literal::Text(text) => format!("{text:?}"),
        Literal::Json(value) => value.to_string(),
        Literal::List(items) => {
            format!(
                "[{}]",
                items
                    .iter()
                    .map(literal_in_words)
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }
    }
}
