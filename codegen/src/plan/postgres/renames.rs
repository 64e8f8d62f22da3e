//! New names: everything that knows the old one by more than its text follows by itself.
//!
//! <https://www.postgresql.org/docs/current/sql-altertable.html>

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Phases;
use crate::catalog::model::QualifiedName;
use crate::catalog::{naming, quote};
use crate::diff::Change;
use crate::diff::renames::sequence::sequence;
use crate::name::DbName;
use crate::plan::step::Step;

/// The tables in whose rows values get new names.
pub(super) fn written(changes: &[Change]) -> BTreeSet<&QualifiedName> {
    let written = changes.iter().filter_map(|change| {
        if let Change::RenameValues { table, .. } = change {
            Some(table)
        } else {
            None
        }
    });
    written.collect()
}

pub(super) fn carry_out(change: &Change, phases: &mut Phases) {
    match change {
        Change::RenameEnum { from, to } => move_to("TYPE", from, to, &mut phases.rename),
        Change::RenameTable { from, to } => move_to("TABLE", from, to, &mut phases.rename),
        // Nothing depends on its name, and an adopted database may call it otherwise.
        Change::RenameSequence { from, to } => {
            move_to("SEQUENCE IF EXISTS", from, to, &mut phases.rename);
        }
        Change::RenameEnumValue { name, from, to } => phases.rename.push(Step::new(format!(
            "ALTER TYPE {} RENAME VALUE {} TO {};",
            quote::qualified(name),
            quote::text(from),
            quote::text(to)
        ))),
        Change::RenameColumn { table, from, to } => {
            phases.rename.push(rename_in(table, "COLUMN", from, to));
        }
        Change::RenameUnique { table, from, to } => {
            let names = (table.beside(from.clone()), table.beside(to.name.clone()));
            if naming::is_aside(&to.name) {
                move_to("INDEX", &names.0, &names.1, &mut phases.rename);
                return;
            }
            phases.index_names.insert(names.0, names.1);
        }
        Change::RenameCheck { table, from, to } => {
            let step = rename_in(table, "CONSTRAINT", from, &to.name);
            phases.rename_constraints.push(step);
        }
        Change::RenameForeignKey { table, from, to } => {
            let step = rename_in(table, "CONSTRAINT", from, &to.name);
            phases.rename_constraints.push(step);
        }
        Change::RenameIndex { table, from, to } => {
            let names = (table.beside(from.clone()), table.beside(to.name.clone()));
            if naming::is_aside(&to.name) {
                move_to("INDEX", &names.0, &names.1, &mut phases.rename);
                return;
            }
            phases.index_names.insert(names.0, names.1);
        }
        Change::RenameValues {
            table,
            column,
            values,
        } => {
            let step = Step::rename_values(table, column, values);
            phases.rename_values.push(step);
        }
        // No new name.
        Change::AddSchema { .. }
        | Change::DropSchema { .. }
        | Change::AddExtension { .. }
        | Change::DropExtension { .. }
        | Change::AddEnum { .. }
        | Change::DropEnum { .. }
        | Change::SetEnumValues { .. }
        | Change::AddTable { .. }
        | Change::DropTable { .. }
        | Change::SetTableComment { .. }
        | Change::SetTableOptions { .. }
        | Change::AddColumn { .. }
        | Change::DropColumn { .. }
        | Change::SetNullable { .. }
        | Change::SetType { .. }
        | Change::SetIdentity { .. }
        | Change::SetPrimaryKey { .. }
        | Change::SetGenerated { .. }
        | Change::SetDefault { .. }
        | Change::SetColumnComment { .. }
        | Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. }
        | Change::AddView { .. }
        | Change::DropView { .. }
        | Change::SetViewComment { .. }
        | Change::AddObject { .. }
        | Change::DropObject { .. }
        | Change::SetObject { .. }
        | Change::SetSetting { .. }
        | Change::SetParents { .. }
        | Change::SetObjectRemoval { .. } => {}
    }
}

/// All indexes of a schema share their names, keys' among them, and two can swap theirs. A key follows its index.
pub(super) fn of_indexes(names: &IndexMap<QualifiedName, QualifiedName>) -> Vec<Step> {
    let aside = |name: &QualifiedName| name.beside(naming::aside(&name.name));
    let taken = names.keys().cloned();
    let found = sequence(names, taken, ToString::to_string, aside);
    let mut steps = Vec::new();
    for (from, to) in &found.steps {
        move_to("INDEX", from, to, &mut steps);
    }
    steps
}

fn rename_in(table: &QualifiedName, what: &str, from: &DbName, to: &DbName) -> Step {
    Step::new(format!(
        "ALTER TABLE {} RENAME {what} {} TO {};",
        quote::qualified(table),
        quote::ident(from),
        quote::ident(to)
    ))
}

/// The connection's own schema has no name before there is a connection.
fn into_own_schema(what: &str, name: &str) -> String {
    let template = quote::text(&format!(
        "ALTER {what} {} SET SCHEMA %I",
        name.replace('%', "%%")
    ));
    let mut tag = "$own$".to_owned();
    while template.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("DO {tag} BEGIN EXECUTE format({template}, current_schema()); END {tag};")
}

/// Into another schema, under another name, or both.
fn move_to(what: &str, from: &QualifiedName, to: &QualifiedName, steps: &mut Vec<Step>) {
    let mut from = from.clone();
    let rename = |from: &QualifiedName, to: &DbName| {
        let (name, to) = (quote::qualified(from), quote::ident(to));
        Step::new(format!("ALTER {what} {name} RENAME TO {to};"))
    };
    if from.schema != to.schema && from.name != to.name {
        // Neither name may be free where the other schema is.
        let aside = naming::aside(&from.name);
        steps.push(rename(&from, &aside));
        from.name = aside;
    }
    if from.schema != to.schema {
        let name = quote::qualified(&from);
        let sql = match &to.schema {
            Some(schema) => format!("ALTER {what} {name} SET SCHEMA {};", quote::ident(schema)),
            None => into_own_schema(what, &name),
        };
        steps.push(Step::new(sql));
        from.schema.clone_from(&to.schema);
    }
    if from.name != to.name {
        steps.push(rename(&from, &to.name));
    }
}
