//! What is to be applied, and what the tracking tables need first.

use std::collections::BTreeSet;

use super::super::baseline::BaselineObstacle;
use super::super::behind::Behind;
use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::progress::Progress;
use super::super::report::{Applied, AppliedState};
use super::super::script::{Known, Script, Scripts};
use super::super::settings::Settings;
use super::super::step::PendingStep;
use super::baseline::{Due, refusal};
use super::{Layout, Ledger, Resume, Row};

/// What is to be done.
#[derive(Debug)]
pub(in crate::migrate) struct Work<'a> {
    /// What the tracking tables need first.
    pub(in crate::migrate) upkeep: Upkeep<'a>,
    /// What is not applied yet, in order, up to the first with a step in Rust.
    pub(in crate::migrate) pending: Vec<Pending<'a>>,
    /// That one.
    pub(in crate::migrate) waiting: Option<Pending<'a>>,
}

impl Work<'_> {
    pub(in crate::migrate) fn is_done(&self) -> bool {
        let Upkeep {
            upgrade,
            names: _,
            adopt,
            baselines,
        } = &self.upkeep;
        !upgrade && adopt.is_empty() && baselines.is_empty() && self.is_current()
    }

    fn is_current(&self) -> bool {
        self.pending.is_empty() && self.waiting.is_none()
    }

    /// Whether this is what is left of earlier work of which so much is done.
    #[cfg(feature = "sqlite")]
    pub(in crate::migrate) fn is_rest(&self, earlier: &Work<'_>, done: usize) -> bool {
        let same_upkeep = if done == 0 {
            self.upkeep == earlier.upkeep
        } else {
            Upkeep::default() == self.upkeep
        };
        same_upkeep && earlier.pending.get(done..) == Some(self.pending.as_slice())
    }
}

/// What the tracking tables need before anything is recorded in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::migrate) struct Upkeep<'a> {
    /// Whether drizzle-orm's table is of the older layout.
    pub(in crate::migrate) upgrade: bool,
    /// Names that its rows then get, by id.
    pub(in crate::migrate) names: Vec<(i64, String)>,
    /// What drizzle-orm applied and our table does not know.
    pub(in crate::migrate) adopt: Vec<&'a Script>,
    /// Baselines to record without running them.
    pub(in crate::migrate) baselines: Vec<&'a Script>,
}

impl Applied {
    /// Reports what was recorded without being run.
    pub(in crate::migrate) fn note(&mut self, upkeep: &Upkeep<'_>, settings: &Settings) {
        for script in &upkeep.adopt {
            let tag = script.tag.to_string();
            settings
                .observer
                .tell(|| Progress::Adopted { tag: tag.clone() });
            self.adopted.push(tag);
        }
        for script in &upkeep.baselines {
            let tag = script.tag.to_string();
            settings
                .observer
                .tell(|| Progress::Recorded { tag: tag.clone() });
            self.baselines.push(tag);
        }
    }

    /// Reports a migration that was applied.
    pub(in crate::migrate) fn end(&mut self, pending: Pending<'_>) {
        let tag = pending.script.tag.to_string();
        if pending.out_of_order {
            self.out_of_order.push(tag.clone());
        }
        self.tags.push(tag);
    }

    /// Reports where it stops.
    pub(in crate::migrate) fn stop(&mut self, work: &Work<'_>) {
        self.step = work.waiting.and_then(|waiting| {
            Some(PendingStep {
                tag: waiting.script.tag.to_string(),
                step: waiting.script.step()?.to_owned(),
                out_of_order: waiting.out_of_order,
            })
        });
    }
}

