//! One type for pieces that stand side by side.

use std::ops::Range;

use super::Checker;
use super::literal::with_places;
use crate::expression::bounds::{Bounds, power_of_ten};
use crate::expression::function::Function;
use crate::expression::model::{Conversion, Kind, Literal, Node, Ty, Width};
use crate::expression::problem::Problem;
use crate::expression::syntax::{Syntax, SyntaxKind};
use crate::schema::model::{Scalar, SqliteStorage, Type};
use crate::spelling::quoted;

/// Integers up to this convert to a double and back.
const EXACT_IN_DOUBLE: i128 = 1 << 53;
/// The most places that a scaled 64-bit integer has.
const MOST_PLACES: u8 = 18;

impl Checker<'_> {
    /// The pieces as one type. Literals take that of the others; without others, that of the hint.
    pub(super) fn common(&mut self, parts: &[&Syntax], hint: Option<&Ty>) -> Option<Vec<Node>> {
        let mut nodes: Vec<Option<Node>> = parts.iter().map(|_| None).collect();
        let mut target: Option<Ty> = None;
        let mut failed = false;
        // First those that have a type of their own, then those that take one.
        for flexible in [false, true] {
            for (slot, part) in nodes.iter_mut().zip(parts) {
                if is_flexible(part) != flexible {
                    continue;
                }
                let wanted = target.as_ref().or(hint).cloned();
                let Some(node) = self.node(part, wanted.as_ref()) else {
                    failed = true;
                    continue;
                };
                let unified = match &target {
                    None => Some(node.ty.clone()),
                    Some(before) => self.unified(before, &node, &part.span),
                };
                match unified {
                    Some(ty) => target = Some(ty),
                    None => failed = true,
                }
                *slot = Some(node);
            }
        }
        let target = target.filter(|_| !failed)?;
        let converted: Vec<_> = nodes
            .into_iter()
            .zip(parts)
            .map(|(node, part)| self.converted(node?, &target, &part.span))
            .collect();
        converted.into_iter().collect()
    }

    /// The type that both can be.
    pub(crate) fn unified(&mut self, before: &Ty, node: &Node, span: &Range<usize>) -> Option<Ty> {
        let ty = &node.ty;
        Some(match (before, ty) {
            (Ty::Null, other) | (other, Ty::Null) => other.clone(),
            (Ty::Int(one), Ty::Int(two)) => Ty::Int(*one.max(two)),
            (Ty::Decimal { scale: one }, Ty::Decimal { scale: two }) => Ty::Decimal {
                scale: *one.max(two),
            },
            (Ty::Decimal { scale }, Ty::Int(_)) | (Ty::Int(_), Ty::Decimal { scale }) => {
                Ty::Decimal { scale: *scale }
            }
            (Ty::Double, Ty::Int(_)) | (Ty::Int(_), Ty::Double) => Ty::Double,
            (Ty::Timestamp(one), Ty::Timestamp(two)) if one != two => {
                if *one == SqliteStorage::Text || *two == SqliteStorage::Text {
                    return self.wrong(
                        span,
                        "SQLite stores these timestamps in different ways: one as text, one as a number",
                        "give both columns one `storage`",
                    );
                }
                Ty::Timestamp(SqliteStorage::Micros)
            }
            (one, two) if one == two => one.clone(),
            (one, two) => return self.mismatch(one, two, node, span),
        })
    }

    fn mismatch<T>(&mut self, before: &Ty, ty: &Ty, node: &Node, span: &Range<usize>) -> Option<T> {
        // What can be compared with nothing says so itself.
        self.comparable_type(before, false, span)?;
        self.comparable_type(ty, false, span)?;
        let (one, two) = (before.spelled(), ty.spelled());
        let message = format!(
            "{one} and {two} do not mix: SQLite would compare them somehow, Postgres refuses"
        );
        let problem = Problem::new(span.clone(), message).label(format!("this is {two}"));
        let number = node.literal_int();
        let problem = match (before, ty, number) {
            (Ty::Bool, Ty::Int(_), Some(0)) => problem.help("write `not ..` for false"),
            (Ty::Bool, Ty::Int(_), Some(_)) => {
                problem.help("a `bool` is a condition by itself: leave the comparison out")
            }
            (Ty::Text, Ty::Enum(_), _) | (Ty::Enum(_), Ty::Text, _) => {
                problem.help("write `cast(.. as text)` around the enum")
            }
            (Ty::Decimal { .. }, Ty::Double, _) | (Ty::Double, Ty::Decimal { .. }, _) => {
                problem.help("write `cast(.. as double)` around the decimal")
            }
            (_, Ty::Text, _) if node.is_literal() => {
                problem.help(format!("write it as {one} is written, without quotes"))
            }
            _ => problem,
        };
        self.problems.push(problem);
        None
    }

    /// The piece as that type, which it is known to unify with.
    pub(crate) fn converted(
        &mut self,
        node: Node,
        target: &Ty,
        span: &Range<usize>,
    ) -> Option<Node> {
        match (&node.ty, target) {
            (Ty::Null, _) => Some(Node {
                ty: target.clone(),
                ..node
            }),
            (Ty::Int(_), Ty::Double) => self.double_of(node, span),
            (Ty::Int(_), Ty::Decimal { scale }) => self.with_scale(node, 0, *scale, span),
            (Ty::Decimal { scale: from }, Ty::Decimal { scale: to }) if from != to => {
                let from = *from;
                self.with_scale(node, from, *to, span)
            }
            (Ty::Timestamp(from), Ty::Timestamp(to)) if from != to => Some(to_micros(node)),
            _ => Some(node),
        }
    }

    fn double_of(&mut self, node: Node, span: &Range<usize>) -> Option<Node> {
        if let Kind::Literal(Literal::Int(value)) = node.kind {
            return self.number(
                &value.unsigned_abs().to_string(),
                value < 0,
                Some(&Ty::Double),
                span,
            );
        }
        if node.bounds.magnitude() > EXACT_IN_DOUBLE {
            return self.wrong(
                span,
                "a 64-bit integer beside a `double`: SQLite compares them exactly, Postgres rounds the integer",
                "write `cast(.. as double)` around the integer",
            );
        }
        let nullable = node.nullable;
        Some(Node::new(
            Kind::Convert(Conversion::IntToDouble, Box::new(node)),
            Ty::Double,
            nullable,
        ))
    }

    /// A decimal with more places.
    pub(super) fn with_scale(
        &mut self,
        node: Node,
        from: u8,
        to: u8,
        span: &Range<usize>,
    ) -> Option<Node> {
        let literal = scaled_literal(&node);
        let fits = match literal {
            Some(value) => with_places(value, from, to).ok_or(()),
            None if to > MOST_PLACES || to < from => Err(()),
            None => {
                let zeros = to - from;
                let factor = i64::try_from(power_of_ten(zeros)).unwrap_or(i64::MAX);
                let bounds = node.bounds.times(Bounds::exactly(factor));
                let nullable = node.nullable;
                let scaled = if zeros == 0 {
                    Kind::Convert(Conversion::ToDecimal, Box::new(node))
                } else {
                    Kind::Scaled {
                        value: Box::new(node),
                        zeros,
                    }
                };
                Ok(Node::new(scaled, Ty::Decimal { scale: to }, nullable).bounded(bounds))
            }
        };
        match fits {
            Ok(node) => Some(node),
            Err(()) => self.wrong(
                span,
                format!("with {to} places it does not fit SQLite's 64-bit integers"),
                "write fewer digits",
            ),
        }
    }

    /// The piece as what a column of that type stores.
    pub(super) fn assigned(
        &mut self,
        node: Node,
        wanted: &Ty,
        ty: &Type,
        span: &Range<usize>,
    ) -> Option<Node> {
        match (&node.ty, wanted) {
            (Ty::Null, _) => Some(Node {
                ty: wanted.clone(),
                ..node
            }),
            (Ty::Int(_), Ty::Int(_)) => Some(node),
            (Ty::Int(_), Ty::Double) => self.double_of(node, span),
            (Ty::Int(_), Ty::Decimal { scale }) => self.with_scale(node, 0, *scale, span),
            (Ty::Decimal { scale: from }, Ty::Decimal { scale: to }) if from <= to => {
                let (from, to) = (*from, *to);
                if from == to {
                    return Some(node);
                }
                self.with_scale(node, from, to, span)
            }
            (Ty::Decimal { scale: from }, Ty::Decimal { scale: to }) => {
                let message = format!(
                    "the value has {from} places, the column {to}: Postgres would round it, SQLite would not"
                );
                self.wrong(span, message, format!("give the column {from} places"))
            }
            (Ty::Timestamp(from), Ty::Timestamp(to)) if from != to => self.wrong(
                span,
                "SQLite stores the two timestamps in different ways",
                "give both columns one `storage`",
            ),
            (Ty::Text, Ty::Text) if self.too_long(&node, ty, span) => None,
            (one, two) if one == two => Some(node),
            (one, two) => {
                let message = format!(
                    "the column is {}, the value {}",
                    two.spelled(),
                    one.spelled()
                );
                self.problems.push(Problem::new(span.clone(), message));
                None
            }
        }
    }

    fn too_long(&mut self, node: &Node, ty: &Type, span: &Range<usize>) -> bool {
        if let (Kind::Literal(Literal::Text(text)), Type::Scalar(Scalar::Varchar(most))) =
            (&node.kind, ty)
            && u32::try_from(text.chars().count()).is_ok_and(|length| length > *most)
        {
            let message = format!("{} has more than {most} characters", quoted(text));
            self.problems.push(Problem::new(span.clone(), message));
            return true;
        }
        false
    }

    pub(super) fn not_computed<T>(&mut self, ty: &Ty, span: &Range<usize>) -> Option<T> {
        let (reason, help) = match ty {
            Ty::Double => (
                "an overflow of a `double` is infinite on SQLite and an error on Postgres",
                "use a `decimal`, or write it per dialect: `{ sqlite = \"..\", postgres = \"..\" }`",
            ),
            Ty::WrittenDecimal { .. } => (
                "SQLite holds this decimal as text and computes nothing exact from it",
                "give the column at most 18 digits and no `storage`",
            ),
            Ty::Timestamp(_) | Ty::Date | Ty::Time => (
                "the databases' calendars differ",
                "compute it in Rust, or write it per dialect: `{ sqlite = \"..\", postgres = \"..\" }`",
            ),
            Ty::Text => ("there is no arithmetic on `text`", "`||` joins texts"),
            Ty::Null => ("NULL alone has no type", "leave it out"),
            Ty::Bool
            | Ty::Int(_)
            | Ty::Decimal { .. }
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Json
            | Ty::Enum(_)
            | Ty::List(_) => (
                "only integers and decimals have arithmetic here",
                super::PER_DIALECT,
            ),
        };
        let problem = Problem::new(span.clone(), reason)
            .label(format!("this is {}", ty.spelled()))
            .help(help);
        self.problems.push(problem);
        None
    }
}

