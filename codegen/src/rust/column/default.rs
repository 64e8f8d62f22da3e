//! What an insert stores where no value is given, as Rust expressions.

use super::coding::{base_to_value, into_base, to_value};
use super::types::{is_converted, is_copy};
use crate::name::EnumName;
use crate::rust::names;
use crate::rust::neighbours::Enums;
use crate::schema::model::{Column, Default, Generator, Literal, Type};

/// The value of an insert struct's field as the runtime's, the default filled in.
pub(in crate::rust) fn insert_value(enums: &Enums<'_>, column: &Column, field: &str) -> String {
    let given = format!("self.{field}");
    let Some(default) = &column.default else {
        return to_value(enums, column, &given, column.nullable);
    };
    let some = |value: String| {
        if column.nullable {
            format!("Some({value})")
        } else {
            value
        }
    };
    let filled = match default {
        Default::Expression(_) if column.nullable => {
            return to_value(enums, column, &format!("{given}.flatten()"), true);
        }
        Default::Expression(_) => return to_value(enums, column, &given, true),
        Default::Generator(Generator::Now) => Filled::With(some("now".to_owned())),
        Default::Generator(generator @ (Generator::UuidV4 | Generator::UuidV7)) => {
            let make = if *generator == Generator::UuidV4 {
                "new_uuid_v4"
            } else {
                "new_uuid_v7"
            };
            Filled::By(if column.nullable {
                format!("|| Some({make}())")
            } else {
                make.to_owned()
            })
        }
        Default::Literal(literal) if is_empty(literal, &column.ty) && !column.nullable => {
            Filled::Empty
        }
        Default::Literal(value) => {
            let text = literal(enums, value, &column.ty);
            if column.rust_type.is_some() && column.ty == Type::Json {
                // The default is the file's, whatever the type makes of it.
                return format!("{given}.map_or_else(|| {text}.into(), Value::from)");
            }
            if is_copy(&column.ty) {
                Filled::With(some(text))
            } else {
                Filled::By(format!("|| {}", some(text)))
            }
        }
    };
    let value = if is_converted(column) {
        let into = into_base(enums, column);
        let into = if column.nullable {
            format!("|given| given.map({into})")
        } else {
            into
        };
        match filled {
            Filled::With(value) => format!("{given}.map_or({value}, {into})"),
            Filled::By(make) => format!("{given}.map_or_else({make}, {into})"),
            Filled::Empty => format!("{given}.map({into}).unwrap_or_default()"),
        }
    } else {
        match filled {
            Filled::With(value) => format!("{given}.unwrap_or({value})"),
            Filled::By(make) => format!("{given}.unwrap_or_else({make})"),
            Filled::Empty => format!("{given}.unwrap_or_default()"),
        }
    };
    base_to_value(column, &value, column.nullable)
}

/// What stands for a value that was not given.
enum Filled {
    /// A value.
    With(String),
    /// What a function makes.
    By(String),
    /// The Rust type's own default.
    Empty,
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
fn literal(enums: &Enums<'_>, value: &Literal, ty: &Type) -> String {
    match value {
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => grouped(&value.to_string()),
        Literal::Float(value) => format!("{value:?}"),
        Literal::Decimal(digits) => decimal(digits),
        Literal::Text(text) => match ty {
            Type::Enum(name) => format!(
                "{}::{}",
                names::enum_type(enums, name),
                variant(enums, name, text)
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
                .map(|item| literal(enums, item, &element))
                .collect();
            format!("vec![{}]", items.join(", "))
        }
    }
}

fn variant(enums: &Enums<'_>, name: &EnumName, value: &str) -> String {
    let Some(found) = enums.get(name) else {
        return String::new();
    };
    let at = found.values.iter().position(|other| other == value);
    at.and_then(|at| names::variants(found).into_iter().nth(at))
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
