//! Tables declared in Rust: a `derive(Table)` struct, read as what the schema file would say of the same table.
//!
//! A struct becomes text of the schema language, with the place in the Rust source of every piece of it. So one parser reads
//! both, and both know the same keys; what it says is wrong is put back to the place in the Rust source. The derive macro and
//! the command line share this: the one has the compiler's spans, the other a file's.

mod attribute;
mod column;
mod declaration;
mod definition;
mod text;
mod translation;
mod types;
mod wording;

pub use declaration::{Declaration, Mistake};
pub use definition::{
    CheckDefinition, ColumnDefinition, Definition, ForeignKeyDefinition, IndexDefinition,
    definition,
};
pub use text::Places;
pub(crate) use translation::Translation;
pub use wording::advice;
