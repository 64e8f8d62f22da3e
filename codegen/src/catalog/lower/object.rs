//! Raw objects: their statements as they stand in the file.

use super::{native_enum, table_named, view};
use crate::catalog::model::{Kind, Object, Reference};
use crate::dialect::Dialect;
use crate::schema::model as logical;
use crate::schema::model::ObjectReference;

pub(super) fn lower(
    schema: &logical::Schema,
    object: &logical::Object,
    dialect: Dialect,
) -> Object {
    let after = object.after.iter().filter_map(|reference| match reference {
        ObjectReference::Table(name) => Some(Reference::Table(table_named(schema, name, dialect))),
        ObjectReference::View(name) => Some(Reference::View(view::named(schema, name, dialect))),
        // An enum that is no type of its own is there from the start.
        ObjectReference::Enum(name) => match dialect {
            Dialect::Sqlite => None,
            Dialect::Postgres => schema
                .enums
                .get(name)
                .and_then(native_enum)
                .map(Reference::Enum),
        },
        ObjectReference::Object(name) => Some(Reference::Object(name.clone())),
    });
    Object {
        name: object.name.clone(),
        on: object
            .on
            .as_ref()
            .map(|table| table_named(schema, table, dialect)),
        create: object.create.clone(),
        drop: object.drop.clone(),
        after: after.collect(),
        opaque: true,
        kind: Kind::Plain,
    }
}
