//! Lowering: one logical schema to one database's catalog.
//!
//! What is alike is here; what a type becomes is in the dialect's own file.

mod append_only;
mod chain;
mod default;
mod index;
mod indexed;
mod meaning;
mod object;
mod postgres;
mod sqlite;
mod view;

pub use append_only::{APPEND_ONLY_MESSAGE, APPEND_ONLY_SQLSTATE};

use std::sync::Arc;

use indexmap::IndexMap;

use super::model::{
    Catalog, Check, Column, Definition, Enum, Expression, Family, Fill, ForeignKey, Identity,
    Index, PrimaryKey, QualifiedName, Table, Unique,
};
use super::{naming, unnamed};
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName};
use crate::schema::model as logical;
use crate::schema::model::SqliteUnique;

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
    match dialect {
        Dialect::Sqlite => {}
        Dialect::Postgres => {
            let project = &schema.project;
            catalog
                .schemas
                .extend(project.postgres_schemas.iter().cloned());
            catalog
                .extensions
                .extend(project.postgres_extensions.iter().cloned());
            for declared in schema.enums.values() {
                if let Some(name) = native_enum(declared) {
                    let values = declared.values.clone();
                    catalog.enums.insert(name.clone(), Enum { name, values });
                }
            }
        }
    }
    for table in schema.tables.values() {
        let lowered = lower_table(schema, table, dialect);
        catalog
            .tables
            .insert(lowered.name.clone(), Arc::new(lowered));
    }
    for view in schema.views.values() {
        let lowered = view::lower(schema, view, dialect);
        catalog.views.insert(lowered.name.clone(), lowered);
    }
    let own = schema.objects.of(dialect).values();
    let own = own.map(|object| object::lower(schema, object, dialect));
    let append_only = schema.tables.values().filter(|table| table.append_only);
    let made = append_only.map(|table| append_only::lower(table, dialect));
    for object in own.chain(made) {
        catalog.objects.insert(object.name.clone(), object);
    }
    catalog
}

/// A name with its schema, which only Postgres has.
fn qualified(schema: Option<&DbName>, name: &DbName, dialect: Dialect) -> QualifiedName {
    let schema = match dialect {
        Dialect::Sqlite => None,
        Dialect::Postgres => schema.cloned(),
    };
    QualifiedName::new(schema, name.clone())
}

pub(crate) fn table_name(table: &logical::Table, dialect: Dialect) -> QualifiedName {
    qualified(table.schema.as_ref(), &table.db_name, dialect)
}

/// The table of that key; one that is not there has been reported.
fn table_named(
    schema: &logical::Schema,
    key: &crate::name::TableName,
    dialect: Dialect,
) -> QualifiedName {
    schema.tables.get(key).map_or_else(
        || DbName::new(key.as_str()).into(),
        |table| table_name(table, dialect),
    )
}

/// The enum's type in Postgres, where it has one.
pub(crate) fn native_enum(declared: &logical::Enum) -> Option<QualifiedName> {
    let native = declared.native.as_ref()?;
    Some(QualifiedName::new(
        native.schema.clone(),
        declared.db_name.clone(),
    ))
}

