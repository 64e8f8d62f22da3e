//! A table's foreign keys: from `references`, then those over several columns.

use indexmap::IndexMap;

use super::super::foreign_keys::{self, Known, RawForeignKey, ResolvedForeignKey};
use super::super::references::{self, Actions, ColumnId, RawReference, Subject};
use super::super::report::{At, Report};
use super::super::tables::RawTable;
use super::super::text::quoted;
use super::Build;
use crate::diagnostic::Span;
use crate::name::{ColumnName, TableName};
use crate::schema::model::{Action, Column, ForeignKey};

impl Build<'_, '_, '_> {
    pub(super) fn foreign_keys(
        &self,
        report: &mut Report<'_>,
        index: usize,
        raw: &RawTable<'_, '_>,
        columns: &IndexMap<ColumnName, Column>,
    ) -> Vec<ForeignKey> {
        let mut found = Vec::new();
        // What each is over, to be compared.
        let mut over: Vec<(Span, Vec<usize>, usize)> = Vec::new();
        for (position, column) in raw.columns.values().enumerate() {
            let Some(reference) = &column.reference else {
                continue;
            };
            let id = ColumnId {
                table: index,
                column: position,
            };
            let actions = Actions {
                on_delete: reference.on_delete,
                on_update: reference.on_update,
                deferrable: reference.deferrable,
            };
            check_actions(report, raw, &actions, &[position], columns);
            let target = self.columns.get(id).and_then(|resolved| resolved.target);
            if let Some(target) = target {
                over.push((reference.text.span, vec![position], target.table));
            }
            found.extend(self.foreign_key(id, column.key.value, reference));
        }
        let known = Known {
            tables: self.tables,
            keys: self.keys,
            columns: self.columns,
        };
        for one in &raw.foreign_keys {
            let actions = Actions {
                on_delete: one.on_delete,
                on_update: one.on_update,
                deferrable: one.deferrable,
            };
            let Some(resolved) = foreign_keys::resolve(report, &known, index, one) else {
                check_actions(report, raw, &actions, &[], columns);
                continue;
            };
            let positions: Vec<usize> = resolved.columns.iter().map(|at| at.value).collect();
            check_actions(report, raw, &actions, &positions, columns);
            over.push((one.name.span, positions, resolved.parent));
            if let Some(tenant) = raw
                .tenant
                .and_then(|name| raw.columns.get_index_of(name.value))
            {
                let ours = (raw, self.ty(index, tenant));
                self.check_parent_tenant(report, ours, resolved.parent, resolved.references);
            }
            found.extend(self.composite(raw, one, &resolved));
        }
        let over = over
            .iter()
            .map(|(span, columns, parent)| (*span, columns.as_slice(), *parent));
        foreign_keys::refuse_repeated(report, raw, over);
        found
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
        Some(ForeignKey {
            name: reference.constraint.as_ref().map(|name| name.value.clone()),
            columns: vec![ColumnName::new(column)],
            parent: TableName::new(*parent),
            parent_columns: vec![ColumnName::new(*parent_column)],
            on_delete: action(reference.on_delete),
            on_update: action(reference.on_update),
            deferrable: reference.deferrable.value,
            sqlite_unnamed: false,
        })
    }

    fn composite(
        &self,
        raw: &RawTable<'_, '_>,
        one: &RawForeignKey<'_>,
        resolved: &ResolvedForeignKey,
    ) -> Option<ForeignKey> {
        let (parent, parent_table) = self.tables.get_index(resolved.parent)?;
        let name = |table: &RawTable<'_, '_>, column: usize| {
            let (name, _) = table.columns.get_index(column)?;
            Some(ColumnName::new(*name))
        };
        Some(ForeignKey {
            name: Some(one.name.value.clone()),
            columns: resolved
                .columns
                .iter()
                .filter_map(|at| name(raw, at.value))
                .collect(),
            parent: TableName::new(*parent),
            parent_columns: resolved
                .parent_columns
                .iter()
                .filter_map(|column| name(parent_table, *column))
                .collect(),
            on_delete: action(one.on_delete),
            on_update: action(one.on_update),
            deferrable: one.deferrable.value,
            sqlite_unnamed: one.unnamed.is_some(),
        })
    }
}

fn action(action: Option<At<Action>>) -> Action {
    action.map_or(Action::NoAction, |at| at.value)
}

/// What the actions would do to these columns, and to a table whose rows never change.
fn check_actions(
    report: &mut Report<'_>,
    table: &RawTable<'_, '_>,
    actions: &Actions,
    over: &[usize],
    columns: &IndexMap<ColumnName, Column>,
) {
    references::check_deferrable(report, actions);
    if table.regime.append_only.is_some() {
        references::check_append_only(report, table.key.value, actions);
        return;
    }
    for column in over {
        let Some((_, raw)) = table.columns.get_index(*column) else {
            continue;
        };
        let path = format!("{}.{}", table.key.value, raw.key.value);
        let default = columns
            .get(&ColumnName::new(raw.key.value))
            .and_then(|column| column.default.as_ref());
        let subject = Subject {
            place: &format!("column {}", quoted(&path)),
            nullable: raw.nullable.is_some(),
            generated: raw.generated.is_some(),
            default,
            default_is_wrong: raw.default.is_some() && default.is_none(),
        };
        // One column says enough of a foreign key that cannot do what it says.
        if references::check_actions(report, actions, &subject) {
            return;
        }
    }
}
