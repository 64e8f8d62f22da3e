//! What is stored where no value is given.

use serde::Serialize;
use serde_json::Value as Json;

use super::Expression;

/// What an insert that gives no value stores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Default {
    /// A value written in the file.
    Literal(Literal),
    /// A value that the runtime makes.
    Generator(Generator),
    /// A value that the database computes inside the insert.
    Expression(Expression),
}

/// A default's value, already checked against the column's type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Literal {
    /// On `bool`.
    Bool(bool),
    /// On `smallint`, `int`, `bigint`; in range.
    Int(i64),
    /// On `real`, `double`; finite.
    Float(f64),
    /// On `decimal`: the digits in canonical form with exactly `scale` digits after the point, such as `-12.50`.
    Decimal(String),
    /// On `text`, `varchar`, and an enum's value.
    Text(String),
    /// On `json`.
    Json(Json),
    /// On a list: each element a literal of the element's type.
    List(Vec<Literal>),
}

/// A value that the runtime makes for each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Generator {
    /// The transaction's time, on `timestamp`.
    Now,
    /// A random uuid.
    UuidV4,
    /// A uuid that sorts by time.
    UuidV7,
}

/// What an update that gives no value stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum OnUpdate {
    /// The transaction's time.
    Now,
}
