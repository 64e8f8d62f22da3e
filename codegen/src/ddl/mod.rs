//! Data definition language: the text of one object's definition, for either database.
//!
//! Every statement ends in a semicolon; keywords are upper case; names are quoted only where they must be.

mod column;
mod composite;
mod constraint;
mod counter;
mod enumeration;
mod foreign_key;
mod index;
mod raw;
mod script;
mod table;
mod view;

pub(crate) use column::{collate, identity, identity_kind};
pub use column::{column, column_parts};
pub(crate) use composite::attribute;
pub(crate) use constraint::called;
pub use constraint::{check, primary_key, unique};
pub(crate) use counter::{alter_sequence, counter, create_sequence};
pub use enumeration::{create_enum, drop_enum};
pub use foreign_key::{foreign_key, references};
pub use index::{create_index, create_unique_index, drop_index};
pub(crate) use index::{
    create_index_concurrently, create_unique_index_concurrently, drop_index_if_there,
};
pub use raw::closed;
pub use script::script;
pub use table::{Reach, create_table};
pub use view::{create_view, drop_view};
