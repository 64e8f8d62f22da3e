//! A whole catalog as one script.

use crate::catalog::model::Catalog;
use crate::dialect::SqliteVersion;
use crate::diff::{Renames, diff};
use crate::plan::{Direction, Terms, plan};

/// Everything that makes an empty database hold the catalog, statements separated by blank lines.
#[must_use]
pub fn script(catalog: &Catalog) -> String {
    let empty = Catalog::empty(catalog.dialect);
    let difference = diff(&empty, catalog, &Renames::default());
    // Into an empty database nothing is altered, so that no version of SQLite makes a difference.
    let plan = plan(
        &empty,
        catalog,
        &difference,
        Direction::Up,
        &Terms::simple(SqliteVersion::BUNDLED),
    );
    let statements: Vec<&str> = plan.steps.iter().map(|step| step.sql.as_str()).collect();
    let mut text = statements.join("\n\n");
    text.push('\n');
    text
}
