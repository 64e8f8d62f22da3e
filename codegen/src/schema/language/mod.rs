//! Every key of the schema language, once: what it is called, what it takes, what it is for.
//!
//! The parser knows a key only from here, and the JSON Schema that editors complete and check by is made from here, so
//! that neither can know what the other does not.

mod column;
mod definition;
mod enumeration;
mod json_schema;
mod object;
mod project;
mod table;
mod view;

pub(crate) use column::{
    ACTIONS, COLUMN, COLUMN_POSTGRES, COLUMN_SQLITE, DEFAULT_EXPRESSION, DEFERRABLE, PER_DIALECT,
    STORAGES,
};
pub(crate) use definition::{Key, names};
pub(crate) use enumeration::{ENUM, ENUM_POSTGRES};
pub use json_schema::json_schema;
pub(crate) use object::OBJECT;
pub(crate) use project::{
    INCLUDED, INCLUDED_POSTGRES, INCLUDED_SQLITE, LAYOUTS, OUTPUT, POSTGRES, PROJECT, ROOT, SQLITE,
};
pub(crate) use table::{
    CHECK, FOREIGN_KEY, HASH_CHAIN, INDEX, INDEX_POSTGRES, METHODS, Method, POSTGRES_UNIQUES,
    SQLITE_UNIQUES, TABLE, TABLE_POSTGRES, TABLE_SQLITE, UNIQUE,
};
pub(crate) use view::{VIEW, VIEW_POSTGRES};
