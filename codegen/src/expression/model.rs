//! The typed expression: every name resolved, every literal of the type that it stands beside.

use crate::name::{ColumnName, DbName, EnumName};
use crate::schema::model::{Scalar, SqliteStorage, Type};

use super::bounds::Bounds;
pub(crate) use super::function::{Aggregate, Function};
pub(crate) use super::syntax::{Arithmetic, Comparison, Is, JsonKey};
use crate::query::model::Query;

/// A typed piece.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) ty: Ty,
    pub(crate) nullable: bool,
    /// Of an integer or a decimal's scaled integer: what it can be.
    pub(crate) bounds: Bounds,
    /// Of a text: by what Postgres would compare it.
    pub(crate) collation: Collation,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Column(ColumnRef),
    Literal(Literal),
    Not(Box<Node>),
    Negate(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Distinct {
        negated: bool,
        left: Box<Node>,
        right: Box<Node>,
    },
    Arithmetic(Arithmetic, Box<Node>, Box<Node>),
    /// The value in a smaller unit, where SQLite holds it as a number of units: times that power of ten. Postgres sees no difference.
    Scaled {
        value: Box<Node>,
        zeros: u8,
    },
    Concat(Box<Node>, Box<Node>),
    Between {
        negated: bool,
        value: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
    },
    In {
        negated: bool,
        value: Box<Node>,
        list: Vec<Node>,
    },
    Is {
        negated: bool,
        value: Box<Node>,
        what: Is,
    },
    Case {
        operand: Option<Box<Node>>,
        branches: Vec<(Node, Node)>,
        otherwise: Option<Box<Node>>,
    },
    Like {
        negated: bool,
        value: Box<Node>,
        pattern: Box<Node>,
    },
    Call(Function, Vec<Node>),
    Convert(Conversion, Box<Node>),
    /// The text compared by bytes on Postgres.
    ByBytes(Box<Node>),
    Json {
        column: Box<Node>,
        path: Vec<JsonKey>,
        read: JsonRead,
    },
    Aggregate {
        aggregate: Aggregate,
        distinct: bool,
        argument: Option<Box<Node>>,
        filter: Option<Box<Node>>,
    },
    /// `(select ..)`
    Scalar(Box<Query>),
    Exists {
        negated: bool,
        query: Box<Query>,
    },
    InQuery {
        negated: bool,
        value: Box<Node>,
        query: Box<Query>,
    },
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ColumnRef {
    /// Its key.
    pub(crate) name: ColumnName,
    pub(crate) db_name: DbName,
    /// The alias that is written before it; none in a table's own expressions.
    pub(crate) source: Option<DbName>,
    /// Whether it is of a query around the one that names it.
    pub(crate) outer: bool,
    /// Its type in the schema.
    pub(crate) ty: Type,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Double(f64),
    /// The digits without the point.
    Decimal {
        unscaled: i64,
        scale: u8,
    },
    Text(String),
    Bytes(Vec<u8>),
    Uuid([u8; 16]),
    /// Microseconds since 1970 UTC.
    Timestamp(i64),
    /// Canonical text.
    Date(String),
    /// Canonical text.
    Time(String),
    /// With the Postgres type where it has one of its own.
    Enum {
        value: String,
        native: Option<String>,
    },
}

/// A cast that both databases agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    /// To a wider integer.
    Widen(Width),
    IntToDouble,
    /// A decimal's scaled integer to the number.
    DecimalToDouble {
        scale: u8,
    },
    /// 0 and 1.
    BoolToInt,
    EnumToText {
        native: bool,
    },
    /// A wider text type, or what is text already.
    Same,
    /// To the number with so many digits behind the point; on SQLite it is [`Kind::Scaled`].
    ToDecimal,
}

/// What is read out of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonRead {
    Json,
    /// A string; NULL where it is anything else.
    Text,
    /// A whole number within ±(2^53 - 1), as all JSON libraries agree on them (RFC 8259, section 6); else NULL.
    Int,
    /// A number; NULL where it is anything else.
    Double,
    /// `true` or `false`; NULL where it is anything else.
    Bool,
}

/// The width of an integer on Postgres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    Small,
    Int,
    Big,
}

