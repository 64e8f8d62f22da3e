//! What an insert stores where no value is given, as Rust expressions.

use super::coding::to_value;
use super::types::is_copy;
use crate::name::EnumName;
use crate::rust::names;
use crate::schema::model::{Column, Default, Generator, Literal, Schema, Type};

/// The value of an insert struct's field as the runtime's, the default filled in.
pub(in crate::rust) fn insert_value(schema: &Schema, column: &Column, field: &str) -> String {
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
        Default::Expression(_) => return to_value(column, &given, true),
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
        Default::Literal(literal) if is_empty(literal, &column.ty) && !column.nullable => {
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

/// Whether it is what the Rust type's own default is.
fn is_empty(literal: &Literal, ty: &Type) -> bool {
    match literal {
        Literal::List(items) => items.is_empty(),
        Literal::Text(text) => text.is_empty() && !matches!(ty, Type::Enum(_)),
        Literal::Bool(_)
        | Literal::Int(_)
        | Literal::Float(_)
        | Literal::Decimal(_)
        | Literal::Json(_) => false,
    }
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