fn lower_table(schema: &logical::Schema, table: &logical::Table, dialect: Dialect) -> Table {
    let as_found = table.as_found.contains(&dialect);
    let mut columns = IndexMap::new();
    let mut checks = Vec::new();
    for column in table.columns.values() {
        let (lowered, keeps_check) = match dialect {
            Dialect::Sqlite => (sqlite::lower_column(schema, column), column.sqlite.check),
            Dialect::Postgres => (
                postgres::lower_column(schema, column, as_found),
                column.postgres.check,
            ),
        };
        let limit =
            indexed::limit(table, column).map(|bytes| indexed::check(column, bytes, dialect));
        let conditions: Vec<String> = lowered.check.into_iter().chain(limit).collect();
        if !conditions.is_empty() && keeps_check && !as_found {
            let expression = Expression {
                sql: conditions.join(" AND "),
                columns: Some(vec![column.db_name.clone()]),
            };
            let name = naming::check_name(table, column);
            checks.push(Check { name, expression });
        }
        columns.insert(
            column.db_name.clone(),
            Column {
                name: column.db_name.clone(),
                identity: identity(column, &lowered.sql_type, dialect),
                default: lowered.default.filter(|_| !is_serial(&lowered.sql_type)),
                sql_type: lowered.sql_type,
                meaning: Some(meaning::of(column, dialect)),
                collation: lowered.collation,
                nullable: column.nullable
                    || (dialect == Dialect::Sqlite && column.sqlite.key_nullable),
                generated: column
                    .generated
                    .as_ref()
                    .map(|generated| lower_expression(table, generated, dialect)),
                is_virtual: match dialect {
                    Dialect::Sqlite => column.sqlite.is_virtual,
                    Dialect::Postgres => column.postgres.is_virtual,
                },
                comment: comment(column.doc.as_deref(), dialect),
                fill: lowered.fill,
            },
        );
    }
    checks.extend(
        table
            .checks
            .iter()
            .map(|check| lower_check(table, check, dialect)),
    );
    let limited = table.indexes.iter().filter(|_| !as_found);
    checks.extend(limited.filter_map(|declared| {
        let expression = indexed::computed(table, declared, dialect)?;
        let name = naming::index_check_name(table, declared);
        Some(Check { name, expression })
    }));
    checks.sort_by(|a, b| a.name.cmp(&b.name));
    Table {
        name: table_name(table, dialect),
        comment: comment(table.doc.as_deref(), dialect),
        sqlite: match dialect {
            Dialect::Sqlite => table.sqlite,
            Dialect::Postgres => logical::SqliteTable::default(),
        },
        columns,
        primary_key: Some(PrimaryKey {
            name: match (dialect, &table.primary_key_name) {
                (Dialect::Sqlite, None) if as_found => unnamed::primary_key(),
                (Dialect::Sqlite | Dialect::Postgres, _) => naming::primary_key_name(table),
            },
            columns: physical(table, &table.primary_key),
        }),
        uniques: uniques(table, dialect),
        checks,
        foreign_keys: table
            .foreign_keys
            .iter()
            .map(|key| lower_foreign_key(schema, table, key, dialect))
            .collect(),
        indexes: indexes(table, dialect),
        definition: Definition::default(),
        family: Family::default(),
    }
}

fn uniques(table: &logical::Table, dialect: Dialect) -> Vec<Unique> {
    let uniques = table.uniques.iter();
    let constraints = uniques.filter(|unique| !is_index(unique, dialect));
    constraints
        .map(|unique| lower_unique(table, unique, dialect))
        .collect()
}

fn indexes(table: &logical::Table, dialect: Dialect) -> Vec<Index> {
    let indexes = table.indexes.iter();
    let here = indexes.filter(|index| index.dialects.contains(&dialect));
    let uniques = table.uniques.iter();
    let unique = uniques.filter(|unique| is_index(unique, dialect));
    here.map(|declared| index::lower(table, declared, dialect))
        .chain(chain::guard(table, dialect))
        .chain(unique.map(|unique| index::of_unique(table, unique)))
        .collect()
}

/// A `serial` column has its default and its counter by its type.
fn is_serial(sql_type: &str) -> bool {
    matches!(sql_type, "smallserial" | "serial" | "bigserial")
}

fn identity(column: &logical::Column, sql_type: &str, dialect: Dialect) -> Option<Identity> {
    let by_default = match dialect {
        Dialect::Sqlite => false,
        Dialect::Postgres => column.postgres.identity_by_default,
    };
    let counts = match dialect {
        Dialect::Sqlite => !column.sqlite.plain_rowid,
        Dialect::Postgres => !is_serial(sql_type),
    };
    (column.identity && counts).then_some(Identity {
        always: !by_default,
        ..Identity::USUAL
    })
}

