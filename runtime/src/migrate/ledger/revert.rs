//! What is to be rolled back.

use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::report::AppliedState;
use super::super::script::{Reversal, Script, Scripts};
use super::{Layout, Ledger, Resume};

/// A migration that is to be rolled back.
#[derive(Debug, Clone, Copy)]
pub(in crate::migrate) struct Revert<'a> {
    pub(in crate::migrate) script: &'a Script,
    /// What of its `down.sql` was run already.
    pub(in crate::migrate) resume: Resume,
}

impl Ledger {
    /// Finds the migrations to roll back, newest applied first, and refuses if any of them cannot be: before the first is
    /// touched.
    pub(in crate::migrate) fn reverts<'a>(
        &self,
        scripts: &'a Scripts,
        steps: usize,
        accept_lossy: bool,
    ) -> Result<Vec<Revert<'a>>, MigrationErrorKind> {
        if let Some((tag, _)) = self
            .notes
            .iter()
            .flatten()
            .find(|(_, note)| note.state.is_partial())
        {
            return Err(MigrationErrorKind::Interrupted {
                tag: tag.clone(),
                file: ScriptFile::Up,
            });
        }
        let mut reverts = Vec::new();
        let names = self.named(scripts);
        if let (Layout::WithoutNames, Some((row, _))) =
            (self.layout, names.iter().find(|(_, name)| name.is_none()))
        {
            return Err(MigrationErrorKind::Missing {
                tag: row.description(),
            });
        }
        for (row, name) in names
            .iter()
            .rev()
            .filter_map(|(row, name)| Some((row, name.as_ref()?)))
            .take(steps)
        {
            let tag = name.clone();
            let Some(script) = scripts.get(name) else {
                return Err(MigrationErrorKind::Missing { tag });
            };
            let resume = match self.state_of(row, script) {
                AppliedState::Edited | AppliedState::Missing => {
                    return Err(MigrationErrorKind::Edited { tag });
                }
                AppliedState::Clean => Resume::default(),
                AppliedState::Reverting => {
                    self.note(script).map_or(Resume::default(), Resume::after)
                }
            };
            match script.reversal() {
                Reversal::Lossless => {}
                Reversal::Lossy { .. } if accept_lossy => {}
                Reversal::Lossy { lost } => return Err(MigrationErrorKind::Lossy { tag, lost }),
                Reversal::Irreversible { reason } => {
                    return Err(MigrationErrorKind::Irreversible { tag, reason });
                }
            }
            reverts.push(Revert { script, resume });
        }
        Ok(reverts)
    }
}
