//! A plan's parts.

use super::hazard::Hazard;
use super::statement;
use crate::catalog::model::{Kind, Object, OwnType, QualifiedName, View};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::name::DbName;

/// What takes a database from one catalog to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// In order of execution.
    pub steps: Vec<Step>,
    /// What it means to those who use the database meanwhile and afterwards: of the whole, not of one step.
    pub beside: Vec<Hazard>,
    /// By which route each table is changed that others may be using, and why; where nothing is known, nothing is said.
    pub reasons: Vec<String>,
}

impl Plan {
    /// What the plan destroys or can fail on, in order, then whom it holds up or breaks.
    pub fn hazards(&self) -> impl Iterator<Item = &Hazard> {
        let of_steps = self.steps.iter().flat_map(|step| &step.hazards);
        of_steps.chain(&self.beside)
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Exactly one statement, with its semicolon.
    pub sql: String,
    /// Where it runs.
    pub placement: Placement,
    /// What a reviewer must know.
    pub hazards: Vec<Hazard>,
}

impl Step {
    pub(super) fn new(sql: String) -> Self {
        Self {
            sql,
            placement: Placement::Transaction,
            hazards: Vec::new(),
        }
    }

    /// Both databases spell it alike, whatever the constraint is.
    pub(super) fn drop_constraint(table: &QualifiedName, name: &DbName) -> Self {
        Self::new(format!(
            "ALTER TABLE {} DROP CONSTRAINT {};",
            quote::qualified(table),
            quote::ident(name)
        ))
    }

    pub(super) fn drop_table(table: &QualifiedName) -> Self {
        let hazard = Hazard::DropsTable {
            table: table.clone(),
        };
        Self::new(format!("DROP TABLE {};", quote::qualified(table))).with([hazard])
    }

    pub(super) fn drop_column(table: &QualifiedName, column: &DbName) -> Self {
        let hazard = Hazard::DropsColumn {
            table: table.clone(),
            column: column.clone(),
        };
        Self::drop_computed_column(table, column).with([hazard])
    }

    /// Nothing is lost that could not be computed again.
    pub(super) fn drop_computed_column(table: &QualifiedName, column: &DbName) -> Self {
        Self::new(format!(
            "ALTER TABLE {} DROP COLUMN {};",
            quote::qualified(table),
            quote::ident(column)
        ))
    }

    /// All at once, so that two values can swap their names.
    pub(super) fn rename_values(
        table: &QualifiedName,
        column: &DbName,
        values: &[(String, String)],
    ) -> Self {
        let name = quote::ident(column);
        let table = quote::qualified(table);
        let sql = if let [(from, to)] = values {
            let (from, to) = (quote::text(from), quote::text(to));
            format!("UPDATE {table} SET {name} = {to} WHERE {name} = {from};")
        } else {
            let value = quote::renamed_values(column, values);
            let old: Vec<String> = values.iter().map(|(from, _)| quote::text(from)).collect();
            let old = old.join(", ");
            format!("UPDATE {table} SET {name} = {value} WHERE {name} IN ({old});")
        };
        Self::new(sql)
    }

    pub(super) fn drop_view(view: &QualifiedName) -> Self {
        Self::new(ddl::drop_view(view))
    }

    pub(super) fn create_view(view: &View) -> Self {
        Self::new(ddl::create_view(view))
    }

    pub(super) fn create_object(object: &Object) -> impl Iterator<Item = Self> {
        object
            .create
            .iter()
            .map(|statement| Self::new(ddl::closed(statement)))
    }

    pub(super) fn drop_object(object: &Object) -> Vec<Self> {
        let statements = object.drop.iter();
        let mut steps: Vec<Self> = statements
            .map(|statement| Self::new(ddl::closed(statement)))
            .collect();
        if let (true, Some(first)) = (statement::holds_rows(object), steps.first_mut()) {
            first.hazards.push(Hazard::DropsObject {
                object: object.name.clone(),
            });
        }
        steps
    }

    /// Another one where it stands: what can be replaced is, and a composite's values come and go.
    pub(super) fn alter_object(from: &Object, to: &Object) -> Vec<Self> {
        let (before, after) = match (&from.kind, &to.kind) {
            (Kind::Type(before), Kind::Type(after)) => (before, after),
            (Kind::Sequence(_), Kind::Sequence(alter)) => {
                return vec![Self::new(ddl::closed(alter))];
            }
            (Kind::Plain | Kind::Routine(_) | Kind::Sequence(_) | Kind::Type(_), _) => {
                return Self::create_object(to).collect();
            }
        };
        let head = format!("ALTER TYPE {}", quote::qualified(&after.name));
        let gone = before.attributes.iter();
        let gone = gone.filter(|attribute| !after.attributes.contains(attribute));
        let new = after.attributes.iter();
        let new = new.filter(|attribute| !before.attributes.contains(attribute));
        let gone = gone.map(|attribute| {
            let name = quote::ident(&attribute.name);
            Self::new(format!("{head} DROP ATTRIBUTE {name};")).with([Hazard::DropsObject {
                object: from.name.clone(),
            }])
        });
        let new = new.map(|attribute| {
            Self::new(format!(
                "{head} ADD ATTRIBUTE {};",
                ddl::attribute(attribute)
            ))
        });
        gone.chain(new).collect()
    }

    /// A type makes room for another of its name, to which columns go over.
    pub(super) fn set_aside(object: &Object) -> Option<Self> {
        let (own, aside) = aside(object)?;
        let name = quote::qualified(&own.name);
        let aside = quote::ident(&aside.name);
        Some(Self::new(format!(
            "ALTER {} {name} RENAME TO {aside};",
            own.word
        )))
    }

    /// And goes when no column is of it any more.
    pub(super) fn drop_aside(object: &Object) -> Option<Self> {
        let (own, aside) = aside(object)?;
        Some(Self::new(format!(
            "DROP {} {};",
            own.word,
            quote::qualified(&aside)
        )))
    }

    pub(super) fn with(mut self, hazards: impl IntoIterator<Item = Hazard>) -> Self {
        self.hazards.extend(hazards);
        self
    }
}

fn aside(object: &Object) -> Option<(&OwnType, QualifiedName)> {
    match &object.kind {
        Kind::Type(own) => {
            let aside = own.name.beside(naming::aside(&own.name.name));
            Some((own, aside))
        }
        Kind::Plain | Kind::Routine(_) | Kind::Sequence(_) => None,
    }
}

/// Where a statement runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Inside the migration's transaction, or in the one that is begun anew after what was outside.
    Transaction,
    /// On the same connection, outside: SQLite's `PRAGMA foreign_keys`, which does nothing inside
    /// (<https://www.sqlite.org/pragma.html#pragma_foreign_keys>).
    AroundTransaction,
    /// In no transaction, after what comes before has been committed: what Postgres does without holding up others
    /// (<https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY>).
    OutsideTransaction,
}

/// Whether existing rows may get neutral values for columns that come without a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Forward: no. A NOT NULL column without a default fails on a table with rows.
    Up,
    /// Back: yes. The values that the column had are gone, and the plan says so.
    Down,
}
