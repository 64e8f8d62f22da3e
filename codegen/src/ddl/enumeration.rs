//! Native enums, which only Postgres has.

use crate::catalog::model::{Enum, QualifiedName};
use crate::catalog::quote;

/// `CREATE TYPE x AS ENUM ('a', 'b');`
#[must_use]
pub fn create_enum(declared: &Enum) -> String {
    let values: Vec<String> = declared
        .values
        .iter()
        .map(|value| quote::text(value))
        .collect();
    format!(
        "CREATE TYPE {} AS ENUM ({});",
        quote::qualified(&declared.name),
        values.join(", ")
    )
}

/// `DROP TYPE x;`
#[must_use]
pub fn drop_enum(name: &QualifiedName) -> String {
    format!("DROP TYPE {};", quote::qualified(name))
}
