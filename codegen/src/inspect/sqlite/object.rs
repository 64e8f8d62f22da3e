//! What is carried by its statement: triggers and virtual tables.

use super::answer::TableRow;
use super::cursor::{Cursor, parts};
use super::lex::tokens;
use crate::catalog::model::{Kind, Object, QualifiedName, Reference};
use crate::catalog::quote;
use crate::name::{DbName, ObjectName};

/// A trigger on a table, or on a view.
pub(super) fn trigger(name: &str, on: &str, is_view: bool, sql: &str) -> Object {
    let on = QualifiedName::from(DbName::new(on));
    let (on, after) = if is_view {
        (None, vec![Reference::View(on)])
    } else {
        (Some(on), Vec::new())
    };
    Object {
        name: ObjectName::new(format!("trigger {name}")),
        on,
        create: vec![statement(sql)],
        drop: vec![format!("DROP TRIGGER {}", quote::ident_text(name))],
        after,
        opaque: true,
        kind: Kind::Plain,
    }
}

/// A virtual table, with the tables in which its module keeps what it holds.
pub(super) fn virtual_table(name: &str, sql: &str) -> Object {
    Object {
        name: ObjectName::new(format!("virtual table {name}")),
        on: None,
        create: vec![statement(sql)],
        drop: vec![format!("DROP TABLE {}", quote::ident_text(name))],
        after: Vec::new(),
        opaque: true,
        kind: Kind::Plain,
    }
}

fn statement(sql: &str) -> String {
    sql.trim().trim_end_matches(';').trim_end().to_owned()
}

/// What the modules that come with SQLite call the tables in which they keep things, behind the virtual table's own name:
/// <https://www.sqlite.org/vtab.html#xshadowname>.
const SHADOWS: [(&str, &[&str]); 7] = [
    (
        "fts3",
        &["_content", "_segments", "_segdir", "_docsize", "_stat"],
    ),
    (
        "fts4",
        &["_content", "_segments", "_segdir", "_docsize", "_stat"],
    ),
    (
        "fts5",
        &["_data", "_idx", "_content", "_docsize", "_config"],
    ),
    ("rtree", &["_node", "_parent", "_rowid"]),
    ("rtree_i32", &["_node", "_parent", "_rowid"]),
    ("geopoly", &["_node", "_parent", "_rowid"]),
    ("spellfix1", &["_vocab"]),
];

/// A virtual table, as far as its shadows follow from it.
#[derive(Debug)]
pub(super) struct Virtual<'r> {
    name: &'r str,
    module: String,
    /// Whether what it is over is kept elsewhere: `content=` of `fts4` and `fts5`.
    is_over_another: bool,
}

impl<'r> Virtual<'r> {
    /// Reads `CREATE VIRTUAL TABLE`.
    pub(super) fn read(name: &'r str, sql: &str) -> Self {
        let tokens = tokens(sql);
        let mut cursor = Cursor::new(&tokens);
        while cursor.peek().is_some() && !cursor.take_words(&["USING"]) {
            cursor.next();
        }
        let module = cursor.take_name().unwrap_or_default().to_ascii_lowercase();
        let arguments = cursor.take_parenthesised().unwrap_or_default();
        let is_over_another = parts(arguments).iter().any(|part| match part {
            [key, is, ..] => key.is_word("content") && is.is_symbol("="),
            _ => false,
        });
        Self {
            name,
            module,
            is_over_another,
        }
    }

    /// Whether the table is one of those in which it keeps what it holds. `told` is what SQLite says, which goes by the name alone, and
    /// knows nothing of a module that is not there.
    fn keeps(&self, table: &str, told: bool) -> bool {
        let Some((head, rest)) = table.split_at_checked(self.name.len()) else {
            return false;
        };
        if !head.eq_ignore_ascii_case(self.name) || !rest.starts_with('_') {
            return false;
        }
        match SHADOWS.iter().find(|(module, _)| *module == self.module) {
            Some((_, shadows)) => {
                let is_own = shadows.iter().any(|one| one.eq_ignore_ascii_case(rest));
                is_own && !(self.is_over_another && rest.eq_ignore_ascii_case("_content"))
            }
            None => told,
        }
    }
}

/// Whether the table belongs to a virtual one.
pub(super) fn is_shadow(row: &TableRow, virtual_tables: &[Virtual<'_>]) -> bool {
    let told = row.1 == "shadow";
    virtual_tables.iter().any(|of| of.keeps(&row.0, told))
}
