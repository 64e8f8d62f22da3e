//! What is to be applied, and what the tracking tables need first.

use std::collections::BTreeSet;

use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::report::AppliedState;
use super::super::script::{Script, Scripts};
use super::{Layout, Ledger, Resume, Row};

/// What is to be done.
#[derive(Debug)]
pub(in crate::migrate) struct Work<'a> {
    /// What the tracking tables need first.
    pub(in crate::migrate) upkeep: Upkeep<'a>,
    /// What is not applied yet, in order.
    pub(in crate::migrate) pending: Vec<Pending<'a>>,
}

impl Work<'_> {
    pub(in crate::migrate) fn is_done(&self) -> bool {
        !self.upkeep.upgrade && self.upkeep.adopt.is_empty() && self.pending.is_empty()
    }
}

/// What the tracking tables need before anything is recorded in them.
#[derive(Debug)]
pub(in crate::migrate) struct Upkeep<'a> {
    /// Whether drizzle-orm's table is of the older layout.
    pub(in crate::migrate) upgrade: bool,
    /// Names that its rows then get, by id.
    pub(in crate::migrate) names: Vec<(i64, String)>,
    /// What drizzle-orm applied and our table does not know.
    pub(in crate::migrate) adopt: Vec<&'a Script>,
}

/// A migration that is to be applied.
#[derive(Debug, Clone, Copy)]
pub(in crate::migrate) struct Pending<'a> {
    pub(in crate::migrate) script: &'a Script,
    /// What of it already is.
    pub(in crate::migrate) resume: Resume,
    /// Whether a newer migration is applied.
    pub(in crate::migrate) out_of_order: bool,
}

impl Ledger {
    /// Finds what is to be done, and refuses where the database and the app do not belong together.
    pub(in crate::migrate) fn work<'a>(
        &self,
        scripts: &'a Scripts,
        allow_missing: bool,
    ) -> Result<Work<'a>, MigrationErrorKind> {
        let names = self.named(scripts);
        for (row, name) in &names {
            match name.as_deref().map(|name| (name, scripts.get(name))) {
                Some((_, Some(script))) => self.check(row, script)?,
                Some(_) | None if allow_missing => {}
                Some((name, None)) => {
                    return Err(MigrationErrorKind::Missing {
                        tag: name.to_owned(),
                    });
                }
                // drizzle-orm takes no notice of a row without a name, unless it is to give it one.
                None if self.layout == Layout::WithoutNames => {
                    return Err(MigrationErrorKind::Missing {
                        tag: row.description(),
                    });
                }
                None => {}
            }
        }
        let mut begun = self
            .notes
            .iter()
            .flatten()
            .filter(|(_, note)| note.state.is_partial());
        if let Some((tag, _)) = begun.find(|(tag, _)| !allow_missing && scripts.get(tag).is_none())
        {
            return Err(MigrationErrorKind::Missing { tag: tag.clone() });
        }
        Ok(Work {
            upkeep: self.upkeep(scripts),
            pending: self.pending(scripts, &names)?,
        })
    }

    /// What the tracking tables need first, whatever is to be done.
    pub(in crate::migrate) fn upkeep<'a>(&self, scripts: &'a Scripts) -> Upkeep<'a> {
        let upgrade = self.layout == Layout::WithoutNames;
        let rows: Vec<(&Row, String)> = self
            .named(scripts)
            .into_iter()
            .filter_map(|(row, name)| Some((row, name?)))
            .collect();
        let adopt = rows
            .iter()
            .filter_map(|(row, name)| Some((row, scripts.get(name)?)))
            .filter(|(row, script)| {
                !self.knows(script) && self.state_of(row, script) == AppliedState::Clean
            })
            .map(|(_, script)| script)
            .collect();
        let names = rows.iter().filter(|_| upgrade);
        let names = names.map(|(row, name)| (row.id, name.clone())).collect();
        Upkeep {
            upgrade,
            names,
            adopt,
        }
    }

    fn check(&self, row: &Row, script: &Script) -> Result<(), MigrationErrorKind> {
        let tag = || script.tag.to_string();
        match self.state_of(row, script) {
            AppliedState::Clean | AppliedState::Missing => Ok(()),
            AppliedState::Edited => Err(MigrationErrorKind::Edited { tag: tag() }),
            AppliedState::Reverting => Err(MigrationErrorKind::Interrupted {
                tag: tag(),
                file: ScriptFile::Down,
            }),
        }
    }

    fn pending<'a>(
        &self,
        scripts: &'a Scripts,
        names: &[(&Row, Option<String>)],
    ) -> Result<Vec<Pending<'a>>, MigrationErrorKind> {
        let applied: BTreeSet<&str> = names
            .iter()
            .filter_map(|(_, name)| name.as_deref())
            .collect();
        let mut pending = Vec::new();
        for script in scripts
            .iter()
            .filter(|script| !applied.contains(script.tag.as_str()))
        {
            // A note of a migration that drizzle's table does not have is of use only as a resume point.
            let resume = match self.note(script) {
                Some(note) if note.state.is_partial() => {
                    if note.hash != script.hash_of_first(ScriptFile::Up, note.section) {
                        return Err(MigrationErrorKind::Edited {
                            tag: script.tag.to_string(),
                        });
                    }
                    Resume::after(note)
                }
                Some(_) | None => Resume::default(),
            };
            let out_of_order = applied
                .last()
                .is_some_and(|newest| *newest > script.tag.as_str());
            pending.push(Pending {
                script,
                resume,
                out_of_order,
            });
        }
        Ok(pending)
    }
}
