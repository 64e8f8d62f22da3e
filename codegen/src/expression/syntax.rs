//! Portable SQL as it was written, before names and types are known: the closed set of what the language has.

use std::ops::Range;

use super::function::{Aggregate, Function};
use crate::query::syntax::Query;

/// A piece of an expression with its place. Equal to another where both mean the same text, wherever it stands.
#[derive(Debug, Clone)]
pub(crate) struct Syntax {
    pub(crate) kind: SyntaxKind,
    pub(crate) span: Range<usize>,
}

impl PartialEq for Syntax {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Syntax {
    /// What it is made of: the expressions right within it, and the queries.
    pub(crate) fn parts(&self) -> (Vec<&Syntax>, Option<&Query>) {
        let mut parts: Vec<&Syntax> = Vec::new();
        let mut query: Option<&Query> = None;
        match &self.kind {
            SyntaxKind::Column { .. }
            | SyntaxKind::Null
            | SyntaxKind::Bool(_)
            | SyntaxKind::Number(_)
            | SyntaxKind::Text(_)
            | SyntaxKind::Bytes(_) => {}
            SyntaxKind::Not(value)
            | SyntaxKind::Negate(value)
            | SyntaxKind::Is { value, .. }
            | SyntaxKind::Cast { value, .. }
            | SyntaxKind::Json { value, .. } => parts.push(value),
            SyntaxKind::All(all) | SyntaxKind::Any(all) => parts.extend(all),
            SyntaxKind::Compare(_, left, right)
            | SyntaxKind::Distinct { left, right, .. }
            | SyntaxKind::Arithmetic(_, left, right)
            | SyntaxKind::Concat(left, right)
            | SyntaxKind::Like {
                value: left,
                pattern: right,
                ..
            } => parts.extend([&**left, &**right]),
            SyntaxKind::Between {
                value, low, high, ..
            } => parts.extend([&**value, &**low, &**high]),
            SyntaxKind::In { value, list, .. } => {
                parts.push(value);
                parts.extend(list);
            }
            SyntaxKind::Case {
                operand,
                branches,
                otherwise,
            } => {
                parts.extend(operand.as_deref());
                parts.extend(branches.iter().flat_map(|(when, then)| [when, then]));
                parts.extend(otherwise.as_deref());
            }
            SyntaxKind::Call { arguments, .. } => parts.extend(arguments),
            SyntaxKind::Aggregate {
                argument, filter, ..
            } => {
                parts.extend(argument.as_deref());
                parts.extend(filter.as_deref());
            }
            SyntaxKind::Scalar(inner) | SyntaxKind::Exists { query: inner, .. } => {
                query = Some(inner);
            }
            SyntaxKind::InQuery {
                value,
                query: inner,
                ..
            } => {
                parts.push(value);
                query = Some(inner);
            }
        }
        (parts, query)
    }
}

/// A name with its place.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SyntaxKind {
    Column {
        table: Option<Word>,
        column: Word,
    },
    Null,
    Bool(bool),
    /// Digits, perhaps with a point or an exponent.
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    Not(Box<Syntax>),
    Negate(Box<Syntax>),
    /// Two or more with `and` between them.
    All(Vec<Syntax>),
    /// Two or more with `or` between them.
    Any(Vec<Syntax>),
    Compare(Comparison, Box<Syntax>, Box<Syntax>),
    /// `is [not] distinct from`.
    Distinct {
        negated: bool,
        left: Box<Syntax>,
        right: Box<Syntax>,
    },
    Arithmetic(Arithmetic, Box<Syntax>, Box<Syntax>),
    Concat(Box<Syntax>, Box<Syntax>),
    Between {
        negated: bool,
        value: Box<Syntax>,
        low: Box<Syntax>,
        high: Box<Syntax>,
    },
    In {
        negated: bool,
        value: Box<Syntax>,
        list: Vec<Syntax>,
    },
    Is {
        negated: bool,
        value: Box<Syntax>,
        what: Is,
    },
    Case {
        operand: Option<Box<Syntax>>,
        branches: Vec<(Syntax, Syntax)>,
        otherwise: Option<Box<Syntax>>,
    },
    Like {
        negated: bool,
        /// `ilike`.
        folded: bool,
        value: Box<Syntax>,
        pattern: Box<Syntax>,
    },
    Call {
        function: Function,
        arguments: Vec<Syntax>,
    },
    Cast {
        value: Box<Syntax>,
        ty: TypeName,
        place: Range<usize>,
    },
    /// `->` and `->>`.
    Json {
        value: Box<Syntax>,
        key: JsonKey,
        text: bool,
    },
    Aggregate {
        aggregate: Aggregate,
        distinct: bool,
        /// `None` is `count(*)`.
        argument: Option<Box<Syntax>>,
        filter: Option<Box<Syntax>>,
    },
    /// `(select ..)`
    Scalar(Box<Query>),
    Exists {
        negated: bool,
        query: Box<Query>,
    },
    InQuery {
        negated: bool,
        value: Box<Syntax>,
        query: Box<Query>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The same on both databases.
    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it asks more than whether both are equal.
    pub(crate) const fn orders(self) -> bool {
        match self {
            Self::Equal | Self::NotEqual => false,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => true,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Arithmetic {
    /// The same on both databases.
    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Null,
    True,
    False,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JsonKey {
    Name(String),
    Index(u32),
}

/// The type that a cast names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeName {
    Bool,
    SmallInt,
    Int,
    BigInt,
    Double,
    Decimal {
        precision: u8,
        scale: u8,
    },
    Text,
    Uuid,
    Timestamp,
    Date,
    Time,
    /// Any other name: an enum's, or none.
    Named(String),
}