/// Whether its type is that of what stands beside it.
pub(super) fn is_flexible(syntax: &Syntax) -> bool {
    match &syntax.kind {
        SyntaxKind::Null | SyntaxKind::Number(_) | SyntaxKind::Text(_) | SyntaxKind::Bytes(_) => {
            true
        }
        SyntaxKind::Negate(inner) => is_flexible(inner),
        SyntaxKind::Case {
            branches,
            otherwise,
            ..
        } => {
            branches.iter().all(|(_, result)| is_flexible(result))
                && otherwise.as_ref().is_none_or(|result| is_flexible(result))
        }
        SyntaxKind::Call {
            function: Function::Coalesce | Function::NullIf,
            arguments,
        } => arguments.iter().all(is_flexible),
        SyntaxKind::Column { .. }
        | SyntaxKind::Bool(_)
        | SyntaxKind::Not(_)
        | SyntaxKind::All(_)
        | SyntaxKind::Any(_)
        | SyntaxKind::Compare(..)
        | SyntaxKind::Distinct { .. }
        | SyntaxKind::Arithmetic(..)
        | SyntaxKind::Concat(..)
        | SyntaxKind::Between { .. }
        | SyntaxKind::In { .. }
        | SyntaxKind::Is { .. }
        | SyntaxKind::Like { .. }
        | SyntaxKind::Call { .. }
        | SyntaxKind::Cast { .. }
        | SyntaxKind::Json { .. }
        | SyntaxKind::Aggregate { .. }
        | SyntaxKind::Scalar(_)
        | SyntaxKind::Exists { .. }
        | SyntaxKind::InQuery { .. } => false,
    }
}

/// A timestamp that SQLite holds in a larger unit, in microseconds: within 64 bits for every year that there is.
fn to_micros(node: Node) -> Node {
    let zeros = if node.ty == Ty::Timestamp(SqliteStorage::Seconds) {
        6
    } else {
        3
    };
    let micros = Ty::Timestamp(SqliteStorage::Micros);
    if node.is_literal() {
        return Node { ty: micros, ..node };
    }
    let nullable = node.nullable;
    let kind = Kind::Scaled {
        value: Box::new(node),
        zeros,
    };
    Node::new(kind, micros, nullable)
}

/// The widest of two integer types.
pub(super) fn widest(nodes: &[Node]) -> Width {
    nodes
        .iter()
        .filter_map(|node| node.ty.width())
        .max()
        .unwrap_or(Width::Big)
}

/// The digits of a number that is written out.
fn scaled_literal(node: &Node) -> Option<i64> {
    if let Kind::Literal(Literal::Decimal { unscaled, .. }) = node.kind {
        Some(unscaled)
    } else {
        node.literal_int()
    }
}
