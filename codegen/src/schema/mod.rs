//! The schema language: `schema.toml` to the logical [`model::Schema`].

mod language;
pub mod model;
mod parse;
pub mod rust_name;

pub use language::json_schema;
pub use model::Schema;
pub use parse::{Include, includes, parse, parse_with};
