//! What rows a live database holds, as text that is equal for equal rows.

use std::collections::BTreeMap;

use dualect_codegen::catalog::model::{Catalog, Table};
use dualect_codegen::catalog::quote;
use dualect_codegen::name::DbName;

use crate::engine::{Database, Engine};

/// Each table's rows, sorted, with their types, their rowids and the number that the next row would get.
pub type LiveRows = BTreeMap<String, Vec<String>>;

/// The rows of every table of the catalog. A rowid counts where the table has rowids and the same key in the other one too: the rowid is
/// another name of a key that is an integer.
pub async fn live_rows(database: &Database, catalog: &Catalog, other: &Catalog) -> LiveRows {
    let mut all = LiveRows::new();
    for table in catalog.tables.values() {
        let name = quote::qualified(&table.name).into_owned();
        let mut lines: Vec<String> = Vec::new();
        let other = other.tables.get(&table.name);
        let same_key = other.is_some_and(|other| {
            let has_rowids = ![table, other]
                .iter()
                .any(|table| table.sqlite.without_rowid);
            has_rowids && key(table) == key(other)
        });
        let query = query(table, database.engine(), same_key);
        for row in database.rows(&query).await {
            let cells = row.iter().map(|cell| cell.as_deref().unwrap_or("\u{2400}"));
            lines.push(cells.collect::<Vec<_>>().join(" | "));
        }
        lines.sort();
        lines.extend(counter(database, table).await);
        all.insert(name, lines);
    }
    all
}

/// The lines that only one of two databases has, by their table.
#[must_use]
pub fn differences(before: &LiveRows, after: &LiveRows) -> Vec<String> {
    let only = |these: &LiveRows, others: &LiveRows, mark: char| -> Vec<String> {
        let lines = these.iter().flat_map(|(table, lines)| {
            let others = others.get(table);
            let missing = lines
                .iter()
                .filter(move |line| others.is_none_or(|others| !others.contains(line)));
            missing.map(move |line| format!("{mark} {table}: {line}"))
        });
        lines.collect()
    };
    let mut found = only(before, after, '-');
    found.extend(only(after, before, '+'));
    found
}

fn key(table: &Table) -> Vec<(&DbName, Option<&str>)> {
    let columns = table.key_columns().iter();
    columns
        .map(|name| {
            let column = table.columns.get(name);
            (name, column.map(|column| column.sql_type.as_str()))
        })
        .collect()
}

fn query(table: &Table, engine: Engine, with_rowid: bool) -> String {
    let name = quote::qualified(&table.name);
    let mut parts: Vec<String> = table
        .columns
        .keys()
        .map(|column| match engine {
            // The literal also says of which type the value is.
            Engine::Sqlite => format!("quote({})", quote::ident(column)),
            Engine::Postgres => format!("{}::text", quote::ident(column)),
        })
        .collect();
    let hides_rowid = table
        .columns
        .keys()
        .any(|column| column.as_str().eq_ignore_ascii_case("rowid"));
    if engine == Engine::Sqlite && with_rowid && !hides_rowid {
        parts.insert(0, "rowid".to_owned());
    }
    format!("SELECT {} FROM {name}", parts.join(", "))
}

/// What the next row would be numbered.
async fn counter(database: &Database, table: &Table) -> Option<String> {
    let column = table
        .columns
        .values()
        .find(|column| column.identity.is_some())?;
    let next = match database.engine() {
        Engine::Sqlite => {
            let name = quote::text(table.name.name.as_str());
            format!("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = {name}")
        }
        Engine::Postgres => {
            let (table, column) = (
                quote::text(&quote::qualified(&table.name)),
                quote::text(column.name.as_str()),
            );
            let sequence = format!("SELECT pg_get_serial_sequence({table}, {column})");
            let found = database.rows(&sequence).await;
            let sequence = found.first()?.first()?.clone()?;
            format!(
                "SELECT last_value::numeric + CASE WHEN is_called THEN 1 ELSE 0 END FROM {sequence}"
            )
        }
    };
    let found = database.rows(&next).await;
    Some(format!("next {}", found.first()?.first()?.as_deref()?))
}
