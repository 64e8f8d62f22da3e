//! From the typed query to SQL.

use super::model::{Body, Factor, From, Output, Query, Read, Select, SetOperator};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::expression::model::{Kind, Ty};
use crate::expression::render;
use crate::name::DbName;

/// The query as SQL, its clauses with that between them.
pub(crate) fn query(query: &Query, dialect: Dialect, between: &str) -> String {
    let mut text = String::new();
    if !query.named.is_empty() {
        let named: Vec<_> = query
            .named
            .iter()
            .map(|(name, inner)| {
                format!(
                    "{} AS ({})",
                    quote::ident(name),
                    self::query(inner, dialect, " ")
                )
            })
            .collect();
        text.push_str(&format!("WITH {}{between}", named.join(", ")));
    }
    text.push_str(&body(&query.body, dialect, between));
    text
}

/// SQLite knows no brackets around a part of a compound, and reads one from left to right; on Postgres `INTERSECT` binds tighter.
fn body(whole: &Body, dialect: Dialect, between: &str) -> String {
    match whole {
        Body::Select(one) => select(one, dialect, between),
        Body::Set {
            operator,
            left,
            right,
        } => {
            let regrouped = *operator == SetOperator::Intersect
                && matches!(&**left, Body::Set { operator, .. } if *operator != SetOperator::Intersect);
            let left = if regrouped {
                wrapped(left, dialect)
            } else {
                body(left, dialect, between)
            };
            let right = match &**right {
                Body::Select(one) => select(one, dialect, between),
                Body::Set { .. } => wrapped(right, dialect),
            };
            format!("{left}{between}{}{between}{right}", operator.words())
        }
    }
}

/// A compound as one `select`.
fn wrapped(whole: &Body, dialect: Dialect) -> String {
    let names: Vec<_> = whole
        .first()
        .outputs
        .iter()
        .map(|output| {
            let name = quote::ident(&output.name);
            format!("part.{name} AS {name}")
        })
        .collect();
    format!(
        "SELECT {} FROM ({}) AS part",
        names.join(", "),
        body(whole, dialect, " ")
    )
}

fn select(select: &Select, dialect: Dialect, between: &str) -> String {
    let distinct = if select.distinct { "DISTINCT " } else { "" };
    let outputs: Vec<_> = select
        .outputs
        .iter()
        .map(|one| output(one, dialect))
        .collect();
    let mut clauses = vec![format!("SELECT {distinct}{}", outputs.join(", "))];
    if let Some(read) = &select.from {
        clauses.push(from(read, dialect, between));
    }
    if let Some(filter) = &select.filter {
        clauses.push(format!("WHERE {}", render::render(filter, dialect)));
    }
    if !select.group.is_empty() {
        let group: Vec<_> = select
            .group
            .iter()
            .map(|node| render::render(node, dialect))
            .collect();
        clauses.push(format!("GROUP BY {}", group.join(", ")));
    }
    if let Some(having) = &select.having {
        clauses.push(format!("HAVING {}", render::render(having, dialect)));
    }
    clauses.join(between)
}

fn output(output: &Output, dialect: Dialect) -> String {
    let node = &output.node;
    let text = match (dialect, &node.ty) {
        // Every value with the same places, as SQLite's scaled integers have them.
        (Dialect::Postgres, Ty::Decimal { scale })
            if !matches!(node.kind, Kind::Column(_) | Kind::Literal(_)) =>
        {
            format!("round({}, {scale})", render::render(node, dialect))
        }
        (Dialect::Sqlite | Dialect::Postgres, _) => render::render(node, dialect),
    };
    if output.name.as_str().is_empty() {
        return text;
    }
    format!("{text} AS {}", quote::ident(&output.name))
}

fn from(from: &From, dialect: Dialect, between: &str) -> String {
    let mut text = format!("FROM {}", factor(&from.first, dialect));
    for join in &from.joins {
        let read = factor(&join.factor, dialect);
        text.push_str(&format!("{between}{} {read}", join.kind.words()));
        if let Some(on) = &join.on {
            text.push_str(&format!(" ON {}", render::render(on, dialect)));
        }
    }
    text
}

fn factor(factor: &Factor, dialect: Dialect) -> String {
    let alias = quote::ident(&factor.alias);
    let read = match (&factor.read, dialect) {
        (Read::Relation { sqlite, .. }, Dialect::Sqlite) => sqlite.clone(),
        (Read::Relation { postgres, .. }, Dialect::Postgres) => postgres.clone(),
        (Read::Named(name), Dialect::Sqlite | Dialect::Postgres) => ident(name),
        (Read::Derived(inner), Dialect::Sqlite | Dialect::Postgres) => {
            format!("({})", query(inner, dialect, " "))
        }
    };
    if read == alias {
        read
    } else {
        format!("{read} AS {alias}")
    }
}

fn ident(name: &DbName) -> String {
    quote::ident(name).into_owned()
}
