//! Taking over a database that came to be without us.

use super::super::error::MigrationErrorKind;
use super::super::script::{Script, Scripts};
use super::{Layout, Ledger, Row, Upkeep};

/// What is recorded then.
#[derive(Debug)]
pub(in crate::migrate) struct Adopting<'a> {
    /// What counts as applied from now on.
    pub(in crate::migrate) script: &'a Script,
    /// Whether drizzle-orm's table is of the older layout.
    pub(in crate::migrate) upgrade: bool,
    /// What drizzle-orm had written, which stays as it is and says nothing to us.
    pub(in crate::migrate) foreign: Vec<&'a Row>,
}

impl<'a> Adopting<'a> {
    /// What has to be done to the tracking tables for it: the migration is recorded as a baseline is.
    pub(in crate::migrate) fn upkeep(&self) -> Upkeep<'a> {
        Upkeep {
            upgrade: self.upgrade,
            names: Vec::new(),
            adopt: Vec::new(),
            baselines: vec![self.script],
        }
    }
}

impl Ledger {
    /// What is to be recorded so that the oldest migration counts as applied; `None` where it does already.
    pub(in crate::migrate) fn adopting<'a>(
        &'a self,
        scripts: &'a Scripts,
    ) -> Result<Option<Adopting<'a>>, MigrationErrorKind> {
        let Some(script) = scripts.iter().next() else {
            return Ok(None);
        };
        if self.knows(script) {
            return Ok(None);
        }
        // Whoever has a note of ours is under our migrations, be it in part.
        if let Some(tag) = self.notes.iter().flatten().map(|(tag, _)| tag).next_back() {
            return Err(MigrationErrorKind::Ours { tag: tag.clone() });
        }
        Ok(Some(Adopting {
            script,
            upgrade: self.layout == Layout::WithoutNames,
            foreign: self.rows.iter().collect(),
        }))
    }
}
