//! What a query means: its sources, its columns with their types, and what the databases would not agree on.

mod grouped;
mod output;
mod set;
mod sources;

use std::cell::RefCell;
use std::ops::Range;

use indexmap::{IndexMap, IndexSet};

use self::output::outputs;
use self::sources::Sources;
use super::model::{self, Body, Query, Select};
use super::relation::Relations;
use super::syntax;
use crate::expression::check::{Aggregation, Checker};
use crate::expression::model::{Node, Ty};
use crate::expression::scope::Column;
use crate::expression::syntax::{Syntax, Word};
use crate::expression::{Context, Problem};
use crate::name::{ColumnName, DbName};
use crate::schema::model::Relation;
use crate::spelling::quoted;

/// What is known while a query is checked.
pub(super) struct Known<'r> {
    pub(super) relations: &'r Relations,
    /// What has been read of each table and view.
    pub(super) reads: RefCell<IndexMap<Relation, IndexSet<ColumnName>>>,
}

/// The queries of `with`, innermost last, by name.
pub(super) type Named = Vec<(String, IndexMap<ColumnName, Column>)>;

/// Where a query stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) known: &'p Known<'p>,
    pub(super) named: &'p Named,
    /// The sources of the query around it, which it may name too.
    pub(super) outer: Option<&'p Sources<'p>>,
    /// Whether its columns have to have names.
    pub(super) anonymous: bool,
}

