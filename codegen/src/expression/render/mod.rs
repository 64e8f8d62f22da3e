//! From the typed tree to SQL: what both databases write alike. Brackets stand where either of them needs one.

mod piece;
mod postgres;
mod predicate;
mod sqlite;

use self::predicate::{bare, predicate};
pub(crate) use piece::{Piece, Tightness};

use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::query::render as query;

use super::function::Aggregate;
use super::model::{
    Arithmetic, ColumnRef, Conversion, Function, JsonKey, JsonRead, Kind, Literal, Node, Ty,
};

/// The expression as SQL.
pub(crate) fn render(node: &Node, dialect: Dialect) -> String {
    value(node, dialect).text
}

/// What a generated column stores. On both databases the column's own type bounds the value: SQLite's STRICT tables take no
/// REAL for an INTEGER, unless it is a whole number that fits. One step that overflows yields none such; further steps may.
pub(crate) fn stored(node: &Node, dialect: Dialect) -> String {
    let goes_through = match &node.kind {
        Kind::Arithmetic(_, left, right) => left.bounds.overflows || right.bounds.overflows,
        Kind::Negate(inner) | Kind::Scaled { value: inner, .. } => inner.bounds.overflows,
        Kind::Column(_)
        | Kind::Literal(_)
        | Kind::Not(_)
        | Kind::All(_)
        | Kind::Any(_)
        | Kind::Compare(..)
        | Kind::Distinct { .. }
        | Kind::Concat(..)
        | Kind::Between { .. }
        | Kind::In { .. }
        | Kind::Is { .. }
        | Kind::Case { .. }
        | Kind::Like { .. }
        | Kind::Call(..)
        | Kind::Convert(..)
        | Kind::ByBytes(_)
        | Kind::Json { .. }
        | Kind::Aggregate { .. }
        | Kind::Scalar(_)
        | Kind::Exists { .. }
        | Kind::InQuery { .. } => true,
    };
    if goes_through && dialect == Dialect::Sqlite {
        return render(node, dialect);
    }
    let bounded = Node {
        bounds: node.bounds.checked(),
        ..node.clone()
    };
    render(&bounded, dialect)
}

/// What one database writes its own way.
struct Words {
    literal: fn(&Literal, &Ty, bool) -> Piece,
    value: fn(&Node) -> Piece,
    negate: fn(&Node) -> Piece,
    arithmetic: fn(Arithmetic, &Node, &Node, &Node) -> Piece,
    scaled: fn(&Node, &Node, u8) -> Piece,
    by_bytes: fn(&Node) -> Piece,
    call: fn(Function, &[Node]) -> Piece,
    convert: fn(Conversion, &Node) -> Piece,
    json: fn(&Node, &[JsonKey], JsonRead) -> Piece,
    aggregate: fn(Aggregate, bool, Option<&Node>, &Node, Option<&str>) -> Piece,
}

fn words(dialect: Dialect) -> &'static Words {
    match dialect {
        Dialect::Sqlite => &sqlite::WORDS,
        Dialect::Postgres => &postgres::WORDS,
    }
}

/// A piece whose value somebody looks at: after an overflow that is an error.
pub(crate) fn value(node: &Node, dialect: Dialect) -> Piece {
    (words(dialect).value)(node)
}

/// A piece within arithmetic, which an overflow goes through.
fn raw(node: &Node, dialect: Dialect) -> Piece {
    let words = words(dialect);
    let value = |node: &Node| value(node, dialect);
    match &node.kind {
        Kind::Column(column) => column_name(column),
        Kind::Literal(literal) => (words.literal)(literal, &node.ty, false),
        Kind::Not(inner) => {
            let inner = value(inner).at_least(Tightness::Not);
            Piece::new(Tightness::Not, format!("NOT {inner}"))
        }
        Kind::Negate(inner) => (words.negate)(inner),
        Kind::All(parts) => joined(parts, " AND ", Tightness::And, dialect),
        Kind::Any(parts) => joined(parts, " OR ", Tightness::Or, dialect),
        Kind::Compare(..)
        | Kind::Distinct { .. }
        | Kind::Between { .. }
        | Kind::In { .. }
        | Kind::Is { .. }
        | Kind::Like { .. }
        | Kind::Exists { .. }
        | Kind::InQuery { .. } => predicate(node, dialect),
        Kind::Scalar(inner) => Piece::new(
            Tightness::Atom,
            format!("({})", query::query(inner, dialect, " ")),
        ),
        Kind::Arithmetic(operator, left, right) => (words.arithmetic)(*operator, left, right, node),
        Kind::Scaled { value, zeros } => (words.scaled)(value, node, *zeros),
        Kind::Concat(left, right) => {
            let left = value(left);
            let left = if left.tightness == Tightness::Concat {
                left.text
            } else {
                left.at_least(Tightness::Call)
            };
            let right = value(right).at_least(Tightness::Call);
            Piece::new(Tightness::Concat, format!("{left} || {right}"))
        }
        Kind::Case {
            operand,
            branches,
            otherwise,
        } => case(operand.as_deref(), branches, otherwise.as_deref(), dialect),
        Kind::Call(function, arguments) => (words.call)(*function, arguments),
        Kind::Convert(conversion, inner) => (words.convert)(*conversion, inner),
        Kind::ByBytes(inner) => (words.by_bytes)(inner),
        Kind::Json { column, path, read } => (words.json)(column, path, *read),
        Kind::Aggregate {
            aggregate,
            distinct,
            argument,
            filter,
        } => {
            let filter = filter.as_ref().map(|filter| value(filter).text);
            (words.aggregate)(
                *aggregate,
                *distinct,
                argument.as_deref(),
                node,
                filter.as_deref(),
            )
        }
    }
}

