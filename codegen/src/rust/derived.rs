//! The Rust of a table that a `derive(Table)` struct declares.

use super::imports::{self, Context};
use super::neighbours::{Neighbours, Referrers};
use super::template::{RenderError, Templates, Way};
use super::{enums, names, table};
use crate::name::TableName;
use crate::schema::model::{Layout, Schema};

/// What the module of a table would be if it were generated: for the derive macro, which puts its items beside the struct.
///
/// `None` where the schema has no such table.
///
/// # Errors
/// A fault of a template.
pub fn module(schema: &Schema, key: &str) -> Result<Option<syn::File>, RenderError> {
    let Some(found) = schema.tables.get(&TableName::new(key)) else {
        return Ok(None);
    };
    let templates = Templates::new(Way::Short, "", &[])?;
    let context = Context {
        enums: enums::type_names(schema),
        layout: Layout::Module,
    };
    let around = Neighbours::of(schema, found, &Referrers::of(schema), &context.enums);
    let data = table::file(found, &around, key, false);
    let body = templates.text("table.j2", &data)?;
    imports::read(&body, &context)
        .map(Some)
        .map_err(|error| RenderError::new(key, error))
}

/// What the module calls the row.
#[must_use]
pub fn row_name(schema: &Schema, key: &str) -> Option<String> {
    let found = schema.tables.get(&TableName::new(key))?;
    Some(names::row(found, &enums::type_names(schema)))
}
