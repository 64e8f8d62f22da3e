//! Composite types, which only Postgres has.

use crate::catalog::model::Attribute;
use crate::catalog::quote;

/// `name text COLLATE "C"`.
pub(crate) fn attribute(attribute: &Attribute) -> String {
    format!("{} {}", quote::ident(&attribute.name), attribute.sql_type)
}
