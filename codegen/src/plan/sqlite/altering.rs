//! A table that stays: what `ALTER TABLE` makes of it, or that it takes a rebuild.

use std::collections::BTreeMap;

use super::{Capabilities, DIALECT, Phases};
use crate::catalog::model::{Check, Column, ForeignKey, Table};
use crate::catalog::{naming, quote};
use crate::ddl;
use crate::diff::Change;
use crate::name::DbName;
use crate::plan::fill;
use crate::plan::hazard::Hazard;
use crate::plan::lets_null::lets_null_pass;
use crate::plan::needs::{Needs, is_of_type};
use crate::plan::step::{Direction, Step};

/// Whether `ALTER TABLE` takes the name for the rowid's, and refuses it, though a column may have it.
fn has_rowid_called(table: &Table, column: &DbName) -> bool {
    !table.sqlite.without_rowid && column.is_rowid()
}

/// A table that stays, and what becomes of it.
pub(super) struct Altering<'a> {
    before: &'a Table,
    after: &'a Table,
    changes: &'a [&'a Change],
    needs: &'a Needs<'a>,
    added: BTreeMap<&'a DbName, &'a Column>,
}

impl<'a> Altering<'a> {
    pub(super) fn new(
        before: &'a Table,
        after: &'a Table,
        changes: &'a [&'a Change],
        needs: &'a Needs<'a>,
    ) -> Self {
        let added = after.columns.values();
        let added = added.filter(|column| !before.columns.contains_key(&column.name));
        Self {
            before,
            after,
            changes,
            needs,
            added: added.map(|column| (&column.name, column)).collect(),
        }
    }

    /// Whether `ALTER TABLE` cannot make this change on this engine.
    pub(super) fn needs_rebuild(&self, change: &Change, capabilities: Capabilities) -> bool {
        if let Change::AddColumn { column, .. } | Change::DropColumn { column, .. } = change
            && has_rowid_called(self.before, &column.name)
        {
            return true;
        }
        match change {
            Change::SetTableOptions { .. }
            | Change::SetDefault { .. }
            | Change::SetGenerated { .. }
            | Change::SetType { .. }
            | Change::SetIdentity { .. }
            | Change::SetPrimaryKey { .. }
            | Change::RenameForeignKey { .. } => true,
            Change::AddUnique { unique, .. }
            | Change::DropUnique { unique, .. }
            | Change::RenameUnique { to: unique, .. } => unique.in_table,
            Change::AddForeignKey { foreign_key, .. } => !self.is_inline_key(foreign_key),
            Change::AddCheck { check, .. } => {
                !capabilities.alters_constraints && !self.is_inline_check(check)
            }
            // What has no name cannot be dropped by one.
            Change::DropForeignKey { foreign_key, .. } => {
                !capabilities.drops_foreign_keys || foreign_key.name.is_unnamed()
            }
            Change::DropCheck { check, .. } => {
                !capabilities.alters_constraints || check.name.is_unnamed()
            }
            Change::RenameCheck { from, .. } => {
                !capabilities.alters_constraints || from.is_unnamed()
            }
            Change::SetNullable { .. }
            // Its check goes first, natively.
            | Change::DropColumn { .. } => !capabilities.alters_constraints,
            Change::AddColumn { column, .. } => {
                // "Cannot add a REFERENCES column with non-NULL default value", and NOT NULL without a default comes after.
                let keys = &self.after.foreign_keys;
                let refers = keys.iter().any(|key| key.columns.contains(&column.name));
                let late_not_null = !column.nullable && column.default.is_none();
                // "cannot add a STORED column"; "Cannot add a column with non-constant default".
                column.generated.is_some()
                    || column.default.as_deref().is_some_and(is_computed)
                    || (refers && column.default.is_some())
                    || (late_not_null && !capabilities.alters_constraints)
            }
            // A table as a whole, what stands beside it, and what is not a table's.
            Change::AddTable { .. }
            | Change::DropTable { .. }
            | Change::SetTableComment { .. }
            | Change::SetColumnComment { .. }
            | Change::AddIndex { .. }
            | Change::DropIndex { .. }
            | Change::RenameIndex { .. }
            | Change::RenameEnum { .. }
            | Change::RenameEnumValue { .. }
            | Change::RenameTable { .. }
            | Change::RenameColumn { .. }
            | Change::RenameValues { .. }
            | Change::RenameSequence { .. }
            | Change::AddSchema { .. }
            | Change::DropSchema { .. }
            | Change::AddExtension { .. }
            | Change::DropExtension { .. }
            | Change::AddEnum { .. }
            | Change::DropEnum { .. }
            | Change::SetEnumValues { .. }
            | Change::AddView { .. }
            | Change::DropView { .. }
            | Change::SetViewComment { .. }
            | Change::AddObject { .. }
            | Change::DropObject { .. }
            | Change::SetObject { .. }
            | Change::SetSetting { .. }
            | Change::SetParents { .. }
            | Change::SetObjectRemoval { .. } => false,
        }
    }

    /// Whether the foreign key can stand in its new column's own definition.
    fn is_inline_key(&self, key: &ForeignKey) -> bool {
        matches!(key.columns.as_slice(), [only] if self.added.contains_key(only))
    }

    /// Whether the check can stand in its new column's own definition.
    fn is_inline_check(&self, check: &Check) -> bool {
        let Some([only]) = check.expression.columns.as_deref() else {
            return false;
        };
        let Some(column) = self.added.get(only) else {
            return false;
        };
        // What is filled afterwards begins with NULL.
        let begins_filled = column.nullable || column.default.is_some();
        begins_filled
            || is_of_type(self.after, check)
            || lets_null_pass(&check.expression.sql, &|name| *name == *only)
    }

    /// What the column's own checks and foreign keys ask of the rows.
    fn asked_inline(&self, column: &'a Column) -> impl Iterator<Item = Hazard> + '_ {
        let inline = self.changes.iter().filter(move |change| {
            if let Change::AddCheck { check, .. } = change {
                check.expression.columns.as_deref() == Some(std::slice::from_ref(&column.name))
                    && self.is_inline_check(check)
            } else if let Change::AddForeignKey { foreign_key, .. } = change {
                foreign_key.columns == [column.name.clone()]
            } else {
                false
            }
        });
        inline.filter_map(|change| self.needs.of(change))
    }

    /// Alters the table, and says whether its rows are written.
    pub(super) fn alter(&self, direction: Direction, phases: &mut Phases) -> bool {
        let table = &self.after.name;
        let quoted = quote::qualified(table);
        let mut writes = false;
        for change in self.changes {
            match change {
                // Tables as a whole are planned elsewhere, and so is what is not a table's; there are no comments in SQLite; a
                // default, a type, a key, and what a column is computed from, need a rebuild.
                Change::AddTable { .. }
                | Change::DropTable { .. }
                | Change::SetTableComment { .. }
                | Change::SetTableOptions { .. }
                | Change::SetColumnComment { .. }
                | Change::SetDefault { .. }
                | Change::SetGenerated { .. }
                | Change::SetType { .. }
                | Change::SetIdentity { .. }
                | Change::SetPrimaryKey { .. }
                | Change::RenameForeignKey { .. }
                // Have been carried out before.
                | Change::RenameTable { .. }
                | Change::RenameColumn { .. }
                | Change::RenameEnum { .. }
                | Change::RenameEnumValue { .. }
                | Change::RenameSequence { .. }
                // Stands in its new column's definition.
                | Change::AddForeignKey { .. }
                | Change::AddSchema { .. }
                | Change::DropSchema { .. }
                | Change::AddExtension { .. }
                | Change::DropExtension { .. }
                | Change::AddEnum { .. }
                | Change::DropEnum { .. }
                | Change::SetEnumValues { .. }
                | Change::AddView { .. }
                | Change::DropView { .. }
                | Change::SetViewComment { .. }
                | Change::AddObject { .. }
                | Change::DropObject { .. }
                | Change::SetObject { .. }
                | Change::SetSetting { .. }
                | Change::SetParents { .. }
                | Change::SetObjectRemoval { .. } => {}
                Change::AddColumn { column, .. } => {
                    writes |= self.add_column(column, direction, phases);
                }
                Change::DropColumn { column, .. } if column.generated.is_some() => {
                    phases.drop_computed.push(Step::drop_computed_column(table, &column.name));
                }
                Change::DropColumn { column, .. } => {
                    phases.drop_columns.push(Step::drop_column(table, &column.name));
                }
                Change::SetNullable { column, .. } => {
                    let verb = if column.nullable { "DROP" } else { "SET" };
                    let name = quote::ident(&column.name);
                    let sql = format!("ALTER TABLE {quoted} ALTER COLUMN {name} {verb} NOT NULL;");
                    let step = Step::new(sql).with(self.needs.of(change));
                    phases.alter_columns.push(step);
                }
                Change::RenameValues { column, values, .. } => {
                    phases.alter_columns.push(Step::rename_values(table, column, values));
                    writes = true;
                }
                // Made room for a table.
                Change::RenameUnique { to, .. } if naming::is_aside(&to.name) => {}
                Change::RenameIndex { to, .. } if naming::is_aside(&to.name) => {}
                Change::RenameUnique { from, to, .. } => {
                    self.drop_index(from, phases);
                    phases.add_uniques.push(Step::new(ddl::create_unique_index(table, to)));
                }
                Change::RenameIndex { from, to, .. } => {
                    self.drop_index(from, phases);
                    phases.add_constraints.push(Step::new(ddl::create_index(table, to)));
                }
                Change::RenameCheck { from, to, .. } => {
                    phases.drop_constraints.push(Step::drop_constraint(table, from));
                    let sql = format!("ALTER TABLE {quoted} ADD {};", ddl::check(to));
                    phases.add_constraints.push(Step::new(sql));
                }
                Change::AddUnique { unique, .. } => {
                    let step = Step::new(ddl::create_unique_index(table, unique));
                    phases.add_uniques.push(step.with(self.needs.of(change)));
                }
                Change::AddCheck { check, .. } if self.is_inline_check(check) => {}
                Change::AddCheck { check, .. } => {
                    let sql = format!("ALTER TABLE {quoted} ADD {};", ddl::check(check));
                    let step = Step::new(sql).with(self.needs.of(change));
                    phases.add_constraints.push(step);
                }
                Change::DropCheck { check, .. } => {
                    phases.drop_constraints.push(Step::drop_constraint(table, &check.name));
                }
                Change::DropForeignKey { foreign_key, .. } => {
                    phases.drop_constraints.push(Step::drop_constraint(table, &foreign_key.name));
                }
                Change::AddIndex { index, .. } => {
                    let step = Step::new(ddl::create_index(table, index));
                    phases.add_constraints.push(step.with(self.needs.of(change)));
                }
                Change::DropUnique { unique, .. } => self.drop_index(&unique.name, phases),
                Change::DropIndex { index, .. } => self.drop_index(&index.name, phases),
            }
        }
        writes
    }

    /// The column's definition as the database keeps it, where all that has to stand in it does.
    fn own_text(&self, column: &Column) -> Option<&'a str> {
        let table = self.after;
        let kept = table.definition.columns.get(&column.name)?;
        let only = std::slice::from_ref(&column.name);
        let keys = table.foreign_keys.iter().filter(|key| key.columns == only);
        let checks = table.checks.iter();
        let checks = checks.filter(|check| check.expression.columns.as_deref() == Some(only));
        let has_all = (kept.foreign_keys, kept.checks) == (keys.count(), checks.count());
        has_all.then_some(kept.text.as_str())
    }

    fn drop_index(&self, name: &DbName, phases: &mut Phases) {
        // It has gone already.
        if naming::is_aside(name) {
            return;
        }
        let name = self.before.name.beside(name.clone());
        let step = Step::new(ddl::drop_index(&name));
        phases.drop_constraints.push(step);
    }

    /// The values that rows get new names for, by column.
    pub(super) fn renamed_values(&self) -> BTreeMap<&'a DbName, &'a [(String, String)]> {
        let renamed = self.changes.iter().filter_map(|change| {
            if let Change::RenameValues { column, values, .. } = change {
                Some((column, values.as_slice()))
            } else {
                None
            }
        });
        renamed.collect()
    }

    /// Adds the column, and says whether rows are written for it.
    fn add_column(&self, column: &'a Column, direction: Direction, phases: &mut Phases) -> bool {
        let table = self.after;
        let quoted = quote::qualified(&table.name);
        let name = quote::ident(&column.name);
        let filling = fill::filling(table, column, direction);
        // NOT NULL needs a constant default here; it is set when the rows have their values.
        let late = !column.nullable && column.default.is_none();
        let mut definition = ddl::column_parts(
            column,
            DIALECT,
            column.nullable || late,
            column.default.as_deref(),
        );
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| key.columns == [column.name.clone()])
        {
            let name = ddl::called(&key.name);
            definition.push_str(&format!(" {name}{}", ddl::references(key)));
        }
        let own = |check: &&Check| {
            check.expression.columns.as_deref() == Some(std::slice::from_ref(&column.name))
                && self.is_inline_check(check)
        };
        for check in table.checks.iter().filter(own) {
            definition.push_str(&format!(" {}", ddl::check(check)));
        }
        if let Some(text) = self.own_text(column).filter(|_| !late) {
            text.clone_into(&mut definition);
        }
        let step = Step::new(format!("ALTER TABLE {quoted} ADD COLUMN {definition};"))
            .with(filling.hazard)
            .with(self.asked_inline(column));
        phases.add_columns.push(step);
        if let Some(value) = filling.value {
            phases
                .add_columns
                .push(Step::new(format!("UPDATE {quoted} SET {name} = {value};")));
        }
        if late {
            phases.add_columns.push(Step::new(format!(
                "ALTER TABLE {quoted} ALTER COLUMN {name} SET NOT NULL;"
            )));
        }
        filling.value.is_some()
    }
}

/// <https://www.sqlite.org/lang_altertable.html#alter_table_add_column>
fn is_computed(default: &str) -> bool {
    let moments = ["CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"];
    default.starts_with('(') || moments.contains(&default)
}
