//! A column in the words of documentation.

use crate::schema::model::{Default, Generator, Literal, Scalar, Type};

/// The type in a word or two, for the documentation of a column without `doc`.
pub(in crate::rust) fn in_words(ty: &Type) -> String {
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
pub(in crate::rust) fn default_in_words(default: &Default) -> String {
    match default {
        Default::Generator(Generator::Now) => "the transaction's time".to_owned(),
        Default::Generator(Generator::UuidV4) => "a new random uuid".to_owned(),
        Default::Generator(Generator::UuidV7) => "a new uuid that sorts by time".to_owned(),
        Default::Expression(_) => "what the database computes".to_owned(),
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
