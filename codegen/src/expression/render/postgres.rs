//! What Postgres writes its own way.

use super::{
    Piece, Tightness, Words, aggregate_call, call, choice, decimal, float, hex, infix, integer,
    null_if, raw, uuid,
};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::expression::bounds::power_of_ten;
use crate::expression::check::json::SAFE_INTEGER;
use crate::expression::check::moment;
use crate::expression::function::Aggregate;
use crate::expression::model::{
    Arithmetic, Conversion, Function, JsonKey, JsonRead, Literal, Node, Ty, Width,
};

const DIALECT: Dialect = Dialect::Postgres;

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

/// An overflow is an error by itself.
fn value(node: &Node) -> Piece {
    raw(node, DIALECT)
}

fn literal(literal: &Literal, ty: &Ty, bare: bool) -> Piece {
    let atom = |text: String| Piece::new(Tightness::Atom, text);
    let typed = |text: String, name: &str| {
        let piece = atom(text);
        if bare { piece } else { piece.cast(name) }
    };
    match literal {
        Literal::Null => match null_type(ty) {
            Some(name) if !bare => atom("NULL".to_owned()).cast(name),
            Some(_) | None => atom("NULL".to_owned()),
        },
        Literal::Bool(true) => atom("TRUE".to_owned()),
        Literal::Bool(false) => atom("FALSE".to_owned()),
        Literal::Int(value) => integer(*value),
        Literal::Double(value) if bare => float(*value),
        Literal::Double(value) => float(*value).cast("double precision"),
        Literal::Decimal { unscaled, scale } => decimal(*unscaled, *scale),
        Literal::Text(text)
        | Literal::Enum {
            value: text,
            native: None,
        } => atom(quote::text(text)),
        Literal::Enum {
            value,
            native: Some(name),
        } => typed(quote::text(value), name),
        Literal::Date(text) => typed(quote::text(text), "date"),
        Literal::Time(text) => typed(quote::text(text), "time"),
        Literal::Bytes(bytes) => typed(format!("'\\x{}'", hex(bytes)), "bytea"),
        Literal::Uuid(bytes) => typed(quote::text(&uuid(*bytes)), "uuid"),
        Literal::Timestamp(micros) => typed(quote::text(&moment::written(*micros)), "timestamptz"),
    }
}

/// The type that a NULL of one's own needs: alone it would be text.
fn null_type(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Bool => Some("boolean"),
        Ty::Int(Width::Small | Width::Int) => Some("integer"),
        Ty::Int(Width::Big) => Some("bigint"),
        Ty::Double => Some("double precision"),
        Ty::Decimal { .. } | Ty::WrittenDecimal { .. } => Some("numeric"),
        Ty::Bytes => Some("bytea"),
        Ty::Uuid => Some("uuid"),
        Ty::Timestamp(_) => Some("timestamptz"),
        Ty::Date => Some("date"),
        Ty::Time => Some("time"),
        Ty::Json => Some("jsonb"),
        Ty::Null | Ty::Text | Ty::Enum(_) | Ty::List(_) => None,
    }
}

fn is_narrow(node: &Node) -> bool {
    matches!(node.ty, Ty::Int(Width::Small | Width::Int))
}

/// The integer in 64 bits.
fn wide(node: &Node) -> Piece {
    let piece = raw(node, DIALECT);
    if is_narrow(node) {
        piece.cast("bigint")
    } else {
        piece
    }
}

fn negate(inner: &Node) -> Piece {
    let inner = wide(inner).at_least(Tightness::Suffix);
    Piece::new(Tightness::Sign, format!("-{inner}"))
}

fn arithmetic(operator: Arithmetic, left: &Node, right: &Node, whole: &Node) -> Piece {
    if matches!(whole.ty, Ty::Decimal { .. }) {
        let piece = infix(operator, raw(left, DIALECT), raw(right, DIALECT));
        return within_64_bits(piece, whole);
    }
    // One wide operand makes the whole wide; the one that is no literal reads better.
    let (left, right) = match (is_narrow(left) && is_narrow(right), left.is_literal()) {
        (false, _) => (raw(left, DIALECT), raw(right, DIALECT)),
        (true, true) if !right.is_literal() => (raw(left, DIALECT), wide(right)),
        (true, _) => (wide(left), raw(right, DIALECT)),
    };
    infix(operator, left, right)
}

/// A decimal that SQLite's scaled integer could not hold is an error here too.
fn within_64_bits(piece: Piece, whole: &Node) -> Piece {
    let Ty::Decimal { scale } = whole.ty else {
        return piece;
    };
    if !whole.bounds.overflows {
        return piece;
    }
    if scale == 0 {
        return piece.cast("bigint").cast("numeric");
    }
    let inner = piece.at_least(Tightness::Multiply);
    let factor = power_of_ten(scale);
    let unit = decimal(1, scale).text;
    Piece::new(
        Tightness::Multiply,
        format!("({inner} * {factor})::bigint * {unit}"),
    )
}

fn scaled(inner: &Node, whole: &Node, _zeros: u8) -> Piece {
    let piece = raw(inner, DIALECT);
    let piece = if inner.ty.width().is_some() {
        piece.cast("numeric")
    } else {
        piece
    };
    within_64_bits(piece, whole)
}

