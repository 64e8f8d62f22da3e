//! The smallest pair that still fails in the same way.

use std::time::{Duration, Instant};

use super::draw::parsed;
use super::failure::Failure;
use super::fault::Fault;
use super::run::{Bench, Pair};
use super::schema::{Id, PartKind, Schema};
use super::written::written;

/// How long it looks for a smaller one.
const PATIENCE: Duration = Duration::from_secs(90);

/// Leaves out, and takes back, whatever can be, for as long as it fails in the same way.
pub async fn shrink(
    bench: &mut Bench,
    mut pair: Pair,
    mut failure: Failure,
    fault: Option<Fault>,
) -> (Pair, Failure) {
    let started = Instant::now();
    loop {
        let mut smaller = false;
        for step in steps(&pair) {
            if started.elapsed() > PATIENCE {
                return (pair, failure);
            }
            let mut other = pair.clone();
            step.take(&mut other);
            if other == pair || !is_pair(&other) {
                continue;
            }
            if let Err(found) = bench.prove(&other, fault).await
                && found.at == failure.at
            {
                pair = other;
                failure = found;
                smaller = true;
            }
        }
        if !smaller {
            return (pair, failure);
        }
    }
}

fn is_pair(pair: &Pair) -> bool {
    !pair.before.tables.is_empty()
        && parsed(&written(&pair.before, None)).is_ok()
        && parsed(&written(&pair.after, Some(&pair.before))).is_ok()
}

/// One thing less.
enum Step {
    /// An enum, a table, a view, a trigger, a column, a constraint or an index, before and after.
    Without(Id),
    /// What became of it after.
    Undone(Id),
    /// Its name in the databases, and what else is only said of it.
    Plain(Id),
    /// A row.
    Row(usize),
}

fn steps(pair: &Pair) -> Vec<Step> {
    let mut ids = Vec::new();
    for schema in [&pair.before, &pair.after] {
        ids.extend(schema.tables.iter().map(|table| table.named.id));
        ids.extend(schema.views.iter().map(|view| view.named.id));
        ids.extend(schema.triggers.iter().map(|trigger| trigger.named.id));
        ids.extend(schema.enums.iter().map(|declared| declared.named.id));
        for table in &schema.tables {
            ids.extend(table.parts.iter().map(|part| part.named.id));
            ids.extend(table.columns.iter().map(|column| column.named.id));
        }
    }
    ids.dedup();
    let mut steps: Vec<Step> = ids.iter().map(|id| Step::Without(*id)).collect();
    steps.extend(ids.iter().map(|id| Step::Undone(*id)));
    steps.extend(ids.iter().map(|id| Step::Plain(*id)));
    steps.extend(
        pair.rows
            .values()
            .flatten()
            .map(|row| Step::Row(row.number)),
    );
    steps
}

impl Step {
    fn take(&self, pair: &mut Pair) {
        match self {
            Self::Without(id) => {
                remove(&mut pair.before, *id);
                remove(&mut pair.after, *id);
            }
            Self::Undone(id) => {
                let before = pair.before.clone();
                undo(&before, &mut pair.after, *id);
            }
            Self::Plain(id) => {
                plain(&mut pair.before, *id);
                plain(&mut pair.after, *id);
            }
            Self::Row(number) => {
                for rows in pair.rows.values_mut() {
                    rows.retain(|row| row.number != *number);
                }
            }
        }
        pair.before.settle();
        pair.after.settle();
    }
}

fn remove(schema: &mut Schema, id: Id) {
    schema.tables.retain(|table| table.named.id != id);
    schema.views.retain(|view| view.named.id != id);
    schema.triggers.retain(|trigger| trigger.named.id != id);
    schema.enums.retain(|declared| declared.named.id != id);
    for table in &mut schema.tables {
        table.columns.retain(|column| column.named.id != id);
        table.parts.retain(|part| part.named.id != id);
    }
}

fn undo(before: &Schema, after: &mut Schema, id: Id) {
    if let Some(old) = before.enums.iter().find(|declared| declared.named.id == id) {
        after.enums.retain(|declared| declared.named.id != id);
        after.enums.push(old.clone());
    }
    if let Some(old) = before.views.iter().find(|view| view.named.id == id) {
        after.views.retain(|view| view.named.id != id);
        after.views.push(old.clone());
    } else {
        after.views.retain(|view| view.named.id != id);
    }
    if let Some(old) = before.table(id) {
        match after.tables.iter_mut().find(|table| table.named.id == id) {
            Some(table) => {
                let (columns, parts) = (table.columns.clone(), table.parts.clone());
                *table = old.clone();
                table.columns = columns;
                table.parts = parts;
            }
            None => after.tables.push(old.clone()),
        }
    } else {
        after.tables.retain(|table| table.named.id != id);
    }
    for table in &mut after.tables {
        let old = before.table(table.named.id);
        let old_column = old.and_then(|old| old.column(id));
        match (
            table
                .columns
                .iter()
                .position(|column| column.named.id == id),
            old_column,
        ) {
            (Some(at), Some(old)) => table.columns[at] = old.clone(),
            (Some(at), None) => drop(table.columns.remove(at)),
            (None, Some(old)) => table.columns.push(old.clone()),
            (None, None) => {}
        }
        let old_part = old.and_then(|old| old.parts.iter().find(|part| part.named.id == id));
        match (
            table.parts.iter().position(|part| part.named.id == id),
            old_part,
        ) {
            (Some(at), Some(old)) => table.parts[at] = old.clone(),
            (Some(at), None) => drop(table.parts.remove(at)),
            (None, Some(old)) => table.parts.push(old.clone()),
            (None, None) => {}
        }
    }
}

fn plain(schema: &mut Schema, id: Id) {
    for table in &mut schema.tables {
        if table.named.id == id {
            table.named.db_name = None;
            table.schema = None;
            table.doc = None;
            table.strict = true;
            table.without_rowid = false;
            table.append_only = false;
            table.soft_delete = None;
            table.version = None;
        }
        for column in table
            .columns
            .iter_mut()
            .filter(|column| column.named.id == id)
        {
            column.named.db_name = None;
            column.doc = None;
            column.touched = false;
            column.collated = false;
            column.default = None;
            column.unchecked = false;
        }
        for part in table.parts.iter_mut().filter(|part| part.named.id == id) {
            part.named.db_name = None;
            if let PartKind::Index {
                on,
                predicate,
                include,
                method,
                on_sqlite,
                ..
            } = &mut part.kind
            {
                *predicate = None;
                include.clear();
                *method = None;
                *on_sqlite = true;
                on.truncate(1);
            }
            if let PartKind::ForeignKey {
                on_delete,
                on_update,
                deferrable,
                ..
            } = &mut part.kind
            {
                *on_delete = "no action";
                *on_update = "no action";
                *deferrable = None;
            }
        }
    }
    for declared in schema
        .enums
        .iter_mut()
        .filter(|declared| declared.named.id == id)
    {
        declared.native = false;
        declared.schema = None;
        declared.named.db_name = None;
    }
}
