//! What becomes of a column, a constraint or an index.

use super::{ACTIONS, DEFERRABLE, Drawing, Given, PartKind, Schema};
use crate::proof::schema::Ty;

pub(super) fn column_comes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let table = drawing.a_table(schema)?.named.id;
    drawing.add_column(schema, table)?;
    // Half of those that would ask for an empty table do not.
    if drawing.random.one_in(2) {
        let all = schema.clone();
        let mut tables = schema.tables.iter_mut();
        let column = tables
            .find(|other| other.named.id == table)?
            .columns
            .last_mut()?;
        if !column.nullable && column.default.is_none() && column.generated.is_none() {
            column.default = Some(drawing.given(&column.ty.clone(), &all));
        }
    }
    Some(())
}

pub(super) fn part_comes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let table = drawing.a_table(schema)?.named.id;
    drawing.add_part(schema, table)
}

pub(super) fn foreign_key_comes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let table = drawing.a_table(schema)?.clone();
    drawing.add_foreign_key(schema, &table)
}

pub(super) fn column_goes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let column = drawing.any_column(schema)?.named.id;
    for table in &mut schema.tables {
        if !table.key.contains(&column) {
            table.columns.retain(|other| other.named.id != column);
        }
    }
    Some(())
}

pub(super) fn column_is_renamed(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let named = drawing.named(true);
    let by_key = drawing.random.one_in(2);
    let column = drawing.any_column(schema)?;
    if by_key {
        column.named.key = named.key;
    } else {
        column.named.db_name = named.db_name.or(Some(named.key));
    }
    Some(())
}

pub(super) fn type_changes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let all = schema.clone();
    let id = drawing.any_column(schema)?.named.id;
    let (_, column) = all.column(id)?;
    if column.generated.is_some() {
        return None;
    }
    let ty = drawing.other_type(&column.ty, &all);
    let keep = drawing.random.one_in(2);
    let mut columns = schema
        .tables
        .iter_mut()
        .flat_map(|table| &mut table.columns);
    let column = columns.find(|column| column.named.id == id)?;
    if let Some(Given::Value(_) | Given::Now | Given::UuidV4 | Given::UuidV7) = column.default {
        column.default = keep.then(|| drawing.given(&ty, &all));
    }
    // What a database's own words compute stays a text.
    let is_text = matches!(ty, Ty::Text | Ty::Varchar(_));
    if matches!(column.default, Some(Given::Raw(..))) && !is_text {
        column.default = None;
    }
    column.ty = ty;
    Some(())
}

pub(super) fn part_goes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let at = drawing.random.below(16);
    let table = drawing.a_table(schema)?;
    let at = at % table.parts.len().max(1);
    (at < table.parts.len()).then(|| drop(table.parts.remove(at)))
}

pub(super) fn part_changes(drawing: &mut Drawing, schema: &mut Schema) -> Option<()> {
    let all = schema.clone();
    let table = drawing.a_table(schema)?.clone();
    let at = drawing.random.below(table.parts.len());
    let mut part = table.parts.get(at)?.clone();
    if drawing.random.one_in(4) {
        let named = drawing.named(true);
        part.named.db_name = named.db_name.or(Some(named.key));
    } else {
        let other = drawing.random.below(table.columns.len());
        let other = table.columns[other].named.id;
        match &mut part.kind {
            PartKind::Unique(on) if on.contains(&other) && on.len() > 1 => {
                on.retain(|id| *id != other);
            }
            PartKind::Unique(on) => on.push(other),
            PartKind::Check(sql) => *sql = drawing.condition(&all, &table),
            PartKind::Index {
                on,
                unique,
                predicate,
                ..
            } => match drawing.random.below(4) {
                0 => *unique = !*unique,
                1 => {
                    *predicate =
                        (!drawing.random.one_in(3)).then(|| drawing.condition(&all, &table));
                }
                2 => on.push(format!("{{{other}}} desc")),
                _ => on.reverse(),
            },
            PartKind::ForeignKey {
                on_delete,
                on_update,
                deferrable,
                ..
            } => {
                *on_delete = drawing.random.pick(&ACTIONS);
                if drawing.random.one_in(2) {
                    *on_update = drawing.random.pick(&ACTIONS);
                }
                *deferrable = drawing.random.pick(&DEFERRABLE);
            }
        }
    }
    let mut tables = schema.tables.iter_mut();
    let table = tables.find(|other| other.named.id == table.named.id)?;
    table.parts[at] = part;
    Some(())
}
