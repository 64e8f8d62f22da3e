//! Puts the model together from what has been read and resolved, checking each part on the way.

use indexmap::IndexMap;

use super::columns::{RawColumn, RawType};
use super::enums::Enums;
use super::keys::Keys;
use super::references::{self, ColumnId, Columns, RawReference};
use super::report::{At, Report};
use super::tables::{RawTable, RawTables};
use super::text::quoted;
use super::types::spelled;
use super::{defaults, identity, indexes, key_types, storage, tenant};
use crate::diagnostic::{Code, Span};
use crate::dialect::Dialect;
use crate::name::{ColumnName, TableName};
use crate::schema::model::{
    Action, Column, Deferrable, ForeignKey, Index, IndexKey, IndexPart, OnUpdate, Scalar, Table,
    Type, Unique,
};

/// Everything that is known by now.
pub(super) struct Build<'b, 'a, 'i> {
    pub(super) tables: &'b RawTables<'a, 'i>,
    pub(super) keys: &'b [Keys],
    pub(super) columns: &'b Columns,
    pub(super) enums: &'b Enums,
    pub(super) dialects: &'b [Dialect],
}

impl Build<'_, '_, '_> {
    /// The tables, without the parts that are wrong and have been reported.
    pub(super) fn run(&self, report: &mut Report<'_>) -> IndexMap<TableName, Table> {
        let tables = self.tables.values().zip(self.keys).enumerate();
        tables
            .map(|(index, (raw, keys))| {
                let table = self.table(report, index, raw, keys);
                (table.name.clone(), table)
            })
            .collect()
    }

    fn table(
        &self,
        report: &mut Report<'_>,
        index: usize,
        raw: &RawTable<'_, '_>,
        keys: &Keys,
    ) -> Table {
        let columns = self.all_columns(report, index, raw, keys);
        let types: Vec<Option<&Type>> = (0..raw.columns.len())
            .map(|column| self.ty(index, column))
            .collect();
        let names = |columns: &[At<usize>]| column_names(raw, columns);
        key_types::check_primary_key(report, raw, keys, &types);
        key_types::check_uniques(report, raw, keys, &types);
        let mut built_indexes = Vec::new();
        for index in &raw.indexes {
            let resolved = indexes::resolve(report, raw, index);
            key_types::check_index(report, raw, &resolved, &types);
            built_indexes.push(Index {
                name: index.name.value.clone(),
                parts: resolved
                    .into_iter()
                    .map(|(_, column)| IndexPart {
                        key: IndexKey::Column(column.column),
                        descending: column.descending,
                    })
                    .collect(),
                unique: false,
                predicate: None,
                dialects: self.dialects.to_vec(),
                method: None,
                include: Vec::new(),
            });
        }
        key_types::check_text_decimals(report, raw, keys, &columns, &built_indexes, self.dialects);
        Table {
            name: TableName::new(raw.key.value),
            db_name: raw.db_name.value.clone(),
            schema: None,
            rust_name: raw.rust_name.as_ref().map(|name| name.value.clone()),
            doc: raw.doc.clone(),
            primary_key: names(&keys.primary_key),
            uniques: keys
                .uniques
                .iter()
                .map(|unique| Unique {
                    name: unique.name.as_ref().map(|name| name.value.clone()),
                    columns: names(&unique.columns),
                })
                .collect(),
            indexes: built_indexes,
            checks: Vec::new(),
            foreign_keys: self.foreign_keys(index, raw),
            tenant: self.tenant(report, index, raw),
            append_only: false,
            hash_chain: None,
            soft_delete: None,
            version: None,
            deserialize: raw.deserialize,
            columns,
        }
    }

    fn ty(&self, table: usize, column: usize) -> Option<&Type> {
        self.columns.get(ColumnId { table, column })?.ty.as_ref()
    }

    fn all_columns(
        &self,
        report: &mut Report<'_>,
        table: usize,
        raw: &RawTable<'_, '_>,
        keys: &Keys,
    ) -> IndexMap<ColumnName, Column> {
        let mut columns = IndexMap::new();
        for (index, column) in raw.columns.values().enumerate() {
            let id = ColumnId {
                table,
                column: index,
            };
            if let Some(column) = self.column(report, id, raw, column, keys) {
                columns.insert(column.name.clone(), column);
            }
        }
        columns
    }

    fn column(
        &self,
        report: &mut Report<'_>,
        id: ColumnId,
        table: &RawTable<'_, '_>,
        raw: &RawColumn<'_, '_>,
        keys: &Keys,
    ) -> Option<Column> {
        let path = format!("{}.{}", table.key.value, raw.key.value);
        let place = format!("column {}", quoted(&path));
        let in_key = keys.primary_key.iter().any(|at| at.value == id.column);
        if let Some(nullable) = raw.nullable.filter(|_| in_key) {
            let message = format!("{place} is of the primary key and cannot be null");
            let diagnostic = report
                .error(Code::NullableKey, nullable, message)
                .label("nullable")
                .related(raw.key.span, "in the primary key");
            report.push(diagnostic);
        }
        let resolved = self.columns.get(id)?;
        let ty = resolved.ty.as_ref();
        identity::check(report, &place, raw, ty, keys, id.column);
        let default = ty
            .zip(raw.default)
            .and_then(|(ty, value)| defaults::read(report, &place, ty, value, self.enums));
        if let Some(reference) = &raw.reference {
            let wrong = raw.default.is_some() && default.is_none();
            let nullable = raw.nullable.is_some();
            references::check_actions(report, &place, reference, nullable, default.as_ref(), wrong);
        }
        let ty = ty?;
        check_touched(report, &place, raw, ty);
        let at = At::new(ty, type_span(raw));
        let (sqlite, postgres) =
            storage::resolve(report, &raw.storage, &at, resolved.inherited, self.dialects);
        Some(Column {
            name: ColumnName::new(raw.key.value),
            db_name: raw.db_name.value.clone(),
            rust_name: None,
            rust_type: None,
            doc: raw.doc.clone(),
            ty: ty.clone(),
            nullable: raw.nullable.is_some(),
            default,
            on_update: raw.touched.map(|_| OnUpdate::Now),
            identity: raw.identity.is_some(),
            generated: None,
            sqlite,
            postgres,
        })
    }

    fn foreign_keys(&self, index: usize, raw: &RawTable<'_, '_>) -> Vec<ForeignKey> {
        let columns = raw.columns.values().enumerate();
        columns
            .filter_map(|(column, raw)| {
                let reference = raw.reference.as_ref()?;
                let id = ColumnId {
                    table: index,
                    column,
                };
                self.foreign_key(id, raw.key.value, reference)
            })
            .collect()
    }

    fn foreign_key(
        &self,
        id: ColumnId,
        column: &str,
        reference: &RawReference<'_>,
    ) -> Option<ForeignKey> {
        let target = self.columns.get(id)?.target?;
        let (parent, parent_table) = self.tables.get_index(target.table)?;
        let (parent_column, _) = parent_table.columns.get_index(target.column)?;
        let action = |action: Option<At<Action>>| action.map_or(Action::NoAction, |at| at.value);
        Some(ForeignKey {
            name: reference.constraint.as_ref().map(|name| name.value.clone()),
            columns: vec![ColumnName::new(column)],
            parent: TableName::new(*parent),
            parent_columns: vec![ColumnName::new(*parent_column)],
            on_delete: action(reference.on_delete),
            on_update: action(reference.on_update),
            deferrable: Deferrable::No,
        })
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
                self.check_parent_tenant(report, (raw, self.ty(index, column)), target, reference);
            }
        }
        Some(ColumnName::new(name.value))
    }

    /// One scope serves a table and its parent, so their tenants are of one type.
    fn check_parent_tenant(
        &self,
        report: &mut Report<'_>,
        (child, child_type): (&RawTable<'_, '_>, Option<&Type>),
        target: ColumnId,
        reference: &RawReference<'_>,
    ) {
        let Some((_, parent)) = self.tables.get_index(target.table) else {
            return;
        };
        let Some(tenant) = parent.tenant else {
            return;
        };
        let parent_column = parent.columns.get_index_of(tenant.value);
        let parent_type = parent_column.and_then(|column| self.ty(target.table, column));
        if let (Some(ours), Some(theirs)) = (child_type, parent_type)
            && !tenant::is_same(ours, theirs)
        {
            tenant::refuse_other(report, child, parent, (ours, theirs), reference.text.span);
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

/// `on_update = "now"` is for timestamps.
fn check_touched(report: &mut Report<'_>, place: &str, raw: &RawColumn<'_, '_>, ty: &Type) {
    let Some(span) = raw.touched else {
        return;
    };
    if *ty == Type::Scalar(Scalar::Timestamp) {
        return;
    }
    let message = format!(
        "`now` makes a `timestamp`, and {place} is {}",
        quoted(&spelled(ty))
    );
    let diagnostic = report.error(Code::Generator, span, message);
    let diagnostic = if raw.reference.is_some() {
        diagnostic.help("a foreign key's actions are `cascade`, `restrict`, `set null`, `set default` and `no action`")
    } else {
        diagnostic
    };
    report.push(diagnostic);
}

/// What a message about the type points at.
fn type_span(raw: &RawColumn<'_, '_>) -> Span {
    match (&raw.ty, &raw.reference) {
        (RawType::Given(ty), _) => ty.span,
        (RawType::Followed | RawType::Unknown, Some(reference)) => reference.text.span,
        (RawType::Followed | RawType::Unknown, None) => raw.key.span,
    }
}
