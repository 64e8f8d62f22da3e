//! Views, whose queries stand as they are.

use super::choice::{Choice, evidence};
use super::plain::{Part, Plain};
use super::toml_text::{inline, string};
use super::types::{self, Evidence};
use super::writer::Writer;
use super::{Given, names, raw};
use crate::catalog::model::{Column, Fill, View};
use crate::dialect::Dialect;

/// What a view yields, as the file says it; `None` where the language has no word for it.
pub(super) fn columns(given: &Given<'_>, view: &View) -> Option<Vec<(String, String)>> {
    let types = given.seen.view_types.get(&view.name);
    let columns = view.columns.iter().map(|name| {
        if names::key(name.as_str(), "column") != name.as_str() {
            return None;
        }
        let ty = match given.catalog.dialect {
            Dialect::Sqlite => {
                let column = Column {
                    name: name.clone(),
                    sql_type: String::new(),
                    meaning: None,
                    collation: None,
                    nullable: true,
                    default: None,
                    generated: None,
                    is_virtual: false,
                    identity: None,
                    comment: None,
                    fill: Fill {
                        generated: None,
                        neutral: String::new(),
                    },
                };
                types::sqlite(&column, &evidence(given, &view.name, name), None, true).ty
            }
            Dialect::Postgres => {
                let (_, found) = types?.iter().find(|(known, _)| known == name)?;
                let found = if found == "enum" {
                    "text"
                } else {
                    found.as_str()
                };
                types::postgres(found, name.as_str(), &Evidence::default(), None, true)?.ty
            }
        };
        Some((name.as_str().to_owned(), format!("{ty}?")))
    });
    columns.collect()
}

/// Writes those that do not go by their statements.
pub(super) fn write(out: &mut Writer, given: &Given<'_>, plain: &Plain, choice: &Choice) {
    for view in given.catalog.views.values() {
        let (Some((key, rust_name)), Some(columns)) =
            (choice.views.get(&view.name), columns(given, view))
        else {
            continue;
        };
        if raw::is_raw_view(given, plain, choice, view) {
            continue;
        }
        let part = || Some(Part::View(view.name.clone()));
        out.blank();
        out.comment("review: any of its columns may be null, for all that the database tells");
        out.line(part(), &format!("[views.{key}]"));
        if let Some(comment) = &view.comment {
            out.line(part(), &format!("doc = {}", string(comment)));
        }
        if view.name.name.as_str() != key {
            out.line(
                part(),
                &format!("db_name = {}", string(view.name.name.as_str())),
            );
        }
        if let Some(rust_name) = rust_name {
            out.line(part(), &format!("rust_name = {}", string(rust_name)));
        }
        let query = string(&view.sql);
        let query = match (given.catalog.dialect, &view.name.schema) {
            (Dialect::Sqlite, _) => format!("sqlite = {query}"),
            (Dialect::Postgres, None) => format!("postgres = {query}"),
            (Dialect::Postgres, Some(schema)) => {
                let parts = [("schema", string(schema.as_str())), ("sql", query)];
                format!("postgres = {}", inline(&parts))
            }
        };
        out.line(part(), &query);
        let columns: Vec<(&str, String)> = columns
            .iter()
            .map(|(name, ty)| (name.as_str(), string(ty)))
            .collect();
        out.line(part(), &format!("columns = {}", inline(&columns)));
    }
}
