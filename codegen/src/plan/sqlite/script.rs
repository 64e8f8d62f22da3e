//! A plan as one script for any client.

use super::rebuild::GUARD;
use crate::plan::step::{Placement, Plan};

/// The statements of a plan for SQLite, to be run one after the other by whoever has the database open: all of them take effect, or none.
///
/// Some clients, the `sqlite3` shell among them, go on after a statement that has failed. So the last word has a row of the guard that
/// is not written where one of its checks was not held: it undoes all that was done.
#[must_use]
pub fn sqlite_script(plan: &Plan) -> Vec<String> {
    let inside = |placement| placement == Placement::Transaction;
    let count = plan.steps.iter();
    if count.filter(|step| inside(step.placement)).count() < 2 {
        return plan.steps.iter().map(|step| step.sql.clone()).collect();
    }
    let checked = format!("INSERT INTO {GUARD} (");
    let checks = plan.steps.iter();
    let checks = checks.filter(|step| step.sql.starts_with(&checked)).count();
    let dropped = format!("DROP TABLE {GUARD};");
    let mut script = Vec::new();
    let mut begun = false;
    for step in &plan.steps {
        if inside(step.placement) && !begun {
            script.push("SAVEPOINT dualect;".to_owned());
            begun = true;
        } else if !inside(step.placement) && begun {
            script.push("RELEASE dualect;".to_owned());
            begun = false;
        }
        if step.sql == dropped {
            script.push(format!(
                "INSERT OR ROLLBACK INTO {GUARD} (missing) SELECT count(*) <> {checks} FROM {GUARD};"
            ));
        }
        script.push(step.sql.clone());
    }
    if begun {
        script.push("RELEASE dualect;".to_owned());
    }
    script
}
