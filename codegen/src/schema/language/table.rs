//! `[tables]`, and what is under a table beside its columns.

use super::column::{ACTION_WORDS, COLUMN, DEFERRABLE_KEY, EXPRESSION, ON_DELETE, PER_DIALECT};
use super::definition::{DB_NAME, DOC, Key, RENAMED_FROM, Takes, words};
use crate::schema::model::{PostgresUnique, SqliteUnique};

/// A table.
pub(crate) const TABLE: &[Key] = &[
    DOC,
    DB_NAME,
    RENAMED_FROM,
    Key::new(
        "rust_name",
        Takes::Text,
        "The row struct's name, where the singular of the key is not wanted.",
    ),
    Key::new(
        "tenant",
        Takes::Text,
        "The column that every generated function of this table is scoped by.",
    ),
    Key::new(
        "primary_key",
        Takes::Texts,
        "The key's columns, where there are several.",
    ),
    Key::new(
        "primary_key_constraint",
        Takes::Text,
        "The primary key's name in the databases. Without it, `<table>_pkey`.",
    ),
    Key::new(
        "append_only",
        Takes::Flag,
        "`true`: rows are added, never changed or removed. The databases refuse both.",
    ),
    Key::new(
        "hash_chain",
        Takes::Keys(HASH_CHAIN),
        "Each row holds a hash of itself and of the row before it. Needs `append_only`.",
    ),
    Key::new(
        "soft_delete",
        Takes::Text,
        "A nullable timestamp column: deleting a row sets it, and reads leave such rows out.",
    ),
    Key::new(
        "version",
        Takes::Text,
        "An `int` or `bigint` column that counts a row's updates; an update names the version that it expects.",
    ),
    Key::new(
        "sqlite",
        Takes::Keys(TABLE_SQLITE),
        "How SQLite keeps it, where not in the usual way.",
    ),
    Key::new(
        "postgres",
        Takes::Keys(TABLE_POSTGRES),
        "Where it stands in Postgres, and how, where not in the usual way.",
    ),
    Key::new(
        "expected_rows",
        Takes::Integer,
        "About how many rows it has in production: by it Postgres' migrations take the simple or the online route.",
    ),
    Key::new(
        "deserialize",
        Takes::Flag,
        "Whether the row struct can be deserialized too, under the feature `serde`.",
    ),
    Key::new(
        "columns",
        Takes::Named(&Takes::Either(&[Takes::Type, Takes::Keys(COLUMN)])),
        "The columns: `name = \"text?\"`, or `name = { type = \"text\", .. }`.",
    ),
    Key::new(
        "indexes",
        Takes::Named(&Takes::Either(&[Takes::Texts, Takes::Keys(INDEX)])),
        "The indexes: `by_name = [\"name\", \"created_at desc\"]`, or `{ on = [..], .. }`.",
    ),
    Key::new(
        "uniques",
        Takes::Named(&Takes::Either(&[Takes::Texts, Takes::Keys(UNIQUE)])),
        "Unique constraints over several columns: `one_name = [\"org_id\", \"name\"]`.",
    ),
    Key::new(
        "checks",
        Takes::Named(&Takes::Either(&[Takes::Text, Takes::Keys(CHECK)])),
        "What has to hold of each row: `positive = \"quantity > 0\"`.",
    ),
    Key::new(
        "foreign_keys",
        Takes::Named(&Takes::Keys(FOREIGN_KEY)),
        "Foreign keys over several columns.",
    ),
];

/// `hash_chain` of a table.
pub(crate) const HASH_CHAIN: &[Key] = &[
    Key::new(
        "hash",
        Takes::Text,
        "The column of the row's own hash, `text` or `bytes`.",
    )
    .required(),
    Key::new(
        "previous",
        Takes::Text,
        "The nullable column of the hash of the row before.",
    )
    .required(),
];

/// `sqlite` of a table.
pub(crate) const TABLE_SQLITE: &[Key] = &[
    Key::new(
        "strict",
        Takes::Flag,
        "`false`: SQLite takes a value of another kind than its column's from who writes by hand. Postgres never does.",
    ),
    Key::new(
        "without_rowid",
        Takes::Flag,
        "`true`: rows are kept in the order of the primary key, without numbers of their own.",
    ),
    AS_FOUND,
];

/// `postgres` of a table.
pub(crate) const TABLE_POSTGRES: &[Key] = &[SCHEMA, AS_FOUND];

pub(super) const SCHEMA: Key = Key::new(
    "schema",
    Takes::Text,
    "The schema, one of `[postgres] schemas`.",
);
const AS_FOUND: Key = Key::new(
    "as_found",
    Takes::Flag,
    "`true`: it holds what is written here, and nothing that types, keys and indexes bring besides: for a table that was there before.",
);

