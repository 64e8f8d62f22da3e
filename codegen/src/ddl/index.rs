//! Indexes, and the unique indexes by which SQLite holds unique constraints.

use crate::catalog::model::{Index, Nulls, Unique};
use crate::catalog::quote;
use crate::name::DbName;

/// `CREATE INDEX x ON t (a, b DESC);`
#[must_use]
pub fn create_index(table: &DbName, index: &Index) -> String {
    let columns: Vec<String> = index
        .columns
        .iter()
        .map(|part| {
            let mut text = quote::ident(&part.column).into_owned();
            if part.descending {
                text.push_str(" DESC");
            }
            match part.nulls {
                Some(Nulls::First) => text.push_str(" NULLS FIRST"),
                Some(Nulls::Last) => text.push_str(" NULLS LAST"),
                None => {}
            }
            text
        })
        .collect();
    format!(
        "CREATE INDEX {} ON {} ({});",
        quote::ident(&index.name),
        quote::ident(table),
        columns.join(", ")
    )
}

/// `CREATE UNIQUE INDEX x ON t (a, b);`
#[must_use]
pub fn create_unique_index(table: &DbName, unique: &Unique) -> String {
    let columns = quote::idents(&unique.columns);
    format!(
        "CREATE UNIQUE INDEX {} ON {} ({columns});",
        quote::ident(&unique.name),
        quote::ident(table)
    )
}

/// `DROP INDEX x;`
#[must_use]
pub fn drop_index(name: &DbName) -> String {
    format!("DROP INDEX {};", quote::ident(name))
}
