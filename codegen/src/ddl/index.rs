//! Indexes, and the unique indexes by which SQLite holds unique constraints.

use crate::catalog::model::{Index, IndexKey, IndexPart, Nulls, QualifiedName, Unique};
use crate::catalog::quote;

/// `CREATE INDEX x ON t (a, b DESC) WHERE c > 0;`
#[must_use]
pub fn create_index(table: &QualifiedName, index: &Index) -> String {
    whole(table, index, "")
}

/// `CREATE INDEX CONCURRENTLY x ON t (a);`: Postgres builds it while others write.
pub(crate) fn create_index_concurrently(table: &QualifiedName, index: &Index) -> String {
    whole(table, index, CONCURRENTLY)
}

const CONCURRENTLY: &str = "CONCURRENTLY ";

fn whole(table: &QualifiedName, index: &Index, way: &str) -> String {
    let mut text = format!(
        "CREATE {}INDEX {way}{} ON {}",
        if index.unique { "UNIQUE " } else { "" },
        quote::ident(&index.name),
        quote::qualified(table),
    );
    if let Some(spelling) = index.spelling.as_str() {
        text.push_str(&format!(" {spelling};"));
        return text;
    }
    if let Some(method) = &index.method {
        text.push_str(&format!(" USING {}", quote::ident_text(method)));
    }
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    text.push_str(&format!(" ({})", parts.join(", ")));
    if !index.include.is_empty() {
        text.push_str(&format!(" INCLUDE ({})", quote::idents(&index.include)));
    }
    if let Some(predicate) = &index.predicate {
        text.push_str(&format!(" WHERE {}", predicate.sql));
    }
    text.push(';');
    text
}

fn part(part: &IndexPart) -> String {
    let mut text = match &part.key {
        IndexKey::Column(column) => quote::ident(column).into_owned(),
        IndexKey::Expression(expression) => format!("({})", expression.sql),
    };
    if part.descending {
        text.push_str(" DESC");
    }
    match part.nulls {
        Some(Nulls::First) => text.push_str(" NULLS FIRST"),
        Some(Nulls::Last) => text.push_str(" NULLS LAST"),
        None => {}
    }
    text
}

/// `CREATE UNIQUE INDEX x ON t (a, b);`
#[must_use]
pub fn create_unique_index(table: &QualifiedName, unique: &Unique) -> String {
    unique_index(table, unique, "")
}

/// `CREATE UNIQUE INDEX CONCURRENTLY x ON t (a, b);`
pub(crate) fn create_unique_index_concurrently(table: &QualifiedName, unique: &Unique) -> String {
    unique_index(table, unique, CONCURRENTLY)
}

fn unique_index(table: &QualifiedName, unique: &Unique, way: &str) -> String {
    let columns = quote::idents(&unique.columns);
    format!(
        "CREATE UNIQUE INDEX {way}{} ON {} ({columns});",
        quote::ident(&unique.name),
        quote::qualified(table)
    )
}

/// `DROP INDEX IF EXISTS x`: of one that may have gone with what it was over.
pub(crate) fn drop_index_if_there(name: &QualifiedName) -> String {
    format!("DROP INDEX IF EXISTS {}", quote::qualified(name))
}

/// `DROP INDEX x;`: the name with its table's schema.
#[must_use]
pub fn drop_index(name: &QualifiedName) -> String {
    format!("DROP INDEX {};", quote::qualified(name))
}
