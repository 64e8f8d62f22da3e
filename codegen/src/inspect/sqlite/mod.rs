//! SQLite, whoever made the database.
//!
//! What the pragmas tell is taken from them; what they do not (what constraints are called, what they check, where a collation stands)
//! is read out of the texts that SQLite keeps, by SQLite's own rules.

mod answer;
mod comparable;
mod cursor;
mod definition;
mod expression;
mod index;
mod lex;
mod names;
mod object;
mod query;
mod spelling;
mod table;
mod text;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use comparable::{comparable, settled};
pub use query::QUERY;

use self::answer::{Entry, Grouped, TableRow};
use self::names::Names;
use self::object::Virtual;
use super::{Inspected, Problem};
use crate::catalog::model::Catalog;
use crate::dialect::Dialect;

/// The migrators' own tables.
const OWN: [&str; 2] = ["__drizzle_migrations", "__dualect_migrations"];

/// Reads the answer to [`QUERY`]. Left out are SQLite's own tables, those in which a virtual table keeps what it holds, and those of the
/// migrators, `__drizzle_migrations` and `__dualect_migrations`.
///
/// # Errors
/// The text is no such answer.
///
/// ```
/// use dualect_codegen::inspect::sqlite::read;
/// let answer = r#"{
///     "schema": [["table", "t", "t", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''))"]],
///     "tables": [["t", "table", 0, 0]],
///     "columns": [["t", 0, "id", "INTEGER", 0, 1], ["t", 1, "a", "TEXT", 0, 0]],
///     "indexes": [], "parts": [], "foreign_keys": []
/// }"#;
/// let found = read(answer)?;
/// assert_eq!(found.catalog.tables[0].checks[0].expression.sql, "a <> ''");
/// # Ok::<(), dualect_codegen::inspect::Problem>(())
/// ```
pub fn read(json: &str) -> Result<Inspected, Problem> {
    let answer = answer::parse(json)?;
    let rows = Grouped::new(&answer);
    let mut texts: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for Entry(kind, name, _, sql) in &answer.schema {
        texts.insert((kind, name), sql.as_deref().unwrap_or_default());
    }
    let text = |kind: &'static str, name| texts.get(&(kind, name)).copied().unwrap_or_default();
    let is_virtual = |row: &&TableRow| row.1 == "virtual";
    let virtual_tables: Vec<Virtual<'_>> = answer
        .tables
        .iter()
        .filter(is_virtual)
        .map(|row| Virtual::read(&row.0, text("table", &row.0)))
        .collect();
    let is_theirs = |row: &TableRow| {
        let name = row.0.as_str();
        let is_internal = name
            .get(..7)
            .is_some_and(|head| head.eq_ignore_ascii_case("sqlite_"));
        is_internal || OWN.contains(&name) || object::is_shadow(row, &virtual_tables)
    };
    let mut by_name: BTreeMap<&str, &TableRow> = BTreeMap::new();
    for row in answer.tables.iter().filter(|row| !is_theirs(row)) {
        by_name.insert(&row.0, row);
    }
    let relations: Vec<&TableRow> = by_name.values().copied().collect();
    let names = Names::new(&relations, &rows);
    let views: BTreeSet<&str> = relations
        .iter()
        .filter(|row| row.1 == "view")
        .map(|row| &*row.0)
        .collect();
    let mut catalog = Catalog::empty(Dialect::Sqlite);
    let mut beyond = Vec::new();
    let mut found_views = Vec::new();
    let mut triggers = Vec::new();
    // In the order in which they were made, as far as SQLite keeps it.
    for Entry(kind, name, on, sql) in &answer.schema {
        let sql = sql.as_deref().unwrap_or_default();
        match kind.as_str() {
            "table" => match by_name.get(&**name) {
                Some(row) if row.1 == "virtual" => {
                    let object = object::virtual_table(name, sql);
                    catalog.objects.insert(object.name.clone(), object);
                }
                Some(row) => {
                    let table = table::read(row, sql, &rows, &names, &mut beyond);
                    catalog.tables.insert(table.name.clone(), Arc::new(table));
                }
                None => {}
            },
            "view" => match view::read(name, sql, &names, |other| views.contains(other)) {
                Some(view) => found_views.push(view),
                None => beyond.push(format!(
                    "view {name}: its definition, which is not understood"
                )),
            },
            "trigger" => match names.table(on) {
                Some(on) => triggers.push(object::trigger(name, on, views.contains(on), sql)),
                None => beyond.push(format!(
                    "trigger {name}: it is on {on}, which is no table here"
                )),
            },
            // An index goes with its table.
            "index" => {}
            other => beyond.push(format!("{other} {name}")),
        }
    }
    catalog.views = view::in_order(found_views);
    let triggers = triggers.into_iter();
    catalog
        .objects
        .extend(triggers.map(|object| (object.name.clone(), object)));
    let mut found = Inspected {
        catalog,
        beyond,
        left_out: Vec::new(),
    };
    super::ledger::leave_out(&mut found);
    Ok(found)
}
