//! Constraints' clauses, as they stand in `CREATE TABLE` and behind `ADD`.

use crate::catalog::model::{Check, PrimaryKey, Unique};
use crate::catalog::quote;

/// `CONSTRAINT x PRIMARY KEY (a, b)`.
#[must_use]
pub fn primary_key(key: &PrimaryKey) -> String {
    let columns = quote::idents(&key.columns);
    format!(
        "CONSTRAINT {} PRIMARY KEY ({columns})",
        quote::ident(&key.name)
    )
}

/// `CONSTRAINT x UNIQUE (a, b)`.
#[must_use]
pub fn unique(unique: &Unique) -> String {
    let columns = quote::idents(&unique.columns);
    format!(
        "CONSTRAINT {} UNIQUE ({columns})",
        quote::ident(&unique.name)
    )
}

/// `CONSTRAINT x CHECK (a > 0)`.
#[must_use]
pub fn check(check: &Check) -> String {
    format!(
        "CONSTRAINT {} CHECK ({})",
        quote::ident(&check.name),
        check.expression.sql
    )
}
