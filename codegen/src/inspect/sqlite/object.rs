//! What is carried by its statement: triggers and virtual tables.

use crate::catalog::model::{Object, QualifiedName, Reference};
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
    }
}

fn statement(sql: &str) -> String {
    sql.trim().trim_end_matches(';').trim_end().to_owned()
}

/// What the modules that come with SQLite call the tables in which they keep things, behind the virtual table's own name: where the
/// module is not there, nothing else tells. <https://www.sqlite.org/vtab.html#xshadowname>
const SHADOWS: [&str; 12] = [
    "_content",
    "_segments",
    "_segdir",
    "_docsize",
    "_stat",
    "_data",
    "_idx",
    "_config",
    "_node",
    "_parent",
    "_rowid",
    "_instance",
];

/// Whether the table belongs to a virtual one.
pub(super) fn is_shadow(name: &str, virtual_tables: &[(String, String)]) -> bool {
    virtual_tables.iter().any(|(of, sql)| {
        let rest = name
            .get(..of.len())
            .filter(|head| head.eq_ignore_ascii_case(of));
        let rest = rest.and_then(|_| name.get(of.len()..)).unwrap_or_default();
        let small = sql.to_ascii_lowercase();
        let is_own = ["fts3", "fts4", "fts5", "rtree"]
            .iter()
            .any(|module| small.contains(module));
        is_own && SHADOWS.contains(&rest)
    })
}
