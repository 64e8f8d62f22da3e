//! What is to be rolled back.

use super::super::back::Back;
use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::report::{AppliedState, Reversal};
use super::super::script::{Known, Script, Scripts};
use super::baseline::is_adopted;
use super::{Layout, Ledger, NoteState, Resume};

/// A migration that is to be rolled back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::migrate) struct Revert<'a> {
    pub(in crate::migrate) script: &'a Script,
    /// What of its `down.sql` was run already.
    pub(in crate::migrate) resume: Resume,
}

impl Revert<'_> {
    /// Whether these are what is left of earlier ones of which so many are done.
    #[cfg(feature = "sqlite")]
    pub(in crate::migrate) fn are_rest(now: &[Self], earlier: &[Self], done: usize) -> bool {
        earlier.get(done..) == Some(now)
    }
}

impl Ledger {
    /// Finds the migrations to roll back, newest applied first, and refuses if any of them cannot be: before the first is
    /// touched.
    pub(in crate::migrate) fn reverts<'a>(
        &self,
        scripts: &'a Scripts,
        back: &Back,
        accept_lossy: bool,
    ) -> Result<Vec<Revert<'a>>, MigrationErrorKind> {
        self.refuse_half_replaced(scripts)?;
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
        let (steps, stays) = match back {
            Back::Steps(steps) => (*steps, None),
            Back::To(tag) => (usize::MAX, Some(tag)),
        };
        if let Some(tag) = stays
            && !names.iter().any(|(_, name)| name.as_ref() == Some(tag))
        {
            let tag = tag.clone();
            return Err(match scripts.known(&tag) {
                Some(_) => MigrationErrorKind::NotApplied { tag },
                None => MigrationErrorKind::Unknown { tag },
            });
        }
        for (row, name) in names
            .iter()
            .rev()
            .filter_map(|(row, name)| Some((row, name.as_ref()?)))
            .take_while(|(_, name)| Some(*name) != stays)
            // What it stands for is older than what the database was given since, whenever it was recorded.
            .filter(|(_, name)| !matches!(scripts.known(name), Some(Known::Script(script)) if is_adopted(script, &names)))
            .take(steps)
        {
            let tag = name.clone();
            let script = match scripts.known(name) {
                Some(Known::Script(script)) => script,
                Some(Known::Replaced { baseline, .. }) => {
                    let baseline = &baseline.tag;
                    let reason = format!("{baseline} replaces it, and its down.sql is gone; what it did can be undone by a new migration");
                    return Err(MigrationErrorKind::Irreversible { tag, reason });
                }
                None => return Err(MigrationErrorKind::Missing { tag }),
            };
            let resume = match self.state_of(row, Known::Script(script)) {
                AppliedState::Edited | AppliedState::Missing => {
                    return Err(MigrationErrorKind::Edited { tag });
                }
                AppliedState::Clean | AppliedState::Replaced => Resume::default(),
                AppliedState::Reverting => {
                    self.note(script).map_or(Resume::default(), Resume::after)
                }
            };
            if self
                .note(script)
                .is_some_and(|note| note.state == NoteState::Adopted)
            {
                let reason = "it was never run here: the database had been there before, and its down.sql would remove all of it".to_owned();
                return Err(MigrationErrorKind::Irreversible { tag, reason });
            }
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
