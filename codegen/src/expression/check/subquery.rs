//! Queries in expressions.

use super::Checker;
use crate::expression::model::{Collation, Kind, Node, Ty};
use crate::expression::problem::Problem;
use crate::expression::syntax::Syntax;
use crate::query::{self, model, syntax};

impl Checker<'_> {
    fn query(&mut self, query: &syntax::Query) -> Option<model::Query> {
        match self.names.query(query) {
            Ok(query) => Some(query),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    pub(super) fn exists(&mut self, negated: bool, query: &syntax::Query) -> Option<Node> {
        let query = Box::new(self.query(query)?);
        Some(Node::new(Kind::Exists { negated, query }, Ty::Bool, false))
    }

    /// `(select ..)`: of one column, and of one row for certain.
    pub(super) fn scalar(&mut self, query: &syntax::Query) -> Option<Node> {
        let checked = self.query(query)?;
        if let Err(problem) = query::scalar(&checked, &query.span) {
            self.problems.push(problem);
            return None;
        }
        let node = &checked.body.first().outputs.first()?.node;
        let (ty, nullable) = (node.ty.clone(), node.nullable);
        let (bounds, collation) = (node.bounds.checked(), node.collation.clone());
        let scalar = Node::new(Kind::Scalar(Box::new(checked)), ty, nullable);
        Some(scalar.bounded(bounds).collated(collation))
    }

    pub(super) fn in_query(
        &mut self,
        negated: bool,
        value: &Syntax,
        query: &syntax::Query,
    ) -> Option<Node> {
        let node = self.node(value, None);
        let mut checked = self.query(query)?;
        let node = node?;
        let columns = checked.body.first().outputs.len();
        if columns != 1 {
            let message = format!("`in` looks at one column, the query has {columns}");
            self.problems
                .push(Problem::new(query.span.clone(), message));
            return None;
        }
        let mut target = node.ty.clone();
        let mut nullable = false;
        let mut collation = node.collation.clone();
        for select in checked.body.selects() {
            let output = &select.outputs.first()?.node;
            target = self.unified(&target, output, &query.span)?;
            nullable |= output.nullable;
            collation = collation.and(output.collation.clone());
        }
        self.comparable_type(&target, false, &query.span)?;
        if negated && nullable {
            return self.wrong(
                &query.span,
                "the query can yield NULL, with which `not in` is never true",
                "add `where .. is not null`, with `coalesce` around the column, or write `not exists`",
            );
        }
        let node = self.converted(node, &target, &value.span)?;
        let node = if collation == Collation::Mixed {
            super::compare::by_bytes(node)
        } else {
            node
        };
        for select in checked.body.selects_mut() {
            let output = select.outputs.first_mut()?;
            output.node = self.converted(output.node.clone(), &target, &query.span)?;
        }
        let nullable = nullable || node.nullable;
        let kind = Kind::InQuery {
            negated,
            value: Box::new(node),
            query: Box::new(checked),
        };
        Some(Node::new(kind, Ty::Bool, nullable))
    }
}
