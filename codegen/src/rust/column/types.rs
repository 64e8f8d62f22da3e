//! The Rust types of a column's values.

use crate::rust::names;
use crate::rust::neighbours::Enums;
use crate::schema::model::{Column, Scalar, Type};

/// The Rust type by which the runtime knows a value that is not null.
pub(in crate::rust) fn base_type(enums: &Enums<'_>, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar_type(*scalar).to_owned(),
        Type::Json => "Json".to_owned(),
        Type::Enum(name) => names::enum_type(enums, name),
        Type::List(scalar) => format!("Vec<{}>", scalar_type(*scalar)),
    }
}

/// The type of a value that is not null: the runtime's own, or that of `rust_type`.
fn value_type(enums: &Enums<'_>, column: &Column) -> String {
    match (&column.rust_type, &column.ty) {
        (None, ty) => base_type(enums, ty),
        (Some(path), Type::Json) => format!("Typed<{path}>"),
        (Some(path), Type::Scalar(_) | Type::Enum(_) | Type::List(_)) => path.clone(),
    }
}

/// Whether the column's values are of a type that is made from the runtime's.
pub(super) fn is_converted(column: &Column) -> bool {
    column.rust_type.is_some() && column.ty != Type::Json
}

/// The type of the row struct's field.
pub(in crate::rust) fn field_type(enums: &Enums<'_>, column: &Column) -> String {
    optional(value_type(enums, column), column.nullable)
}

/// The type of the insert struct's field: `None` stores the default, or NULL where there is none.
pub(in crate::rust) fn new_field_type(enums: &Enums<'_>, column: &Column) -> String {
    optional(field_type(enums, column), column.default.is_some())
}

/// The type of an argument that is compared with the column. What a key or an index holds is never null here:
/// nothing equals NULL.
pub(in crate::rust) fn argument_type(enums: &Enums<'_>, column: &Column) -> String {
    if is_converted(column) {
        let ty = value_type(enums, column);
        return if is_copy(&column.ty) {
            ty
        } else {
            format!("&{ty}")
        };
    }
    match &column.ty {
        Type::Scalar(Scalar::Text | Scalar::Varchar(_)) => "&str".to_owned(),
        Type::Scalar(Scalar::Bytes) => "&[u8]".to_owned(),
        ty @ (Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_)) => base_type(enums, ty),
    }
}

/// The type of one of many keys.
pub(in crate::rust) fn key_type(enums: &Enums<'_>, column: &Column) -> String {
    if is_converted(column) {
        value_type(enums, column)
    } else {
        argument_type(enums, column)
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
pub(super) fn is_copy(ty: &Type) -> bool {
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
