//! A query as it was written.

use std::ops::Range;

use crate::expression::syntax::{Syntax, Word};

/// `with .. select ..`
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    pub(crate) named: Vec<(Word, Query)>,
    pub(crate) body: Body,
    pub(crate) span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Body {
    Select(Box<Select>),
    Set {
        operator: SetOperator,
        left: Box<Body>,
        right: Box<Body>,
        span: Range<usize>,
    },
}

impl Body {
    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Self::Select(select) => &select.span,
            Self::Set { span, .. } => span,
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetOperator {
    Union,
    UnionAll,
    Intersect,
    Except,
}

impl SetOperator {
    /// The same on both databases.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Union => "UNION",
            Self::UnionAll => "UNION ALL",
            Self::Intersect => "INTERSECT",
            Self::Except => "EXCEPT",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Select {
    pub(crate) distinct: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) from: Option<From>,
    pub(crate) filter: Option<Syntax>,
    pub(crate) group: Vec<Syntax>,
    pub(crate) having: Option<Syntax>,
    pub(crate) span: Range<usize>,
}

impl Select {
    /// Its expressions, without those of queries in `from`.
    pub(crate) fn expressions(&self) -> Vec<&Syntax> {
        let outputs = self.items.iter().filter_map(|item| match item {
            Item::All(_) | Item::AllOf(_) => None,
            Item::Value { value, .. } => Some(value),
        });
        let joins = self.from.iter().flat_map(|from| &from.joins);
        outputs
            .chain(joins.filter_map(|join| join.on.as_ref()))
            .chain(&self.filter)
            .chain(&self.group)
            .chain(&self.having)
            .collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// `*`
    All(Range<usize>),
    /// `t.*`
    AllOf(Word),
    Value {
        value: Syntax,
        alias: Option<Word>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct From {
    pub(crate) first: Factor,
    pub(crate) joins: Vec<Join>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Factor {
    /// A table, a view, or a query of `with`.
    Named {
        name: Word,
        alias: Option<Word>,
    },
    Derived {
        query: Box<Query>,
        alias: Word,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join {
    pub(crate) kind: JoinKind,
    pub(crate) factor: Factor,
    /// `None` of a cross join only.
    pub(crate) on: Option<Syntax>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

impl JoinKind {
    /// The same on both databases.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Inner => "JOIN",
            Self::Left => "LEFT JOIN",
            Self::Right => "RIGHT JOIN",
            Self::Full => "FULL JOIN",
            Self::Cross => "CROSS JOIN",
        }
    }
}
