//! How long a text or bytes may be that stands in an index.
//!
//! Postgres refuses an index entry of more than about 2,700 bytes, a third of a page
//! (<https://www.postgresql.org/docs/current/btree.html>), when the row is written; SQLite takes any. So a column whose
//! values could be longer is checked on both, under the name of its type's check; and what an index computes from such
//! columns, under a name made of the index's.

use super::lower_expression;
use crate::catalog::model::Expression;
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::name::ColumnName;
use crate::schema::model as logical;
use crate::schema::model::{Column, Index, IndexKey, IndexPart, Scalar, Table, Type};

/// What an index entry may hold in all, with room for the columns of fixed size beside.
const ENTRY_BYTES: usize = 2_600;
/// A character's most bytes in UTF-8.
const CHARACTER_BYTES: usize = 4;

/// The most bytes that the column may hold; `None` where no index, or no value, can be too long. What is long in one index
/// shares its room equally.
pub(super) fn limit(table: &Table, column: &Column) -> Option<usize> {
    let longest = longest(column)?;
    let shares = keys(table)
        .filter(|key| key.columns.contains(&&column.name))
        .map(|key| key.share(table));
    shares.min().filter(|share| longest > *share)
}

/// The limit of what an index computes from columns whose values could be too long; `None` where it computes nothing such.
/// Whatever its type is, its text is as long as what Postgres stores, or longer.
pub(super) fn computed(table: &Table, index: &Index, dialect: Dialect) -> Option<Expression> {
    let bytes = Key::of(index)?.share(table);
    let long: Vec<&logical::Expression> = index
        .parts
        .iter()
        .filter_map(|part| expression_of(part).filter(|expression| is_long(table, expression)))
        .collect();
    if long.is_empty() {
        return None;
    }
    let limits = long.iter().map(|expression| {
        let sql = expression.sql(dialect);
        match dialect {
            Dialect::Sqlite => format!("length(CAST(({sql}) AS BLOB)) <= {bytes}"),
            Dialect::Postgres => format!("octet_length(({sql})::text) <= {bytes}"),
        }
    });
    let sql = limits.collect::<Vec<_>>().join(" AND ");
    let mut columns = Some(Vec::new());
    for expression in long {
        let lowered = lower_expression(table, expression, dialect).columns;
        columns = columns.zip(lowered).map(|(mut all, more)| {
            let new: Vec<_> = more
                .into_iter()
                .filter(|name| !all.contains(name))
                .collect();
            all.extend(new);
            all
        });
    }
    Some(Expression { sql, columns })
}

/// The limit as SQL.
pub(super) fn check(column: &Column, bytes: usize, dialect: Dialect) -> String {
    let name = quote::ident(&column.db_name);
    let is_bytes = matches!(column.ty, Type::Scalar(Scalar::Bytes));
    match dialect {
        Dialect::Sqlite if is_bytes => format!("length({name}) <= {bytes}"),
        // `octet_length` came with 3.43 only.
        Dialect::Sqlite => format!("length(CAST({name} AS BLOB)) <= {bytes}"),
        Dialect::Postgres => format!("octet_length({name}) <= {bytes}"),
    }
}

/// The bytes of the longest value of a type whose values differ in length.
fn longest(column: &Column) -> Option<usize> {
    match &column.ty {
        Type::Scalar(Scalar::Text | Scalar::Bytes) => Some(usize::MAX),
        Type::Scalar(Scalar::Varchar(length)) => Some(
            usize::try_from(*length)
                .map_or(usize::MAX, |length| length.saturating_mul(CHARACTER_BYTES)),
        ),
        Type::Scalar(
            Scalar::Bool
            | Scalar::SmallInt
            | Scalar::Int
            | Scalar::BigInt
            | Scalar::Real
            | Scalar::Double
            | Scalar::Decimal { .. }
            | Scalar::Uuid
            | Scalar::Timestamp
            | Scalar::Date
            | Scalar::Time,
        )
        | Type::Json
        | Type::Enum(_)
        | Type::List(_) => None,
    }
}

/// What stands in one entry.
struct Key<'a> {
    columns: Vec<&'a ColumnName>,
    computed: Vec<&'a logical::Expression>,
}

impl<'a> Key<'a> {
    fn of_columns(columns: &'a [ColumnName]) -> Self {
        Self {
            columns: columns.iter().collect(),
            computed: Vec::new(),
        }
    }

    /// `None` where Postgres has no such index, or one of another kind, whose entries have other limits.
    fn of(index: &'a Index) -> Option<Self> {
        let method = index.method.as_deref().unwrap_or("btree");
        if !index.dialects.contains(&Dialect::Postgres) || !method.eq_ignore_ascii_case("btree") {
            return None;
        }
        let columns = index.parts.iter().filter_map(|part| match &part.key {
            IndexKey::Column(column) => Some(column),
            IndexKey::Expression { .. } => None,
        });
        Some(Self {
            columns: columns.chain(&index.include).collect(),
            computed: index.parts.iter().filter_map(expression_of).collect(),
        })
    }

    /// The room of each of its long parts.
    fn share(&self, table: &Table) -> usize {
        let columns = self
            .columns
            .iter()
            .filter_map(|name| table.columns.get(*name));
        let columns = columns.filter(|column| longest(column).is_some()).count();
        let computed = self
            .computed
            .iter()
            .filter(|expression| is_long(table, expression));
        ENTRY_BYTES / (columns + computed.count()).max(1)
    }
}

fn expression_of(part: &IndexPart) -> Option<&logical::Expression> {
    match &part.key {
        IndexKey::Column(_) => None,
        IndexKey::Expression { expression, .. } => Some(expression),
    }
}

/// Whether its value could be too long, for all that is known of it.
fn is_long(table: &Table, expression: &logical::Expression) -> bool {
    expression.columns.as_ref().is_none_or(|columns| {
        let mut columns = columns.iter().filter_map(|name| table.columns.get(name));
        columns.any(|column| longest(column).is_some() || column.ty == Type::Json)
    })
}

/// Every entry that Postgres makes of a row.
fn keys(table: &Table) -> impl Iterator<Item = Key<'_>> {
    let primary = std::iter::once(Key::of_columns(&table.primary_key));
    let uniques = table
        .uniques
        .iter()
        .map(|unique| Key::of_columns(&unique.columns));
    primary
        .chain(uniques)
        .chain(table.indexes.iter().filter_map(Key::of))
}
