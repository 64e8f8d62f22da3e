//! What makes a declared table in a database, piece by piece, so that what is missing of it can be added.

use std::sync::Arc;

use crate::catalog::lower::lower;
use crate::catalog::model::{
    Catalog, Check, Column, ForeignKey, Index, IndexKey, IndexPart, QualifiedName, Table, Unique,
};
use crate::ddl;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::{Renames, diff};
use crate::name::{DbName, TableName};
use crate::plan::{Direction, Hazard, Placement, Terms, plan};
use crate::schema::model::{Action, Schema};

/// A table in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name there.
    pub name: QualifiedName,
    /// The statements that make it and its indexes where there is none.
    pub create: Vec<String>,
    /// The same as one script.
    pub script: String,
    /// How the database keeps it, where it has a choice: `strict`, `without rowid`, both with a comma between them, or nothing.
    pub options: &'static str,
    /// Its primary key: `(a, b)`.
    pub primary_key: String,
    /// Its columns.
    pub columns: Vec<ColumnDefinition>,
    /// Its unique constraints and indexes.
    pub indexes: Vec<IndexDefinition>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKeyDefinition>,
    /// Its checks, but for those that come with an index.
    pub checks: Vec<CheckDefinition>,
}

/// A column in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDefinition {
    /// Its name there.
    pub name: DbName,
    /// Its type, as the database shows it: `pragma_table_xinfo`, or `format_type`.
    pub sql_type: String,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// The statements that add it to a table that lacks it; none where that cannot be done to a table with rows.
    pub add: Vec<String>,
}

/// A unique constraint or an index in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDefinition {
    /// Its name there.
    pub name: DbName,
    /// What it is over: `unique on (a, b desc)`; an expression is `..`, and so is a predicate.
    pub over: String,
    /// The statements that make it.
    pub create: Vec<String>,
}

/// A foreign key in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKeyDefinition {
    /// Its name there.
    pub name: DbName,
    /// What it is: `(a) references p (id) on delete cascade`.
    pub references: String,
}

/// A check in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckDefinition {
    /// Its name there.
    pub name: DbName,
    /// Its expression.
    pub sql: String,
}

/// The table of that key; `None` where the schema has none, or is not for that database.
#[must_use]
pub fn definition(schema: &Schema, key: &str, dialect: Dialect) -> Option<Definition> {
    let declared = schema.tables.get(&TableName::new(key))?;
    if !schema.project.dialects.contains(&dialect) {
        return None;
    }
    let whole = lower(schema, dialect);
    let (name, table) = whole
        .tables
        .iter()
        .find(|(name, _)| name.name == declared.db_name)?;
    let without = Catalog {
        tables: others(&whole, name),
        objects: whole
            .objects
            .iter()
            .filter(|(_, object)| object.on.as_ref() != Some(name))
            .map(|(key, object)| (key.clone(), object.clone()))
            .collect(),
        ..whole.clone()
    };
    // Views may read the table, and come with migrations only.
    let with = Catalog {
        views: indexmap::IndexMap::new(),
        ..whole.clone()
    };
    let without = Catalog {
        views: indexmap::IndexMap::new(),
        ..without
    };
    let create = statements(&without, &with).unwrap_or_default();
    Some(Definition {
        name: name.clone(),
        script: create.join("\n\n") + "\n",
        create,
        options: match (dialect, table.sqlite.strict, table.sqlite.without_rowid) {
            (Dialect::Postgres, _, _) | (Dialect::Sqlite, false, false) => "",
            (Dialect::Sqlite, true, false) => "strict",
            (Dialect::Sqlite, false, true) => "without rowid",
            (Dialect::Sqlite, true, true) => "strict, without rowid",
        },
        primary_key: format!("({})", names(table.key_columns())),
        columns: table
            .columns
            .values()
            .map(|column| column_definition(&with, table, column))
            .collect(),
        indexes: index_definitions(&with, table),
        foreign_keys: table.foreign_keys.iter().map(foreign_key).collect(),
        checks: checks(schema, key, name, dialect)
            .into_iter()
            .map(|check| CheckDefinition {
                name: check.name,
                sql: check.expression.sql,
            })
            .collect(),
    })
}

fn others(whole: &Catalog, name: &QualifiedName) -> indexmap::IndexMap<QualifiedName, Arc<Table>> {
    let others = whole.tables.iter().filter(|(other, _)| *other != name);
    others
        .map(|(name, table)| (name.clone(), Arc::clone(table)))
        .collect()
}

