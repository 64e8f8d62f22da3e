//! Tables and their columns.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::text::bare;
use super::{Reader, named, names, rows};
use crate::catalog::model::{
    Column, Counter, Definition, Expression, Fill, Identity, QualifiedName, Relation, Table,
};
use crate::catalog::{naming, quote};
use crate::name::{DbName, ObjectName};
use crate::schema::model::SqliteTable;

impl Reader {
    pub(super) fn tables(&mut self, tables: Vec<rows::Table>) {
        for table in tables {
            let name = named(table.schema, table.name);
            if table.partitioned || table.partition || table.inherits {
                self.beyond
                    .push(format!("table {name}: partitions or inherits"));
                continue;
            }
            if table.unlogged {
                self.beyond.push(format!("table {name}: UNLOGGED"));
            }
            if let Some(options) = table.options {
                self.beyond.push(format!("table {name}: WITH ({options})"));
            }
            self.tables.insert(table.id, name.clone());
            self.relations
                .insert(table.id, Relation::Table(name.clone()));
            let empty = Table {
                name: name.clone(),
                comment: table.comment,
                sqlite: SqliteTable::default(),
                columns: IndexMap::new(),
                primary_key: None,
                uniques: Vec::new(),
                checks: Vec::new(),
                foreign_keys: Vec::new(),
                indexes: Vec::new(),
                definition: Definition::default(),
            };
            if table.row_security || table.forced {
                self.row_security(&name, table.row_security, table.forced);
            }
            self.catalog.tables.insert(name, Arc::new(empty));
        }
    }

    pub(super) fn table(&mut self, id: i64) -> Option<&mut Table> {
        let name = self.tables.get(&id)?;
        self.catalog.tables.get_mut(name).map(Arc::make_mut)
    }

    /// Also gives the sequences that are part of their columns' types.
    pub(super) fn columns(&mut self, columns: Vec<rows::Column>) -> BTreeSet<QualifiedName> {
        let mut serials = BTreeSet::new();
        for column in columns {
            let Some(table) = self.tables.get(&column.table).cloned() else {
                continue;
            };
            let serial = serial(&table, &column);
            if serial.is_some()
                && let Some(sequence) = &column.counts
            {
                serials.insert(named(sequence.schema.clone(), sequence.name.as_str()));
            }
            let id = column.table;
            let of_enum = column.own_type.as_deref().and_then(|own| {
                let name = named(column.own_schema.clone(), own);
                self.catalog.enums.get(&name)?.values.first().cloned()
            });
            let mut column = read(column, serial);
            if let Some(value) = of_enum.filter(|_| !column.sql_type.ends_with("[]")) {
                column.fill.neutral = quote::text(&value);
            }
            if let Some(table) = self.table(id) {
                table.columns.insert(column.name.clone(), column);
            }
        }
        serials
    }
}

/// `serial` and its like, where the default and the sequence are as that writes them.
fn serial(table: &QualifiedName, column: &rows::Column) -> Option<&'static str> {
    let (ty, most) = match column.ty.as_str() {
        "smallint" => ("smallserial", i64::from(i16::MAX)),
        "integer" => ("serial", i64::from(i32::MAX)),
        "bigint" => ("bigserial", i64::MAX),
        _ => return None,
    };
    let sequence = column.counts.as_ref()?;
    let usual = naming::sequence_name(&table.name, &DbName::new(column.name.as_str()));
    let is_usual = column.not_null
        && column.identity.is_empty()
        && sequence.name == usual.as_str()
        && sequence.schema.as_deref() == table.schema.as_ref().map(DbName::as_str)
        && column.counter == Some((1, 1, 1, most, 1, false))
        && column
            .default
            .as_deref()
            .is_some_and(|default| default.starts_with("nextval("));
    is_usual.then_some(ty)
}

fn read(column: rows::Column, serial: Option<&'static str>) -> Column {
    let sql_type = match (serial, column.own_type) {
        (Some(serial), _) => serial.to_owned(),
        (None, Some(own)) => {
            let name = named(column.own_schema, own);
            let list = if column.is_list == Some(true) {
                "[]"
            } else {
                ""
            };
            format!("{}{list}", quote::qualified(&name))
        }
        (None, None) => column.ty,
    };
    let identity = (!column.identity.is_empty()).then(|| Identity {
        always: column.identity == "a",
        counter: counter(&sql_type, column.counter),
    });
    let is_computed = !column.generated.is_empty();
    let expression = column.default.filter(|_| serial.is_none());
    let (generated, default) = if is_computed {
        (expression, None)
    } else {
        (None, expression)
    };
    Column {
        fill: Fill {
            generated: None,
            neutral: neutral(&sql_type),
        },
        name: DbName::new(column.name),
        sql_type,
        meaning: None,
        collation: column.collation,
        nullable: !column.not_null,
        default,
        generated: generated.map(|sql| Expression {
            sql: bare(&sql).to_owned(),
            columns: Some(names(column.reads)),
        }),
        is_virtual: column.generated == "v",
        identity,
        comment: column.comment,
    }
}

/// How it counts, where that is not as usual.
fn counter(sql_type: &str, found: Option<rows::Counts>) -> Option<Counter> {
    let (start, increment, minimum, maximum, cache, cycle) = found?;
    let most = match sql_type {
        "smallint" => i64::from(i16::MAX),
        "integer" => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    if (start, increment, minimum, maximum, cache, cycle) == (1, 1, 1, most, 1, false) {
        return None;
    }
    Some(Counter {
        start,
        increment,
        minimum,
        maximum,
        cache,
        cycle,
    })
}

/// What a row gets that has nothing, in a column that has to have something.
fn neutral(sql_type: &str) -> String {
    let word = sql_type.split(['(', ' ']).next().unwrap_or_default();
    match word {
        _ if sql_type.ends_with("[]") => "'{}'".to_owned(),
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double" => "0".to_owned(),
        "boolean" => "false".to_owned(),
        "json" | "jsonb" => "'{}'".to_owned(),
        "uuid" => "'00000000-0000-0000-0000-000000000000'".to_owned(),
        "timestamp" | "date" => "'1970-01-01'".to_owned(),
        "time" => "'00:00'".to_owned(),
        "interval" => "'0'".to_owned(),
        _ => "''".to_owned(),
    }
}

/// How an object is called that has no name of its own in the schema language.
pub(super) fn object_name(what: &str, name: &impl std::fmt::Display) -> ObjectName {
    ObjectName::new(format!("{what} {name}"))
}
