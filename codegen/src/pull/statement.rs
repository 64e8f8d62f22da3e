//! What makes a table or a view, for who cannot say it in the language.

use std::sync::Arc;

use crate::catalog::model::{Catalog, Table, View};
use crate::dialect::{Dialect, SqliteVersion};
use crate::diff::Renames;
use crate::migration::Transition;
use crate::plan::Terms;

/// What makes the table and all that stands in it.
pub(super) fn statements(dialect: Dialect, table: Table) -> Vec<String> {
    let mut catalog = Catalog::empty(dialect);
    catalog.tables.insert(table.name.clone(), Arc::new(table));
    of(catalog)
}

/// What makes the view.
pub(super) fn statements_of_view(dialect: Dialect, view: &View) -> Vec<String> {
    let mut catalog = Catalog::empty(dialect);
    catalog.views.insert(view.name.clone(), view.clone());
    of(catalog)
}

fn of(catalog: Catalog) -> Vec<String> {
    let empty = Catalog::empty(catalog.dialect);
    let transition = Transition::new(empty, catalog, &Renames::default());
    let (up, _) = transition.plans(&Terms::simple(SqliteVersion::BUNDLED));
    let steps = up.steps.iter();
    steps
        .map(|step| step.sql.trim().trim_end_matches(';').to_owned())
        .collect()
}
