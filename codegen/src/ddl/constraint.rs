//! Constraints' clauses, as they stand in `CREATE TABLE` and behind `ADD`.

use crate::catalog::model::{Check, PrimaryKey, Unique};
use crate::catalog::quote;
use crate::name::DbName;

/// `CONSTRAINT x ` in front of a constraint; nothing where it has no name.
pub(crate) fn called(name: &DbName) -> String {
    if name.is_unnamed() {
        String::new()
    } else {
        format!("CONSTRAINT {} ", quote::ident(name))
    }
}

/// `CONSTRAINT x PRIMARY KEY (a, b)`.
#[must_use]
pub fn primary_key(key: &PrimaryKey) -> String {
    let columns = quote::idents(&key.columns);
    format!("{}PRIMARY KEY ({columns})", called(&key.name))
}

/// `CONSTRAINT x UNIQUE (a, b)`.
#[must_use]
pub fn unique(unique: &Unique) -> String {
    let columns = quote::idents(&unique.columns);
    format!("{}UNIQUE ({columns})", called(&unique.name))
}

/// `CONSTRAINT x CHECK (a > 0)`.
#[must_use]
pub fn check(check: &Check) -> String {
    format!("{}CHECK ({})", called(&check.name), check.expression.sql)
}
