//! `COMMENT ON`.

use std::collections::BTreeSet;

use crate::catalog::model::{QualifiedName, Table};
use crate::catalog::quote;
use crate::diff::Change;
use crate::name::DbName;
use crate::plan::standing::Standing;
use crate::plan::step::Step;

/// Those of a new table and its columns.
pub(super) fn of_table(table: &Table) -> impl Iterator<Item = Step> {
    let own = table
        .comment
        .as_ref()
        .map(|text| on_table(&table.name, Some(text)));
    let columns = table.columns.values().filter_map(|column| {
        let text = column.comment.as_ref()?;
        Some(of_column(&table.name, &column.name, Some(text)))
    });
    own.into_iter().chain(columns)
}

pub(super) fn on_table(table: &QualifiedName, text: Option<&str>) -> Step {
    comment(&format!("TABLE {}", quote::qualified(table)), text)
}

/// Those of views that are made, and those that change on views that stay.
pub(super) fn of_views(changes: &[Change], standing: &Standing<'_>, said: &mut Vec<Step>) {
    let mut made = BTreeSet::new();
    for view in standing.views() {
        made.insert(&view.name);
        if let Some(text) = &view.comment {
            said.push(view_comment(&view.name, Some(text)));
        }
    }
    for change in changes {
        if let Change::SetViewComment { view, to } = change
            && !made.contains(view)
        {
            said.push(view_comment(view, to.as_deref()));
        }
    }
}

pub(super) fn of_column(table: &QualifiedName, column: &DbName, text: Option<&str>) -> Step {
    comment(
        &format!(
            "COLUMN {}.{}",
            quote::qualified(table),
            quote::ident(column)
        ),
        text,
    )
}

fn view_comment(view: &QualifiedName, text: Option<&str>) -> Step {
    comment(&format!("VIEW {}", quote::qualified(view)), text)
}

fn comment(on: &str, text: Option<&str>) -> Step {
    let text = text.map_or_else(|| "NULL".to_owned(), quote::text);
    Step::new(format!("COMMENT ON {on} IS {text};"))
}
