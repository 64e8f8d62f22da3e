//! A column's definition, as it stands in `CREATE TABLE` and in `ADD COLUMN`.

use crate::catalog::model::Column;
use crate::catalog::quote;
use crate::dialect::Dialect;

/// How Postgres numbers a column by itself.
pub(crate) const IDENTITY: &str = "GENERATED ALWAYS AS IDENTITY";

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
    let mut text = format!("{} {}", quote::ident(&column.name), column.sql_type);
    if let Some(collation) = &column.collation {
        text.push_str(&collate(collation));
    }
    if !nullable {
        text.push_str(" NOT NULL");
    }
    if let Some(generated) = &column.generated {
        text.push_str(&format!(" GENERATED ALWAYS AS ({}) STORED", generated.sql));
    }
    match (default, dialect) {
        (Some(default), Dialect::Sqlite | Dialect::Postgres) => {
            text.push_str(&format!(" DEFAULT {default}"));
        }
        // ALWAYS refuses explicit values, after which the sequence would hand out taken ones.
        (None, Dialect::Postgres) if column.identity => {
            text.push(' ');
            text.push_str(IDENTITY);
        }
        (None, Dialect::Sqlite | Dialect::Postgres) => {}
    }
    text
}