fn column_name(column: &ColumnRef) -> Piece {
    let name = quote::ident(&column.db_name);
    let text = match &column.source {
        Some(source) => format!("{}.{name}", quote::ident(source)),
        None => name.into_owned(),
    };
    Piece::new(Tightness::Atom, text)
}

fn joined(parts: &[Node], between: &str, tightness: Tightness, dialect: Dialect) -> Piece {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| value(part, dialect).tighter_than(tightness))
        .collect();
    Piece::new(tightness, parts.join(between))
}

fn case(
    operand: Option<&Node>,
    branches: &[(Node, Node)],
    otherwise: Option<&Node>,
    dialect: Dialect,
) -> Piece {
    let mut text = "CASE".to_owned();
    if let Some(operand) = operand {
        text.push_str(&format!(" {}", value(operand, dialect).text));
    }
    for (condition, result) in branches {
        let condition = match operand {
            Some(operand) => bare(condition, operand, dialect),
            None => value(condition, dialect),
        };
        let result = raw(result, dialect);
        text.push_str(&format!(" WHEN {} THEN {}", condition.text, result.text));
    }
    if let Some(otherwise) = otherwise {
        text.push_str(&format!(" ELSE {}", raw(otherwise, dialect).text));
    }
    text.push_str(" END");
    Piece::new(Tightness::Atom, text)
}

/// `name(a, b)`, whose arguments somebody looks at.
fn call(name: &str, arguments: &[Node], dialect: Dialect) -> Piece {
    let arguments: Vec<_> = arguments
        .iter()
        .map(|argument| value(argument, dialect).text)
        .collect();
    Piece::call(name, &arguments.join(", "))
}

/// `name(a, b)`, whose result is one of its arguments: an overflow goes through.
fn choice(name: &str, arguments: &[Node], dialect: Dialect) -> Piece {
    let arguments: Vec<_> = arguments
        .iter()
        .map(|argument| raw(argument, dialect).text)
        .collect();
    Piece::call(name, &arguments.join(", "))
}

/// `nullif(a, b)`: `a` goes through, `b` is looked at.
fn null_if(arguments: &[Node], dialect: Dialect) -> Piece {
    let texts: Vec<_> = arguments
        .iter()
        .enumerate()
        .map(|(at, argument)| {
            if at == 0 {
                raw(argument, dialect).text
            } else {
                match arguments.first() {
                    Some(first) => bare(argument, first, dialect).text,
                    None => value(argument, dialect).text,
                }
            }
        })
        .collect();
    Piece::call("nullif", &texts.join(", "))
}

/// An operator between two pieces of arithmetic, which both databases read from left to right.
fn infix(operator: Arithmetic, left: Piece, right: Piece) -> Piece {
    let tightness = match operator {
        Arithmetic::Add | Arithmetic::Subtract => Tightness::Add,
        Arithmetic::Multiply | Arithmetic::Divide | Arithmetic::Remainder => Tightness::Multiply,
    };
    let (left, right) = (left.at_least(tightness), right.tighter_than(tightness));
    Piece::new(tightness, format!("{left} {} {right}", operator.symbol()))
}

/// An integer that both databases read back as it is.
fn integer(value: i64) -> Piece {
    if value == i64::MIN {
        // Its digits alone do not fit: they would be a REAL, or a numeric.
        return Piece::new(Tightness::Atom, format!("({} - 1)", i64::MIN + 1));
    }
    signed(value.to_string())
}

/// Digits, perhaps with a sign.
fn signed(text: String) -> Piece {
    let tightness = if text.starts_with('-') {
        Tightness::Sign
    } else {
        Tightness::Atom
    };
    Piece::new(tightness, text)
}

/// A float that both databases read back exactly.
fn float(value: f64) -> Piece {
    signed(format!("{value:?}"))
}

/// The digits of a decimal.
fn decimal(unscaled: i64, scale: u8) -> Piece {
    let digits = unscaled.unsigned_abs().to_string();
    let places = usize::from(scale);
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let sign = if unscaled < 0 { "-" } else { "" };
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    signed(format!("{sign}{whole}.{fraction}"))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn uuid(bytes: [u8; 16]) -> String {
    let digits = hex(&bytes);
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    let parts: Vec<_> = parts
        .into_iter()
        .filter_map(|part| digits.get(part))
        .collect();
    parts.join("-")
}

/// `name(DISTINCT x) FILTER (WHERE ..)`.
fn aggregate_call(name: &str, distinct: bool, argument: &str, filter: Option<&str>) -> Piece {
    let distinct = if distinct { "DISTINCT " } else { "" };
    let filter = filter.map_or_else(String::new, |filter| format!(" FILTER (WHERE {filter})"));
    Piece::new(
        Tightness::Call,
        format!("{name}({distinct}{argument}){filter}"),
    )
}
