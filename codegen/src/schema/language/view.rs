//! `[views]`.

use super::definition::{DB_NAME, DOC, Key, Takes};
use super::table::SCHEMA;

/// `postgres` of a view.
pub(crate) const VIEW_POSTGRES: &[Key] = &[
    SCHEMA,
    Key::new(
        "sql",
        Takes::Text,
        "The query for Postgres as it stands, where the view has a schema too.",
    ),
];

/// A view.
pub(crate) const VIEW: &[Key] = &[
    DOC,
    DB_NAME,
    Key::new(
        "rust_name",
        Takes::Text,
        "The row struct's name, where the singular of the key is not wanted.",
    ),
    Key::new(
        "sql",
        Takes::Text,
        "The query, for both databases. Tables and columns are named by their keys in this file.",
    ),
    Key::new(
        "sqlite",
        Takes::Text,
        "The query for SQLite as it stands, in place of `sql`.",
    ),
    Key::new(
        "postgres",
        Takes::Either(&[Takes::Text, Takes::Keys(VIEW_POSTGRES)]),
        "The query for Postgres as it stands, in place of `sql`; or where the view stands there.",
    ),
    Key::new(
        "columns",
        Takes::Named(&Takes::Type),
        "What queries of each database's own yield, in order: `{ id = \"uuid\", name = \"text?\" }`.",
    ),
    Key::new(
        "key",
        Takes::Texts,
        "Columns whose values are different in every row: they order lists, and `get` asks by them.",
    ),
    Key::new(
        "tenant",
        Takes::Text,
        "The column that every generated function of this view is scoped by.",
    ),
];
