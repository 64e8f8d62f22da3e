//! The typed query.

use crate::expression::model::Node;
use crate::name::DbName;

pub(crate) use super::syntax::{JoinKind, SetOperator};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    pub(crate) named: Vec<(DbName, Query)>,
    pub(crate) body: Body,
}

impl Query {
    /// Every expression in it, those of queries in `from` and `with` included.
    pub(crate) fn expressions(&self) -> Vec<&Node> {
        let mut all: Vec<&Node> = Vec::new();
        for (_, inner) in &self.named {
            all.extend(inner.expressions());
        }
        for select in self.body.selects() {
            all.extend(select.outputs.iter().map(|output| &output.node));
            all.extend(
                select
                    .filter
                    .iter()
                    .chain(&select.group)
                    .chain(&select.having),
            );
            let Some(from) = &select.from else {
                continue;
            };
            let joined = from.joins.iter().map(|join| &join.factor);
            for factor in std::iter::once(&from.first).chain(joined) {
                if let Read::Derived(inner) = &factor.read {
                    all.extend(inner.expressions());
                }
            }
            all.extend(from.joins.iter().filter_map(|join| join.on.as_ref()));
        }
        all
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Body {
    Select(Box<Select>),
    Set {
        operator: SetOperator,
        left: Box<Body>,
        right: Box<Body>,
    },
}

impl Body {
    /// The first `select`, whose names are the whole's.
    pub(crate) fn first(&self) -> &Select {
        match self {
            Self::Select(select) => select,
            Self::Set { left, .. } => left.first(),
        }
    }

    /// Every `select`.
    pub(crate) fn selects(&self) -> Vec<&Select> {
        match self {
            Self::Select(select) => vec![select],
            Self::Set { left, right, .. } => {
                let mut all = left.selects();
                all.extend(right.selects());
                all
            }
        }
    }

    /// Every `select`, to be changed.
    pub(crate) fn selects_mut(&mut self) -> Vec<&mut Select> {
        match self {
            Self::Select(select) => vec![select],
            Self::Set { left, right, .. } => {
                let mut all = left.selects_mut();
                all.extend(right.selects_mut());
                all
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Select {
    pub(crate) distinct: bool,
    pub(crate) outputs: Vec<Output>,
    pub(crate) from: Option<From>,
    pub(crate) filter: Option<Node>,
    pub(crate) group: Vec<Node>,
    pub(crate) having: Option<Node>,
    /// Whether it yields one row for all: aggregates without `group by`.
    pub(crate) whole: bool,
}

/// A column that is selected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Output {
    /// Empty where nobody asks: of `exists (select 1)`.
    pub(crate) name: DbName,
    pub(crate) node: Node,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct From {
    pub(crate) first: Factor,
    pub(crate) joins: Vec<Join>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Factor {
    pub(crate) read: Read,
    pub(crate) alias: DbName,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Read {
    /// A table or view by its names in SQL.
    Relation {
        sqlite: String,
        postgres: String,
    },
    /// A query of `with`.
    Named(DbName),
    Derived(Box<Query>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join {
    pub(crate) kind: JoinKind,
    pub(crate) factor: Factor,
    pub(crate) on: Option<Node>,
}