/// The long form of an index.
pub(crate) const INDEX: &[Key] = &[
    Key::new(
        "on",
        Takes::Texts,
        "What it orders by: columns, or expressions such as `lower(name)`, each with `asc` or `desc` behind it or nothing.",
    )
    .required(),
    DB_NAME,
    Key::new(
        "unique",
        Takes::Flag,
        "Whether no two of the rows that are in it are equal. With `where` or an expression; else it is one of `uniques`.",
    ),
    Key::new(
        "where",
        EXPRESSION,
        "Which rows are in it: `\"ended_at is null\"`.",
    ),
    Key::new(
        "sqlite",
        Takes::False,
        "`false` leaves it out on SQLite.",
    ),
    Key::new(
        "postgres",
        Takes::Either(&[Takes::False, Takes::Keys(INDEX_POSTGRES)]),
        "`false` leaves it out on Postgres; or what it is there.",
    ),
];

/// Postgres' own index methods, and what each can do.
pub(crate) const METHODS: [(&str, Method); 6] = [
    ("btree", Method::new(true, true, true)),
    ("hash", Method::new(false, false, false)),
    ("gin", Method::new(false, true, false)),
    ("gist", Method::new(false, true, true)),
    ("spgist", Method::new(false, false, true)),
    ("brin", Method::new(false, true, false)),
];

/// What an index method can do (<https://www.postgresql.org/docs/current/sql-createindex.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Method {
    /// Whether it orders, and can be unique.
    pub(crate) orders: bool,
    /// Whether it can be over several columns.
    pub(crate) several: bool,
    /// Whether its entries can carry other columns along.
    pub(crate) includes: bool,
}

impl Method {
    const fn new(orders: bool, several: bool, includes: bool) -> Self {
        Self {
            orders,
            several,
            includes,
        }
    }
}

/// `postgres` of an index.
pub(crate) const INDEX_POSTGRES: &[Key] = &[
    Key::new(
        "method",
        Takes::Text,
        "The index method: `btree`, `hash`, `gin`, `gist`, `spgist`, `brin`, or one that an extension brings.",
    ),
    Key::new(
        "include",
        Takes::Texts,
        "Columns that its entries carry along, so that reading them needs no row.",
    ),
];

/// The long form of a unique constraint.
pub(crate) const UNIQUE: &[Key] = &[
    Key::new("on", Takes::Texts, "Its columns.").required(),
    DB_NAME,
    Key::new(
        "sqlite",
        Takes::Word(&SQLITE_UNIQUE_WORDS),
        "What it is in SQLite: an `index`, which is usual, a `constraint` in the table, or an `unnamed constraint`.",
    ),
    Key::new(
        "postgres",
        Takes::Word(&POSTGRES_UNIQUE_WORDS),
        "What it is in Postgres: a `constraint`, which is usual, or an `index`.",
    ),
];

/// What a unique constraint can be in SQLite.
pub(crate) const SQLITE_UNIQUES: [(&str, SqliteUnique); 3] = [
    ("index", SqliteUnique::Index),
    ("constraint", SqliteUnique::Constraint),
    ("unnamed constraint", SqliteUnique::Unnamed),
];
const SQLITE_UNIQUE_WORDS: [&str; 3] = words(&SQLITE_UNIQUES);
/// What a unique constraint can be in Postgres.
pub(crate) const POSTGRES_UNIQUES: [(&str, PostgresUnique); 2] = [
    ("constraint", PostgresUnique::Constraint),
    ("index", PostgresUnique::Index),
];
const POSTGRES_UNIQUE_WORDS: [&str; 2] = words(&POSTGRES_UNIQUES);

/// The long form of a check.
pub(crate) const CHECK: &[Key] = &[
    Key::new(
        "expr",
        Takes::Text,
        "What must not be false of any row, for both databases.",
    ),
    PER_DIALECT[0],
    PER_DIALECT[1],
    DB_NAME,
    UNNAMED,
];

const UNNAMED: Key = Key::new(
    "unnamed",
    Takes::Flag,
    "`true`: it has no name in SQLite. Only in a table that is `as_found` there.",
);

/// A foreign key over several columns.
pub(crate) const FOREIGN_KEY: &[Key] = &[
    Key::new("on", Takes::Texts, "This table's columns.").required(),
    Key::new(
        "references",
        Takes::Text,
        "The key that they are of: `\"orders(org_id, id)\"`, or `\"orders\"` for its primary key.",
    )
    .required(),
    ON_DELETE,
    Key::new(
        "on_update",
        Takes::Word(&ACTION_WORDS),
        "What becomes of this row when the referenced key changes. Without it, that is refused.",
    ),
    DEFERRABLE_KEY,
    DB_NAME,
    UNNAMED,
];
