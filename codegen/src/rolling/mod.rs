//! A rolling deploy: what the release that still runs asks of a database that is already the next one's.
//!
//! The release's generated queries are read as they stand in its Rust ([`statements`]); what changed under them is the difference
//! between its schema and the new one.

mod statement;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::catalog::model::QualifiedName;
use crate::diff::Change;
use crate::migration::Transition;
use crate::name::DbName;

pub use statement::{Statement, statements};

/// A change under which queries of the release that still runs fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The table or column, and what became of it: `posts.body is dropped`.
    pub what: String,
    /// The queries, by their names: `posts::get`; sorted.
    pub queries: BTreeSet<String>,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 4;
        let shown: Vec<&str> = self
            .queries
            .iter()
            .take(SHOWN)
            .map(String::as_str)
            .collect();
        write!(f, "{}: {}", self.what, shown.join(", "))?;
        match self.queries.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// Which of these queries fail, or give wrong answers, once the databases have gone that way.
///
/// ```
/// use dualect_codegen::rolling::breaks;
/// assert!(breaks(&[], []).is_empty());
/// ```
#[must_use]
pub fn breaks<'t>(
    statements: &[Statement],
    transitions: impl IntoIterator<Item = &'t Transition>,
) -> Vec<Break> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for transition in transitions {
        for change in &transition.there.changes {
            if let Some((what, broken)) = of_change(change, transition, statements) {
                let queries = broken.map(|statement| statement.name.clone());
                found.entry(what).or_default().extend(queries);
            }
        }
    }
    found.retain(|_, queries| !queries.is_empty());
    found
        .into_iter()
        .map(|(what, queries)| Break { what, queries })
        .collect()
}

type Broken<'s> = (String, Box<dyn Iterator<Item = &'s Statement> + 's>);

fn of_change<'s>(
    change: &Change,
    transition: &Transition,
    statements: &'s [Statement],
) -> Option<Broken<'s>> {
    // A table that is renamed is called in the changes as it will be.
    let before = |table: &QualifiedName| {
        let mut renamed = transition.renames.tables.iter();
        let old = renamed.find(|(_, new)| *new == table);
        old.map_or_else(|| table.clone(), |(old, _)| old.clone())
    };
    let of_table = |table: &QualifiedName| -> Box<dyn Iterator<Item = &'s Statement> + 's> {
        let name = before(table).name;
        Box::new(statements.iter().filter(move |one| one.mentions(&name)))
    };
    let of_column =
        |table: &QualifiedName, column: &DbName| -> Box<dyn Iterator<Item = &'s Statement> + 's> {
            let column = column.clone();
            Box::new(of_table(table).filter(move |one| one.mentions(&column)))
        };
    // One that the old release does not name gets its default, which is NULL.
    let inserts =
        |table: &QualifiedName, column: &DbName| -> Box<dyn Iterator<Item = &'s Statement> + 's> {
            let (name, column) = (before(table).name, column.clone());
            let into = statements.iter().filter(move |one| one.inserts_into(&name));
            Box::new(into.filter(move |one| !one.mentions(&column)))
        };
    if let Change::DropTable { table } = change {
        return Some((format!("{} is dropped", table.name), of_table(&table.name)));
    }
    if let Change::RenameTable { from, to } = change {
        return Some((format!("{from} is renamed to {to}"), of_table(from)));
    }
    if let Change::DropView { view } = change {
        let stays = transition.to.views.contains_key(&view.name);
        let what = format!("{} is dropped", view.name);
        return (!stays).then(|| (what, of_table(&view.name)));
    }
    if let Change::DropColumn { table, column } = change {
        let what = format!("{}.{} is dropped", before(table), column.name);
        return Some((what, of_column(table, &column.name)));
    }
    if let Change::RenameColumn { table, from, to } = change {
        let what = format!("{}.{from} is renamed to {to}", before(table));
        return Some((what, of_column(table, from)));
    }
    if let Change::SetType {
        table, from, to, ..
    } = change
    {
        let what = format!(
            "{}.{} is another type, {} in place of {}",
            before(table),
            from.name,
            to.sql_type,
            from.sql_type
        );
        return Some((what, of_column(table, &from.name)));
    }
    if let Change::AddColumn { table, column } = change {
        let what = format!("{}.{} is new and not null", before(table), column.name);
        return (!column.may_be_left_out()).then(|| (what, inserts(table, &column.name)));
    }
    if let Change::SetNullable { table, column } = change {
        let what = format!("{}.{} is not null now", before(table), column.name);
        return (!column.may_be_left_out()).then(|| (what, inserts(table, &column.name)));
    }
    None
}
