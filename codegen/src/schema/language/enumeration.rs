//! `[enums]`.

use super::definition::{DOC, Key, RENAMED_FROM, Takes};

/// The long form of an enum.
pub(crate) const ENUM: &[Key] = &[
    Key::new(
        "values",
        Takes::Texts,
        "The values as the databases store them, in order.",
    )
    .required(),
    DOC,
    Key::new(
        "rust_name",
        Takes::Text,
        "The enum's name in Rust, where the key's is not wanted.",
    ),
    Key::new(
        "rust_names",
        Takes::Named(&Takes::Text),
        "The variants' names in Rust, by value, where those of the values are not wanted.",
    ),
    Key::new(
        "renamed_values",
        Takes::Named(&Takes::Text),
        "What values were called until now: `{ done = \"finished\" }`. The next migration renames them in every row; after that the line can go.",
    ),
    RENAMED_FROM,
    Key::new(
        "postgres",
        Takes::Keys(ENUM_POSTGRES),
        "How Postgres holds it.",
    ),
    Key::new(
        "db_name",
        Takes::Text,
        "The name of the native type in Postgres, where that is not the key.",
    ),
];

/// `postgres` of an enum.
pub(crate) const ENUM_POSTGRES: &[Key] = &[
    Key::new(
        "native",
        Takes::Flag,
        "`true`: Postgres has a type for it, `CREATE TYPE .. AS ENUM`. Without it, text with a check.",
    ),
    Key::new(
        "schema",
        Takes::Text,
        "The schema of the native type, one of `[postgres] schemas`.",
    ),
];
