//! The root, and the sections that hold for the whole project.

use super::definition::{Key, Takes, words};
use super::enumeration::ENUM;
use super::object::OBJECT;
use super::table::TABLE;
use super::view::VIEW;
use crate::dialect::Dialect;
use crate::schema::model::Layout;

/// `[output] layout`.
pub(crate) const LAYOUTS: [(&str, Layout); 2] =
    [("crate", Layout::Crate), ("module", Layout::Module)];
const LAYOUT_WORDS: [&str; 2] = words(&LAYOUTS);
const DIALECT_WORDS: [&str; 2] = [Dialect::Sqlite.as_str(), Dialect::Postgres.as_str()];

const ENUMS_KEY: Key = Key::new(
    "enums",
    Takes::Named(&Takes::Either(&[Takes::Texts, Takes::Keys(ENUM)])),
    "Closed sets of text values: a Rust enum each. `status = [\"on\", \"off\"]`.",
);
const TABLES_KEY: Key = Key::new(
    "tables",
    Takes::Named(&Takes::Keys(TABLE)),
    "The tables, in the order in which they are generated.",
);
const VIEWS_KEY: Key = Key::new(
    "views",
    Takes::Named(&Takes::Keys(VIEW)),
    "Queries with a name, to be read like tables.",
);
const OBJECTS_KEY: Key = Key::new(
    "objects",
    Takes::Named(&Takes::Keys(OBJECT)),
    "Objects of this database alone, given as SQL: triggers, functions, policies.",
);

/// The schema file.
pub(crate) const ROOT: &[Key] = &[
    Key::new(
        "include",
        Takes::Texts,
        "More schema files, relative to this one: each holds `[enums]`, `[tables]`, `[views]` and raw objects.",
    ),
    Key::new(
        "project",
        Takes::Keys(PROJECT),
        "The project's name, its databases and its editions.",
    ),
    Key::new("sqlite", Takes::Keys(SQLITE), "What is for SQLite alone."),
    Key::new(
        "postgres",
        Takes::Keys(POSTGRES),
        "What is for Postgres alone.",
    ),
    Key::new(
        "output",
        Takes::Keys(OUTPUT),
        "Where generated files go, and in which shape.",
    ),
    ENUMS_KEY,
    TABLES_KEY,
    VIEWS_KEY,
];

/// A file of the root's `include`.
pub(crate) const INCLUDED: &[Key] = &[
    Key::new(
        "sqlite",
        Takes::Keys(INCLUDED_SQLITE),
        "What is for SQLite alone.",
    ),
    Key::new(
        "postgres",
        Takes::Keys(INCLUDED_POSTGRES),
        "What is for Postgres alone.",
    ),
    ENUMS_KEY,
    TABLES_KEY,
    VIEWS_KEY,
];

/// `[sqlite]` of an included file.
pub(crate) const INCLUDED_SQLITE: &[Key] = &[OBJECTS_KEY];
/// `[postgres]` of an included file.
pub(crate) const INCLUDED_POSTGRES: &[Key] = &[OBJECTS_KEY];

/// `[project]`.
pub(crate) const PROJECT: &[Key] = &[
    Key::new(
        "name",
        Takes::Text,
        "The project's name. The generated crate is called after it: `<name>-db`.",
    )
    .required(),
    Key::new(
        "dialects",
        Takes::Words(&DIALECT_WORDS),
        "The databases to generate for. Without it, both.",
    ),
    Key::new(
        "lowering",
        Takes::Integer,
        "The edition of the rules by which types and names become the databases'. Only 1 exists.",
    ),
    Key::new(
        "rust_tables",
        Takes::Texts,
        "Rust files whose `derive(Table)` structs are tables too, relative to this file.",
    ),
];

/// `[sqlite]`.
pub(crate) const SQLITE: &[Key] = &[
    Key::new(
        "min_version",
        Takes::Text,
        "The oldest SQLite that migrations have to run on, such as `\"3.53\"`. Without it, the bundled one.",
    ),
    OBJECTS_KEY,
];

/// `[postgres]`.
pub(crate) const POSTGRES: &[Key] = &[
    Key::new(
        "schemas",
        Takes::Texts,
        "Schemas that tables, enums and views can stand in, beside the connection's own.",
    ),
    Key::new(
        "extensions",
        Takes::Texts,
        "Extensions that the database has to have.",
    ),
    Key::new(
        "lock_budget_ms",
        Takes::Integer,
        "How long a migration may hold a table that has `expected_rows`, in milliseconds, before it takes the online route. Without it, 100.",
    ),
    OBJECTS_KEY,
];

/// `[output]`.
pub(crate) const OUTPUT: &[Key] = &[
    Key::new(
        "path",
        Takes::Text,
        "The folder of the generated Rust, relative to this file. Without it, `generated`.",
    ),
    Key::new(
        "migrations",
        Takes::Text,
        "The folder of the migrations, relative to this file. Without it, `drizzle`.",
    ),
    Key::new(
        "crate",
        Takes::Text,
        "The generated crate's name. Without it, `<project name>-db`.",
    ),
    Key::new(
        "layout",
        Takes::Word(&LAYOUT_WORDS),
        "`crate`, which is the default, writes a crate of its own; `module` a module of yours.",
    ),
    Key::new(
        "templates",
        Takes::Text,
        "A folder of Rust templates of your own, which stand for those of the same name.",
    ),
];
