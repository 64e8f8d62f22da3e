//! What is true or false, or unknown.

use super::{Piece, Tightness, value, words};
use crate::dialect::Dialect;
use crate::expression::model::{Is, Kind, Node};
use crate::query::model::Query;
use crate::query::render as query;

/// A comparison, or what reads like one; both databases write all of them alike.
pub(super) fn predicate(node: &Node, dialect: Dialect) -> Piece {
    let piece = |text: String| Piece::new(Tightness::Compare, text);
    match &node.kind {
        Kind::Compare(comparison, left, right) => {
            let (one, two) = (operand(left, right, dialect), operand(right, left, dialect));
            piece(format!("{one} {} {two}", comparison.symbol()))
        }
        Kind::Distinct {
            negated,
            left,
            right,
        } => {
            let (one, two) = (operand(left, right, dialect), operand(right, left, dialect));
            // "is distinct from" is itself a negation.
            let not = if *negated { "NOT " } else { "" };
            piece(format!("{one} IS {not}DISTINCT FROM {two}"))
        }
        Kind::Between {
            negated,
            value,
            low,
            high,
        } => {
            let (low, high) = (operand(low, value, dialect), operand(high, value, dialect));
            let value = operand(value, value, dialect);
            piece(format!("{value} {}BETWEEN {low} AND {high}", not(*negated)))
        }
        Kind::In {
            negated,
            value,
            list,
        } => {
            let items: Vec<_> = list
                .iter()
                .map(|item| bare(item, value, dialect).text)
                .collect();
            let value = operand(value, value, dialect);
            piece(format!(
                "{value} {}IN ({})",
                not(*negated),
                items.join(", ")
            ))
        }
        Kind::Is {
            negated,
            value: inner,
            what,
        } => {
            let what = match what {
                Is::Null => "NULL",
                Is::True => "TRUE",
                Is::False => "FALSE",
            };
            let inner = value(inner, dialect).tighter_than(Tightness::Compare);
            piece(format!("{inner} IS {}{what}", not(*negated)))
        }
        Kind::Like {
            negated,
            value: inner,
            pattern,
        } => {
            let inner = value(inner, dialect).tighter_than(Tightness::Compare);
            let pattern = value(pattern, dialect).text;
            piece(format!(
                "{inner} {}LIKE {pattern} ESCAPE '\\'",
                not(*negated)
            ))
        }
        Kind::Exists { negated, query } => exists(*negated, query, dialect),
        Kind::InQuery {
            negated,
            value: inner,
            query,
        } => {
            let inner = value(inner, dialect).tighter_than(Tightness::Compare);
            let query = query::query(query, dialect, " ");
            piece(format!("{inner} {}IN ({query})", not(*negated)))
        }
        Kind::Column(_)
        | Kind::Literal(_)
        | Kind::Not(_)
        | Kind::Negate(_)
        | Kind::All(_)
        | Kind::Any(_)
        | Kind::Arithmetic(..)
        | Kind::Scaled { .. }
        | Kind::Concat(..)
        | Kind::Case { .. }
        | Kind::Call(..)
        | Kind::Convert(..)
        | Kind::ByBytes(_)
        | Kind::Json { .. }
        | Kind::Aggregate { .. }
        | Kind::Scalar(_) => value(node, dialect),
    }
}

fn exists(negated: bool, query: &Query, dialect: Dialect) -> Piece {
    let query = query::query(query, dialect, " ");
    let tightness = if negated {
        Tightness::Not
    } else {
        Tightness::Call
    };
    Piece::new(tightness, format!("{}EXISTS ({query})", not(negated)))
}

const fn not(negated: bool) -> &'static str {
    if negated { "NOT " } else { "" }
}

/// One side of a comparison.
fn operand(node: &Node, beside: &Node, dialect: Dialect) -> String {
    bare(node, beside, dialect).tighter_than(Tightness::Compare)
}

/// A literal beside something whose type the database knows needs no type of its own.
pub(super) fn bare(node: &Node, beside: &Node, dialect: Dialect) -> Piece {
    if let Kind::Literal(literal) = &node.kind
        && !beside.is_literal()
    {
        return (words(dialect).literal)(literal, &node.ty, true);
    }
    value(node, dialect)
}
