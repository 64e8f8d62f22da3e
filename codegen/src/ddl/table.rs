//! `CREATE TABLE`.

use std::collections::BTreeSet;

use super::{called, check, foreign_key, primary_key, unique};
use crate::catalog::model::{Family, QualifiedName, Table};
use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::name::DbName;
use crate::schema::model::SqliteTable;

/// Which foreign keys `CREATE TABLE` may write, because what they refer to is there.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    /// All: SQLite looks a foreign key's parent up only when rows change.
    All,
    /// All but these of its own, which are added when their parents are there.
    AllBut(&'a BTreeSet<&'a DbName>),
}

impl Reach<'_> {
    fn includes(self, name: &DbName) -> bool {
        match self {
            Self::All => true,
            Self::AllBut(later) => !later.contains(name),
        }
    }
}

/// The table under `name` (its own, or a rebuild's temporary one), without its indexes.
#[must_use]
pub fn create_table(
    table: &Table,
    name: &QualifiedName,
    dialect: Dialect,
    reach: Reach<'_>,
) -> String {
    if let (Dialect::Sqlite, Some(text)) = (dialect, own_text(table, name)) {
        return format!("CREATE TABLE {} {text};", quote::qualified(name));
    }
    let mut lines = Vec::new();
    let mut key_in_column = false;
    let key = table.primary_key.as_ref();
    let family = &table.family;
    let takes_over = family.bound.is_none() && !family.parents.is_empty();
    let own = |name: &DbName| !takes_over || !family.inherits(name);
    for definition in table.columns.values().filter(|column| own(&column.name)) {
        let mut line = super::column(definition, dialect);
        if let (Dialect::Sqlite, true, Some(key)) = (dialect, definition.identity.is_some(), key) {
            // AUTOINCREMENT can stand only here: <https://www.sqlite.org/autoinc.html>.
            line.push_str(&format!(" {}PRIMARY KEY AUTOINCREMENT", called(&key.name)));
            key_in_column = true;
        }
        lines.push(line);
    }
    if !key_in_column {
        lines.extend(key.map(primary_key));
    }
    let uniques = table.uniques.iter();
    let inside = uniques.filter(|unique| match dialect {
        Dialect::Sqlite => unique.in_table,
        Dialect::Postgres => true,
    });
    lines.extend(inside.map(unique));
    let reached = table
        .foreign_keys
        .iter()
        .filter(|key| reach.includes(&key.name));
    lines.extend(reached.map(foreign_key));
    let checks = table.checks.iter().filter(|check| own(&check.name));
    lines.extend(checks.map(check));
    let options = match dialect {
        Dialect::Sqlite => options(table.sqlite).to_owned(),
        Dialect::Postgres => postgres_options(family),
    };
    let lines = match lines.join(",\n    ") {
        none if none.is_empty() => "()".to_owned(),
        lines => format!("(\n    {lines}\n)"),
    };
    let name = quote::qualified(name);
    ["CREATE TABLE ", &name, " ", &lines, &options, ";"].concat()
}

/// A partition is a table like others until it is attached.
fn postgres_options(family: &Family) -> String {
    let mut text = String::new();
    if family.bound.is_none() && !family.parents.is_empty() {
        let parents: Vec<_> = family.parents.iter().map(quote::qualified).collect();
        text.push_str(&format!(" INHERITS ({})", parents.join(", ")));
    }
    if let Some(by) = &family.partitioned_by {
        text.push_str(&format!(" PARTITION BY {by}"));
    }
    text
}

/// The text that the database keeps, in which a rebuild's temporary name stands where the table's own did: `RENAME` follows it.
fn own_text(table: &Table, name: &QualifiedName) -> Option<String> {
    if *name == table.name {
        return table.definition.text.as_str().map(str::to_owned);
    }
    table.definition.text_under(&quote::qualified(name))
}

/// <https://www.sqlite.org/lang_createtable.html#tableopts>
fn options(table: SqliteTable) -> &'static str {
    match (table.strict, table.without_rowid) {
        (true, false) => " STRICT",
        (true, true) => " STRICT, WITHOUT ROWID",
        (false, true) => " WITHOUT ROWID",
        (false, false) => "",
    }
}
