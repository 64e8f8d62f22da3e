//! `[tables.x.columns]`.

use super::definition::{DB_NAME, DOC, Key, RENAMED_FROM, Takes, words};
use crate::schema::model::{Action, Deferrable, SqliteStorage};

/// A foreign key's actions.
pub(crate) const ACTIONS: [(&str, Action); 5] = [
    ("no action", Action::NoAction),
    ("restrict", Action::Restrict),
    ("cascade", Action::Cascade),
    ("set null", Action::SetNull),
    ("set default", Action::SetDefault),
];
pub(super) const ACTION_WORDS: [&str; 5] = words(&ACTIONS);
/// `deferrable` where it is no flag.
pub(crate) const DEFERRABLE: [(&str, Deferrable); 1] = [("deferred", Deferrable::Deferred)];
const DEFERRABLE_WORDS: [&str; 1] = words(&DEFERRABLE);
/// SQLite's storages by choice.
pub(crate) const STORAGES: [(&str, SqliteStorage); 4] = [
    ("micros", SqliteStorage::Micros),
    ("millis", SqliteStorage::Millis),
    ("seconds", SqliteStorage::Seconds),
    ("text", SqliteStorage::Text),
];
const STORAGE_WORDS: [&str; 4] = words(&STORAGES);
/// What `on_update` of a column can be.
const ON_UPDATE_WORDS: [&str; 6] = [
    "now",
    ACTION_WORDS[0],
    ACTION_WORDS[1],
    ACTION_WORDS[2],
    ACTION_WORDS[3],
    ACTION_WORDS[4],
];

pub(super) const ON_DELETE: Key = Key::new(
    "on_delete",
    Takes::Word(&ACTION_WORDS),
    "What becomes of this row when the one that it references goes. Without it, that is refused.",
);
pub(super) const DEFERRABLE_KEY: Key = Key::new(
    "deferrable",
    Takes::Either(&[Takes::Flag, Takes::Word(&DEFERRABLE_WORDS)]),
    "`true`: a transaction can have the foreign key checked at its end; `\"deferred\"`: it always is.",
);

/// The long form of a column.
pub(crate) const COLUMN: &[Key] = &[
    Key::new(
        "type",
        Takes::Type,
        "What it holds: `uuid`, `text`, `int`, `timestamp`, `decimal(10,2)`, `text[]`, an enum's name. A `?` behind it is `nullable`.",
    ),
    Key::new(
        "nullable",
        Takes::Flag,
        "Whether NULL can stand in it. Without it, no.",
    ),
    Key::new(
        "primary_key",
        Takes::Flag,
        "Whether it is the table's primary key.",
    ),
    Key::new(
        "unique",
        Takes::Flag,
        "Whether no two rows have the same value in it.",
    ),
    Key::new(
        "default",
        Takes::Anything,
        "What an insert that gives no value stores: a value, a generator (`now`, `uuid_v7`, `uuid_v4`), `{ sql = \"..\" }`, or `{ sqlite = \"..\", postgres = \"..\" }`.",
    ),
    Key::new(
        "on_update",
        Takes::Word(&ON_UPDATE_WORDS),
        "`now` on a timestamp: the time of the last update. Any other word: a foreign key's action when the referenced key changes.",
    ),
    Key::new(
        "identity",
        Takes::Flag,
        "Whether the database counts it up. The one column of a primary key, of an integer type.",
    ),
    Key::new(
        "generated",
        EXPRESSION,
        "What the database computes it from, and stores: an expression over the row's other columns.",
    ),
    Key::new(
        "references",
        Takes::Text,
        "A key that its values are of, `\"table.column\"`. Its type follows.",
    ),
    ON_DELETE,
    Key::new(
        "on_update_key",
        Takes::Word(&ACTION_WORDS),
        "The foreign key's action when the referenced key changes, where `on_update` is `now`.",
    ),
    Key::new(
        "constraint",
        Takes::Text,
        "The foreign key's name in the databases.",
    ),
    DEFERRABLE_KEY,
    DOC,
    DB_NAME,
    RENAMED_FROM,
    Key::new(
        "rust_name",
        Takes::Text,
        "The field's name in Rust, where the key is not wanted.",
    ),
    Key::new(
        "rust_type",
        Takes::Text,
        "The path of the Rust type that holds its values, such as `my_types::Labels`.",
    ),
    Key::new(
        "sqlite",
        Takes::Keys(COLUMN_SQLITE),
        "How SQLite holds it, where not in the usual way.",
    ),
    Key::new(
        "postgres",
        Takes::Keys(COLUMN_POSTGRES),
        "How Postgres holds it, where not in the usual way.",
    ),
];

/// `sqlite` of a column.
pub(crate) const COLUMN_SQLITE: &[Key] = &[
    Key::new(
        "storage",
        Takes::Word(&STORAGE_WORDS),
        "A timestamp's storage, or `text` for a decimal of more than 18 digits.",
    ),
    Key::new(
        "collate",
        Takes::Text,
        "The collation, such as `NOCASE`. Then the two databases compare differently.",
    ),
    Key::new(
        "check",
        Takes::Flag,
        "`false` leaves out the check that the type brings.",
    ),
    Key::new(
        "type",
        Takes::Text,
        "The type as the table declares it, such as `VARCHAR(255)`. Only in a table that is `as_found`.",
    ),
    Key::new(
        "not_null",
        Takes::False,
        "`false`: a primary key's column without NOT NULL. Only in a table that is `as_found`.",
    ),
    Key::new(
        "autoincrement",
        Takes::False,
        "`false`: an identity without AUTOINCREMENT, which may hand out again what was deleted. Only in a table that is `as_found`.",
    ),
    VIRTUAL,
];

const VIRTUAL: Key = Key::new(
    "virtual",
    Takes::Flag,
    "`true`: what is `generated` is not stored, but computed whenever it is read. Only in a table that is `as_found`.",
);

/// `postgres` of a column.
pub(crate) const COLUMN_POSTGRES: &[Key] = &[
    Key::new(
        "collate",
        Takes::Text,
        "The collation, where it is not `\"C\"`. Then the two databases compare differently.",
    ),
    Key::new(
        "check",
        Takes::Flag,
        "`false` leaves out the check that the type brings.",
    ),
    Key::new(
        "type",
        Takes::Text,
        "The type as the table declares it, such as `character varying(255)` or `serial`. Only in a table that is `as_found`.",
    ),
    Key::new(
        "identity",
        Takes::Word(&["by default"]),
        "`by default`: an identity that takes a value that is given. Only in a table that is `as_found`.",
    ),
    VIRTUAL,
];

/// An expression: one for both databases, or one for each.
pub(super) const EXPRESSION: Takes = Takes::Either(&[Takes::Text, Takes::Keys(PER_DIALECT)]);

/// SQL of each database's own, which nobody reads.
pub(crate) const PER_DIALECT: &[Key] = &[
    Key::new("sqlite", Takes::Text, "The SQL for SQLite, as it stands."),
    Key::new(
        "postgres",
        Takes::Text,
        "The SQL for Postgres, as it stands.",
    ),
];

/// A default that the database computes.
pub(crate) const DEFAULT_EXPRESSION: &[Key] = &[
    Key::new("sql", Takes::Text, "An expression for both databases."),
    PER_DIALECT[0],
    PER_DIALECT[1],
];
