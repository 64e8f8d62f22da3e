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
    let mut separator = "\n";
    let mut put = |line: Line| {
        text.push_str(separator);
        text.push_str(&json(&line));
        separator = ",\n";
    };
    before_tables(catalog, &mut put);
    for table in catalog.tables.values() {
        of_table(table, &mut put);
    }
    after_tables(catalog, &mut put);
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

fn before_tables(catalog: &Catalog, put: &mut impl FnMut(Line)) {
    for name in &catalog.schemas {
        put(Line::Schema {
            name: name.to_string(),
        });
    }
    for name in &catalog.extensions {
        put(Line::Extension {
            name: name.to_string(),
        });
    }
    for declared in catalog.enums.values() {
        put(Line::Enum {
            name: (&declared.name).into(),
            values: declared.values.clone(),
        });
    }
}

fn after_tables(catalog: &Catalog, put: &mut impl FnMut(Line)) {
    for view in catalog.views.values() {
        let reads = view.reads.iter().map(|relation| match relation {
            Relation::Table(name) => Target::Table(name.into()),
            Relation::View(name) => Target::View(name.into()),
        });
        put(Line::View {
            name: (&view.name).into(),
            columns: texts(&view.columns),
            sql: view.sql.clone(),
            reads: reads.collect(),
            comment: view.comment.clone(),
        });
    }
    for object in catalog.objects.values() {
        let after = object.after.iter().map(|reference| match reference {
            Reference::Table(name) => Target::Table(name.into()),
            Reference::View(name) => Target::View(name.into()),
            Reference::Enum(name) => Target::Enum(name.into()),
            Reference::Object(name) => Target::Object(name.to_string()),
        });
        put(Line::Object {
            name: object.name.to_string(),
            on: object.on.as_ref().map(Into::into),
            create: object.create.clone(),
            drop: object.drop.clone(),
            after: after.collect(),
            opaque: object.opaque,
        });
    }
}

fn of_table(table: &Table, put: &mut impl FnMut(Line)) {
    let on = || (&table.name).into();
    put(Line::Table {
        name: on(),
        comment: table.comment.clone(),
    });
    for column in table.columns.values() {
        put(Line::Column(ColumnLine {
            table: on(),
            name: column.name.to_string(),
            sql_type: column.sql_type.clone(),
            means: column.meaning.map(|meaning| meaning.to_string()),
            collation: column.collation.clone(),
            nullable: column.nullable,
            default: column.default.clone(),
            computed: column.generated.as_ref().map(expression),
            identity: column.identity,
            comment: column.comment.clone(),
            generated: column.fill.generated.clone(),
            neutral: column.fill.neutral.clone(),
        }));
    }
    let key = &table.primary_key;
    put(Line::PrimaryKey {
        table: on(),
        name: key.name.to_string(),
        columns: texts(&key.columns),
    });
    for unique in &table.uniques {
        put(Line::Unique {
            table: on(),
            name: unique.name.to_string(),
            columns: texts(&unique.columns),
        });
    }
    for check in &table.checks {
        put(Line::Check {
            table: on(),
            name: check.name.to_string(),
            expression: check.expression.sql.clone(),
            columns: check.expression.columns.as_deref().map(texts),
            column: None,
        });
    }
    for key in &table.foreign_keys {
        put(Line::ForeignKey(ForeignKeyLine {
            table: on(),
            name: key.name.to_string(),
            columns: texts(&key.columns),
            parent: (&key.parent).into(),
            parent_columns: texts(&key.parent_columns),
            on_delete: key.on_delete.into(),
            on_update: key.on_update.into(),
            deferrable: DeferrableName::of(key.deferrable),
        }));
    }
    for index in &table.indexes {
        put(Line::Index(IndexLine {
            table: on(),
            name: index.name.to_string(),
            unique: index.unique,
            method: index.method.clone(),
            columns: parts(index),
            include: texts(&index.include),
            predicate: index.predicate.as_ref().map(expression),
        }));
    }
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
