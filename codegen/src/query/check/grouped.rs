//! What may be selected of groups: what they are grouped by, and aggregates.

use std::ops::Range;

use crate::expression::Problem;
use crate::expression::model::{Kind, Node};
use crate::spelling::quoted;

/// The first column that stands outside of both.
pub(super) fn check(
    node: &Node,
    keys: &[Node],
    aliases: &[&str],
    span: &Range<usize>,
) -> Option<Problem> {
    let name = bare(node, keys, aliases)?;
    let message = format!(
        "{} is neither grouped by nor in an aggregate: it has many values in a group",
        quoted(&name)
    );
    let help = format!("add it to `group by`, or take `min({name})` or `max({name})`");
    Some(Problem::new(span.clone(), message).help(help))
}

fn bare(node: &Node, keys: &[Node], aliases: &[&str]) -> Option<String> {
    if keys.iter().any(|key| key == node) {
        return None;
    }
    match &node.kind {
        // A column of the query around this one has one value here.
        Kind::Column(column) if column.outer => None,
        Kind::Column(column) => Some(match &column.source {
            Some(source) => format!("{source}.{}", column.name),
            None => column.name.to_string(),
        }),
        Kind::Literal(_) | Kind::Aggregate { .. } => None,
        Kind::InQuery { value, query, .. } => {
            bare(value, keys, aliases).or_else(|| correlated(query, keys, aliases))
        }
        Kind::Scalar(query) | Kind::Exists { query, .. } => correlated(query, keys, aliases),
        Kind::Not(_)
        | Kind::Negate(_)
        | Kind::All(_)
        | Kind::Any(_)
        | Kind::Compare(..)
        | Kind::Distinct { .. }
        | Kind::Arithmetic(..)
        | Kind::Scaled { .. }
        | Kind::Concat(..)
        | Kind::Between { .. }
        | Kind::In { .. }
        | Kind::Is { .. }
        | Kind::Case { .. }
        | Kind::Like { .. }
        | Kind::Call(..)
        | Kind::Convert(..)
        | Kind::ByBytes(_)
        | Kind::Json { .. } => node
            .parts()
            .into_iter()
            .find_map(|part| bare(part, keys, aliases)),
    }
}

/// A query inside may name columns of this one, which then have to be grouped by.
fn correlated(
    query: &crate::query::model::Query,
    keys: &[Node],
    aliases: &[&str],
) -> Option<String> {
    let mut columns = Vec::new();
    for node in query.expressions() {
        node.each_column(&mut |column| columns.push(column));
    }
    columns
        .into_iter()
        .filter(|column| column.outer)
        .filter(|column| column.source.as_ref().is_some_and(|source| aliases.contains(&source.as_str())))
        .find(|column| !keys.iter().any(|key| matches!(&key.kind, Kind::Column(known) if known.name == column.name && known.source == column.source)))
        .map(|column| column.name.to_string())
}
