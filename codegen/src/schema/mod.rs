//! The schema language: `schema.toml` to the logical [`model::Schema`].

pub(crate) mod language;
pub mod model;
mod parse;
pub mod rust_name;

pub use language::json_schema;
pub use model::Schema;
pub use parse::{DECLARED, Document, Include, includes, parse, parse_declared, parse_with};

/// The keys of a table.
pub(crate) fn table_keys() -> impl Iterator<Item = &'static str> + Clone {
    language::names(language::TABLE)
}

/// The keys of a column.
pub(crate) fn column_keys() -> impl Iterator<Item = &'static str> + Clone {
    language::names(language::COLUMN)
}

/// What another tool's key for a column is called here: `primary_key = true` for `pk`.
pub(crate) fn column_slip(key: &str) -> Option<&'static str> {
    parse::column_slip(key)
}
