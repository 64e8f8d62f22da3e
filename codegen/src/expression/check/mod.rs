//! From what was written to what it means: names resolved, literals read as the type beside them, everything else held to
//! what both databases agree on.
//!
//! Nothing here stops at the first mistake: a piece that is wrong is `None` ("reported already"), its siblings are looked at.

mod aggregate;
mod arithmetic;
mod cast;
mod compare;
mod function;
pub(crate) mod json;
mod literal;
pub(crate) mod moment;
mod subquery;
mod unify;

use std::ops::Range;

pub(crate) use aggregate::Aggregation;

use super::bounds::Bounds;
use super::model::{Collation, ColumnRef, Kind, Literal, Node, Ty};
use super::problem::Problem;
use super::read::PER_DIALECT;
use super::scope::{Column, Enums};
use super::syntax::{Is, Syntax, SyntaxKind, Word};
use super::{Context, Expectation};
use crate::query::model;
use crate::query::syntax::Query;
use crate::schema::model::{Scalar, Type};

/// What names stand for.
pub(crate) trait Names {
    /// The column of that name, or why there is none.
    fn column(&self, table: Option<&Word>, column: &Word) -> Result<Found, Problem>;
    /// The schema's enums.
    fn enums(&self) -> &Enums;
    /// What a query in an expression means; it may name columns of the query around it.
    fn query(&self, query: &Query) -> Result<model::Query, Vec<Problem>> {
        let message = "a query may stand in a view only";
        Err(vec![Problem::new(query.span.clone(), message)])
    }
}

/// What a column's name stands for.
pub(crate) struct Found {
    pub(crate) reference: ColumnRef,
    pub(crate) column: Column,
}

/// Checks one expression.
pub(crate) struct Checker<'n> {
    pub(super) names: &'n dyn Names,
    pub(super) context: Context,
    pub(crate) problems: Vec<Problem>,
    /// The columns it speaks of, in the order of their first mention.
    pub(crate) columns: Vec<ColumnRef>,
    /// Whether aggregates may stand here.
    pub(crate) aggregation: Aggregation,
    /// Whether an aggregate was met.
    pub(crate) aggregated: bool,
    /// Whether there is a `group by`: no group is empty.
    pub(crate) grouped: bool,
}

impl<'n> Checker<'n> {
    pub(crate) fn new(names: &'n dyn Names, context: Context) -> Self {
        Self {
            names,
            context,
            problems: Vec::new(),
            columns: Vec::new(),
            aggregation: Aggregation::Forbidden,
            aggregated: false,
            grouped: false,
        }
    }

    /// The whole expression, as what is expected of it.
    pub(crate) fn root(&mut self, syntax: &Syntax, expectation: &Expectation) -> Option<Node> {
        match expectation {
            Expectation::Condition => self.condition(syntax),
            Expectation::Value { ty, storage } => {
                let wanted = Ty::of(ty, *storage);
                let node = self.node(syntax, Some(&wanted))?;
                self.assigned(node, &wanted, ty, &syntax.span)
            }
            Expectation::Any => {
                let node = self.node(syntax, None)?;
                self.ordered(node, &syntax.span)
            }
        }
    }

    /// A piece that has to be true or false.
    pub(crate) fn condition(&mut self, syntax: &Syntax) -> Option<Node> {
        let node = self.node(syntax, Some(&Ty::Bool))?;
        match node.ty {
            Ty::Bool | Ty::Null => Some(node),
            Ty::Int(_) => self.wrong(
                &syntax.span,
                format!(
                    "a condition is true or false; this is {}",
                    node.ty.spelled()
                ),
                "write what it is compared with: `.. <> 0`",
            ),
            Ty::Double
            | Ty::Decimal { .. }
            | Ty::WrittenDecimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Json
            | Ty::Enum(_)
            | Ty::List(_) => self.wrong(
                &syntax.span,
                format!(
                    "a condition is true or false; this is {}",
                    node.ty.spelled()
                ),
                "write what it is compared with",
            ),
        }
    }

