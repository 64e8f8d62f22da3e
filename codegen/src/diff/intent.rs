//! What the schema says that things were called until now.

use std::fmt;

use crate::catalog::lower;
use crate::catalog::model::QualifiedName;
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName, EnumName, TableName};
use crate::schema::model::{Enum, Schema, Type};

/// Every `renamed_from` and `renamed_values` of a schema, in the words of one database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intent {
    /// In the order in which they are carried out: what is outside before what is in it.
    pub hints: Vec<Hint>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands.
    pub place: HintPlace,
    /// What has a new name.
    pub subject: Subject,
    /// What it was called.
    pub from: String,
}

/// Where a hint stands in the schema file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HintPlace {
    /// `renamed_from` of a table.
    Table(TableName),
    /// `renamed_from` of a column.
    Column(TableName, ColumnName),
    /// `renamed_from` of a native enum.
    Enum(EnumName),
    /// An entry of an enum's `renamed_values`.
    Value(EnumName, String),
}

/// What a hint speaks of, under its new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A native enum.
    Enum(QualifiedName),
    /// A table.
    Table(QualifiedName),
    /// A column.
    Column {
        /// Its table.
        table: QualifiedName,
        /// The column.
        column: DbName,
    },
    /// An enum's value.
    Value {
        /// The enum.
        of: EnumName,
        /// The value.
        value: String,
        /// Where the database holds it.
        holder: Holder,
    },
}

/// Where a database holds an enum's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A type of its own.
    Native(QualifiedName),
    /// Columns of text, each with its check.
    Columns(Vec<(QualifiedName, DbName)>),
}

impl Intent {
    /// What the schema says.
    #[must_use]
    pub fn of(schema: &Schema, dialect: Dialect) -> Self {
        let mut hints = Vec::new();
        for declared in schema.enums.values() {
            if let (Some(name), Some(from), Dialect::Postgres) = (
                lower::native_enum(declared),
                &declared.renamed_from,
                dialect,
            ) {
                let place = HintPlace::Enum(declared.name.clone());
                hints.push(Hint::new(place, Subject::Enum(name), from.as_str()));
            }
        }
        for table in schema.tables.values() {
            if let Some(from) = &table.renamed_from {
                let name = lower::table_name(table, dialect);
                let place = HintPlace::Table(table.name.clone());
                let from = without_schema(schema, dialect, from.as_str());
                hints.push(Hint::new(place, Subject::Table(name), from));
            }
        }
        for table in schema.tables.values() {
            for column in table.columns.values() {
                if let Some(from) = &column.renamed_from {
                    let subject = Subject::Column {
                        table: lower::table_name(table, dialect),
                        column: column.db_name.clone(),
                    };
                    let place = HintPlace::Column(table.name.clone(), column.name.clone());
                    hints.push(Hint::new(place, subject, from.as_str()));
                }
            }
        }
        for declared in schema.enums.values() {
            for (value, from) in &declared.renamed_values {
                let subject = Subject::Value {
                    of: declared.name.clone(),
                    value: value.clone(),
                    holder: holder(schema, declared, dialect),
                };
                let place = HintPlace::Value(declared.name.clone(), value.clone());
                hints.push(Hint::new(place, subject, from));
            }
        }
        Self { hints }
    }
}

/// SQLite has no schemas: what stood in one there had its plain name.
fn without_schema<'n>(schema: &Schema, dialect: Dialect, name: &'n str) -> &'n str {
    match dialect {
        Dialect::Postgres => name,
        Dialect::Sqlite => {
            let mut schemas = schema.project.postgres_schemas.iter();
            let plain = schemas.find_map(|outer| {
                let rest = name.strip_prefix(outer.as_str())?;
                rest.strip_prefix('.')
            });
            plain.unwrap_or(name)
        }
    }
}

/// Where the database holds an enum's values.
pub(crate) fn holder(schema: &Schema, declared: &Enum, dialect: Dialect) -> Holder {
    if let (Some(name), Dialect::Postgres) = (lower::native_enum(declared), dialect) {
        return Holder::Native(name);
    }
    let mut columns = Vec::new();
    for table in schema.tables.values() {
        let of_enum = |ty: &Type| matches!(ty, Type::Enum(name) if *name == declared.name);
        let here = table.columns.values().filter(|column| of_enum(&column.ty));
        let name = || lower::table_name(table, dialect);
        columns.extend(here.map(|column| (name(), column.db_name.clone())));
    }
    Holder::Columns(columns)
}

impl Hint {
    fn new(place: HintPlace, subject: Subject, from: &str) -> Self {
        let from = from.to_owned();
        Self {
            place,
            subject,
            from,
        }
    }
}

impl fmt::Display for Hint {
    /// `column posts.title was headline`: as a snapshot keeps it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Enum(name) => write!(f, "enum {name}")?,
            Subject::Table(name) => write!(f, "table {name}")?,
            Subject::Column { table, column } => write!(f, "column {table}.{column}")?,
            Subject::Value { of, value, .. } => write!(f, "value {of}.{value}")?,
        }
        write!(f, " was {}", self.from)
    }
}
