//! What a table's file takes of the rest of the schema.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::names;
use crate::catalog::naming;
use crate::name::{ColumnName, EnumName, TableName};
use crate::schema::model::{Deferrable, Enum, ForeignKey, Schema, Table, Type};

/// All that a table's file takes of the rest of the schema. What makes the file is given nothing else, so that this, the
/// table itself and the templates are what the file is made from.
#[derive(Debug, Serialize)]
pub(super) struct Neighbours<'s> {
    /// Whether it is a view, which is only read.
    pub(super) is_view: bool,
    /// The row struct's name, which an enum's may not be.
    pub(super) row: String,
    /// The enums of its columns.
    pub(super) enums: Enums<'s>,
    /// Its foreign keys, in the order of checking.
    pub(super) foreign_keys: Vec<Reference>,
    /// The foreign keys that refer to it.
    pub(super) referenced_by: Vec<Reference>,
    /// The columns that those refer to.
    pub(super) referred_to: BTreeSet<&'s ColumnName>,
}

/// Enums by their keys.
#[derive(Debug, Serialize)]
pub(super) struct Enums<'s>(BTreeMap<&'s EnumName, &'s Enum>);

impl<'s> Enums<'s> {
    pub(super) fn get(&self, name: &EnumName) -> Option<&'s Enum> {
        self.0.get(name).copied()
    }
}

impl Neighbours<'_> {
    /// The Rust names of the enums.
    pub(super) fn enum_types(&self) -> BTreeSet<String> {
        self.enums.0.values().copied().map(names::of_enum).collect()
    }
}

/// A foreign key by its physical names.
#[derive(Debug, Serialize)]
pub(super) struct Reference {
    name: String,
    table: String,
    columns: Vec<String>,
    parent: String,
    parent_columns: Vec<String>,
}

/// Which tables refer to each table, so that no table has to look at all others.
#[derive(Debug)]
pub(super) struct Referrers(BTreeMap<TableName, Vec<usize>>);

impl Referrers {
    pub(super) fn of(schema: &Schema) -> Self {
        let mut referrers: BTreeMap<TableName, Vec<usize>> = BTreeMap::new();
        for (at, child) in schema.tables.values().enumerate() {
            for foreign_key in &child.foreign_keys {
                let places = referrers.entry(foreign_key.parent.clone()).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        Self(referrers)
    }

    /// The tables that refer to this one, in the schema's order.
    fn to<'s>(&self, schema: &'s Schema, table: &Table) -> impl Iterator<Item = &'s Table> {
        let places = self.0.get(&table.name).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .filter_map(|at| schema.tables.get_index(*at).map(|(_, child)| child))
    }
}

impl<'s> Neighbours<'s> {
    /// Those of a table, or of a view in the form of one. `enum_types` are the Rust names of all enums.
    pub(super) fn of(
        schema: &'s Schema,
        table: &Table,
        referrers: &Referrers,
        enum_types: &BTreeSet<String>,
    ) -> Self {
        let referring = || {
            let children = referrers.to(schema, table);
            children
                .flat_map(|child| {
                    in_order_of_checking(&child.foreign_keys).map(move |key| (child, key))
                })
                .filter(|(_, key)| key.parent == table.name)
        };
        let enums = table
            .columns
            .values()
            .filter_map(|column| match &column.ty {
                Type::Enum(name) => schema.enums.get_key_value(name),
                Type::Scalar(_) | Type::Json | Type::List(_) => None,
            });
        Self {
            is_view: !schema.tables.contains_key(&table.name),
            row: names::row(table, enum_types),
            enums: Enums(enums.collect()),
            foreign_keys: in_order_of_checking(&table.foreign_keys)
                .filter_map(|key| reference(schema, table, key))
                .collect(),
            referenced_by: referring()
                .filter_map(|(child, key)| reference(schema, child, key))
                .collect(),
            referred_to: referring()
                .flat_map(|(_, key)| &key.parent_columns)
                .collect(),
        }
    }
}

/// Those that wait for the end of the transaction last: of two that one row breaks, Postgres meets the other one first.
fn in_order_of_checking(keys: &[ForeignKey]) -> impl Iterator<Item = &ForeignKey> {
    let waits = |key: &&ForeignKey| key.deferrable == Deferrable::Deferred;
    let at_once = keys.iter().filter(move |key| !waits(key));
    at_once.chain(keys.iter().filter(waits))
}

fn reference(schema: &Schema, child: &Table, foreign_key: &ForeignKey) -> Option<Reference> {
    let parent = schema.tables.get(&foreign_key.parent)?;
    Some(Reference {
        name: naming::foreign_key_name(child, foreign_key).to_string(),
        table: child.db_name.to_string(),
        columns: physical(child, &foreign_key.columns),
        parent: parent.db_name.to_string(),
        parent_columns: physical(parent, &foreign_key.parent_columns),
    })
}

/// The columns' names in the databases.
pub(super) fn physical(table: &Table, columns: &[ColumnName]) -> Vec<String> {
    columns
        .iter()
        .map(|name| match table.columns.get(name) {
            Some(column) => column.db_name.to_string(),
            None => name.to_string(),
        })
        .collect()
}