    /// A typed piece. A literal is read as `hint` where that is known.
    pub(crate) fn node(&mut self, syntax: &Syntax, hint: Option<&Ty>) -> Option<Node> {
        let span = &syntax.span;
        match &syntax.kind {
            SyntaxKind::Column { table, column } => self.column(table.as_ref(), column),
            SyntaxKind::Null => Some(Node::new(Kind::Literal(Literal::Null), Ty::Null, true)),
            SyntaxKind::Bool(value) => Some(Node::new(
                Kind::Literal(Literal::Bool(*value)),
                Ty::Bool,
                false,
            )),
            SyntaxKind::Number(digits) => self.number(digits, false, hint, span),
            SyntaxKind::Text(text) => self.text(text, hint, span),
            SyntaxKind::Bytes(bytes) => self.bytes(bytes, hint, span),
            SyntaxKind::Not(inner) => {
                let inner = self.condition(inner)?;
                let nullable = inner.nullable;
                Some(Node::new(Kind::Not(Box::new(inner)), Ty::Bool, nullable))
            }
            SyntaxKind::Negate(inner) => self.negated(inner, hint, span),
            SyntaxKind::All(parts) => self.conditions(parts, Kind::All),
            SyntaxKind::Any(parts) => self.conditions(parts, Kind::Any),
            SyntaxKind::Compare(comparison, left, right) => self.compare(*comparison, left, right),
            SyntaxKind::Distinct {
                negated,
                left,
                right,
            } => self.distinct(*negated, left, right),
            SyntaxKind::Arithmetic(operator, left, right) => {
                self.arithmetic(*operator, left, right, span)
            }
            SyntaxKind::Concat(left, right) => self.concat(left, right),
            SyntaxKind::Between {
                negated,
                value,
                low,
                high,
            } => self.between(*negated, value, low, high),
            SyntaxKind::In {
                negated,
                value,
                list,
            } => self.in_list(*negated, value, list),
            SyntaxKind::Is {
                negated,
                value,
                what,
            } => self.is(*negated, value, *what),
            SyntaxKind::Case {
                operand,
                branches,
                otherwise,
            } => self.case(operand.as_deref(), branches, otherwise.as_deref(), hint),
            SyntaxKind::Like {
                negated,
                folded,
                value,
                pattern,
            } => self.like(*negated, *folded, value, pattern, span),
            SyntaxKind::Call {
                function,
                arguments,
            } => self.call(*function, arguments, hint),
            SyntaxKind::Cast { value, ty, place } => self.cast(value, ty, place),
            SyntaxKind::Json { .. } => self.json(syntax, None),
            SyntaxKind::Aggregate {
                aggregate,
                distinct,
                argument,
                filter,
            } => self.aggregate(
                *aggregate,
                *distinct,
                argument.as_deref(),
                filter.as_deref(),
                span,
            ),
            SyntaxKind::Scalar(query) => self.scalar(query),
            SyntaxKind::Exists { negated, query } => self.exists(*negated, query),
            SyntaxKind::InQuery {
                negated,
                value,
                query,
            } => self.in_query(*negated, value, query),
        }
    }

