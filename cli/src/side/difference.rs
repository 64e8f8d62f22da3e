//! Two databases beside each other.

use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::inspect::postgres::level;
use dualect_codegen::inspect::sqlite;
use dualect_codegen::migration::Transition;

use crate::error::{Error, Kind, Result};

/// Whether what a database grants, and to whom it belongs, is compared: a schema file says nothing of roles, and takes nothing from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Roles {
    Compared,
    LeftAlone,
}

/// The two such that what only looks different is the same.
pub(crate) fn comparable(from: &Catalog, to: &Catalog, roles: Roles) -> (Catalog, Catalog) {
    let mut from = sqlite::settled(from, to);
    let mut to = to.clone();
    if roles == Roles::LeftAlone {
        (from, to) = (from.as_written(), to.as_written());
    }
    level(&mut from, &mut to);
    (from, to)
}

/// The changes, a line each, that lead from what is there to what should be.
pub(crate) fn differences(is: &Inspected, should: &Inspected) -> Vec<String> {
    let (from, to) = comparable(&is.catalog, &should.catalog, Roles::LeftAlone);
    let transition = Transition::new(from, to, &Renames::default());
    let changes = transition.there.changes.iter().map(ToString::to_string);
    let unplanned = transition.there.unplanned.iter().map(ToString::to_string);
    let mut lines: Vec<String> = changes.chain(unplanned).collect();
    for (side, other, only) in [
        (is, should, "is there, and should not be"),
        (should, is, "is not there, and should be"),
    ] {
        let beyond = side
            .beyond
            .iter()
            .filter(|line| !other.beyond.contains(line));
        lines.extend(beyond.map(|line| format!("{line}: {only}")));
    }
    lines
}

/// Stops at a change that no migration makes.
///
/// # Errors
/// There is one.
pub(crate) fn refuse_unplanned(transition: &Transition) -> Result<()> {
    match transition.there.unplanned.first() {
        None => Ok(()),
        Some(unplanned) => {
            let what = format!("{unplanned}, and no migration can make that change yet");
            Err(Error::plain(Kind::Side { what }))
        }
    }
}
