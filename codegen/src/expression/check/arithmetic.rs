//! Arithmetic on integers, in 64 bits, and on decimals, as scaled 64-bit integers.

use std::ops::Range;

use super::Checker;
use crate::expression::bounds::Bounds;
use crate::expression::function::Function;
use crate::expression::model::{Kind, Node, Ty, Width};
use crate::expression::syntax::{Arithmetic, Syntax};

/// SQLite goes on with REAL after an overflow. Short of infinity it stays a number, so that one look at the end sees it.
const FINITE_BITS: u32 = 1_000;
const MOST_PLACES: u8 = 18;

impl Checker<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operator: Arithmetic,
        left: &Syntax,
        right: &Syntax,
        span: &Range<usize>,
    ) -> Option<Node> {
        let (one, two) = (self.operand(left), self.operand(right));
        let (one, two) = (one?, two?);
        let node = match operator {
            Arithmetic::Add | Arithmetic::Subtract => self.sum(operator, (one, left), (two, right)),
            Arithmetic::Multiply => self.product(one, two, span),
            Arithmetic::Divide | Arithmetic::Remainder => {
                self.quotient(operator, (one, left), (two, right))
            }
        }?;
        if node.bounds.bits > FINITE_BITS {
            return self.wrong(
                span,
                "too many factors to watch for an overflow",
                super::PER_DIALECT,
            );
        }
        Some(node)
    }

    fn operand(&mut self, part: &Syntax) -> Option<Node> {
        let node = self.node(part, Some(&Ty::Int(Width::Big)))?;
        match &node.ty {
            Ty::Int(_) | Ty::Decimal { .. } => Some(node),
            Ty::Null
            | Ty::Bool
            | Ty::Double
            | Ty::WrittenDecimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Json
            | Ty::Enum(_)
            | Ty::List(_) => self.not_computed(&node.ty, &part.span),
        }
    }

    fn sum(
        &mut self,
        operator: Arithmetic,
        (one, left): (Node, &Syntax),
        (two, right): (Node, &Syntax),
    ) -> Option<Node> {
        let (one, two, ty) = match (one.ty.places(), two.ty.places()) {
            (None, None) => (one, two, Ty::Int(Width::Big)),
            (from, to) => {
                let (from, to) = (from.unwrap_or(0), to.unwrap_or(0));
                let scale = from.max(to);
                let one = self.scaled(one, scale, &left.span)?;
                let two = self.scaled(two, scale, &right.span)?;
                (one, two, Ty::Decimal { scale })
            }
        };
        let bounds = if operator == Arithmetic::Add {
            one.bounds.plus(two.bounds)
        } else {
            one.bounds.minus(two.bounds)
        };
        Some(binary(operator, one, two, ty, bounds))
    }

    fn scaled(&mut self, node: Node, scale: u8, span: &Range<usize>) -> Option<Node> {
        let own = node.ty.places();
        if own == Some(scale) {
            return Some(node);
        }
        self.with_scale(node, own.unwrap_or(0), scale, span)
    }

    fn product(&mut self, one: Node, two: Node, span: &Range<usize>) -> Option<Node> {
        let ty = match (one.ty.places(), two.ty.places()) {
            (None, None) => Ty::Int(Width::Big),
            (from, to) => {
                let scale = from.unwrap_or(0) + to.unwrap_or(0);
                if scale > MOST_PLACES {
                    let message = format!(
                        "the product has {scale} places, SQLite's integers hold {MOST_PLACES}"
                    );
                    return self.wrong(span, message, "give the columns fewer places");
                }
                Ty::Decimal { scale }
            }
        };
        let bounds = one.bounds.times(two.bounds);
        Some(binary(Arithmetic::Multiply, one, two, ty, bounds))
    }

    fn quotient(
        &mut self,
        operator: Arithmetic,
        (one, left): (Node, &Syntax),
        (two, right): (Node, &Syntax),
    ) -> Option<Node> {
        for (node, part) in [(&one, left), (&two, right)] {
            if node.ty.places().is_some() {
                return self.wrong(
                    &part.span,
                    format!(
                        "`{}` of decimals rounds differently on the databases",
                        operator.symbol()
                    ),
                    "divide in Rust, or `cast(.. as double)` in a view",
                );
            }
        }
        if two.literal_int() == Some(0) {
            let reason = "Postgres fails, SQLite yields NULL";
            return self.wrong(&right.span, "a division by zero", reason);
        }
        let never_zero = if let Kind::Call(Function::NullIf, arguments) = &two.kind {
            arguments.get(1).and_then(Node::literal_int) == Some(0)
        } else {
            two.is_literal()
        };
        if !never_zero {
            return self.wrong(
                &right.span,
                "the divisor can be zero: Postgres fails then, SQLite yields NULL",
                "write `nullif(.., 0)` around it",
            );
        }
        let bounds = if operator == Arithmetic::Divide {
            one.bounds.divided(two.bounds)
        } else {
            one.bounds.remainder(two.bounds)
        };
        Some(binary(operator, one, two, Ty::Int(Width::Big), bounds))
    }
}

fn binary(operator: Arithmetic, one: Node, two: Node, ty: Ty, bounds: Bounds) -> Node {
    let nullable = one.nullable || two.nullable;
    let kind = Kind::Arithmetic(operator, Box::new(one), Box::new(two));
    Node::new(kind, ty, nullable).bounded(bounds)
}
