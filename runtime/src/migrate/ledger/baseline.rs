//! How a database stands to a baseline, and to what it replaces.

use std::collections::BTreeSet;

use super::super::baseline::{BaselineObstacle, BaselineRefusal};
use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::script::{Known, Script, Scripts};
use super::{Ledger, Row};

/// What is to be done with a baseline that a database does not have.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// It is run like any migration: the database has nothing of what it replaces.
    Run,
    /// It is recorded: the database has all of it.
    Adopt,
    /// Nothing.
    Behind {
        /// The newest of those that the database has.
        newest: String,
        /// Those that it lacks, oldest first.
        missing: Vec<String>,
    },
}

impl Due {
    /// For a baseline, or any other migration, that is not among the applied ones.
    pub(super) fn of(script: &Script, applied: &BTreeSet<&str>) -> Self {
        let has = |tag: &str| applied.contains(tag);
        let replaces = script.replaces.as_slice();
        let newest = replaces.iter().rfind(|one| has(one.tag.as_str()));
        let Some(newest) = newest else {
            return Self::Run;
        };
        // Who has a baseline has what it stood for, which comes before it; who has that needs no baseline.
        let covered = replaces
            .iter()
            .rposition(|one| one.is_baseline && has(one.tag.as_str()));
        let missing: Vec<String> = replaces
            .iter()
            .skip(covered.map_or(0, |at| at + 1))
            .filter(|one| !one.is_baseline && !has(one.tag.as_str()))
            .map(|one| one.tag.to_string())
            .collect();
        if missing.is_empty() {
            Self::Adopt
        } else {
            Self::Behind {
                newest: newest.tag.to_string(),
                missing,
            }
        }
    }
}

/// The error of a baseline that cannot take the place of what a database has.
pub(super) fn refusal(baseline: &Script, why: BaselineObstacle) -> MigrationErrorKind {
    let last = baseline.replaces.last();
    MigrationErrorKind::Baseline(Box::new(BaselineRefusal {
        tag: baseline.tag.to_string(),
        to: last.map(|last| last.tag.to_string()).unwrap_or_default(),
        why,
    }))
}

impl Ledger {
    /// The replaced migrations that are applied in part, each with the baseline that replaces it.
    pub(super) fn half_replaced<'a>(
        &self,
        scripts: &'a Scripts,
    ) -> impl Iterator<Item = (&'a Script, String)> {
        let begun = self.notes.iter().flatten();
        let begun = begun.filter(|(tag, note)| {
            let has_row = |row: &Row| row.name.as_deref() == Some(tag.as_str());
            // Beside a row it is applied: drizzle-orm's migrator has done so since.
            note.state.is_partial() && !self.rows.iter().any(has_row)
        });
        begun.filter_map(|(tag, _)| match scripts.known(tag)? {
            Known::Script(_) => None,
            Known::Replaced { baseline, .. } => Some((baseline, tag.clone())),
        })
    }

    /// Refuses where a replaced migration is applied in part: nobody here knows what comes next in it.
    pub(super) fn refuse_half_replaced(&self, scripts: &Scripts) -> Result<(), MigrationErrorKind> {
        match self.half_replaced(scripts).next() {
            None => Ok(()),
            Some((baseline, tag)) => {
                let file = ScriptFile::Up;
                Err(refusal(
                    baseline,
                    BaselineObstacle::Interrupted { tag, file },
                ))
            }
        }
    }
}

/// Whether a database came to this baseline by the migrations that it replaces, and did not run it.
pub(super) fn is_adopted(baseline: &Script, names: &[(&Row, Option<String>)]) -> bool {
    let replaces = |name: &str| {
        let mut replaces = baseline.replaces.iter();
        replaces.any(|replaced| replaced.tag.as_str() == name)
    };
    names
        .iter()
        .any(|(_, name)| name.as_deref().is_some_and(replaces))
}
