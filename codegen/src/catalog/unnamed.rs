//! Names for what its database gives none: the same for the same thing, so that two such constraints are compared as named ones are.
//! They are written nowhere: [`DbName::is_unnamed`] tells them.

use super::model::{Expression, ForeignKey, Table};
use super::quote;
use crate::ddl;
use crate::name::DbName;

/// Of a primary key: a table has one.
pub(crate) fn primary_key() -> DbName {
    DbName::unnamed("primary key")
}

/// Of a unique constraint on these columns.
pub(crate) fn unique(columns: &[DbName]) -> DbName {
    DbName::unnamed(format!("unique ({})", quote::idents(columns)))
}

/// Of a check.
pub(crate) fn check(expression: &Expression) -> DbName {
    DbName::unnamed(format!("check ({})", expression.sql))
}

/// Of a foreign key, whatever its name is now.
pub(crate) fn foreign_key(key: &ForeignKey) -> DbName {
    let columns = quote::idents(&key.columns);
    DbName::unnamed(format!("foreign key ({columns}) {}", ddl::references(key)))
}

/// The table after names in it have changed: what has none is told by what it is.
pub(crate) fn followed(mut table: Table) -> Table {
    for key in table.uniques.iter_mut().filter(|key| key.name.is_unnamed()) {
        key.name = unique(&key.columns);
    }
    for one in table.checks.iter_mut().filter(|one| one.name.is_unnamed()) {
        one.name = check(&one.expression);
    }
    let keys = table.foreign_keys.iter_mut();
    for key in keys.filter(|key| key.name.is_unnamed()) {
        key.name = foreign_key(key);
    }
    table
}
