//! What a query can read.

use indexmap::IndexMap;

use crate::catalog::quote;
use crate::expression::scope::{Column, Enums};
use crate::name::{ColumnName, DbName, EnumName, TableName, ViewName};
use crate::schema::model;

/// The tables and views of a schema, by key, and its enums.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relations {
    /// In file order. A table and a view never have one key.
    pub relations: IndexMap<String, Relation>,
    /// By key.
    pub enums: Enums,
}

/// A table or a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Which one.
    pub name: model::Relation,
    /// Its name in SQLite as SQL text.
    pub sqlite: String,
    /// Its name in Postgres as SQL text, with its schema where it has one of its own.
    pub postgres: String,
    /// Its columns by key, in order.
    pub columns: IndexMap<ColumnName, Column>,
}

impl Relations {
    /// Those tables; views are added as they become known.
    #[must_use]
    pub fn new(
        tables: &IndexMap<TableName, model::Table>,
        enums: &IndexMap<EnumName, model::Enum>,
    ) -> Self {
        let relations = tables
            .iter()
            .map(|(name, table)| (name.as_str().to_owned(), Relation::of_table(table)));
        Self {
            relations: relations.collect(),
            enums: enums
                .iter()
                .map(|(name, declared)| (name.clone(), declared.into()))
                .collect(),
        }
    }

    /// A view that others may read.
    pub fn add_view(&mut self, view: &model::View) {
        let key = view.name.as_str().to_owned();
        self.relations.insert(key, Relation::of_view(view));
    }
}

impl Relation {
    /// A table as queries see it.
    #[must_use]
    pub fn of_table(table: &model::Table) -> Self {
        let name = model::Relation::Table(table.name.clone());
        Self::new(
            name,
            &table.db_name,
            table.schema.as_ref(),
            table.columns.values(),
        )
    }

    /// A view as queries see it.
    #[must_use]
    pub fn of_view(view: &model::View) -> Self {
        let name = model::Relation::View(ViewName::new(view.name.as_str()));
        let mut relation = Self::new(
            name,
            &view.db_name,
            view.schema.as_ref(),
            view.columns.values(),
        );
        // No check holds a view's columns to the bounds of their types.
        for column in relation.columns.values_mut() {
            column.sqlite.check = false;
        }
        relation
    }

    fn new<'c>(
        name: model::Relation,
        db_name: &DbName,
        schema: Option<&DbName>,
        columns: impl Iterator<Item = &'c model::Column>,
    ) -> Self {
        let plain = quote::ident(db_name);
        let postgres = match schema {
            Some(schema) => format!("{}.{plain}", quote::ident(schema)),
            None => plain.to_string(),
        };
        Self {
            name,
            sqlite: plain.into_owned(),
            postgres,
            columns: columns
                .map(|column| (column.name.clone(), Column::from(column)))
                .collect(),
        }
    }
}
