//! What makes a table append-only in the database itself: triggers that refuse to change or delete its rows, with an error
//! that the runtime knows on both databases.
//!
//! | | SQLite | Postgres |
//! |---|---|---|
//! | code | `SQLITE_CONSTRAINT_TRIGGER` | [`APPEND_ONLY_SQLSTATE`] |
//! | message | [`APPEND_ONLY_MESSAGE`] and the table's name | the same |
//! | table | in the message only | the error's `schema` and `table` fields |
//!
//! On SQLite `INSERT OR REPLACE` deletes the row in its way without firing delete triggers, unless the connection has
//! `PRAGMA recursive_triggers = ON` (<https://www.sqlite.org/lang_conflict.html>). The runtime's connections have it; to SQL by
//! hand in another client the hole is open. No trigger closes it: a `BEFORE INSERT` one cannot tell such an insert from one that
//! is about to fail, or to do nothing.

use super::table_name;
use crate::catalog::model::{Kind, Object};
use crate::catalog::{naming, quote};
use crate::dialect::Dialect;
use crate::name::ObjectName;
use crate::schema::model::Table;

/// The error's message, before the table's name as the database holds it (without its schema).
pub const APPEND_ONLY_MESSAGE: &str = "append-only: ";

/// The error's code on Postgres. Classes that begin with I to Z are the implementations' own
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>), and Postgres uses none that begins with U.
pub const APPEND_ONLY_SQLSTATE: &str = "U0001";

/// The table's triggers, as one object. No key in a schema file has a space, so that its name is taken by nobody.
pub(super) fn lower(table: &Table, dialect: Dialect) -> Object {
    let (create, drop) = match dialect {
        Dialect::Sqlite => sqlite(table),
        Dialect::Postgres => postgres(table),
    };
    let on = table_name(table, dialect);
    Object {
        name: ObjectName::new(format!("append-only {on}")),
        on: Some(on),
        create,
        drop,
        after: Vec::new(),
        opaque: false,
        kind: Kind::Plain,
    }
}

fn sqlite(table: &Table) -> (Vec<String>, Vec<String>) {
    let message = quote::text(&format!("{APPEND_ONLY_MESSAGE}{}", table.db_name));
    let on = quote::ident(&table.db_name);
    let triggers = [("UPDATE", "_update"), ("DELETE", "_delete")];
    triggers
        .map(|(event, suffix)| {
            let name = naming::append_only_name(table, suffix);
            let name = quote::ident(&name);
            let create = format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {on} BEGIN\n    SELECT RAISE(ABORT, {message});\nEND"
            );
            (create, format!("DROP TRIGGER {name}"))
        })
        .into_iter()
        .unzip()
}

/// Each table has a function of its own, which comes and goes with its triggers: nothing is shared between the tables of a
/// file, or between the files of a database.
fn postgres(table: &Table) -> (Vec<String>, Vec<String>) {
    let on = table_name(table, Dialect::Postgres);
    let function = on.beside(naming::append_only_name(table, ""));
    let (on, function) = (quote::qualified(&on), quote::qualified(&function));
    let rows = naming::append_only_name(table, "");
    let truncate = naming::append_only_name(table, "_truncate");
    let (rows, truncate) = (quote::ident(&rows), quote::ident(&truncate));
    let create = vec![
        format!(
            "CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n    \
                 RAISE EXCEPTION USING ERRCODE = '{APPEND_ONLY_SQLSTATE}', MESSAGE = '{APPEND_ONLY_MESSAGE}' || TG_TABLE_NAME,\n        \
                 SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;\nEND\n$$"
        ),
        format!(
            "CREATE TRIGGER {rows} BEFORE UPDATE OR DELETE ON {on} FOR EACH ROW EXECUTE FUNCTION {function}()"
        ),
        format!(
            "CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {on} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        ),
    ];
    let drop = vec![
        format!("DROP TRIGGER {truncate} ON {on}"),
        format!("DROP TRIGGER {rows} ON {on}"),
        format!("DROP FUNCTION {function}()"),
    ];
    (create, drop)
}