    fn column(&mut self, table: Option<&Word>, column: &Word) -> Option<Node> {
        let span = table.map_or(column.span.start, |table| table.span.start)..column.span.end;
        if self.context == Context::Default {
            return self.wrong(
                &span,
                "a default may not read columns",
                "a `generated` column is computed from others",
            );
        }
        let Found { reference, column } = match self.names.column(table, column) {
            Ok(found) => found,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        if column.generated && self.context == Context::Generated {
            return self.wrong(
                &span,
                "Postgres lets no generated column read another",
                "write out what that column is computed from",
            );
        }
        if !self.columns.contains(&reference) {
            self.columns.push(reference.clone());
        }
        let ty = Ty::of(&column.ty, column.sqlite.storage);
        let bounds = if column.sqlite.check {
            bounds_of(&column.ty)
        } else {
            Bounds::UNKNOWN
        };
        let own = column.postgres.collate.filter(|own| own != "C");
        let collation = match own.or(column.sqlite.collate) {
            _ if !self.is_text(&ty) => Collation::Default,
            Some(own) => Collation::Own(own),
            None => Collation::C,
        };
        let node = Node::new(Kind::Column(reference), ty, column.nullable);
        Some(node.bounded(bounds).collated(collation))
    }

    fn conditions(&mut self, parts: &[Syntax], kind: fn(Vec<Node>) -> Kind) -> Option<Node> {
        let parts: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        let parts: Vec<Node> = parts.into_iter().collect::<Option<_>>()?;
        let nullable = parts.iter().any(|part| part.nullable);
        Some(Node::new(kind(parts), Ty::Bool, nullable))
    }

    fn is(&mut self, negated: bool, value: &Syntax, what: Is) -> Option<Node> {
        let value = match what {
            Is::Null => self.node(value, None),
            Is::True | Is::False => self.condition(value),
        }?;
        let kind = Kind::Is {
            negated,
            value: Box::new(value),
            what,
        };
        Some(Node::new(kind, Ty::Bool, false))
    }

    /// Of an index: what has an order that both databases share.
    fn ordered(&mut self, node: Node, span: &Range<usize>) -> Option<Node> {
        let reason = match &node.ty {
            Ty::Json => "JSON has no order that both databases share",
            Ty::List(_) => "lists have no order that both databases share",
            Ty::WrittenDecimal { .. } => "SQLite holds it as text and would order it as text",
            Ty::Enum(name) if self.native(name).is_some() => {
                "Postgres orders the enum by declaration, SQLite by its text"
            }
            Ty::Null => "NULL alone has no type",
            Ty::Bool
            | Ty::Int(_)
            | Ty::Double
            | Ty::Decimal { .. }
            | Ty::Text
            | Ty::Bytes
            | Ty::Uuid
            | Ty::Timestamp(_)
            | Ty::Date
            | Ty::Time
            | Ty::Enum(_) => return Some(self.by_bytes(node)),
        };
        self.wrong(
            span,
            format!("{} cannot be indexed alike: {reason}", node.ty.spelled()),
            PER_DIALECT,
        )
    }

    /// The text, compared by bytes on Postgres whatever it is made of.
    pub(crate) fn by_bytes(&self, node: Node) -> Node {
        let chosen = node.is_column() || node.collation == Collation::C;
        if chosen || !self.is_text(&node.ty) {
            return node;
        }
        let (ty, nullable) = (node.ty.clone(), node.nullable);
        Node::new(Kind::ByBytes(Box::new(node)), ty, nullable).collated(Collation::C)
    }

    /// Whether Postgres holds it as text, which has a collation.
    pub(super) fn is_text(&self, ty: &Ty) -> bool {
        if let Ty::Enum(name) = ty {
            self.native(name).is_none()
        } else {
            *ty == Ty::Text
        }
    }

    /// The enum's own type on Postgres, where it has one.
    pub(super) fn native(&self, name: &crate::name::EnumName) -> Option<&'n str> {
        self.names.enums().get(name)?.native.as_deref()
    }

    pub(super) fn wrong<T>(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.problems
            .push(Problem::new(span.clone(), message).help(help));
        None
    }
}

/// What the column's own check holds its values to.
pub(crate) fn bounds_of(ty: &Type) -> Bounds {
    match ty {
        Type::Scalar(Scalar::Bool) => Bounds::between(0, 1),
        Type::Scalar(Scalar::SmallInt) => {
            Bounds::between(i128::from(i16::MIN), i128::from(i16::MAX))
        }
        Type::Scalar(Scalar::Int) => Bounds::between(i128::from(i32::MIN), i128::from(i32::MAX)),
        Type::Scalar(Scalar::Decimal { precision, .. }) => Bounds::of_digits(*precision),
        Type::Scalar(
            Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Text
            | Scalar::Varchar(_)
            | Scalar::Bytes
            | Scalar::Uuid
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_)
        | Type::List(_) => Bounds::UNKNOWN,
    }
}
