//! A plan as `migration.sql` or `down.sql`.

use std::fmt::Write as _;

use dualect_format::statements;

use crate::plan::{Hazard, Placement, Plan};

/// What stands in a migration of a database in which nothing changes: both databases have the same migrations, and a
/// file without a statement is refused by other tools' migrators.
pub(super) const NOTHING: &str = "DROP TABLE IF EXISTS __dualect_noop;";

/// The texts of a migration's two SQL files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// `migration.sql`.
    pub up: String,
    /// `down.sql`.
    pub down: String,
}

/// Both files of a migration.
///
/// The first line of `down.sql` is `-- dualect: lossy: ..` where going back destroys something, or brings back less than
/// there was: the migrator then wants to be told that this is meant.
#[must_use]
pub fn files(up: &Plan, down: &Plan) -> Files {
    let losses: Vec<String> = down
        .hazards()
        .filter(|hazard| hazard.is_loss())
        .map(Hazard::to_string)
        .collect();
    let mut text = sections(down);
    if !losses.is_empty() {
        text.insert_str(
            0,
            &format!("-- dualect: lossy: {}\n", one_line(&losses.join("; "))),
        );
    }
    Files {
        up: sections(up),
        down: text,
    }
}

fn sections(plan: &Plan) -> String {
    if plan.steps.is_empty() {
        return statements::join([NOTHING]);
    }
    let mut text = String::new();
    for reason in &plan.reasons {
        let _ = writeln!(text, "-- {}", one_line(reason));
    }
    text.push_str(&statements::join(plan.steps.iter().map(|step| {
        let notes = step
            .hazards
            .iter()
            .map(|hazard| format!("-- {}: {}\n", hazard.code(), one_line(&hazard.to_string())));
        let mut text: String = notes.collect();
        if step.placement == Placement::OutsideTransaction {
            text.push_str("-- dualect: no-transaction\n");
        }
        text.push_str(&step.sql);
        text
    })));
    text
}

/// A name may hold a line feed, and a comment may not.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