fn lower_check(table: &logical::Table, check: &logical::Check, dialect: Dialect) -> Check {
    let expression = lower_expression(table, &check.expression, dialect);
    Check {
        name: match dialect {
            Dialect::Sqlite if check.sqlite_unnamed => unnamed::check(&expression),
            Dialect::Sqlite | Dialect::Postgres => check.name.clone(),
        },
        expression,
    }
}

/// Whether it is a unique index, which Postgres tells apart from a constraint.
fn is_index(unique: &logical::Unique, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Sqlite => false,
        Dialect::Postgres => match unique.postgres {
            logical::PostgresUnique::Index => true,
            logical::PostgresUnique::Constraint => false,
        },
    }
}

fn lower_expression(
    table: &logical::Table,
    expression: &logical::Expression,
    dialect: Dialect,
) -> Expression {
    Expression {
        sql: expression.sql(dialect).to_owned(),
        columns: expression
            .columns
            .as_ref()
            .map(|columns| physical(table, columns)),
    }
}

fn lower_unique(table: &logical::Table, unique: &logical::Unique, dialect: Dialect) -> Unique {
    let columns = physical(table, &unique.columns);
    let as_found = dialect == Dialect::Sqlite && table.as_found.contains(&dialect);
    let held = match dialect {
        Dialect::Sqlite => unique.sqlite,
        Dialect::Postgres => SqliteUnique::Index,
    };
    let (name, in_table) = match held {
        // What `UNIQUE` behind a column is.
        SqliteUnique::Index if as_found && unique.name.is_none() => {
            (unnamed::unique(&columns), true)
        }
        SqliteUnique::Index => (naming::unique_name(table, unique), false),
        SqliteUnique::Constraint => (naming::unique_name(table, unique), true),
        SqliteUnique::Unnamed => (unnamed::unique(&columns), true),
    };
    Unique {
        name,
        columns,
        in_table,
    }
}

fn lower_foreign_key(
    schema: &logical::Schema,
    table: &logical::Table,
    key: &logical::ForeignKey,
    dialect: Dialect,
) -> ForeignKey {
    let parent = schema.tables.get(&key.parent);
    let as_found = dialect == Dialect::Sqlite && table.as_found.contains(&dialect);
    let mut lowered = ForeignKey {
        name: naming::foreign_key_name(table, key),
        columns: physical(table, &key.columns),
        parent: table_named(schema, &key.parent, dialect),
        parent_columns: parent
            .map_or_else(Vec::new, |parent| physical(parent, &key.parent_columns)),
        is_to_key: false,
        on_delete: lower_action(key.on_delete, table, dialect),
        on_update: lower_action(key.on_update, table, dialect),
        deferrable: key.deferrable,
    };
    if as_found && (key.name.is_none() || key.sqlite_unnamed) {
        lowered.name = unnamed::foreign_key(&lowered);
    }
    lowered
}

/// SQLite's RESTRICT fails the moment that one row goes, although the statement's next row or a cascade would take the
/// referring row along. Postgres looks after the statement's rows are gone, which is SQLite's NO ACTION.
fn lower_action(
    action: logical::Action,
    table: &logical::Table,
    dialect: Dialect,
) -> logical::Action {
    match (action, dialect) {
        (logical::Action::Restrict, Dialect::Sqlite) if !table.as_found.contains(&dialect) => {
            logical::Action::NoAction
        }
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

/// Whether its values are texts that compare by a collation.
fn is_text(ty: &logical::Type) -> bool {
    match ty {
        logical::Type::Scalar(scalar) => {
            matches!(scalar, logical::Scalar::Text | logical::Scalar::Varchar(_))
        }
        logical::Type::Enum(_) => true,
        logical::Type::Json | logical::Type::List(_) => false,
    }
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
