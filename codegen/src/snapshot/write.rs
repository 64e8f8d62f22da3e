//! A snapshot as text.

use super::format::{
    ColumnLine, DeferrableName, ExpressionText, ForeignKeyLine, IndexLine, IndexPart, Line,
    NullsName, Target,
};
use super::{FORMAT, Snapshot};
use crate::catalog::model::{
    Catalog, Expression, Index, IndexKey, Nulls, Reference, Relation, Table,
};
use crate::name::DbName;

/// The file's text, ending in a line feed.
#[must_use]
pub fn write(snapshot: &Snapshot) -> String {
    write_catalog(&snapshot.parents, &snapshot.catalog)
}

/// The same of a catalog that is somebody else's.
pub(crate) fn write_catalog(parents: &[String], catalog: &Catalog) -> String {
    let mut text = format!(
        "{{\n\"format\": {},\n\"dialect\": {},\n\"parents\": {},\n\"objects\": [",
        json(FORMAT),
        json(catalog.dialect.as_str()),
        json(parents),
    );
    for (at, line) in objects(catalog).iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&json(line));
    }
    // The line that would hold the first object is there all the same.
    if text.ends_with('[') {
        text.push('\n');
    }
    text.push_str("\n]\n}\n");
    text
}

/// Serialising these plain structs cannot fail: no map has keys that are not text, and nothing is written to a device.
fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn objects(catalog: &Catalog) -> Vec<Line> {
    let mut objects = Vec::new();
    objects.extend(catalog.schemas.iter().map(|name| Line::Schema {
        name: name.to_string(),
    }));
    objects.extend(catalog.extensions.iter().map(|name| Line::Extension {
        name: name.to_string(),
    }));
    objects.extend(catalog.enums.values().map(|declared| Line::Enum {
        name: (&declared.name).into(),
        values: declared.values.clone(),
    }));
    for table in catalog.tables.values() {
        of_table(table, &mut objects);
    }
    objects.extend(catalog.views.values().map(|view| {
        let reads = view.reads.iter().map(|relation| match relation {
            Relation::Table(name) => Target::Table(name.into()),
            Relation::View(name) => Target::View(name.into()),
        });
        Line::View {
            name: (&view.name).into(),
            columns: texts(&view.columns),
            sql: view.sql.clone(),
            reads: reads.collect(),
            comment: view.comment.clone(),
        }
    }));
    objects.extend(catalog.objects.values().map(|object| {
        let after = object.after.iter().map(|reference| match reference {
            Reference::Table(name) => Target::Table(name.into()),
            Reference::View(name) => Target::View(name.into()),
            Reference::Enum(name) => Target::Enum(name.into()),
            Reference::Object(name) => Target::Object(name.to_string()),
        });
        Line::Object {
            name: object.name.to_string(),
            on: object.on.as_ref().map(Into::into),
            create: object.create.clone(),
            drop: object.drop.clone(),
            after: after.collect(),
            opaque: object.opaque,
        }
    }));
    objects
}

fn of_table(table: &Table, objects: &mut Vec<Line>) {
    let on = || (&table.name).into();
    objects.push(Line::Table {
        name: on(),
        comment: table.comment.clone(),
    });
    objects.extend(table.columns.values().map(|column| {
        Line::Column(ColumnLine {
            table: on(),
            name: column.name.to_string(),
            sql_type: column.sql_type.clone(),
            collation: column.collation.clone(),
            nullable: column.nullable,
            default: column.default.clone(),
            computed: column.generated.as_ref().map(expression),
            identity: column.identity,
            comment: column.comment.clone(),
            generated: column.fill.generated.clone(),
            neutral: column.fill.neutral.clone(),
        })
    }));
    let key = &table.primary_key;
    objects.push(Line::PrimaryKey {
        table: on(),
        name: key.name.to_string(),
        columns: texts(&key.columns),
    });
    objects.extend(table.uniques.iter().map(|unique| Line::Unique {
        table: on(),
        name: unique.name.to_string(),
        columns: texts(&unique.columns),
    }));
    objects.extend(table.checks.iter().map(|check| Line::Check {
        table: on(),
        name: check.name.to_string(),
        expression: check.expression.sql.clone(),
        columns: check.expression.columns.as_deref().map(texts),
        column: None,
    }));
    objects.extend(table.foreign_keys.iter().map(|key| {
        Line::ForeignKey(ForeignKeyLine {
            table: on(),
            name: key.name.to_string(),
            columns: texts(&key.columns),
            parent: (&key.parent).into(),
            parent_columns: texts(&key.parent_columns),
            on_delete: key.on_delete.into(),
            on_update: key.on_update.into(),
            deferrable: DeferrableName::of(key.deferrable),
        })
    }));
    objects.extend(table.indexes.iter().map(|index| {
        Line::Index(IndexLine {
            table: on(),
            name: index.name.to_string(),
            unique: index.unique,
            method: index.method.clone(),
            columns: parts(index),
            include: texts(&index.include),
            predicate: index.predicate.as_ref().map(expression),
        })
    }));
}

fn texts(names: &[DbName]) -> Vec<String> {
    names.iter().map(DbName::to_string).collect()
}

fn expression(expression: &Expression) -> ExpressionText {
    ExpressionText {
        sql: expression.sql.clone(),
        columns: expression.columns.as_deref().map(texts),
    }
}

fn parts(index: &Index) -> Vec<IndexPart> {
    let parts = index.parts.iter().map(|part| {
        let (column, expression) = match &part.key {
            IndexKey::Column(name) => (Some(name.to_string()), None),
            IndexKey::Expression(sql) => (None, Some(expression(sql))),
        };
        IndexPart {
            column,
            expression,
            descending: part.descending,
            nulls: part.nulls.map(|nulls| match nulls {
                Nulls::First => NullsName::First,
                Nulls::Last => NullsName::Last,
            }),
        }
    });
    parts.collect()
}