/// A migration that is to be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        settings: &Settings,
    ) -> Result<Work<'a>, MigrationErrorKind> {
        let allow_missing = settings.allow_missing;
        let names = self.named(scripts);
        for (row, name) in &names {
            match name.as_deref().map(|name| (name, scripts.known(name))) {
                Some((_, Some(known))) => self.check(row, known)?,
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
        if let Some((tag, _)) =
            begun.find(|(tag, _)| !allow_missing && scripts.known(tag).is_none())
        {
            return Err(MigrationErrorKind::Missing { tag: tag.clone() });
        }
        self.refuse_half_replaced(scripts)?;
        let (mut pending, mut baselines) = self.pending(scripts, &names)?;
        if let Some(to) = &settings.to {
            let Some(last) = scripts.known(to) else {
                return Err(MigrationErrorKind::Unknown { tag: to.clone() });
            };
            pending.retain(|pending| pending.script.tag <= *last.tag());
            baselines.retain(|baseline| baseline.tag <= *last.tag());
        }
        let with_step = |pending: &Pending<'_>| pending.script.step().is_some();
        let at = pending.iter().position(with_step);
        let waiting = at.and_then(|at| pending.drain(at..).next());
        let upkeep = self.upkeep(scripts);
        Ok(Work {
            waiting,
            upkeep: Upkeep {
                baselines,
                ..upkeep
            },
            pending,
        })
    }

    /// Refuses where a migration is not applied, or not in full. What only has to be recorded is no lack.
    pub(in crate::migrate) fn require_current(
        &self,
        scripts: &Scripts,
        settings: &Settings,
    ) -> Result<(), MigrationErrorKind> {
        let work = self.work(scripts, settings)?;
        if work.is_current() {
            return Ok(());
        }
        let pending = work.pending.iter().chain(&work.waiting);
        let pending = pending.map(|pending| pending.script);
        Err(MigrationErrorKind::Behind(Box::new(Behind::new(pending))))
    }

    /// What the tracking tables need first, whatever is to be done. Only who migrates adopts a baseline.
    pub(in crate::migrate) fn upkeep<'a>(&self, scripts: &'a Scripts) -> Upkeep<'a> {
        let upgrade = self.layout == Layout::WithoutNames;
        let rows: Vec<(&Row, String)> = self
            .named(scripts)
            .into_iter()
            .filter_map(|(row, name)| Some((row, name?)))
            .collect();
        let adopt = rows
            .iter()
            .filter_map(|(row, name)| match scripts.known(name)? {
                Known::Script(script) => Some((row, script)),
                Known::Replaced { .. } => None,
            })
            .filter(|(row, script)| {
                let state = self.state_of(row, Known::Script(script));
                !self.knows(script) && state == AppliedState::Clean
            })
            .map(|(_, script)| script)
            .collect();
        let names = rows.iter().filter(|_| upgrade);
        let names = names.map(|(row, name)| (row.id, name.clone())).collect();
        Upkeep {
            upgrade,
            names,
            adopt,
            baselines: Vec::new(),
        }
    }

    fn check(&self, row: &Row, known: Known<'_>) -> Result<(), MigrationErrorKind> {
        let tag = known.tag().to_string();
        let file = ScriptFile::Down;
        match (self.state_of(row, known), known) {
            (AppliedState::Clean | AppliedState::Missing | AppliedState::Replaced, _) => Ok(()),
            (AppliedState::Edited, Known::Script(_)) => Err(MigrationErrorKind::Edited { tag }),
            (AppliedState::Edited, Known::Replaced { baseline, .. }) => {
                Err(refusal(baseline, BaselineObstacle::Edited { tag }))
            }
            (AppliedState::Reverting, Known::Script(_)) => {
                Err(MigrationErrorKind::Interrupted { tag, file })
            }
            (AppliedState::Reverting, Known::Replaced { baseline, .. }) => Err(refusal(
                baseline,
                BaselineObstacle::Interrupted { tag, file },
            )),
        }
    }

    /// What is to be run, and the baselines to record.
    fn pending<'a>(
        &self,
        scripts: &'a Scripts,
        names: &[(&Row, Option<String>)],
    ) -> Result<(Vec<Pending<'a>>, Vec<&'a Script>), MigrationErrorKind> {
        let applied: BTreeSet<&str> = names
            .iter()
            .filter_map(|(_, name)| name.as_deref())
            .collect();
        let mut pending = Vec::new();
        let mut baselines = Vec::new();
        for script in scripts
            .iter()
            .filter(|script| !applied.contains(script.tag.as_str()))
        {
            match Due::of(script, &applied) {
                Due::Run => {}
                Due::Adopt => {
                    baselines.push(script);
                    continue;
                }
                Due::Behind { newest, missing } => {
                    let why = BaselineObstacle::Behind { newest, missing };
                    return Err(refusal(script, why));
                }
            }
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
        Ok((pending, baselines))
    }
}
