//! What makes a declared table in a database, piece by piece, so that what is missing of it can be added.

use crate::catalog::lower::lower;
use crate::catalog::model::{Catalog, Column, Index, QualifiedName, Table, Unique};
use crate::ddl;
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::diff;
use crate::name::{DbName, TableName};
use crate::plan::{Direction, Placement, plan};
use crate::schema::model::Schema;

/// A table in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name there.
    pub name: QualifiedName,
    /// The statements that make it and its indexes where there is none.
    pub create: Vec<String>,
    /// The same as one script.
    pub script: String,
    /// Its columns.
    pub columns: Vec<ColumnDefinition>,
    /// Its unique constraints and indexes.
    pub indexes: Vec<IndexDefinition>,
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
    /// The statements that make it.
    pub create: Vec<String>,
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
        columns: table
            .columns
            .values()
            .map(|column| column_definition(&with, table, column))
            .collect(),
        indexes: index_definitions(&with, table),
    })
}

fn others(whole: &Catalog, name: &QualifiedName) -> indexmap::IndexMap<QualifiedName, Table> {
    let others = whole.tables.iter().filter(|(other, _)| *other != name);
    others
        .map(|(name, table)| (name.clone(), table.clone()))
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
    let in_key = table.primary_key.columns.contains(&column.name);
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
            create: statements(&holding(whole, without), &holding(whole, table.clone()))
                .unwrap_or_default(),
        }
    };
    let index = |index: &Index| IndexDefinition {
        name: index.name.clone(),
        create: vec![ddl::create_index(&table.name, index)],
    };
    let uniques = table.uniques.iter().map(unique);
    uniques.chain(table.indexes.iter().map(index)).collect()
}

/// The catalog with the table as it is here.
fn holding(whole: &Catalog, table: Table) -> Catalog {
    let mut catalog = whole.clone();
    catalog.tables.insert(table.name.clone(), table);
    catalog
}

/// The statements from one to the other; `None` where they lose something, need an empty table, or cannot all run in one
/// transaction.
fn statements(from: &Catalog, to: &Catalog) -> Option<Vec<String>> {
    let difference = diff(from, to);
    let plan = plan(
        from,
        to,
        &difference.changes,
        Direction::Up,
        SqliteVersion::BUNDLED,
    );
    let safe = difference.unplanned.is_empty()
        && plan
            .steps
            .iter()
            .all(|step| step.placement == Placement::Transaction && step.hazards.is_empty());
    safe.then(|| plan.steps.into_iter().map(|step| step.sql).collect())
}
