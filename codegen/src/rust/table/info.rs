//! What the runtime is told about a table, to name constraints in errors.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::naming;
use crate::name::{ColumnName, TableName};
use crate::rust::sql::Subject;
use crate::schema::model::{Deferrable, ForeignKey, Index, IndexKey, Schema, Table};

/// The static `TABLE`.
#[derive(Debug, Serialize)]
pub(super) struct TableInfo {
    name: String,
    primary_key: Vec<String>,
    uniques: Vec<Constraint>,
    foreign_keys: Vec<Reference>,
    referenced_by: Vec<Reference>,
}

#[derive(Debug, Serialize)]
struct Constraint {
    name: String,
    columns: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Reference {
    name: String,
    table: String,
    columns: Vec<String>,
    parent: String,
    parent_columns: Vec<String>,
}

/// Which tables refer to each table, so that no table has to look at all others.
#[derive(Debug)]
pub(in crate::rust) struct Referrers(BTreeMap<TableName, Vec<usize>>);

impl Referrers {
    pub(in crate::rust) fn of(schema: &Schema) -> Self {
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

pub(super) fn info(subject: &Subject<'_>, referrers: &Referrers) -> TableInfo {
    let Subject { schema, table } = *subject;
    let mut uniques: Vec<Constraint> = table
        .uniques
        .iter()
        .map(|unique| Constraint {
            name: naming::unique_name(table, unique).to_string(),
            columns: physical(table, &unique.columns),
        })
        .collect();
    let indexes = table.indexes.iter().filter(|index| index.unique);
    uniques.extend(indexes.filter_map(|index| {
        Some(Constraint {
            name: index.name.to_string(),
            columns: physical(table, &plain_parts(index)?),
        })
    }));
    // The runtime knows the key's name by the rule; one that the rule had to shorten is listed.
    let key_name = naming::primary_key_name(table).to_string();
    if key_name != format!("{}_pkey", table.db_name) {
        uniques.push(Constraint {
            name: key_name,
            columns: physical(table, &table.primary_key),
        });
    }
    TableInfo {
        name: table.db_name.to_string(),
        primary_key: physical(table, &table.primary_key),
        uniques,
        foreign_keys: in_order_of_checking(&table.foreign_keys)
            .filter_map(|foreign_key| reference(schema, table, foreign_key))
            .collect(),
        referenced_by: referrers
            .to(schema, table)
            .flat_map(|child| {
                in_order_of_checking(&child.foreign_keys)
                    .map(move |foreign_key| (child, foreign_key))
            })
            .filter(|(_, foreign_key)| foreign_key.parent == table.name)
            .filter_map(|(child, foreign_key)| reference(schema, child, foreign_key))
            .collect(),
    }
}

/// Those that wait for the end of the transaction last: of two that one row breaks, Postgres meets the other one first.
fn in_order_of_checking(keys: &[ForeignKey]) -> impl Iterator<Item = &ForeignKey> {
    let waits = |key: &&ForeignKey| key.deferrable == Deferrable::Deferred;
    let at_once = keys.iter().filter(move |key| !waits(key));
    at_once.chain(keys.iter().filter(waits))
}

/// The columns of an index over columns alone: SQLite names those when it is violated, and any other index by its name.
fn plain_parts(index: &Index) -> Option<Vec<ColumnName>> {
    index
        .parts
        .iter()
        .map(|part| match &part.key {
            IndexKey::Column(column) => Some(column.clone()),
            IndexKey::Expression { .. } => None,
        })
        .collect()
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

fn physical(table: &Table, columns: &[ColumnName]) -> Vec<String> {
    columns
        .iter()
        .map(|name| match table.columns.get(name) {
            Some(column) => column.db_name.to_string(),
            None => name.to_string(),
        })
        .collect()
}
