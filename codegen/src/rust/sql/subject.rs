//! The table that statements are about.

use std::borrow::Cow;

use crate::catalog::quote;
use crate::name::ColumnName;
use crate::schema::model::{Column, Schema, Table};

/// A table, seen as the subject of statements.
#[derive(Clone, Copy)]
pub(in crate::rust) struct Subject<'s> {
    pub(in crate::rust) schema: &'s Schema,
    pub(in crate::rust) table: &'s Table,
}

impl<'s> Subject<'s> {
    /// The table's name as SQL text.
    pub(in crate::rust) fn name(&self) -> Cow<'s, str> {
        quote::ident(&self.table.db_name)
    }

    /// A column's name as SQL text.
    pub(in crate::rust) fn ident(column: &Column) -> Cow<'_, str> {
        quote::ident(&column.db_name)
    }

    /// Names as SQL text, with commas between them.
    pub(in crate::rust) fn idents<'c>(columns: impl IntoIterator<Item = &'c Column>) -> String {
        quote::idents(columns.into_iter().map(|column| &column.db_name))
    }

    /// Every column, as a row struct decodes them.
    pub(in crate::rust) fn all(&self) -> String {
        Self::idents(self.table.columns.values())
    }

    /// The named columns; names that the table does not have are passed over, which resolving the schema rules out.
    pub(in crate::rust) fn columns<'n>(
        &self,
        names: impl IntoIterator<Item = &'n ColumnName>,
    ) -> Vec<&'s Column> {
        names
            .into_iter()
            .filter_map(|name| self.table.columns.get(name))
            .collect()
    }

    pub(in crate::rust) fn tenant(&self) -> Option<&'s Column> {
        self.table
            .tenant
            .as_ref()
            .and_then(|name| self.table.columns.get(name))
    }

    pub(in crate::rust) fn is_tenant(&self, column: &Column) -> bool {
        self.table.tenant.as_ref() == Some(&column.name)
    }

    /// The named columns without the tenant's, which a scope gives.
    pub(in crate::rust) fn own<'n>(
        &self,
        names: impl IntoIterator<Item = &'n ColumnName>,
    ) -> Vec<&'s Column> {
        let mut columns = self.columns(names);
        columns.retain(|column| !self.is_tenant(column));
        columns
    }

    /// The primary key without the tenant.
    pub(in crate::rust) fn key(&self) -> Vec<&'s Column> {
        self.own(&self.table.primary_key)
    }

    pub(in crate::rust) fn is_key(&self, column: &Column) -> bool {
        self.table.primary_key.contains(&column.name)
    }

    /// What an insert gives values for: all but what the database numbers itself.
    pub(in crate::rust) fn inserted(&self) -> Vec<&'s Column> {
        self.table
            .columns
            .values()
            .filter(|column| !column.identity)
            .collect()
    }

    /// What may change in a row that stays the same row.
    pub(in crate::rust) fn changeable(&self) -> Vec<&'s Column> {
        self.table
            .columns
            .values()
            .filter(|column| !column.identity && !self.is_key(column) && !self.is_tenant(column))
            .collect()
    }
}
