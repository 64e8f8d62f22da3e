//! The schema language: `schema.toml` to the logical [`model::Schema`].

pub mod model;
mod parse;
pub mod rust_name;

pub use model::Schema;
pub use parse::parse;
