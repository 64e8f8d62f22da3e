//! Indexes.

use super::{lower_expression, physical, physical_one};
use crate::catalog::model::{Index, IndexKey, IndexPart, Nulls, Spelling};
use crate::catalog::naming;
use crate::dialect::Dialect;
use crate::schema::model as logical;

pub(super) fn lower(table: &logical::Table, index: &logical::Index, dialect: Dialect) -> Index {
    let (method, include) = match dialect {
        Dialect::Sqlite => (None, Vec::new()),
        Dialect::Postgres => (index.method.clone(), physical(table, &index.include)),
    };
    let as_found = table.as_found.contains(&dialect);
    let is_ordered = method
        .as_deref()
        .is_none_or(|method| method.eq_ignore_ascii_case("btree"));
    let parts = index.parts.iter().map(|part| {
        let (key, nullable) = match &part.key {
            logical::IndexKey::Column(name) => {
                let column = table.columns.get(name);
                let nullable = column.is_some_and(|column| column.nullable);
                (IndexKey::Column(physical_one(table, name)), nullable)
            }
            logical::IndexKey::Expression {
                expression,
                nullable,
            } => {
                let expression = lower_expression(table, expression, dialect);
                (IndexKey::Expression(expression), *nullable)
            }
        };
        IndexPart {
            key,
            descending: part.descending,
            nulls: match dialect {
                // NULL is the least value: <https://www.sqlite.org/lang_select.html#orderby>.
                Dialect::Sqlite => None,
                // NULL is the greatest: <https://www.postgresql.org/docs/current/queries-order.html>. Other methods than
                // the B-tree have no order at all.
                Dialect::Postgres if !nullable || !is_ordered || as_found => None,
                Dialect::Postgres if part.descending => Some(Nulls::Last),
                Dialect::Postgres => Some(Nulls::First),
            },
        }
    });
    Index {
        name: index.name.clone(),
        unique: index.unique,
        parts: parts.collect(),
        predicate: index
            .predicate
            .as_ref()
            .map(|predicate| lower_expression(table, predicate, dialect)),
        method,
        include,
        spelling: Spelling::default(),
    }
}

/// A unique constraint that is a unique index.
pub(super) fn of_unique(table: &logical::Table, unique: &logical::Unique) -> Index {
    let columns = physical(table, &unique.columns).into_iter();
    let parts = columns.map(|column| IndexPart {
        key: IndexKey::Column(column),
        descending: false,
        nulls: None,
    });
    Index {
        name: naming::unique_name(table, unique),
        unique: true,
        method: None,
        parts: parts.collect(),
        include: Vec::new(),
        predicate: None,
        spelling: Spelling::default(),
    }
}
