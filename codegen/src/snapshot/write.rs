//! A snapshot as text.

use super::format::{IndexPart, NullsName, Object};
use super::{FORMAT, Snapshot};
use crate::catalog::model::{Index, Nulls, Table};
use crate::name::DbName;

/// The file's text, ending in a line feed.
#[must_use]
pub fn write(snapshot: &Snapshot) -> String {
    let mut lines: Vec<String> = Vec::new();
    for table in snapshot.catalog.tables.values() {
        lines.extend(objects(table).iter().map(json));
    }
    format!(
        "{{\n\"format\": {},\n\"dialect\": {},\n\"parents\": {},\n\"objects\": [\n{}\n]\n}}\n",
        json(FORMAT),
        json(snapshot.catalog.dialect.as_str()),
        json(&snapshot.parents),
        lines.join(",\n")
    )
}

/// Serialising these plain structs cannot fail: no map has keys that are not text, and nothing is written to a device.
fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn objects(table: &Table) -> Vec<Object> {
    let on = || table.name.to_string();
    let mut objects = vec![Object::Table {
        name: on(),
        comment: table.comment.clone(),
    }];
    objects.extend(table.columns.values().map(|column| Object::Column {
        table: on(),
        name: column.name.to_string(),
        sql_type: column.sql_type.clone(),
        collation: column.collation.clone(),
        nullable: column.nullable,
        default: column.default.clone(),
        identity: column.identity,
        comment: column.comment.clone(),
        generated: column.fill.generated.clone(),
        neutral: column.fill.neutral.clone(),
    }));
    let key = &table.primary_key;
    objects.push(Object::PrimaryKey {
        table: on(),
        name: key.name.to_string(),
        columns: texts(&key.columns),
    });
    objects.extend(table.uniques.iter().map(|unique| Object::Unique {
        table: on(),
        name: unique.name.to_string(),
        columns: texts(&unique.columns),
    }));
    objects.extend(table.checks.iter().map(|check| Object::Check {
        table: on(),
        name: check.name.to_string(),
        expression: check.expression.clone(),
        column: check.column.to_string(),
    }));
    objects.extend(table.foreign_keys.iter().map(|key| Object::ForeignKey {
        table: on(),
        name: key.name.to_string(),
        columns: texts(&key.columns),
        parent: key.parent.to_string(),
        parent_columns: texts(&key.parent_columns),
        on_delete: key.on_delete.into(),
        on_update: key.on_update.into(),
    }));
    objects.extend(table.indexes.iter().map(|index| Object::Index {
        table: on(),
        name: index.name.to_string(),
        columns: parts(index),
    }));
    objects
}

fn texts(names: &[DbName]) -> Vec<String> {
    names.iter().map(DbName::to_string).collect()
}

fn parts(index: &Index) -> Vec<IndexPart> {
    let parts = index.columns.iter().map(|part| IndexPart {
        column: part.column.to_string(),
        descending: part.descending,
        nulls: part.nulls.map(|nulls| match nulls {
            Nulls::First => NullsName::First,
            Nulls::Last => NullsName::Last,
        }),
    });
    parts.collect()
}
