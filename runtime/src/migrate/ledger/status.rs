//! How a database stands.

use std::collections::BTreeSet;

use super::super::error::ScriptFile;
use super::super::report::{
    Adoption, AppliedMigration, AppliedState, PendingMigration, Reversal, Status,
};
use super::super::script::{Known, Script, Scripts};
use super::baseline::Due;
use super::{Layout, Ledger, Note, NoteState};

impl Ledger {
    /// The report: never an error, for it is there to explain one.
    pub(in crate::migrate) fn status(&self, scripts: &Scripts) -> Status {
        let names = self.named(scripts);
        let applied: Vec<AppliedMigration> = names
            .iter()
            .map(|(row, name)| {
                let known = name.as_deref().and_then(|name| scripts.known(name));
                let note = name
                    .as_ref()
                    .and_then(|name| self.notes.as_ref()?.get(name));
                AppliedMigration {
                    tag: name.clone().unwrap_or_else(|| row.hash.clone()),
                    applied_at: row.applied_at,
                    applied_by: note.and_then(|note| note.by.clone()),
                    took: note.and_then(|note| note.took),
                    state: known.map_or(AppliedState::Missing, |known| self.state_of(row, known)),
                    resumes_at: note
                        .filter(|note| note.state.is_reverting())
                        .map(|note| note.section + 1),
                    reversal: known.and_then(|known| Self::reversal(note, known)),
                }
            })
            .collect();
        let has_names: BTreeSet<&str> = names
            .iter()
            .filter_map(|(_, name)| name.as_deref())
            .collect();
        let newest = has_names.last().copied();
        let has = |script: &&Script| !applied.iter().any(|one| one.tag == script.tag.as_str());
        let pending = scripts
            .iter()
            .filter(has)
            .map(|script| (script, self.adoption(script, scripts, &has_names)))
            .map(|(script, adoption)| PendingMigration {
                tag: script.tag.to_string(),
                // What is recorded takes its place in the order whenever that is done.
                out_of_order: adoption.is_none()
                    && newest.is_some_and(|newest| newest > script.tag.as_str()),
                adoption,
                reversal: script.reversal(),
                edited: self.note(script).is_some_and(|note| {
                    note.state.is_partial()
                        && note.hash != script.hash_of_first(ScriptFile::Up, note.section)
                }),
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

    /// What its way back is in this database.
    fn reversal(note: Option<&Note>, known: Known<'_>) -> Option<Reversal> {
        match (note.map(|note| note.state), known) {
            (_, Known::Replaced { .. }) => None,
            (Some(NoteState::Adopted), Known::Script(_)) => Some(Reversal::Irreversible {
                reason: "it was never run here".to_owned(),
            }),
            (_, Known::Script(script)) => Some(script.reversal()),
        }
    }

    /// What becomes of a migration that is not applied, where it is a baseline of some that are.
    fn adoption(
        &self,
        script: &Script,
        scripts: &Scripts,
        applied: &BTreeSet<&str>,
    ) -> Option<Adoption> {
        let half = self.half_replaced(scripts);
        let half = half.filter(|(baseline, _)| baseline.tag == script.tag);
        let half: BTreeSet<String> = half.map(|(_, tag)| tag).collect();
        match Due::of(script, applied) {
            Due::Behind { missing, .. } => Some(Adoption::Refused { missing }),
            Due::Run | Due::Adopt if !half.is_empty() => Some(Adoption::Refused {
                missing: half.into_iter().collect(),
            }),
            Due::Adopt => Some(Adoption::Recorded),
            Due::Run => None,
        }
    }
}