/// A type as expressions see it: what differs in SQL differs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ty {
    /// Of a bare NULL.
    Null,
    Bool,
    Int(Width),
    Double,
    /// On SQLite an integer of so many decimal places.
    Decimal {
        scale: u8,
    },
    /// A decimal that SQLite holds as text: nothing can be computed from it.
    WrittenDecimal {
        precision: u8,
        scale: u8,
    },
    Text,
    Bytes,
    Uuid,
    Timestamp(SqliteStorage),
    Date,
    Time,
    Json,
    Enum(EnumName),
    List(Scalar),
}

/// What Postgres would compare a text by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Collation {
    /// No text, or only literals: the other side decides, else the database's own.
    Default,
    /// Bytes.
    C,
    /// A column's own.
    Own(String),
    /// Several that do not agree.
    Mixed,
}

impl Collation {
    /// What Postgres derives from two operands.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Default, known) | (known, Self::Default) => known,
            (Self::C, Self::C) => Self::C,
            (Self::Own(one), Self::Own(two)) if one == two => Self::Own(one),
            (Self::Mixed | Self::C | Self::Own(_), Self::Mixed | Self::C | Self::Own(_)) => {
                Self::Mixed
            }
        }
    }
}

impl Ty {
    /// The type of a column.
    pub(crate) fn of(ty: &Type, storage: Option<SqliteStorage>) -> Self {
        match ty {
            Type::Scalar(scalar) => Self::of_scalar(*scalar, storage),
            Type::Json => Self::Json,
            Type::Enum(name) => Self::Enum(name.clone()),
            Type::List(element) => Self::List(*element),
        }
    }

    fn of_scalar(scalar: Scalar, storage: Option<SqliteStorage>) -> Self {
        match scalar {
            Scalar::Bool => Self::Bool,
            Scalar::SmallInt => Self::Int(Width::Small),
            Scalar::Int => Self::Int(Width::Int),
            Scalar::BigInt => Self::Int(Width::Big),
            Scalar::Real | Scalar::Double => Self::Double,
            Scalar::Decimal { precision, scale } => match storage {
                Some(SqliteStorage::Text) => Self::WrittenDecimal { precision, scale },
                Some(SqliteStorage::Micros | SqliteStorage::Millis | SqliteStorage::Seconds)
                | None => Self::Decimal { scale },
            },
            Scalar::Text | Scalar::Varchar(_) => Self::Text,
            Scalar::Bytes => Self::Bytes,
            Scalar::Uuid => Self::Uuid,
            Scalar::Timestamp => Self::Timestamp(storage.unwrap_or(SqliteStorage::Micros)),
            Scalar::Date => Self::Date,
            Scalar::Time => Self::Time,
        }
    }

    /// The places of a decimal that is computed with.
    pub(crate) fn places(&self) -> Option<u8> {
        if let Self::Decimal { scale } = self {
            Some(*scale)
        } else {
            None
        }
    }

    /// The width of an integer.
    pub(crate) fn width(&self) -> Option<Width> {
        if let Self::Int(width) = self {
            Some(*width)
        } else {
            None
        }
    }

    /// As messages spell it.
    pub(crate) fn spelled(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Bool => "`bool`".to_owned(),
            Self::Int(Width::Small) => "`smallint`".to_owned(),
            Self::Int(Width::Int) => "`int`".to_owned(),
            Self::Int(Width::Big) => "`bigint`".to_owned(),
            Self::Double => "`double`".to_owned(),
            Self::Decimal { scale } => format!("`decimal` with {scale} places"),
            Self::WrittenDecimal { precision, scale } => {
                format!("`decimal({precision},{scale})` stored as text")
            }
            Self::Text => "`text`".to_owned(),
            Self::Bytes => "`bytes`".to_owned(),
            Self::Uuid => "`uuid`".to_owned(),
            Self::Timestamp(_) => "`timestamp`".to_owned(),
            Self::Date => "`date`".to_owned(),
            Self::Time => "`time`".to_owned(),
            Self::Json => "`json`".to_owned(),
            Self::Enum(name) => format!("the enum `{name}`"),
            Self::List(_) => "a list".to_owned(),
        }
    }
}

impl Node {
    pub(crate) fn new(kind: Kind, ty: Ty, nullable: bool) -> Self {
        Self {
            kind,
            ty,
            nullable,
            bounds: Bounds::UNKNOWN,
            collation: Collation::Default,
        }
    }

