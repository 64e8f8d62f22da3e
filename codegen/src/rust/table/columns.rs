//! The columns as typed constants, which rows by hand are checked against.

use serde::Serialize;

use crate::catalog::quote;
use crate::rust::sql::Subject;
use crate::rust::{column, names};

/// What the template of a table's columns is given.
#[derive(Debug, Serialize)]
pub(super) struct Columns {
    /// The table's name as SQL text.
    table: String,
    constants: Vec<ColumnConstant>,
    /// Each column with its table in front: a line of text, or several to be joined.
    select: Vec<String>,
    /// Whether some column is never null, as Rust spells it.
    identified: String,
}

#[derive(Debug, Serialize)]
struct ColumnConstant {
    /// The constant.
    name: String,
    /// The column's name as SQL text.
    column: String,
    ty: String,
    /// How it is read, where its type does not say it all.
    read: Option<String>,
}

pub(super) fn columns(subject: &Subject<'_>) -> Columns {
    let all = subject.table.columns.values();
    let table = quote::ident(&subject.table.db_name).into_owned();
    let named: Vec<String> = all
        .clone()
        .map(|column| format!("{table}.{}", quote::ident(&column.db_name)))
        .collect();
    Columns {
        constants: all
            .clone()
            .map(|column| ColumnConstant {
                name: names::constant(names::field(column).trim_start_matches("r#")),
                column: quote::ident(&column.db_name).into_owned(),
                ty: column::field_type(subject.enums(), column),
                read: read(&column::decode(subject.enums(), column)),
            })
            .collect(),
        select: lines(&named),
        identified: all.clone().any(|column| !column.nullable).to_string(),
        table,
    }
}

/// The names with commas between them, in lines of a readable width.
fn lines(names: &[String]) -> Vec<String> {
    const WIDTH: usize = 70;
    let mut lines = vec![String::new()];
    for (index, name) in names.iter().enumerate() {
        let end = if index + 1 < names.len() { ", " } else { "" };
        match lines.last_mut() {
            Some(line)
                if line.is_empty() || line.chars().count() + name.chars().count() <= WIDTH =>
            {
                line.push_str(name);
                line.push_str(end);
            }
            Some(_) | None => lines.push(format!("{name}{end}")),
        }
    }
    lines
}

/// The body of the closure that reads a column; `None` where its type says how.
fn read(decode: &str) -> Option<String> {
    match decode.strip_suffix('?') {
        Some("row.next()") => None,
        Some(read) => Some(read.to_owned()),
        None => Some(format!("Ok({decode})")),
    }
}
