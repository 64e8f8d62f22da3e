//! Lowering: one logical schema to one database's catalog.
//!
//! What is alike is here; what a type becomes is in the dialect's own file.

mod default;
mod indexed;
mod postgres;
mod sqlite;

use indexmap::IndexMap;

use super::model::{
    Catalog, Check, Column, Fill, ForeignKey, Index, IndexColumn, Nulls, PrimaryKey, Table, Unique,
};
use super::naming;
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName};
use crate::schema::model as logical;

/// What one column's type becomes in one database.
struct Lowered {
    sql_type: String,
    collation: Option<String>,
    /// The check without its name.
    check: Option<String>,
    default: Option<String>,
    fill: Fill,
}

/// What that database will hold.
#[must_use]
pub fn lower(schema: &logical::Schema, dialect: Dialect) -> Catalog {
    let mut catalog = Catalog::empty(dialect);
    for table in schema.tables.values() {
        catalog
            .tables
            .insert(table.db_name.clone(), lower_table(schema, table, dialect));
    }
    catalog
}

fn lower_table(schema: &logical::Schema, table: &logical::Table, dialect: Dialect) -> Table {
    let mut columns = IndexMap::new();
    let mut checks = Vec::new();
    for column in table.columns.values() {
        let (lowered, keeps_check) = match dialect {
            Dialect::Sqlite => (sqlite::lower_column(schema, column), column.sqlite.check),
            Dialect::Postgres => (
                postgres::lower_column(schema, column),
                column.postgres.check,
            ),
        };
        let limit =
            indexed::limit(table, column).map(|bytes| indexed::check(column, bytes, dialect));
        let conditions: Vec<String> = lowered.check.into_iter().chain(limit).collect();
        if !conditions.is_empty() && keeps_check {
            let expression = conditions.join(" AND ");
            let name = naming::check_name(table, column);
            checks.push(Check {
                name,
                expression,
                column: column.db_name.clone(),
            });
        }
        columns.insert(
            column.db_name.clone(),
            Column {
                name: column.db_name.clone(),
                sql_type: lowered.sql_type,
                collation: lowered.collation,
                nullable: column.nullable,
                default: lowered.default,
                identity: column.identity,
                comment: comment(column.doc.as_deref(), dialect),
                fill: lowered.fill,
            },
        );
    }
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    Table {
        name: table.db_name.clone(),
        comment: comment(table.doc.as_deref(), dialect),
        columns,
        primary_key: PrimaryKey {
            name: naming::primary_key_name(table),
            columns: physical(table, &table.primary_key),
        },
        uniques: table
            .uniques
            .iter()
            .map(|unique| lower_unique(table, unique))
            .collect(),
        checks,
        foreign_keys: table
            .foreign_keys
            .iter()
            .map(|key| lower_foreign_key(schema, table, key, dialect))
            .collect(),
        indexes: table
            .indexes
            .iter()
            .map(|index| lower_index(table, index, dialect))
            .collect(),
    }
}

fn lower_unique(table: &logical::Table, unique: &logical::Unique) -> Unique {
    Unique {
        name: naming::unique_name(table, unique),
        columns: physical(table, &unique.columns),
    }
}

fn lower_foreign_key(
    schema: &logical::Schema,
    table: &logical::Table,
    key: &logical::ForeignKey,
    dialect: Dialect,
) -> ForeignKey {
    let parent = schema.tables.get(&key.parent);
    ForeignKey {
        name: naming::foreign_key_name(table, key),
        columns: physical(table, &key.columns),
        parent: parent.map_or_else(
            || DbName::new(key.parent.as_str()),
            |parent| parent.db_name.clone(),
        ),
        parent_columns: parent
            .map_or_else(Vec::new, |parent| physical(parent, &key.parent_columns)),
        on_delete: lower_action(key.on_delete, dialect),
        on_update: lower_action(key.on_update, dialect),
    }
}

/// SQLite's RESTRICT fails the moment that one row goes, although the statement's next row or a cascade would take the
/// referring row along. Postgres looks after the statement's rows are gone, which is SQLite's NO ACTION.
fn lower_action(action: logical::Action, dialect: Dialect) -> logical::Action {
    match (action, dialect) {
        (logical::Action::Restrict, Dialect::Sqlite) => logical::Action::NoAction,
        (
            logical::Action::NoAction
            | logical::Action::Restrict
            | logical::Action::Cascade
            | logical::Action::SetNull
            | logical::Action::SetDefault,
            Dialect::Sqlite | Dialect::Postgres,
        ) => action,
    }
}

fn lower_index(table: &logical::Table, index: &logical::Index, dialect: Dialect) -> Index {
    let columns = index.plain_columns().unwrap_or_default();
    let columns = columns.iter().map(|part| {
        let nullable = table
            .columns
            .get(&part.column)
            .is_some_and(|column| column.nullable);
        IndexColumn {
            column: physical_one(table, &part.column),
            descending: part.descending,
            nulls: match dialect {
                // NULL is the least value: <https://www.sqlite.org/lang_select.html#orderby>.
                Dialect::Sqlite => None,
                // NULL is the greatest: <https://www.postgresql.org/docs/current/queries-order.html>.
                Dialect::Postgres if !nullable => None,
                Dialect::Postgres if part.descending => Some(Nulls::Last),
                Dialect::Postgres => Some(Nulls::First),
            },
        }
    });
    Index {
        name: index.name.clone(),
        columns: columns.collect(),
    }
}

fn comment(doc: Option<&str>, dialect: Dialect) -> Option<String> {
    match dialect {
        Dialect::Sqlite => None,
        Dialect::Postgres => doc.map(str::to_owned),
    }
}

fn physical(table: &logical::Table, columns: &[ColumnName]) -> Vec<DbName> {
    columns
        .iter()
        .map(|column| physical_one(table, column))
        .collect()
}

fn physical_one(table: &logical::Table, column: &ColumnName) -> DbName {
    table.columns.get(column).map_or_else(
        || DbName::new(column.as_str()),
        |column| column.db_name.clone(),
    )
}

/// The values of a column's enum, as SQL literals.
fn enum_literals(schema: &logical::Schema, name: &crate::name::EnumName) -> Vec<String> {
    let values = schema
        .enums
        .get(name)
        .map_or(&[][..], |found| &found.values);
    values
        .iter()
        .map(|value| super::quote::text(value))
        .collect()
}
