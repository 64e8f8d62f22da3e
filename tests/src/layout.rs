//! The rules of the workspace's layout: who may import whom, what must stay pure, how long and how named a file may be.
//!
//! The rules are a function over a [`Workspace`] value, so that a rigged one can show that they are able to fail.

mod imports;
mod naming;
mod purity;
mod read;
mod workspace;

pub use self::read::read;
pub use self::workspace::{Dependency, Kind, Member, Workspace};

/// Everything that breaks a rule, one sentence each; empty where the layout holds.
#[must_use]
pub fn violations(workspace: &Workspace) -> Vec<String> {
    let mut found = Vec::new();
    for member in &workspace.members {
        imports::check(member, &mut found);
        purity::check(member, &mut found);
        naming::check(member, &mut found);
        if !member.inherits_lints && !member.is_generated() {
            found.push(format!(
                "{} does not inherit the workspace's lints: write `[lints] workspace = true`",
                member.name
            ));
        }
    }
    naming::check_allowances(workspace, &mut found);
    imports::check_benches(workspace, &mut found);
    found
}
