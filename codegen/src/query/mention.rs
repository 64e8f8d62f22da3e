//! Which tables and views a query names, before anybody knows them.

use indexmap::IndexSet;

use super::syntax::{Factor, Query, Select};
use crate::expression::syntax::Syntax;

/// Adds what the query names, other than queries of `with`, of which those are known around it.
pub(super) fn query<'q>(query: &'q Query, around: &[&'q str], found: &mut IndexSet<&'q str>) {
    let mut named = around.to_vec();
    for (name, inner) in &query.named {
        self::query(inner, &named, found);
        named.push(&name.text);
    }
    for select in query.body.selects() {
        of_select(select, &named, found);
    }
}

fn of_select<'q>(select: &'q Select, named: &[&'q str], found: &mut IndexSet<&'q str>) {
    if let Some(from) = &select.from {
        let joined = from.joins.iter().map(|join| &join.factor);
        for factor in std::iter::once(&from.first).chain(joined) {
            match factor {
                Factor::Named { name, .. } => {
                    if !named.contains(&name.text.as_str()) {
                        found.insert(&name.text);
                    }
                }
                Factor::Derived { query, .. } => self::query(query, named, found),
            }
        }
    }
    // A list, not a recursion into each: an expression may be long.
    let mut left: Vec<&Syntax> = select.expressions();
    left.reverse();
    while let Some(one) = left.pop() {
        let (parts, inner) = one.parts();
        left.extend(parts.into_iter().rev());
        if let Some(inner) = inner {
            query(inner, named, found);
        }
    }
}
