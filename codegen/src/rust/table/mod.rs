//! A table's file, as plain data for its template.

mod access;
mod chain;
mod columns;
mod function;
mod info;
mod reads;
mod structs;
mod writes;

use serde::Serialize;

use super::neighbours::Neighbours;
use super::sql::Subject;
use crate::schema::model::Table;
use chain::Chain;
use columns::Columns;
use function::{Function, Position};
use info::TableInfo;
use structs::{NewStruct, PatchStruct, RowStruct};

/// What the template of a table's file is given.
#[derive(Debug, Serialize)]
pub(super) struct TableFile<'s> {
    /// The schema's key, as the file's own documentation names it.
    key: String,
    /// The schema's words for it, line by line.
    about: Vec<String>,
    info: TableInfo<'s>,
    row: RowStruct,
    /// `None` of a view.
    new: Option<NewStruct>,
    chain: Option<Chain>,
    /// `table` or `view`.
    relation: &'static str,
    columns: Columns,
    /// `None` where a row has nothing that could change.
    patch: Option<PatchStruct>,
    functions: Vec<Function>,
    positions: Vec<Position>,
    /// Whether the crate that the file is in has the feature `serde`.
    serde: bool,
    /// The runtime's `Result`: by its path where it would be the one name imported from the runtime's root, for which
    /// rustfmt's editions have different places.
    result: &'static str,
}

/// The file of a table whose module is called `module`.
pub(super) fn file<'s>(
    table: &'s Table,
    around: &'s Neighbours<'s>,
    module: &str,
    serde: bool,
) -> TableFile<'s> {
    let subject = Subject { around, table };
    let mut builder = function::Builder::new(subject, module, around.row.clone());
    let patch = structs::patch(&subject, builder.row());
    if subject.is_view() {
        reads::add_of_view(&mut builder);
    } else {
        reads::add(&mut builder);
        access::add(&mut builder);
        writes::add(&mut builder);
        chain::add(&mut builder);
    }
    let row = structs::row(&subject, builder.row());
    let new = (!subject.is_view()).then(|| structs::new(&subject, builder.row()));
    let result = if builder.names_session_by_path() {
        "dualect::Result"
    } else {
        "Result"
    };
    let (functions, positions) = builder.finish();
    TableFile {
        key: table.name.to_string(),
        about: doc_lines(table.doc.as_deref()),
        info: info::info(&subject),
        row,
        columns: columns::columns(&subject),
        new,
        chain: chain::chain(&subject, module),
        relation: if subject.is_view() { "view" } else { "table" },
        patch,
        functions,
        positions,
        serde,
        result,
    }
}

/// A doc text's lines, without the empty ones at its ends.
pub(super) fn doc_lines(doc: Option<&str>) -> Vec<String> {
    let Some(doc) = doc else {
        return Vec::new();
    };
    doc.trim()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}
