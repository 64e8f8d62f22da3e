//! A snapshot as text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::format::{
    ColumnLine, DeferrableName, ExpressionText, ForeignKeyLine, IndexLine, IndexPart, Line,
    NullsName, Target,
};
use super::{FORMAT, Snapshot};
use crate::catalog::model::{
    Catalog, Expression, Identity, Index, IndexKey, Nulls, Reference, Relation, Table,
};
use crate::migration::HazardNote;
use crate::name::DbName;

/// The file's text, ending in a line feed.
#[must_use]
pub fn write(snapshot: &Snapshot) -> String {
    let told = Told {
        parents: &snapshot.parents,
        renamed: &snapshot.renamed,
        replaces: &snapshot.replaces,
        statements: snapshot.statements.as_deref(),
        hazards: &snapshot.hazards,
    };
    write_catalog(told, &snapshot.catalog)
}

/// What a snapshot says beside what the database holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'s> {
    pub(crate) parents: &'s [String],
    pub(crate) renamed: &'s BTreeSet<String>,
    pub(crate) replaces: &'s [String],
    pub(crate) statements: Option<&'s str>,
    pub(crate) hazards: &'s [HazardNote],
}

/// The same of a catalog that is somebody else's.
pub(crate) fn write_catalog(told: Told<'_>, catalog: &Catalog) -> String {
    /// What a line takes, as a rule: a long text that outgrows its place is copied.
    const LINE: usize = 144;
    let Told {
        parents,
        renamed,
        replaces,
        statements,
        hazards,
    } = told;
    let lines: usize = catalog.tables.values().map(|table| lines(table)).sum();
    let mut text = String::with_capacity(lines * LINE);
    text.push_str(&format!(
        "{{\n\"format\": {},\n\"dialect\": {},\n\"parents\": {},\n",
        json(FORMAT),
        json(catalog.dialect.as_str()),
        json(parents),
    ));
    if !renamed.is_empty() {
        text.push_str(&format!("\"renamed\": {},\n", json(renamed)));
    }
    if !replaces.is_empty() {
        let lines: Vec<String> = replaces.iter().map(json).collect();
        text.push_str(&format!("\"replaces\": [\n{}\n],\n", lines.join(SEPARATOR)));
    }
    if let Some(statements) = statements {
        text.push_str(&format!("\"statements\": {},\n", json(statements)));
    }
    if !hazards.is_empty() {
        let lines: Vec<String> = hazards.iter().map(json).collect();
        text.push_str(&format!("\"hazards\": [\n{}\n],\n", lines.join(SEPARATOR)));
    }
    text.push_str("\"objects\": [\n");
    let empty = text.len();
    let mut put = |line: Line<'_>| put(&mut text, &line);
    before_tables(catalog, &mut put);
    for table in catalog.tables.values() {
        of_table(table, &mut put);
    }
    after_tables(catalog, &mut put);
    // A comma parts two objects; the line that would hold the first one is there all the same.
    if text.len() > empty {
        text.truncate(text.len() - SEPARATOR.len());
    }
    text.push_str("\n]\n}\n");
    text
}

/// What parts two objects.
pub(super) const SEPARATOR: &str = ",\n";

/// The lines of a table, each with its separator behind it.
pub(super) fn table_lines(table: &Table, text: &mut String) {
    of_table(table, &mut |line| put(text, &line));
}

/// How many lines a table has.
fn lines(table: &Table) -> usize {
    let Table {
        name: _,
        comment: _,
        sqlite: _,
        columns,
        primary_key: _,
        uniques,
        checks,
        foreign_keys,
        indexes,
        definition: _,
        // Only what is inspected has one.
        family: _,
    } = table;
    2 + columns.len() + uniques.len() + checks.len() + foreign_keys.len() + indexes.len()
}

fn put(text: &mut String, line: &Line<'_>) {
    text.push_str(&json(line));
    text.push_str(SEPARATOR);
}

