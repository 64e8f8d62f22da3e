//! Whether an SQLite database and a Postgres one hold the same tables, each in its own way.
//!
//! It needs no schema: two histories that both left it still have to agree with each other. What has no counterpart is not
//! compared: the texts of checks, of views and of what is computed, comments, objects, what only Postgres has.

mod column;

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;

use crate::catalog::model::{Catalog, IndexKey, Table};
use crate::dialect::Dialect;
use crate::name::DbName;
use crate::schema::model::{Action, Deferrable};

/// Something that the two databases do not agree about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement {
    /// The table, view or column: `posts`, `posts.body`.
    pub object: String,
    /// How it is in each of them.
    pub what: What,
}

/// How two databases disagree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Only that one has it.
    Only {
        /// What it is: `table`, `an index over (a, b)`.
        kind: String,
        /// The database that has it.
        dialect: Dialect,
    },
    /// Both have it, each otherwise.
    Differs {
        /// How SQLite has it.
        sqlite: String,
        /// How Postgres has it.
        postgres: String,
    },
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Only { kind, dialect } => {
                write!(f, "{}: only {dialect} has {kind}", self.object)
            }
            What::Differs { sqlite, postgres } => {
                write!(
                    f,
                    "{}: {sqlite} in sqlite, {postgres} in postgres",
                    self.object
                )
            }
        }
    }
}

/// What the two do not agree about, sorted; nothing where they are in lockstep. Names count without their schemas, which SQLite has
/// not.
///
/// ```
/// use dualect_codegen::{catalog::model::Catalog, dialect::Dialect, lockstep::disagreements};
/// let (sqlite, postgres) = (Catalog::empty(Dialect::Sqlite), Catalog::empty(Dialect::Postgres));
/// assert!(disagreements(&sqlite, &postgres).is_empty());
/// ```
#[must_use]
pub fn disagreements(sqlite: &Catalog, postgres: &Catalog) -> Vec<Disagreement> {
    let mut found = BTreeSet::new();
    let tables = |catalog: &Catalog| {
        let tables = catalog.tables.values();
        let named = tables.map(|table| (table.name.name.clone(), table.as_ref().clone()));
        named.collect::<IndexMap<DbName, Table>>()
    };
    let (ours, theirs) = (tables(sqlite), tables(postgres));
    both(&ours, &theirs, |name, here, there| match (here, there) {
        (Some(here), Some(there)) => of_table(here, there, &mut found),
        (here, _) => only(&mut found, name.to_string(), "the table", here.is_some()),
    });
    let views = |catalog: &Catalog| {
        let views = catalog.views.keys();
        views
            .map(|name| (name.name.clone(), ()))
            .collect::<IndexMap<DbName, ()>>()
    };
    both(&views(sqlite), &views(postgres), |name, here, there| {
        if here.is_some() != there.is_some() {
            only(&mut found, name.to_string(), "the view", here.is_some());
        }
    });
    found.into_iter().collect()
}

/// Calls with each key of either, and what each has of it.
fn both<T>(
    here: &IndexMap<DbName, T>,
    there: &IndexMap<DbName, T>,
    mut each: impl FnMut(&DbName, Option<&T>, Option<&T>),
) {
    for (name, one) in here {
        each(name, Some(one), there.get(name));
    }
    for (name, other) in there {
        if !here.contains_key(name) {
            each(name, None, Some(other));
        }
    }
}

fn only(found: &mut BTreeSet<Disagreement>, object: String, kind: &str, is_sqlite: bool) {
    let dialect = if is_sqlite {
        Dialect::Sqlite
    } else {
        Dialect::Postgres
    };
    let kind = kind.to_owned();
    let what = What::Only { kind, dialect };
    found.insert(Disagreement { object, what });
}

fn of_table(sqlite: &Table, postgres: &Table, found: &mut BTreeSet<Disagreement>) {
    let table = &sqlite.name.name;
    both(
        &sqlite.columns,
        &postgres.columns,
        |name, here, there| match (here, there) {
            (Some(here), Some(there)) => {
                let whats = column::differences(here, there);
                found.extend(whats.map(|what| Disagreement {
                    object: format!("{table}.{name}"),
                    what,
                }));
            }
            (here, _) => only(
                found,
                format!("{table}.{name}"),
                "the column",
                here.is_some(),
            ),
        },
    );
    let (here, there) = (sqlite.key_columns(), postgres.key_columns());
    if here != there {
        let what = What::Differs {
            sqlite: format!("primary key {}", list(here)),
            postgres: format!("primary key {}", list(there)),
        };
        let object = table.to_string();
        found.insert(Disagreement { object, what });
    }
    let (here, there) = (structures(sqlite), structures(postgres));
    for kind in here.symmetric_difference(&there) {
        only(found, table.to_string(), kind, here.contains(kind));
    }
}

/// A table's constraints and indexes, each as what it demands or offers, whatever it is called.
fn structures(table: &Table) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for unique in &table.uniques {
        found.insert(format!("a unique over {}", list(&unique.columns)));
    }
    for key in &table.foreign_keys {
        found.insert(format!(
            "a foreign key {} to {} {}{}{}{}",
            list(&key.columns),
            key.parent.name,
            list(&key.parent_columns),
            action(" on delete", key.on_delete),
            action(" on update", key.on_update),
            match key.deferrable {
                Deferrable::No => "",
                Deferrable::Immediate => " deferrable",
                Deferrable::Deferred => " deferred",
            }
        ));
    }
    for index in &table.indexes {
        let parts = index.parts.iter().map(|part| {
            let name = match &part.key {
                IndexKey::Column(name) => name.as_str(),
                IndexKey::Expression(_) => "an expression",
            };
            let order = if part.descending { " desc" } else { "" };
            format!("{name}{order}")
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        // A unique index is what SQLite has for a constraint.
        let is_plain = index.predicate.is_none() && index.parts.iter().all(is_column);
        let kind = match (index.unique, is_plain) {
            (true, true) => "a unique",
            (true, false) => "a unique index",
            (false, _) => "an index",
        };
        let partial = index.predicate.as_ref().map_or("", |_| ", partial");
        found.insert(format!("{kind} over ({parts}){partial}"));
    }
    found
}

fn is_column(part: &crate::catalog::model::IndexPart) -> bool {
    !part.descending && matches!(part.key, IndexKey::Column(_))
}

/// RESTRICT on Postgres is NO ACTION on SQLite, as far as they can be equal.
fn action(when: &str, action: Action) -> String {
    let what = match action {
        Action::NoAction | Action::Restrict => return String::new(),
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    };
    format!("{when} {what}")
}

fn list(columns: &[DbName]) -> String {
    let names: Vec<&str> = columns.iter().map(DbName::as_str).collect();
    format!("({})", names.join(", "))
}
