//! A column's definition, as it stands in `CREATE TABLE` and in `ADD COLUMN`.

use crate::catalog::model::{Column, Identity};
use crate::catalog::quote;
use crate::dialect::Dialect;

/// `GENERATED ALWAYS AS IDENTITY`, how Postgres numbers a column by itself.
pub(crate) fn identity(identity: &Identity) -> String {
    let kind = identity_kind(identity);
    let counter = identity.counter.as_ref();
    let counter = counter.map_or(String::new(), |counter| {
        format!(" ({})", super::counter(counter, ""))
    });
    format!("GENERATED {kind} AS IDENTITY{counter}")
}

/// `ALWAYS`, or `BY DEFAULT`.
pub(crate) fn identity_kind(identity: &Identity) -> &'static str {
    if identity.always {
        "ALWAYS"
    } else {
        "BY DEFAULT"
    }
}

/// `version integer NOT NULL DEFAULT 1`; a SQLite identity's key is part of its column and not written here.
#[must_use]
pub fn column(column: &Column, dialect: Dialect) -> String {
    column_parts(column, dialect, column.nullable, column.default.as_deref())
}

/// ` COLLATE "C"`.
pub(crate) fn collate(collation: &str) -> String {
    format!(" COLLATE \"{}\"", collation.replace('"', "\"\""))
}

/// The same with another nullability or default than the column shall have in the end.
#[must_use]
pub fn column_parts(
    column: &Column,
    dialect: Dialect,
    nullable: bool,
    default: Option<&str>,
) -> String {
    let mut text = quote::ident(&column.name).into_owned();
    if !column.sql_type.is_empty() {
        text.push_str(&format!(" {}", column.sql_type));
    }
    if let Some(collation) = &column.collation {
        text.push_str(&collate(collation));
    }
    if !nullable {
        text.push_str(" NOT NULL");
    }
    if let Some(generated) = &column.generated {
        let kept = if column.is_virtual {
            "VIRTUAL"
        } else {
            "STORED"
        };
        text.push_str(&format!(" GENERATED ALWAYS AS ({}) {kept}", generated.sql));
    }
    match (default, dialect) {
        (Some(default), Dialect::Sqlite | Dialect::Postgres) => {
            text.push_str(&format!(" DEFAULT {default}"));
        }
        (None, Dialect::Postgres) => {
            if let Some(numbered) = &column.identity {
                text.push(' ');
                text.push_str(&identity(numbered));
            }
        }
        (None, Dialect::Sqlite) => {}
    }
    text
}
