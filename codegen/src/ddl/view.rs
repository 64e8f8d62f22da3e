//! Views.

use crate::catalog::model::{QualifiedName, View};
use crate::catalog::quote;

/// `CREATE VIEW x (a, b) AS SELECT ..;`: with the names of its columns, which no renaming of what it reads changes.
#[must_use]
pub fn create_view(view: &View) -> String {
    let columns = if view.columns.is_empty() {
        String::new()
    } else {
        format!(" ({})", quote::idents(&view.columns))
    };
    format!(
        "CREATE VIEW {}{columns} AS\n{};",
        quote::qualified(&view.name),
        view.sql.trim()
    )
}

/// `DROP VIEW x;`
#[must_use]
pub fn drop_view(name: &QualifiedName) -> String {
    format!("DROP VIEW {};", quote::qualified(name))
}
