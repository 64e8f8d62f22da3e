//! Functions of many rows' values.

use std::ops::Range;

use super::{Checker, PER_DIALECT};
use crate::expression::Context;
use crate::expression::function::Aggregate;
use crate::expression::model::{Kind, Node, Ty, Width};
use crate::expression::problem::Problem;
use crate::expression::syntax::Syntax;

impl Checker<'_> {
    pub(super) fn aggregate(
        &mut self,
        aggregate: Aggregate,
        distinct: bool,
        argument: Option<&Syntax>,
        filter: Option<&Syntax>,
        span: &Range<usize>,
    ) -> Option<Node> {
        let name = aggregate.name();
        if self.context != Context::View {
            return self.wrong(
                span,
                format!("`{name}` looks at many rows, so it may stand in views only"),
                "a table's expressions see one row",
            );
        }
        if self.aggregation != Aggregation::Allowed {
            let message = match self.aggregation {
                Aggregation::Inside => format!("`{name}` may not stand inside another aggregate"),
                Aggregation::Allowed | Aggregation::Forbidden => {
                    format!("`{name}` may not stand here: the rows are not grouped yet")
                }
            };
            return self.wrong(span, message, "put it into `select` or `having`");
        }
        self.aggregation = Aggregation::Inside;
        let parts = self.inside(argument, filter);
        self.aggregation = Aggregation::Allowed;
        let (argument, filter) = parts?;
        self.aggregated = true;
        let mut outer = false;
        for node in argument.iter().map(|(node, _)| node).chain(&filter) {
            node.each_column(&mut |column| outer |= column.outer);
        }
        if outer {
            return self.wrong(
                span,
                format!("`{name}` looks at rows of the query around this one"),
                "aggregate where those rows are read",
            );
        }
        let ty = match (&argument, aggregate) {
            (None, _) => Ty::Int(Width::Big),
            (Some((node, part)), _) => self.result(aggregate, distinct, node, &part.span)?,
        };
        let empty = !self.grouped || filter.is_some();
        let nullable = match (aggregate, &argument) {
            (Aggregate::Count, _) | (_, None) => false,
            (_, Some((node, _))) => empty || node.nullable,
        };
        let collation = match &argument {
            Some((node, _)) if ty == Ty::Text || matches!(ty, Ty::Enum(_)) => {
                node.collation.clone()
            }
            Some(_) | None => crate::expression::model::Collation::Default,
        };
        let bounds = match (&argument, aggregate) {
            (Some((node, _)), Aggregate::Min | Aggregate::Max) => node.bounds.checked(),
            _ => crate::expression::bounds::Bounds::UNKNOWN,
        };
        let argument = argument.map(|(node, _)| {
            let extreme = matches!(aggregate, Aggregate::Min | Aggregate::Max);
            Box::new(if extreme { self.by_bytes(node) } else { node })
        });
        let kind = Kind::Aggregate {
            aggregate,
            distinct,
            argument,
            filter: filter.map(Box::new),
        };
        Some(
            Node::new(kind, ty, nullable)
                .collated(collation)
                .bounded(bounds),
        )
    }

    #[expect(
        clippy::type_complexity,
        reason = "the argument with its place, and the filter; used once"
    )]
    fn inside<'s>(
        &mut self,
        argument: Option<&'s Syntax>,
        filter: Option<&Syntax>,
    ) -> Option<(Option<(Node, &'s Syntax)>, Option<Node>)> {
        let argument = match argument {
            Some(part) => Some((self.node(part, None)?, part)),
            None => None,
        };
        let filter = match filter {
            Some(filter) => Some(self.condition(filter)?),
            None => None,
        };
        Some((argument, filter))
    }

    fn result(
        &mut self,
        aggregate: Aggregate,
        distinct: bool,
        node: &Node,
        span: &Range<usize>,
    ) -> Option<Ty> {
        if distinct {
            self.comparable_type(&node.ty, false, span)?;
        }
        let ty = match (aggregate, &node.ty) {
            (Aggregate::Count, _) | (Aggregate::Sum, Ty::Int(_)) => Some(Ty::Int(Width::Big)),
            (Aggregate::Avg, Ty::Int(_) | Ty::Double) => Some(Ty::Double),
            (Aggregate::BoolAnd | Aggregate::BoolOr, Ty::Bool) => Some(Ty::Bool),
            (Aggregate::Min | Aggregate::Max, Ty::Enum(name)) if self.native(name).is_none() => {
                Some(node.ty.clone())
            }
            (Aggregate::Sum, ty @ (Ty::Decimal { .. } | Ty::Double))
            | (
                Aggregate::Min | Aggregate::Max,
                ty @ (Ty::Int(_)
                | Ty::Decimal { .. }
                | Ty::Double
                | Ty::Text
                | Ty::Timestamp(_)
                | Ty::Date
                | Ty::Time),
            ) => Some(ty.clone()),
            _ => None,
        };
        if ty.is_none() {
            let help = match (aggregate, &node.ty) {
                (Aggregate::Avg, Ty::Decimal { .. }) => {
                    "the databases round a decimal's average differently: `avg(cast(.. as double))`"
                }
                (Aggregate::Min, Ty::Bool) => "write `bool_and(..)`",
                (Aggregate::Max, Ty::Bool) => "write `bool_or(..)`",
                (Aggregate::Min | Aggregate::Max, Ty::Uuid | Ty::Bytes) => {
                    "Postgres has none for this type"
                }
                (Aggregate::Min | Aggregate::Max, Ty::Enum(_)) => {
                    "Postgres orders this enum by declaration, SQLite by its text"
                }
                _ => PER_DIALECT,
            };
            let message = format!(
                "there is no `{}` of {}",
                aggregate.name(),
                node.ty.spelled()
            );
            self.problems
                .push(Problem::new(span.clone(), message).help(help));
        }
        ty
    }
}

/// Whether aggregates may stand where the checker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregation {
    /// In `select` and `having`.
    Allowed,
    /// In `where`, `on` and `group by`.
    Forbidden,
    /// In an aggregate's argument.
    Inside,
}
