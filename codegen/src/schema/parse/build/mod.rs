//! Puts the model together from what has been read and resolved, checking each part on the way.

mod column;
mod computed;
mod foreign_key;

use indexmap::IndexMap;

use super::enums::Enums;
use super::keys::Keys;
use super::references::{ColumnId, Columns};
use super::regime::{self, Ruled};
use super::report::{At, Report};
use super::tables::{RawTable, RawTables};
use super::{key_types, table_options, tenant};
use crate::diagnostic::Span;
use crate::dialect::Dialect;
use crate::name::{ColumnName, DbName, EnumName, TableName};
use crate::schema::model::{Default, Enum, Index, Literal, Table, Type, Unique};

/// Everything that is known by now.
pub(super) struct Build<'b, 'a, 'i> {
    pub(super) tables: &'b RawTables<'a, 'i>,
    pub(super) keys: &'b [Keys],
    pub(super) columns: &'b Columns,
    pub(super) enums: &'b Enums,
    /// The same without what is only for messages.
    pub(super) models: &'b IndexMap<EnumName, Enum>,
    pub(super) dialects: &'b [Dialect],
    /// Postgres' extensions, which bring index methods.
    pub(super) extensions: &'b [DbName],
}

impl<'a, 'i> Build<'_, 'a, 'i> {
    /// The tables, without the parts that are wrong and have been reported.
    pub(super) fn run(&self, report: &mut Report<'_>) -> IndexMap<TableName, Table> {
        let tables = self.tables.values().zip(self.keys).enumerate();
        let tables = report.each(tables.collect(), |report, (index, (raw, keys))| {
            let table = self.table(report, index, raw, keys);
            (table.name.clone(), table)
        });
        tables.into_iter().collect()
    }

    fn table(
        &self,
        report: &mut Report<'_>,
        index: usize,
        raw: &RawTable<'a, 'i>,
        keys: &Keys,
    ) -> Table {
        let mut columns = self.all_columns(report, index, raw, keys);
        let scope = self.scope(raw, &columns);
        Self::compute(report, &scope, raw, &mut columns);
        let types: Vec<Option<&Type>> = (0..raw.columns.len())
            .map(|column| self.ty(index, column))
            .collect();
        let names = |columns: &[At<usize>]| column_names(raw, columns);
        key_types::check_primary_key(report, raw, keys, &types, self.enums);
        key_types::check_uniques(report, raw, keys, &types);
        let indexes: Vec<Index> = raw
            .indexes
            .iter()
            .map(|index| self.index(report, &scope, raw, index, &types))
            .collect();
        key_types::check_text_decimals(report, raw, keys, &columns, &indexes, self.dialects);
        let foreign_keys = self.foreign_keys(report, index, raw, &columns);
        let ruled = Ruled {
            raw,
            keys,
            types: &types,
        };
        let regime = regime::resolve(report, &ruled);
        if let Some(column) = regime
            .version
            .as_ref()
            .and_then(|name| columns.get_mut(name))
        {
            column
                .default
                .get_or_insert(Default::Literal(Literal::Int(1)));
        }
        Table {
            name: TableName::new(raw.key.value),
            db_name: raw.db_name.value.clone(),
            schema: raw.schema.clone(),
            sqlite: table_options::resolve(report, raw, keys),
            as_found: table_options::as_found(report, raw),
            primary_key_name: raw.primary_key_name.as_ref().map(|at| at.value.clone()),
            renamed_from: raw.renamed_from.as_ref().map(|at| at.value.clone()),
            rust_name: raw.rust_name.as_ref().map(|name| name.value.clone()),
            doc: raw.doc.clone(),
            primary_key: names(&keys.primary_key),
            uniques: keys
                .uniques
                .iter()
                .map(|unique| Unique {
                    name: unique.name.as_ref().map(|name| name.value.clone()),
                    columns: names(&unique.columns),
                    sqlite: unique.sqlite,
                    postgres: unique.postgres,
                })
                .collect(),
            indexes,
            checks: Self::checks(report, &scope, raw),
            foreign_keys,
            tenant: self.tenant(report, index, raw),
            append_only: raw.regime.append_only.is_some(),
            hash_chain: regime.hash_chain,
            soft_delete: regime.soft_delete,
            version: regime.version,
            in_rust: false,
            deserialize: raw.deserialize,
            expected_rows: raw.expected_rows,
            columns,
        }
    }

    fn ty(&self, table: usize, column: usize) -> Option<&Type> {
        self.columns.get(ColumnId { table, column })?.ty.as_ref()
    }

    fn tenant(
        &self,
        report: &mut Report<'_>,
        index: usize,
        raw: &RawTable<'_, '_>,
    ) -> Option<ColumnName> {
        let name = raw.tenant?;
        let column = raw.find_column(report, name)?;
        tenant::check(report, raw, name, column, self.ty(index, column));
        for (child, reference) in raw.columns.values().enumerate() {
            let id = ColumnId {
                table: index,
                column: child,
            };
            let target = self.columns.get(id).and_then(|resolved| resolved.target);
            if let (Some(target), Some(reference)) = (target, &reference.reference) {
                let ours = (raw, self.ty(index, column));
                self.check_parent_tenant(report, ours, target.table, reference.text.span);
            }
        }
        Some(ColumnName::new(name.value))
    }

    /// One scope serves a table and its parent, so their tenants are of one type.
    fn check_parent_tenant(
        &self,
        report: &mut Report<'_>,
        (child, child_type): (&RawTable<'_, '_>, Option<&Type>),
        parent: usize,
        reference: Span,
    ) {
        let table = parent;
        let Some((_, parent)) = self.tables.get_index(table) else {
            return;
        };
        let Some(tenant) = parent.tenant else {
            return;
        };
        let parent_column = parent.columns.get_index_of(tenant.value);
        let parent_type = parent_column.and_then(|column| self.ty(table, column));
        if let (Some(ours), Some(theirs)) = (child_type, parent_type)
            && !tenant::is_same(ours, theirs)
        {
            tenant::refuse_other(report, child, parent, (ours, theirs), reference);
        }
    }
}

fn column_names(table: &RawTable<'_, '_>, columns: &[At<usize>]) -> Vec<ColumnName> {
    columns
        .iter()
        .filter_map(|at| table.columns.get_index(at.value))
        .map(|(name, _)| ColumnName::new(*name))
        .collect()
}