fn column_definition(whole: &Catalog, table: &Table, column: &Column) -> ColumnDefinition {
    let mut with = table.clone();
    with.indexes.retain(|index| !index.mentions(&column.name));
    with.uniques
        .retain(|unique| !unique.columns.contains(&column.name));
    let mut without = with.clone();
    without.columns.shift_remove(&column.name);
    without
        .checks
        .retain(|check| !check.expression.mentions(&column.name));
    without
        .foreign_keys
        .retain(|key| !key.columns.contains(&column.name));
    let in_key = table.key_columns().contains(&column.name);
    let add = (!in_key).then(|| statements(&holding(whole, without), &holding(whole, with)));
    ColumnDefinition {
        name: column.name.clone(),
        sql_type: shown(&column.sql_type, whole.dialect),
        nullable: column.nullable,
        add: add.flatten().unwrap_or_default(),
    }
}

/// Postgres shows some types by another of their names than the one they are made by
/// (<https://www.postgresql.org/docs/current/datatype.html>).
fn shown(sql_type: &str, dialect: Dialect) -> String {
    let (element, list) = match sql_type.strip_suffix("[]") {
        Some(element) => (element, "[]"),
        None => (sql_type, ""),
    };
    let element = match (dialect, element) {
        (Dialect::Postgres, "timestamptz") => "timestamp with time zone",
        (Dialect::Postgres, "time") => "time without time zone",
        (Dialect::Postgres | Dialect::Sqlite, other) => other,
    };
    format!("{element}{list}")
}

fn index_definitions(whole: &Catalog, table: &Table) -> Vec<IndexDefinition> {
    let unique = |unique: &Unique| {
        let mut without = table.clone();
        without.uniques.retain(|other| other != unique);
        IndexDefinition {
            name: unique.name.clone(),
            over: format!("unique on ({})", names(&unique.columns)),
            create: statements(&holding(whole, without), &holding(whole, table.clone()))
                .unwrap_or_default(),
        }
    };
    let index = |index: &Index| IndexDefinition {
        name: index.name.clone(),
        over: over(index),
        create: vec![ddl::create_index(&table.name, index)],
    };
    let uniques = table.uniques.iter().map(unique);
    uniques.chain(table.indexes.iter().map(index)).collect()
}

/// The checks that stand whatever indexes there are: how long a text in an index may be comes and goes with it.
fn checks(schema: &Schema, key: &str, name: &QualifiedName, dialect: Dialect) -> Vec<Check> {
    let mut plain = schema.clone();
    if let Some(table) = plain.tables.get_mut(&TableName::new(key)) {
        table.uniques.clear();
        table.indexes.clear();
    }
    let plain = lower(&plain, dialect);
    let table = plain.tables.get(name);
    table.map(|table| table.checks.clone()).unwrap_or_default()
}

/// As `Db::ensure` finds it in a database.
fn over(index: &Index) -> String {
    let part = |part: &IndexPart| {
        let name = match &part.key {
            IndexKey::Column(name) => name.as_str(),
            IndexKey::Expression(_) => "..",
        };
        format!("{name}{}", if part.descending { " desc" } else { "" })
    };
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    format!(
        "{}on ({}){}",
        if index.unique { "unique " } else { "" },
        parts.join(", "),
        if index.predicate.is_some() {
            " where .."
        } else {
            ""
        }
    )
}

fn foreign_key(key: &ForeignKey) -> ForeignKeyDefinition {
    let mut references = format!(
        "({}) references {} ({})",
        names(&key.columns),
        key.parent.name.as_str(),
        names(&key.parent_columns)
    );
    for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        let words = match action {
            Action::NoAction => continue,
            Action::Restrict => "restrict",
            Action::Cascade => "cascade",
            Action::SetNull => "set null",
            Action::SetDefault => "set default",
        };
        references.push_str(&format!(" on {event} {words}"));
    }
    ForeignKeyDefinition {
        name: key.name.clone(),
        references,
    }
}

fn names(names: &[DbName]) -> String {
    let names: Vec<&str> = names.iter().map(DbName::as_str).collect();
    names.join(", ")
}

/// The catalog with the table as it is here.
fn holding(whole: &Catalog, table: Table) -> Catalog {
    let mut catalog = whole.clone();
    catalog.tables.insert(table.name.clone(), Arc::new(table));
    catalog
}

/// The statements from one to the other; `None` where they lose something, need an empty table, or cannot all run in one
/// transaction.
fn statements(from: &Catalog, to: &Catalog) -> Option<Vec<String>> {
    let difference = diff(from, to, &Renames::default());
    let terms = Terms::simple(SqliteVersion::BUNDLED);
    let plan = plan(from, to, &difference, Direction::Up, &terms);
    let keeps = |hazard: &Hazard| !hazard.is_loss() && !matches!(hazard, Hazard::NeedsEmpty { .. });
    let safe = difference.unplanned.is_empty()
        && plan
            .steps
            .iter()
            .all(|step| step.placement == Placement::Transaction && step.hazards.iter().all(keeps));
    safe.then(|| plan.steps.into_iter().map(|step| step.sql).collect())
}
