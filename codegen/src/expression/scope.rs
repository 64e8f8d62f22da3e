//! What the names in an expression stand for.

use indexmap::IndexMap;

use crate::catalog::quote;
use crate::name::{ColumnName, DbName, EnumName};
use crate::schema::model::{self, PostgresColumn, SqliteColumn, Type};

/// The columns of one table, and the schema's enums.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// By key, in file order.
    pub columns: IndexMap<ColumnName, Column>,
    /// By key, in file order.
    pub enums: Enums,
}

impl Scope {
    /// The columns of a table, among the schema's enums.
    #[must_use]
    pub fn new<'c>(
        columns: impl IntoIterator<Item = &'c model::Column>,
        enums: &IndexMap<EnumName, model::Enum>,
    ) -> Self {
        Self {
            columns: columns
                .into_iter()
                .map(|column| (column.name.clone(), Column::from(column)))
                .collect(),
            enums: enums
                .iter()
                .map(|(name, declared)| (name.clone(), Enum::from(declared)))
                .collect(),
        }
    }
}

impl From<&model::Column> for Column {
    fn from(column: &model::Column) -> Self {
        Self {
            db_name: column.db_name.clone(),
            ty: column.ty.clone(),
            nullable: column.nullable,
            generated: column.generated.is_some(),
            sqlite: column.sqlite.clone(),
            postgres: column.postgres.clone(),
        }
    }
}

impl From<&model::Enum> for Enum {
    fn from(declared: &model::Enum) -> Self {
        let native = declared.native.as_ref().map(|native| {
            let name = quote::ident(&declared.db_name);
            match &native.schema {
                Some(schema) => format!("{}.{name}", quote::ident(schema)),
                None => name.into_owned(),
            }
        });
        Self {
            values: declared.values.clone(),
            native,
        }
    }
}

/// The schema's enums by key.
pub type Enums = IndexMap<EnumName, Enum>;

/// A column that an expression may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name in the databases.
    pub db_name: DbName,
    /// What it holds.
    pub ty: Type,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// Whether the database computes it: another generated column may not read it.
    pub generated: bool,
    /// How SQLite holds it.
    pub sqlite: SqliteColumn,
    /// How Postgres holds it.
    pub postgres: PostgresColumn,
}

/// An enum whose values literals may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// In file order.
    pub values: Vec<String>,
    /// The type's name as SQL text, such as `billing.kind`, where Postgres holds it as a type of its own.
    pub native: Option<String>,
}
