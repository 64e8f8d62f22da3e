//! The golden files' own language: `check: ..`, `generated <column>: ..`, `default <column>: ..`, `index: ..`, `where: ..`.

use std::path::{Path, PathBuf};

use dualect_codegen::diagnostic::SourceFile;
use dualect_codegen::expression::scope::Scope;
use dualect_codegen::expression::{Context, Expectation};
use dualect_codegen::name::{ColumnName, TableName};
use dualect_codegen::query::Relations;
use dualect_codegen::schema::{self, Schema};

/// An expression and where it stands; not every test looks at all of it.
#[allow(dead_code, reason = "shared by tests that need different parts")]
pub(crate) struct Entry {
    /// As the file writes it.
    pub(crate) line: String,
    pub(crate) text: String,
    pub(crate) context: Context,
    pub(crate) expectation: Expectation,
    /// The column that stores its value.
    pub(crate) column: Option<ColumnName>,
    /// `view: ..`
    pub(crate) is_view: bool,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find_map(|root| {
            [
                root.join("tests/expression"),
                root.join("codegen/tests/expression"),
            ]
            .into_iter()
            .find(|folder| folder.exists())
        })
        .unwrap()
}

pub(crate) fn schema() -> Schema {
    let text = std::fs::read_to_string(folder().join("schema.toml")).unwrap();
    schema::parse(&SourceFile::new("schema.toml", text))
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.lines()))
}

pub(crate) fn scope() -> Scope {
    let schema = schema();
    Scope::new(
        schema.tables[&TableName::new("t")].columns.values(),
        &schema.enums,
    )
}

#[allow(dead_code, reason = "shared by tests that need different parts")]
pub(crate) fn relations() -> Relations {
    let schema = schema();
    Relations::new(&schema.tables, &schema.enums)
}

pub(crate) fn entries(file: &str) -> Vec<Entry> {
    let schema = schema();
    let columns = &schema.tables[&TableName::new("t")].columns;
    let lines = file
        .lines()
        .filter(|line| !line.starts_with(' ') && !line.is_empty());
    lines
        .map(|line| {
            let (place, text) = line.split_once(": ").unwrap();
            let (kind, column) = place.split_once(' ').unwrap_or((place, ""));
            let column = (!column.is_empty()).then(|| ColumnName::new(column));
            let stored = || {
                let column = &columns[column.as_ref().unwrap()];
                Expectation::Value {
                    ty: column.ty.clone(),
                    storage: column.sqlite.storage,
                }
            };
            let (context, expectation) = match kind {
                "view" => (Context::View, Expectation::Any),
                "check" => (Context::Check, Expectation::Condition),
                "where" => (Context::IndexPredicate, Expectation::Condition),
                "index" => (Context::IndexPart, Expectation::Any),
                "generated" => (Context::Generated, stored()),
                "default" => (Context::Default, stored()),
                other => panic!("no place is called {other}"),
            };
            Entry {
                line: line.to_owned(),
                text: text.to_owned(),
                context,
                expectation,
                column,
                is_view: kind == "view",
            }
        })
        .collect()
}
