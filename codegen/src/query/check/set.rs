//! `union`, `intersect` and `except`.

use std::ops::Range;

use super::Place;
use super::sources::Sources;
use crate::expression::check::Checker;
use crate::expression::model::{Node, Ty};
use crate::expression::{Context, Problem};
use crate::query::model::{Body, SetOperator};

/// Both as one, their columns unified by place.
pub(super) fn joined(
    operator: SetOperator,
    mut left: Body,
    mut right: Body,
    right_span: &Range<usize>,
    span: &Range<usize>,
    place: Place<'_>,
) -> Result<Body, Vec<Problem>> {
    let (one, two) = (left.first().outputs.len(), right.first().outputs.len());
    if one != two {
        let message = format!("the first part has {one} columns, this one {two}");
        return Err(vec![Problem::new(right_span.clone(), message)]);
    }
    let names: Vec<_> = left
        .first()
        .outputs
        .iter()
        .map(|output| output.name.clone())
        .collect();
    for select in right.selects_mut() {
        for (output, name) in select.outputs.iter_mut().zip(&names) {
            output.name.clone_from(name);
        }
    }
    let sources = Sources::new(place);
    let mut checker = Checker::new(&sources, Context::View);
    for at in 0..one {
        unify(&mut left, &mut right, at, right_span, &mut checker);
    }
    let mut problems = checker.problems;
    if operator != SetOperator::UnionAll {
        let what = format!("`{}`", operator.words().to_lowercase());
        for output in &left.first().outputs {
            problems.extend(incomparable(&output.node, span, &what));
        }
    }
    if problems.is_empty() {
        Ok(Body::Set {
            operator,
            left: Box::new(left),
            right: Box::new(right),
        })
    } else {
        Err(problems)
    }
}

fn unify(
    left: &mut Body,
    right: &mut Body,
    at: usize,
    span: &Range<usize>,
    checker: &mut Checker<'_>,
) {
    let mut selects = left.selects_mut();
    selects.extend(right.selects_mut());
    let mut target: Option<Ty> = None;
    for select in &selects {
        let Some(output) = select.outputs.get(at) else {
            return;
        };
        let unified = match &target {
            None => Some(output.node.ty.clone()),
            Some(before) => checker.unified(before, &output.node, span),
        };
        match unified {
            Some(ty) => target = Some(ty),
            None => return,
        }
    }
    let Some(target) = target else {
        return;
    };
    for select in selects {
        if let Some(output) = select.outputs.get_mut(at)
            && let Some(node) = checker.converted(output.node.clone(), &target, span)
        {
            output.node = checker.by_bytes(node);
        }
    }
}

/// What has to be compared, and is not compared alike.
pub(super) fn incomparable(node: &Node, span: &Range<usize>, what: &str) -> Option<Problem> {
    let is = match &node.ty {
        Ty::Json => "JSON is not compared as a whole",
        Ty::List(_) => "lists are not compared as a whole",
        Ty::WrittenDecimal { .. } => "SQLite holds this decimal as text",
        Ty::Null
        | Ty::Bool
        | Ty::Int(_)
        | Ty::Double
        | Ty::Decimal { .. }
        | Ty::Text
        | Ty::Bytes
        | Ty::Uuid
        | Ty::Timestamp(_)
        | Ty::Date
        | Ty::Time
        | Ty::Enum(_) => return None,
    };
    let message = format!(
        "{what} compares {}, and the databases differ in it: {is}",
        node.ty.spelled()
    );
    Some(
        Problem::new(span.clone(), message)
            .help("leave the column out, or select what is read out of it"),
    )
}
