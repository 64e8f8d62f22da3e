//! What two databases do not have in common, in words.

use dualect_codegen::diff::Renames;
use dualect_codegen::inspect::Inspected;
use dualect_codegen::inspect::sqlite::settled;
use dualect_codegen::migration::Transition;

/// The changes, a line each, that lead from what is there to what should be.
pub(crate) fn differences(is: &Inspected, should: &Inspected) -> Vec<String> {
    let transition = Transition::new(
        settled(&is.catalog, &should.catalog).as_written(),
        should.catalog.clone().as_written(),
        &Renames::default(),
    );
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
