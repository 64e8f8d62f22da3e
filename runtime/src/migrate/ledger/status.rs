//! How a database stands.

use super::super::report::{AppliedMigration, AppliedState, PendingMigration, Status};
use super::super::script::{Script, Scripts};
use super::{Layout, Ledger};

impl Ledger {
    /// The report: never an error, for it is there to explain one.
    pub(in crate::migrate) fn status(&self, scripts: &Scripts) -> Status {
        let names = self.named(scripts);
        let applied: Vec<AppliedMigration> = names
            .iter()
            .map(|(row, name)| AppliedMigration {
                tag: name.clone().unwrap_or_else(|| row.hash.clone()),
                applied_at: row.applied_at,
                state: name
                    .as_deref()
                    .and_then(|name| scripts.get(name))
                    .map_or(AppliedState::Missing, |script| self.state_of(row, script)),
            })
            .collect();
        let newest = names.iter().filter_map(|(_, name)| name.as_deref()).max();
        let has = |script: &&Script| !applied.iter().any(|one| one.tag == script.tag.as_str());
        let pending = scripts
            .iter()
            .filter(has)
            .map(|script| PendingMigration {
                tag: script.tag.to_string(),
                out_of_order: newest.is_some_and(|newest| newest > script.tag.as_str()),
                resumes_at: self
                    .note(script)
                    .filter(|note| note.state.is_partial())
                    .map(|note| note.section + 1),
            })
            .collect();
        Status {
            configured: true,
            initialized: self.layout != Layout::Absent,
            dialect: scripts.dialect(),
            applied,
            pending,
        }
    }
}