    #[must_use]
    pub(crate) fn bounded(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    #[must_use]
    pub(crate) fn collated(mut self, collation: Collation) -> Self {
        self.collation = collation;
        self
    }

    pub(crate) fn is_column(&self) -> bool {
        matches!(self.kind, Kind::Column(_))
    }

    /// The value of an integer literal.
    pub(crate) fn literal_int(&self) -> Option<i64> {
        if let Kind::Literal(Literal::Int(value)) = self.kind {
            Some(value)
        } else {
            None
        }
    }

    pub(crate) fn is_literal(&self) -> bool {
        matches!(self.kind, Kind::Literal(_))
    }

    /// The type in the schema's own terms.
    pub(crate) fn schema_type(&self) -> Option<Type> {
        if let Kind::Column(column) = &self.kind {
            return Some(column.ty.clone());
        }
        let scalar = match &self.ty {
            Ty::Null => return None,
            Ty::Bool => Scalar::Bool,
            Ty::Int(Width::Small) => Scalar::SmallInt,
            Ty::Int(Width::Int) => Scalar::Int,
            Ty::Int(Width::Big) => Scalar::BigInt,
            Ty::Double => Scalar::Double,
            Ty::Decimal { scale } => Scalar::Decimal {
                // A sum may have one digit more; SQLite's integers hold it.
                precision: self.bounds.digits().max(*scale).clamp(1, 18),
                scale: *scale,
            },
            Ty::WrittenDecimal { precision, scale } => Scalar::Decimal {
                precision: *precision,
                scale: *scale,
            },
            Ty::Text => Scalar::Text,
            Ty::Bytes => Scalar::Bytes,
            Ty::Uuid => Scalar::Uuid,
            Ty::Timestamp(_) => Scalar::Timestamp,
            Ty::Date => Scalar::Date,
            Ty::Time => Scalar::Time,
            Ty::Json => return Some(Type::Json),
            Ty::Enum(name) => return Some(Type::Enum(name.clone())),
            Ty::List(element) => return Some(Type::List(*element)),
        };
        Some(Type::Scalar(scalar))
    }
}

impl Node {
    /// Every column in it, those in its queries included.
    pub(crate) fn each_column<'n>(&'n self, visit: &mut dyn FnMut(&'n ColumnRef)) {
        if let Kind::Column(column) = &self.kind {
            visit(column);
        }
        for part in self.parts() {
            part.each_column(visit);
        }
    }

    /// What it is made of, the expressions of its queries included.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Column(_) | Kind::Literal(_) => Vec::new(),
            Kind::Not(inner)
            | Kind::Negate(inner)
            | Kind::ByBytes(inner)
            | Kind::Convert(_, inner)
            | Kind::Scaled { value: inner, .. }
            | Kind::Is { value: inner, .. }
            | Kind::Json { column: inner, .. } => vec![inner],
            Kind::All(parts) | Kind::Any(parts) | Kind::Call(_, parts) => parts.iter().collect(),
            Kind::Compare(_, left, right)
            | Kind::Arithmetic(_, left, right)
            | Kind::Concat(left, right)
            | Kind::Distinct { left, right, .. }
            | Kind::Like {
                value: left,
                pattern: right,
                ..
            } => vec![left, right],
            Kind::Between {
                value, low, high, ..
            } => vec![value, low, high],
            Kind::In { value, list, .. } => std::iter::once(&**value).chain(list).collect(),
            Kind::Case {
                operand,
                branches,
                otherwise,
            } => {
                let branches = branches
                    .iter()
                    .flat_map(|(condition, result)| [condition, result]);
                let operand = operand.as_deref().into_iter();
                operand
                    .chain(branches)
                    .chain(otherwise.as_deref())
                    .collect()
            }
            Kind::Aggregate {
                argument, filter, ..
            } => argument
                .as_deref()
                .into_iter()
                .chain(filter.as_deref())
                .collect(),
            Kind::Scalar(query) | Kind::Exists { query, .. } => query.expressions(),
            Kind::InQuery { value, query, .. } => {
                let mut all = query.expressions();
                all.push(value);
                all
            }
        }
    }
}
