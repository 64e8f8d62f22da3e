//! What keeps a hash chain from forking in the database itself.
//!
//! Writers of a chain wait for each other, and yet one whose transaction has begun to read before the last one's commit would
//! follow the same row: Postgres shows it the table as it was. A unique index looks at every row there is.

use super::physical;
use crate::catalog::model::{Expression, Index, IndexKey, IndexPart, Spelling};
use crate::catalog::{naming, quote};
use crate::dialect::Dialect;
use crate::schema::model::{Scalar, Table, Type};

/// No two rows of a tenant's chain follow the same row, and one alone follows none.
pub(super) fn guard(table: &Table, dialect: Dialect) -> Option<Index> {
    let chain = table.hash_chain.as_ref()?;
    let previous = table.columns.get(&chain.previous)?;
    let none = match (&previous.ty, dialect) {
        (Type::Scalar(Scalar::Bytes), Dialect::Sqlite) => "x''",
        (Type::Scalar(Scalar::Bytes), Dialect::Postgres) => "''::bytea",
        (Type::Scalar(_) | Type::Json | Type::Enum(_) | Type::List(_), _) => "''",
    };
    let key = IndexKey::Expression(Expression {
        sql: format!("coalesce({}, {none})", quote::ident(&previous.db_name)),
        columns: Some(vec![previous.db_name.clone()]),
    });
    let tenant = physical(table, table.tenant.as_slice()).into_iter();
    let part = |key| IndexPart {
        key,
        descending: false,
        nulls: None,
    };
    Some(Index {
        name: naming::chain_guard_name(table),
        unique: true,
        method: None,
        parts: tenant
            .map(IndexKey::Column)
            .chain([key])
            .map(part)
            .collect(),
        include: Vec::new(),
        predicate: None,
        spelling: Spelling::default(),
    })
}
