//! What of the record a repair changes.

use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::repair::{RecordChange, Repair};
use super::super::report::AppliedState;
use super::super::script::{Known, Scripts};
use super::{Layout, Ledger, Note, NoteState, Row};

impl Ledger {
    /// What is to be written, or why nothing may be.
    pub(in crate::migrate) fn repairing(
        &self,
        scripts: &Scripts,
        tag: &str,
        repair: Repair,
    ) -> Result<Vec<RecordChange>, MigrationErrorKind> {
        let refuse = |why: String| MigrationErrorKind::Repair {
            tag: tag.to_owned(),
            why,
        };
        let names = self.named(scripts);
        if self.layout == Layout::WithoutNames {
            let why = "this database's record is of an older layout: db-migrate brings it up to date first";
            return Err(refuse(why.to_owned()));
        }
        let row = names.iter().find(|(_, name)| name.as_deref() == Some(tag));
        let row = row.map(|(row, _)| *row);
        let note = self.notes.as_ref().and_then(|notes| notes.get(tag));
        let known = scripts.known(tag);
        if known.is_none() && row.is_none() && note.is_none() {
            return Err(MigrationErrorKind::Unknown {
                tag: tag.to_owned(),
            });
        }
        let changes = match repair {
            Repair::MarkApplied => self.mark_applied(scripts, row, known),
            Repair::MarkNotApplied => {
                let newest = names.iter().rev().find_map(|(_, name)| name.as_deref());
                self.mark_not_applied(tag, row, note, known, newest)
            }
            Repair::AcceptEdit => self.accept_edit(row, note, known),
        };
        changes.map_err(refuse)
    }

    fn mark_applied(
        &self,
        scripts: &Scripts,
        row: Option<&Row>,
        known: Option<Known<'_>>,
    ) -> Result<Vec<RecordChange>, String> {
        let Some(known) = known else {
            return Err("the app does not have it".to_owned());
        };
        let applied = RecordChange::Note {
            tag: known.tag().to_string(),
            hash: known.hash().to_owned(),
            sections: known.section_count(),
            state: NoteState::Applied.as_str(),
        };
        if let Some(row) = row {
            return match self.state_of(row, known) {
                AppliedState::Reverting => Ok(vec![applied]),
                AppliedState::Edited => Err(
                    "it is recorded as applied, with other statements: --accept-edit is for that"
                        .to_owned(),
                ),
                AppliedState::Clean | AppliedState::Missing | AppliedState::Replaced => {
                    Err("it is recorded as applied".to_owned())
                }
            };
        }
        let is_applied = |tag: &str| self.rows.iter().any(|row| row.name.as_deref() == Some(tag));
        let mut before = scripts
            .iter()
            .take_while(|script| script.tag < *known.tag());
        if let Some(pending) = before.find(|script| !is_applied(script.tag.as_str())) {
            return Err(format!("{} comes before it, and is pending", pending.tag));
        }
        let row = RecordChange::Row {
            tag: known.tag().to_string(),
            hash: known.file_hash().to_owned(),
            created_at: known.tag().unix_millis(),
        };
        Ok(vec![row, applied])
    }

    fn mark_not_applied(
        &self,
        tag: &str,
        row: Option<&Row>,
        note: Option<&Note>,
        known: Option<Known<'_>>,
        newest: Option<&str>,
    ) -> Result<Vec<RecordChange>, String> {
        let tag = tag.to_owned();
        match (row, known) {
            (None, _) if note.is_some() => Ok(vec![RecordChange::NoNote { tag }]),
            (None, _) => Err("it is not applied".to_owned()),
            (Some(row), Some(known))
                if newest != Some(&tag) && self.state_of(row, known) != AppliedState::Reverting =>
            {
                let newest = newest.unwrap_or_default();
                Err(format!("{newest} was applied after it"))
            }
            (Some(_), _) => Ok(vec![
                RecordChange::NoRow { tag: tag.clone() },
                RecordChange::NoNote { tag },
            ]),
        }
    }

    fn accept_edit(
        &self,
        row: Option<&Row>,
        note: Option<&Note>,
        known: Option<Known<'_>>,
    ) -> Result<Vec<RecordChange>, String> {
        let Some(known) = known else {
            return Err("the app does not have it".to_owned());
        };
        let tag = known.tag().to_string();
        let unedited = || "it is as it was when it was applied".to_owned();
        let renoted = |note: &Note, hash: String| RecordChange::Note {
            tag: tag.clone(),
            hash,
            sections: note.section,
            state: note.state.as_str(),
        };
        match (row, note, known) {
            (Some(row), note, known) if self.state_of(row, known) == AppliedState::Edited => {
                let reverting = note.filter(|note| note.state.is_reverting());
                let note = match (reverting, known) {
                    (Some(note), Known::Script(script)) => {
                        renoted(note, script.hash_of_first(ScriptFile::Down, note.section))
                    }
                    _ => RecordChange::Note {
                        tag: tag.clone(),
                        hash: known.hash().to_owned(),
                        sections: known.section_count(),
                        state: note
                            .filter(|note| note.state.is_applied())
                            .map_or(NoteState::Applied, |note| note.state)
                            .as_str(),
                    },
                };
                let hash = known.file_hash().to_owned();
                Ok(vec![RecordChange::RowHash { tag, hash }, note])
            }
            (None, Some(note), Known::Script(script)) if note.state.is_partial() => {
                let hash = script.hash_of_first(ScriptFile::Up, note.section);
                if script.section_count() < note.section {
                    Err(format!(
                        "{} of its sections were run here, and it has {} now",
                        note.section,
                        script.section_count()
                    ))
                } else if hash == note.hash {
                    Err(unedited())
                } else {
                    Ok(vec![renoted(note, hash)])
                }
            }
            (None, _, _) => Err("it is not applied, and may be edited".to_owned()),
            (Some(_), _, _) => Err(unedited()),
        }
    }
}