fn by_bytes(inner: &Node) -> Piece {
    let inner = raw(inner, DIALECT).at_least(Tightness::Suffix);
    Piece::new(Tightness::Suffix, format!("{inner} COLLATE \"C\""))
}

fn function(function: Function, arguments: &[Node]) -> Piece {
    let name = match function {
        Function::Coalesce => return choice("coalesce", arguments, DIALECT),
        Function::NullIf => return null_if(arguments, DIALECT),
        Function::Abs => {
            let arguments: Vec<_> = arguments.iter().map(|node| wide(node).text).collect();
            return Piece::call("abs", &arguments.join(", "));
        }
        Function::Trim => "btrim",
        Function::Lower
        | Function::Upper
        | Function::Length
        | Function::LTrim
        | Function::RTrim
        | Function::Substr
        | Function::Replace => function.name(),
    };
    call(name, arguments, DIALECT)
}

fn convert(conversion: Conversion, inner: &Node) -> Piece {
    let piece = raw(inner, DIALECT);
    match conversion {
        Conversion::Widen(Width::Small) => piece.cast("smallint"),
        Conversion::Widen(Width::Big) => wide_cast(piece, inner),
        Conversion::Widen(Width::Int) | Conversion::BoolToInt => piece.cast("integer"),
        Conversion::IntToDouble | Conversion::DecimalToDouble { .. } => {
            piece.cast("double precision")
        }
        Conversion::EnumToText { native: true } => piece.cast("text"),
        Conversion::EnumToText { native: false } | Conversion::Same => piece,
        Conversion::ToDecimal => piece.cast("numeric"),
    }
}

fn wide_cast(piece: Piece, inner: &Node) -> Piece {
    if is_narrow(inner) {
        piece.cast("bigint")
    } else {
        piece
    }
}

fn json(column: &Node, path: &[JsonKey], read: JsonRead) -> Piece {
    let mut found = raw(column, DIALECT).text;
    let mut as_text = String::new();
    for key in path {
        let operand = if found.starts_with("CASE") {
            format!("({found})")
        } else {
            found.clone()
        };
        (found, as_text) = match key {
            JsonKey::Name(name) => {
                let key = quote::text(name);
                (
                    format!("{operand} -> {key}"),
                    format!("{operand} ->> {key}"),
                )
            }
            // What is no array has an element 0 here: itself.
            JsonKey::Index(index) => {
                let element = |arrow: &str| {
                    format!(
                        "CASE jsonb_typeof({found}) WHEN 'array' THEN {operand} {arrow} {index} END"
                    )
                };
                (element("->"), element("->>"))
            }
        };
    }
    let kind = format!("jsonb_typeof({found})");
    let text = match read {
        JsonRead::Json => return Piece::new(Tightness::Or, found),
        JsonRead::Text => format!("CASE {kind} WHEN 'string' THEN {as_text} END"),
        JsonRead::Bool => format!("CASE {kind} WHEN 'boolean' THEN ({found})::boolean END"),
        JsonRead::Double => {
            format!("CASE {kind} WHEN 'number' THEN ({found})::double precision END")
        }
        JsonRead::Int => {
            let number = format!("({found})::numeric");
            format!(
                "CASE {kind} WHEN 'number' THEN CASE WHEN {number} BETWEEN -{SAFE_INTEGER} AND {SAFE_INTEGER} \
                 AND {number} = trunc({number}) THEN ({found})::bigint END END"
            )
        }
    };
    Piece::new(Tightness::Atom, text)
}

fn aggregate(
    aggregate: Aggregate,
    distinct: bool,
    argument: Option<&Node>,
    whole: &Node,
    filter: Option<&str>,
) -> Piece {
    let inner = argument.map_or_else(|| "*".to_owned(), |argument| value(argument).text);
    let call = |name: &str, inner: &str| aggregate_call(name, distinct, inner, filter);
    match aggregate {
        Aggregate::Count
        | Aggregate::Min
        | Aggregate::Max
        | Aggregate::BoolAnd
        | Aggregate::BoolOr => call(aggregate.name(), &inner),
        Aggregate::Sum => {
            let sum = call("sum", &inner);
            match (&whole.ty, argument.is_some_and(is_narrow)) {
                (Ty::Decimal { scale: 0 }, _) => sum.cast("bigint").cast("numeric"),
                (Ty::Decimal { scale }, _) => {
                    let (factor, unit) = (power_of_ten(*scale), decimal(1, *scale).text);
                    let text = format!("({} * {factor})::bigint * {unit}", sum.text);
                    Piece::new(Tightness::Multiply, text)
                }
                // Of narrower integers it is a bigint by itself.
                (Ty::Int(_), false) => sum.cast("bigint"),
                _ => sum,
            }
        }
        Aggregate::Avg => {
            let number = match argument {
                Some(argument) if argument.ty != Ty::Double => {
                    value(argument).cast("double precision").text
                }
                Some(_) | None => inner.clone(),
            };
            let sum = call("sum", &number);
            let count = call("count", &inner);
            Piece::new(
                Tightness::Multiply,
                format!("{} / nullif({}, 0)", sum.text, count.text),
            )
        }
    }
}
