//! Pages by keyset: the rows after a position, in an order that names every row once.

use super::filter::lines;
use super::{Filter, Order, Parameters, Sort, Sql, Subject};

/// The two texts of a page.
pub(in crate::rust) struct Pages {
    /// The first page.
    pub(in crate::rust) first: Sql,
    /// The pages after a position.
    pub(in crate::rust) after: Sql,
    /// The values that both are given first.
    pub(in crate::rust) fixed: Vec<String>,
}

/// Pages of the rows that the filter lets through.
pub(in crate::rust) fn pages(subject: &Subject<'_>, filter: Filter, order: &Order<'_>) -> Pages {
    let fixed = filter.parameters.values.len();
    let positions: Vec<String> = (1..=order.0.len())
        .map(|at| format!("${}", fixed + at))
        .collect();
    let statement = |filter: &Filter, limit: usize| {
        Sql::per_dialect(Parameters::default(), |dialect| {
            lines([
                Some(format!("SELECT {}", subject.all())),
                Some(format!("FROM {}", subject.name(dialect))),
                filter.clause(dialect),
                order.clause(),
                Some(format!("LIMIT ${limit}")),
            ])
        })
    };
    let first = statement(&filter, fixed + 1);
    let mut rest = filter.clone();
    rest.conditions.extend(after(&order.0, &positions));
    Pages {
        first,
        after: statement(&rest, fixed + positions.len() + 1),
        fixed: filter.parameters.values,
    }
}

/// The conditions that hold of the rows after a position.
///
/// Where rows can be compared as a whole, one comparison says it, and an index answers it. Otherwise the first column
/// bounds the rest where it can, for the index's sake, and the rest is spelled out.
fn after(order: &[Sort<'_>], positions: &[String]) -> Vec<String> {
    if let Some(comparison) = row_comparison(order, positions) {
        return vec![comparison];
    }
    let mut conditions = Vec::new();
    if let (Some(first), Some(position)) = (order.first(), positions.first())
        && !first.column.nullable
    {
        let sign = if first.descending { "<=" } else { ">=" };
        conditions.push(format!(
            "{} {sign} {position}",
            Subject::ident(first.column)
        ));
    }
    conditions.extend(spelled_out(order, positions));
    conditions
}

/// `(a, b) > ($1, $2)`, where all columns go one way and none is ever null.
fn row_comparison(order: &[Sort<'_>], positions: &[String]) -> Option<String> {
    let first = order.first()?;
    let alike = order
        .iter()
        .all(|sort| sort.descending == first.descending && !sort.column.nullable);
    if !alike {
        return None;
    }
    let sign = if first.descending { "<" } else { ">" };
    let columns: Vec<_> = order
        .iter()
        .map(|sort| Subject::ident(sort.column))
        .collect();
    Some(match (columns.as_slice(), positions) {
        ([column], [position]) => format!("{column} {sign} {position}"),
        _ => format!("({}) {sign} ({})", columns.join(", "), positions.join(", ")),
    })
}

/// The first column is past its position, or the same and the rest is past theirs.
fn spelled_out(order: &[Sort<'_>], positions: &[String]) -> Option<String> {
    if let Some(comparison) = row_comparison(order, positions) {
        return Some(comparison);
    }
    let ((first, rest), (position, positions)) = (order.split_first()?, positions.split_first()?);
    let name = Subject::ident(first.column);
    // NULL comes first ascending and last descending. The comparison with the parameter stands before the question
    // whether it is NULL, so that Postgres learns the parameter's type from the column.
    let (past, same) = match (first.column.nullable, first.descending) {
        (false, false) => (
            format!("{name} > {position}"),
            format!("{name} = {position}"),
        ),
        (false, true) => (
            format!("{name} < {position}"),
            format!("{name} = {position}"),
        ),
        (true, false) => (
            format!("{name} > {position} OR ({position} IS NULL AND {name} IS NOT NULL)"),
            format!("{name} IS NOT DISTINCT FROM {position}"),
        ),
        (true, true) => (
            format!("{name} < {position} OR ({name} IS NULL AND {position} IS NOT NULL)"),
            format!("{name} IS NOT DISTINCT FROM {position}"),
        ),
    };
    Some(match spelled_out(rest, positions) {
        Some(rest) => format!("({past} OR ({same} AND {rest}))"),
        None => format!("({past})"),
    })
}
