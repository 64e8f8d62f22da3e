//! The table, or the view, that statements are about.

use std::borrow::Cow;

use crate::catalog::quote;
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName};
use crate::rust::neighbours::{Enums, Neighbours};
use crate::schema::model::{Column, Default, Generator, Table};

/// A table, seen as the subject of statements.
#[derive(Clone, Copy)]
pub(in crate::rust) struct Subject<'s> {
    pub(in crate::rust) around: &'s Neighbours<'s>,
    pub(in crate::rust) table: &'s Table,
}

/// A name as SQL text, after that of the Postgres schema that it stands in.
pub(in crate::rust) fn qualified<'n>(
    schema: Option<&DbName>,
    name: &'n DbName,
    dialect: Dialect,
) -> Cow<'n, str> {
    match (schema, dialect) {
        (Some(schema), Dialect::Postgres) => {
            format!("{}.{}", quote::ident(schema), quote::ident(name)).into()
        }
        (Some(_), Dialect::Sqlite) | (None, _) => quote::ident(name),
    }
}

impl<'s> Subject<'s> {
    /// The table's name as SQL text.
    pub(in crate::rust) fn name(&self, dialect: Dialect) -> Cow<'s, str> {
        qualified(self.table.schema.as_ref(), &self.table.db_name, dialect)
    }

    /// Whether it is a view, which is only read.
    pub(in crate::rust) fn is_view(&self) -> bool {
        self.around.is_view
    }

    /// The enums of its columns.
    pub(in crate::rust) fn enums(&self) -> &'s Enums<'s> {
        &self.around.enums
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
        self.column(self.table.tenant.as_ref())
    }

    pub(in crate::rust) fn is_tenant(&self, column: &Column) -> bool {
        self.table.tenant.as_ref() == Some(&column.name)
    }

    /// Whether a foreign key refers to this table.
    pub(in crate::rust) fn has_references(&self) -> bool {
        !self.around.referenced_by.is_empty()
    }

    /// Whether a foreign key refers to this column.
    pub(in crate::rust) fn is_referred_to(&self, column: &Column) -> bool {
        self.around.referred_to.contains(&column.name)
    }

    /// The column that says when a row was deleted.
    pub(in crate::rust) fn soft_delete(&self) -> Option<&'s Column> {
        self.column(self.table.soft_delete.as_ref())
    }

    /// The column that counts a row's updates.
    pub(in crate::rust) fn version(&self) -> Option<&'s Column> {
        self.column(self.table.version.as_ref())
    }

    fn column(&self, name: Option<&ColumnName>) -> Option<&'s Column> {
        name.and_then(|name| self.table.columns.get(name))
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

    /// Whether the runtime gives the column its value inside the insert, as it does with a chain's hashes and its key,
    /// which has to come after the last one.
    pub(in crate::rust) fn is_chained(&self, column: &Column) -> bool {
        self.table.hash_chain.as_ref().is_some_and(|chain| {
            column.name == chain.hash
                || column.name == chain.previous
                || (self.is_key(column)
                    && matches!(column.default, Some(Default::Generator(Generator::UuidV7))))
        })
    }

    /// Whether a column's value comes from the insert struct or the scope.
    fn is_given(&self, column: &Column) -> bool {
        self.is_inserted(column) && self.table.version.as_ref() != Some(&column.name)
    }

    /// Whether an insert names the column: not what the database numbers or computes, nor what says that a row is deleted.
    fn is_inserted(&self, column: &Column) -> bool {
        !column.identity
            && column.generated.is_none()
            && self.table.soft_delete.as_ref() != Some(&column.name)
    }

    /// What an insert names.
    pub(in crate::rust) fn inserted(&self) -> Vec<&'s Column> {
        let columns = self.table.columns.values();
        columns.filter(|column| self.is_inserted(column)).collect()
    }

    /// What an insert struct or the scope gives values for, and the runtime fills the rest of: what an insert has
    /// parameters for.
    pub(in crate::rust) fn given(&self) -> Vec<&'s Column> {
        let columns = self.table.columns.values();
        columns.filter(|column| self.is_given(column)).collect()
    }

    /// What may change in a row that stays the same row.
    pub(in crate::rust) fn changeable(&self) -> Vec<&'s Column> {
        if self.table.append_only {
            return Vec::new();
        }
        let mut columns = self.given();
        columns.retain(|column| !self.is_key(column) && !self.is_tenant(column));
        columns
    }
}
