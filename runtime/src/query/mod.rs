//! What generated modules are written with: statements, values, rows, pages.
//!
//! An application uses the modules; it comes here only to write a statement or a row type by hand.

mod bulk;
mod chain;
mod column;
mod cursor;
mod keyset;
mod projection;
mod row;
mod statement;
mod text;
mod upsert;
mod version;

pub use crate::call::Call;
pub use crate::ids::{new_uuid_v4, new_uuid_v7};
pub use crate::value::text_enum::TextEnum;
#[doc(hidden)]
pub use crate::value::text_enum::{is_enum, parse as parse_text_enum};
pub use crate::value::{
    Cell, DecimalValue, Decode, ListItem, ListKind, Storage, Value, json::json_literal,
};
pub use bulk::{BulkInsert, BulkPostgres};
pub use chain::{ChainCheck, ChainColumn, ChainKind, ChainedInsertOrGet, HashChain};
pub use column::{Column, FieldOf};
pub use cursor::Cursor;
pub use keyset::{Keyset, Page};
pub use projection::{Embed, Projection};
pub use row::{Decoder, Row};
pub use statement::{Access, ForeignKeyInfo, Statement, TableInfo, UniqueInfo};
#[doc(hidden)]
pub use text::{joined, joined_length, joined_text};
pub use upsert::{InsertOrGet, InsertedOrFound, Upsert, Upserted};
pub use version::{Versioned, VersionedDelete, VersionedWrite};
