//! The expressions that carry a column's values to and from the runtime.

use super::types::{base_type, is_converted, is_copy};
use crate::rust::neighbours::Enums;
use crate::schema::model::{Column, Scalar, SqliteStorage, Type};

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

/// The conversion of a `rust_type` into the type that the runtime knows.
pub(super) fn into_base(enums: &Enums<'_>, column: &Column) -> String {
    let base = base_type(enums, &column.ty);
    if base.contains('<') {
        format!("Into::<{base}>::into")
    } else {
        format!("{base}::from")
    }
}

/// The expression that makes the runtime's value of `value`: an expression of the column's type, an `Option` where
/// `optional`.
pub(in crate::rust) fn to_value(
    enums: &Enums<'_>,
    column: &Column,
    value: &str,
    optional: bool,
) -> String {
    if !is_converted(column) {
        return base_to_value(column, value, optional);
    }
    let into = into_base(enums, column);
    let base = if optional {
        format!("{value}.map({into})")
    } else {
        format!("{into}({value})")
    };
    base_to_value(column, &base, optional)
}

/// The same of an expression of the type that the runtime knows.
pub(super) fn base_to_value(column: &Column, value: &str, optional: bool) -> String {
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

/// The runtime's value of an argument of a function.
pub(in crate::rust) fn argument_to_value(
    enums: &Enums<'_>,
    column: &Column,
    argument: &str,
) -> String {
    if is_converted(column) && !is_copy(&column.ty) {
        to_value(enums, column, &format!("{argument}.clone()"), false)
    } else {
        to_value(enums, column, argument, false)
    }
}

/// The runtime's value of the field of a borrowed row.
pub(in crate::rust) fn borrowed_to_value(
    enums: &Enums<'_>,
    column: &Column,
    value: &str,
) -> String {
    if is_converted(column) {
        return to_value(enums, column, &format!("{value}.clone()"), column.nullable);
    }
    let is_text = matches!(column.ty, Type::Scalar(Scalar::Text | Scalar::Varchar(_)));
    let value = match (is_copy(&column.ty), column.nullable) {
        (true, _) => value.to_owned(),
        (false, true) => format!("{value}.as_deref()"),
        (false, false) if is_text => format!("{value}.as_str()"),
        (false, false) => format!("{value}.as_slice()"),
    };
    base_to_value(column, &value, column.nullable)
}

/// The list of one key column's values, from `keys`: the keys themselves, or the part of each at `part`.
pub(in crate::rust) fn key_list(enums: &Enums<'_>, column: &Column, part: Option<usize>) -> String {
    let kind = column_list_kind(column);
    if is_converted(column) {
        let key = part.map_or("key.clone()".to_owned(), |part| {
            format!("key.{part}.clone()")
        });
        let base = format!("{}({key})", into_base(enums, column));
        let item = match coding(column) {
            Coding::Plain | Coding::List(_) => base,
            Coding::Constructor(..) => base_to_value(column, &base, false),
        };
        return format!("Value::list({kind}, keys.iter().map(|key| {item}))");
    }
    let items = match (coding(column), part) {
        (Coding::Plain | Coding::List(_), None) => "keys.iter().copied()".to_owned(),
        (Coding::Plain | Coding::List(_), Some(part)) => {
            format!("keys.iter().map(|key| key.{part})")
        }
        (Coding::Constructor(..), None) => {
            format!(
                "keys.iter().map(|key| {})",
                base_to_value(column, "*key", false)
            )
        }
        (Coding::Constructor(..), Some(part)) => {
            format!(
                "keys.iter().map(|key| {})",
                base_to_value(column, &format!("key.{part}"), false)
            )
        }
    };
    format!("Value::list({kind}, {items})")
}

/// The expression that reads the column's value off a result row.
pub(in crate::rust) fn decode(enums: &Enums<'_>, column: &Column) -> String {
    let optional = if column.nullable { "_opt" } else { "" };
    let special = match (&column.ty, storage(column)) {
        (Type::Scalar(Scalar::Decimal { scale, .. }), _) => {
            Some(format!("row.next_decimal{optional}({scale})"))
        }
        (Type::Scalar(Scalar::Timestamp), Some(storage)) => {
            Some(format!("row.next_timestamp{optional}({storage})"))
        }
        (Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_), _) => None,
    };
    if !is_converted(column) {
        return special.map_or("row.next()?".to_owned(), |read| format!("{read}?"));
    }
    if let Some(read) = special {
        return format!("row.converted{optional}(|row| {read})?");
    }
    let base = base_type(enums, &column.ty);
    let base = if column.nullable {
        format!("Option<{base}>")
    } else {
        base
    };
    format!("row.converted{optional}(Decoder::next::<{base}>)?")
}

/// The runtime's name for what a column of a chained row holds.
pub(in crate::rust) fn chain_kind(column: &Column) -> String {
    match &column.ty {
        Type::Scalar(Scalar::Decimal { scale, .. }) => format!("ChainKind::Decimal({scale})"),
        Type::Scalar(Scalar::Timestamp) => {
            let storage = storage(column).unwrap_or("Storage::Micros");
            format!("ChainKind::Timestamp({storage})")
        }
        Type::List(scalar) => format!("ChainKind::List({})", list_kind(*scalar)),
        Type::Json => "ChainKind::Json".to_owned(),
        Type::Scalar(_) | Type::Enum(_) => {
            column_list_kind(column).replace("ListKind", "ChainKind")
        }
    }
}

/// A list's kind for a column's values.
fn column_list_kind(column: &Column) -> &'static str {
    match &column.ty {
        Type::Scalar(scalar) | Type::List(scalar) => list_kind(*scalar),
        Type::Json | Type::Enum(_) => "ListKind::Text",
    }
}

/// The scope's tenant as a value of the tenant column.
pub(in crate::rust) fn tenant_of_scope(column: &Column) -> &'static str {
    match &column.ty {
        Type::Scalar(Scalar::Uuid) => "db.uuid_tenant()",
        Type::Scalar(Scalar::SmallInt) => "db.smallint_tenant()",
        Type::Scalar(Scalar::Int) => "db.int_tenant()",
        Type::Scalar(Scalar::BigInt) => "db.bigint_tenant()",
        // The schema language lets no other type be a tenant's.
        Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_) => "db.text_tenant()",
    }
}
