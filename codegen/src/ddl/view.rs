//! Views.

use crate::catalog::model::{QualifiedName, View};
use crate::catalog::quote;

/// `CREATE VIEW x (a, b) AS SELECT ..;`: with the names of its columns, which no renaming of what it reads changes.
#[must_use]
pub fn create_view(view: &View) -> String {
    format!(
        "CREATE VIEW {} ({}) AS\n{};",
        quote::qualified(&view.name),
        quote::idents(&view.columns),
        view.sql.trim()
    )
}

/// `DROP VIEW x;`
#[must_use]
pub fn drop_view(name: &QualifiedName) -> String {
    format!("DROP VIEW {};", quote::qualified(name))
}
