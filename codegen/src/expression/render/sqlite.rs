//! What SQLite writes its own way.

use super::{
    Piece, Tightness, Words, aggregate_call, call, choice, float, hex, infix, integer, null_if, raw,
};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::expression::bounds::power_of_ten;
use crate::expression::check::json::SAFE_INTEGER;
use crate::expression::check::moment;
use crate::expression::function::Aggregate;
use crate::expression::model::{
    Arithmetic, Conversion, Function, JsonKey, JsonRead, Kind, Literal, Node, Ty,
};
use crate::schema::model::SqliteStorage;

const DIALECT: Dialect = Dialect::Sqlite;

pub(super) const WORDS: Words = Words {
    literal,
    value,
    negate,
    arithmetic,
    scaled,
    by_bytes,
    call: function,
    convert,
    json,
    aggregate,
};

/// What an overflow is on SQLite: the absolute value of the least integer fails with "integer overflow".
const OVERFLOW: &str = "abs(-9223372036854775807 - 1)";

/// Integers that overflow go on as REAL, silently, and whatever is computed from a REAL is one: so the last of them is looked at.
fn value(node: &Node) -> Piece {
    let piece = raw(node, DIALECT);
    if !node.bounds.overflows {
        return piece;
    }
    let text = piece.text;
    Piece::new(
        Tightness::Atom,
        format!("CASE WHEN typeof({text}) = 'real' THEN {OVERFLOW} ELSE {text} END"),
    )
}

fn literal(literal: &Literal, ty: &Ty, _bare: bool) -> Piece {
    let atom = |text: String| Piece::new(Tightness::Atom, text);
    match literal {
        Literal::Null => atom("NULL".to_owned()),
        Literal::Bool(value) => integer(i64::from(*value)),
        Literal::Int(value) => integer(*value),
        Literal::Double(value) => float(*value),
        Literal::Decimal { unscaled, .. } => integer(*unscaled),
        Literal::Text(text)
        | Literal::Enum { value: text, .. }
        | Literal::Date(text)
        | Literal::Time(text) => atom(quote::text(text)),
        Literal::Bytes(bytes) => atom(format!("x'{}'", hex(bytes))),
        Literal::Uuid(bytes) => atom(format!("x'{}'", hex(bytes))),
        Literal::Timestamp(micros) => timestamp(*micros, ty),
    }
}

fn timestamp(micros: i64, ty: &Ty) -> Piece {
    let storage = if let Ty::Timestamp(storage) = ty {
        *storage
    } else {
        SqliteStorage::Micros
    };
    match storage {
        SqliteStorage::Micros => integer(micros),
        SqliteStorage::Millis => integer(micros.div_euclid(1_000)),
        SqliteStorage::Seconds => integer(micros.div_euclid(1_000_000)),
        SqliteStorage::Text => Piece::new(Tightness::Atom, quote::text(&moment::written(micros))),
    }
}

fn negate(inner: &Node) -> Piece {
    let inner = raw(inner, DIALECT).at_least(Tightness::Suffix);
    Piece::new(Tightness::Sign, format!("-{inner}"))
}

fn arithmetic(operator: Arithmetic, left: &Node, right: &Node, _whole: &Node) -> Piece {
    let operand = |node: &Node| match operator {
        // It casts a REAL to INTEGER, and the overflow would be forgotten.
        Arithmetic::Remainder => value(node),
        Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply | Arithmetic::Divide => {
            raw(node, DIALECT)
        }
    };
    infix(operator, operand(left), operand(right))
}

fn scaled(inner: &Node, _whole: &Node, zeros: u8) -> Piece {
    let factor = power_of_ten(zeros);
    let inner = raw(inner, DIALECT).at_least(Tightness::Multiply);
    Piece::new(Tightness::Multiply, format!("{inner} * {factor}"))
}

/// A column's own collation gives way to an explicit one.
fn by_bytes(inner: &Node) -> Piece {
    let piece = raw(inner, DIALECT);
    if let Kind::Column(_) = inner.kind {
        return Piece::new(
            Tightness::Suffix,
            format!("{} COLLATE BINARY", piece.at_least(Tightness::Suffix)),
        );
    }
    piece
}

fn function(function: Function, arguments: &[Node]) -> Piece {
    match function {
        Function::Coalesce => choice("coalesce", arguments, DIALECT),
        Function::Abs => choice("abs", arguments, DIALECT),
        Function::NullIf => null_if(arguments, DIALECT),
        Function::Lower
        | Function::Upper
        | Function::Length
        | Function::Trim
        | Function::LTrim
        | Function::RTrim
        | Function::Substr
        | Function::Replace => call(function.name(), arguments, DIALECT),
    }
}

fn convert(conversion: Conversion, inner: &Node) -> Piece {
    match conversion {
        Conversion::Widen(_) | Conversion::ToDecimal => raw(inner, DIALECT),
        Conversion::BoolToInt | Conversion::EnumToText { .. } | Conversion::Same => value(inner),
        Conversion::IntToDouble => Piece::call("CAST", &format!("{} AS REAL", value(inner).text)),
        Conversion::DecimalToDouble { scale } => {
            let inner = value(inner).at_least(Tightness::Multiply);
            let divisor = power_of_ten(scale);
            Piece::new(Tightness::Multiply, format!("{inner} / {divisor}.0"))
        }
    }
}

fn json(column: &Node, path: &[JsonKey], read: JsonRead) -> Piece {
    let column = raw(column, DIALECT).text;
    let mut steps = "$".to_owned();
    for key in path {
        match key {
            JsonKey::Name(name) => steps.push_str(&format!(".\"{name}\"")),
            JsonKey::Index(index) => steps.push_str(&format!("[{index}]")),
        }
    }
    let path = quote::text(&steps);
    let kind = format!("json_type({column}, {path})");
    let found = format!("{column} ->> {path}");
    let text = match read {
        JsonRead::Json => return Piece::new(Tightness::Concat, format!("{column} -> {path}")),
        JsonRead::Text => format!("CASE {kind} WHEN 'text' THEN {found} END"),
        JsonRead::Bool => format!("CASE {kind} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"),
        JsonRead::Double => {
            format!("CASE WHEN {kind} IN ('integer', 'real') THEN CAST({found} AS REAL) END")
        }
        JsonRead::Int => format!(
            "CASE WHEN {kind} IN ('integer', 'real') AND {found} BETWEEN -{SAFE_INTEGER} AND {SAFE_INTEGER} \
             AND ({found}) = CAST({found} AS INTEGER) THEN CAST({found} AS INTEGER) END"
        ),
    };
    Piece::new(Tightness::Atom, text)
}

fn aggregate(
    aggregate: Aggregate,
    distinct: bool,
    argument: Option<&Node>,
    _whole: &Node,
    filter: Option<&str>,
) -> Piece {
    let inner = argument.map_or_else(|| "*".to_owned(), |argument| value(argument).text);
    let call = |name: &str, inner: &str| aggregate_call(name, distinct, inner, filter);
    match aggregate {
        Aggregate::Count | Aggregate::Sum | Aggregate::Min | Aggregate::Max => {
            call(aggregate.name(), &inner)
        }
        Aggregate::BoolAnd => call("min", &inner),
        Aggregate::BoolOr => call("max", &inner),
        Aggregate::Avg => {
            let sum = call("sum", &format!("CAST({inner} AS REAL)"));
            let count = call("count", &inner);
            Piece::new(
                Tightness::Multiply,
                format!("{} / nullif({}, 0)", sum.text, count.text),
            )
        }
    }
}
