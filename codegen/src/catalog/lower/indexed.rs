//! How long a text or bytes may be that stands in an index.
//!
//! Postgres refuses an index entry of more than about 2,700 bytes, a third of a page
//! (<https://www.postgresql.org/docs/current/btree.html>), when the row is written; SQLite takes any. So a column whose
//! values could be longer is checked on both, under the name of its type's check.

use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::name::ColumnName;
use crate::schema::model::{Column, IndexKey, IndexPart, Scalar, Table, Type};

/// What an index entry may hold in all, with room for the columns of fixed size beside.
const ENTRY_BYTES: usize = 2_600;
/// A character's most bytes in UTF-8.
const CHARACTER_BYTES: usize = 4;

/// The most bytes that the column may hold; `None` where no index, or no value, can be too long. Columns of one index share
/// its room equally.
pub(super) fn limit(table: &Table, column: &Column) -> Option<usize> {
    let longest = longest(column)?;
    let shares = keys(table)
        .filter(|key| key.contains(&&column.name))
        .map(|key| {
            let long = key
                .iter()
                .filter_map(|name| table.columns.get(*name))
                .filter(|part| longest_of(part));
            ENTRY_BYTES / long.count().max(1)
        });
    shares.min().filter(|share| longest > *share)
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

fn longest_of(column: &Column) -> bool {
    longest(column).is_some()
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

fn column_of(part: &IndexPart) -> Option<&ColumnName> {
    match &part.key {
        IndexKey::Column(column) => Some(column),
        IndexKey::Expression { .. } => None,
    }
}

/// Every list of columns that an index stands on.
fn keys(table: &Table) -> impl Iterator<Item = Vec<&ColumnName>> {
    let primary = std::iter::once(table.primary_key.iter().collect());
    let uniques = table
        .uniques
        .iter()
        .map(|unique| unique.columns.iter().collect());
    let indexes = table
        .indexes
        .iter()
        .map(|index| index.parts.iter().filter_map(column_of).collect());
    primary.chain(uniques).chain(indexes)
}