/// Serialising these plain structs cannot fail: no map has keys that are not text, and nothing is written to a device.
fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn before_tables(catalog: &Catalog, put: &mut impl FnMut(Line<'_>)) {
    for name in &catalog.schemas {
        put(Line::Schema {
            name: name.as_str().into(),
        });
    }
    for name in &catalog.extensions {
        put(Line::Extension {
            name: name.as_str().into(),
        });
    }
    for declared in catalog.enums.values() {
        put(Line::Enum {
            name: (&declared.name).into(),
            values: borrowed(&declared.values),
        });
    }
}

fn after_tables(catalog: &Catalog, put: &mut impl FnMut(Line<'_>)) {
    for view in catalog.views.values() {
        let reads = view.reads.iter().map(|relation| match relation {
            Relation::Table(name) => Target::Table(name.into()),
            Relation::View(name) => Target::View(name.into()),
        });
        put(Line::View {
            name: (&view.name).into(),
            columns: texts(&view.columns),
            sql: Cow::Borrowed(&view.sql),
            reads: reads.collect(),
            comment: view.comment.as_deref().map(Cow::Borrowed),
        });
    }
    for object in catalog.objects.values() {
        let after = object.after.iter().map(|reference| match reference {
            Reference::Table(name) => Target::Table(name.into()),
            Reference::View(name) => Target::View(name.into()),
            Reference::Enum(name) => Target::Enum(name.into()),
            Reference::Object(name) => Target::Object(name.as_str().into()),
        });
        put(Line::Object {
            name: object.name.as_str().into(),
            on: object.on.as_ref().map(Into::into),
            create: borrowed(&object.create),
            drop: borrowed(&object.drop),
            after: after.collect(),
            opaque: object.opaque,
        });
    }
}

fn of_table(table: &Table, put: &mut impl FnMut(Line<'_>)) {
    let on = || (&table.name).into();
    put(Line::Table {
        name: on(),
        comment: table.comment.as_deref().map(Cow::Borrowed),
        strict: table.sqlite.strict,
        without_rowid: table.sqlite.without_rowid,
    });
    for column in table.columns.values() {
        put(Line::Column(ColumnLine {
            table: on(),
            name: column.name.as_str().into(),
            sql_type: Cow::Borrowed(&column.sql_type),
            means: column.meaning.map(|meaning| meaning.to_string().into()),
            collation: column.collation.as_deref().map(Cow::Borrowed),
            nullable: column.nullable,
            default: column.default.as_deref().map(Cow::Borrowed),
            computed: column.generated.as_ref().map(expression),
            is_virtual: column.is_virtual,
            identity: column.identity.is_some(),
            numbered: column
                .identity
                .clone()
                .filter(|identity| *identity != Identity::USUAL),
            comment: column.comment.as_deref().map(Cow::Borrowed),
            generated: column.fill.generated.as_deref().map(Cow::Borrowed),
            neutral: Cow::Borrowed(&column.fill.neutral),
        }));
    }
    if let Some(key) = &table.primary_key {
        put(Line::PrimaryKey {
            table: on(),
            name: key.name.as_str().into(),
            columns: texts(&key.columns),
        });
    }
    for unique in &table.uniques {
        put(Line::Unique {
            table: on(),
            name: unique.name.as_str().into(),
            columns: texts(&unique.columns),
            in_table: unique.in_table,
        });
    }
    for check in &table.checks {
        put(Line::Check {
            table: on(),
            name: check.name.as_str().into(),
            expression: Cow::Borrowed(&check.expression.sql),
            columns: check.expression.columns.as_deref().map(texts),
            column: None,
        });
    }
    for key in &table.foreign_keys {
        put(Line::ForeignKey(ForeignKeyLine {
            table: on(),
            name: key.name.as_str().into(),
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
            name: index.name.as_str().into(),
            unique: index.unique,
            method: index.method.as_deref().map(Cow::Borrowed),
            columns: parts(index),
            include: texts(&index.include),
            predicate: index.predicate.as_ref().map(expression),
        }));
    }
}

fn borrowed(texts: &[String]) -> Vec<Cow<'_, str>> {
    texts.iter().map(Cow::from).collect()
}

fn texts(names: &[DbName]) -> Vec<Cow<'_, str>> {
    names.iter().map(|name| name.as_str().into()).collect()
}

fn expression(expression: &Expression) -> ExpressionText<'_> {
    ExpressionText {
        sql: Cow::Borrowed(&expression.sql),
        columns: expression.columns.as_deref().map(texts),
    }
}

fn parts(index: &Index) -> Vec<IndexPart<'_>> {
    let parts = index.parts.iter().map(|part| {
        let (column, expression) = match &part.key {
            IndexKey::Column(name) => (Some(name.as_str().into()), None),
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