/// The query's meaning, or everything that is wrong with it.
pub(super) fn query(query: &syntax::Query, place: Place<'_>) -> Result<Query, Vec<Problem>> {
    let mut named = place.named.clone();
    let mut checked = Vec::new();
    let mut problems = Vec::new();
    for (name, inner) in &query.named {
        let within = Place {
            named: &named,
            outer: None,
            anonymous: false,
            ..place
        };
        problems.extend(taken(name, &checked, place));
        match self::query(inner, within) {
            Ok(inner) => {
                named.push((name.text.clone(), columns(&inner)));
                checked.push((DbName::new(name.text.as_str()), inner));
            }
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let body = body(
        &query.body,
        Place {
            named: &named,
            ..place
        },
    )?;
    Ok(Query {
        named: checked,
        body,
    })
}

/// A query of `with` has a name of its own.
fn taken(name: &Word, before: &[(DbName, Query)], place: Place<'_>) -> Option<Problem> {
    let relations = &place.known.relations.relations;
    let is_relation = relations.iter().any(|(key, relation)| {
        let in_sqlite = relation.sqlite.trim_matches('"');
        *key == name.text || in_sqlite.eq_ignore_ascii_case(&name.text)
    });
    let message = if is_relation {
        format!(
            "a table or view is called {} too: within `with`, SQLite and Postgres take the name for different things",
            quoted(&name.text)
        )
    } else if before.iter().any(|(known, _)| known.as_str() == name.text) {
        format!("two queries of `with` are called {}", quoted(&name.text))
    } else {
        return None;
    };
    Some(Problem::new(name.span.clone(), message).help("give the query another name"))
}

fn body(body: &syntax::Body, place: Place<'_>) -> Result<Body, Vec<Problem>> {
    match body {
        syntax::Body::Select(one) => {
            select(one, place).map(|select| Body::Select(Box::new(select)))
        }
        syntax::Body::Set {
            operator,
            left,
            right,
            span,
        } => {
            // The names are those of the first part.
            let unnamed = Place {
                anonymous: true,
                ..place
            };
            let (one, two) = (self::body(left, place), self::body(right, unnamed));
            match (one, two) {
                (Ok(one), Ok(two)) => set::joined(*operator, one, two, right.span(), span, place),
                (Err(mut found), Err(more)) => {
                    found.extend(more);
                    Err(found)
                }
                (Err(found), Ok(_)) | (Ok(_), Err(found)) => Err(found),
            }
        }
    }
}

fn select(select: &syntax::Select, place: Place<'_>) -> Result<Select, Vec<Problem>> {
    let mut sources = Sources::new(place);
    let mut problems = Vec::new();
    let from = match &select.from {
        Some(from) => match sources::from(from, &mut sources, place) {
            Ok(from) => Some(from),
            Err(found) => return Err(found),
        },
        None => None,
    };
    let mut checker = Checker::new(&sources, Context::View);
    let filter = part(&mut checker, select.filter.as_ref(), Checker::condition);
    let group: Vec<_> = select
        .group
        .iter()
        .map(|key| group_key(&mut checker, key))
        .collect();
    checker.grouped = !select.group.is_empty();
    checker.aggregation = Aggregation::Allowed;
    let outputs = outputs(&select.items, &sources, &mut checker, place.anonymous);
    let having = part(&mut checker, select.having.as_ref(), Checker::condition);
    let aggregated = checker.aggregated;
    problems.extend(checker.problems);
    let group: Option<Vec<Node>> = group.into_iter().collect();
    let (Some(filter), Some(group), Some(outputs), Some(having)) = (filter, group, outputs, having)
    else {
        return Err(problems);
    };
    let aliases = sources.aliases();
    if aggregated || !group.is_empty() {
        for (output, span) in &outputs {
            problems.extend(grouped::check(&output.node, &group, &aliases, span));
        }
        if let Some((having, span)) = &having {
            problems.extend(grouped::check(having, &group, &aliases, span));
        }
    } else if let Some((_, span)) = &having {
        let problem = Problem::new(span.clone(), "`having` looks at groups, and there are none");
        problems.push(problem.help("write `where`, or `group by`"));
    }
    if select.distinct {
        for (output, span) in &outputs {
            problems.extend(set::incomparable(&output.node, span, "`select distinct`"));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Select {
        distinct: select.distinct,
        whole: aggregated && group.is_empty() && having.is_none(),
        outputs: outputs.into_iter().map(|(output, _)| output).collect(),
        from,
        filter: filter.map(|(node, _)| node),
        group,
        having: having.map(|(node, _)| node),
    })
}

/// A part that may be absent, with its place.
#[expect(clippy::option_option, reason = "wrong, or absent, or there")]
fn part<'n>(
    checker: &mut Checker<'n>,
    part: Option<&Syntax>,
    check: fn(&mut Checker<'n>, &Syntax) -> Option<Node>,
) -> Option<Option<(Node, Range<usize>)>> {
    match part {
        Some(part) => check(checker, part).map(|node| Some((node, part.span.clone()))),
        None => Some(None),
    }
}

fn group_key(checker: &mut Checker<'_>, key: &Syntax) -> Option<Node> {
    let node = checker.node(key, None)?;
    if node.is_literal() {
        let problem = Problem::new(
            key.span.clone(),
            "a literal in `group by` is a place in the list, or groups nothing",
        );
        checker
            .problems
            .push(problem.help("write the expression itself"));
        return None;
    }
    let wrong = set::incomparable(&node, &key.span, "`group by`");
    if let Some(problem) = wrong {
        checker.problems.push(problem);
        return None;
    }
    Some(node)
}

/// Of a query in an expression: `(select ..)`, which has one row at most and one column.
pub(crate) fn scalar(query: &Query, span: &Range<usize>) -> Result<(), Problem> {
    let one = query.body.first();
    if one.outputs.len() != 1 {
        let message = format!(
            "a query in an expression has one column, not {}",
            one.outputs.len()
        );
        return Err(Problem::new(span.clone(), message));
    }
    if query.body.selects().len() > 1 || !one.whole {
        let message =
            "the query can yield several rows: Postgres fails then, SQLite takes any of them";
        return Err(Problem::new(span.clone(), message)
            .help("select an aggregate, such as `max(..)`, without `group by`"));
    }
    if one
        .outputs
        .first()
        .is_some_and(|output| output.node.ty == Ty::Null)
    {
        return Err(Problem::new(span.clone(), "NULL alone has no type"));
    }
    Ok(())
}

pub(super) use model::Output;
pub(super) use output::columns;

/// How many pieces SQLite's text has, at most.
pub(crate) fn size(query: &Query) -> u64 {
    query.expressions().into_iter().fold(0, |sum, node| {
        sum.saturating_add(crate::expression::size_of(node))
    })
}
