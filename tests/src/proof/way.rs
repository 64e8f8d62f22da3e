//! The migrations of a pair on one engine.

use std::collections::BTreeSet;

use dualect_codegen::catalog::lower::lower;
use dualect_codegen::catalog::model::Catalog;
use dualect_codegen::dialect::SqliteVersion;
use dualect_codegen::diff::{Intent, Renames, resolve};
use dualect_codegen::migration::{Files, HazardNote, Transition, files};
use dualect_codegen::plan::{HazardClass, Plan, Terms};

use super::draw::parsed;
use super::failure::{At, Failure, failed};
use super::run::Pair;
use super::written::written;
use crate::engine::Engine;
use crate::migration_run::dialect;

/// The migrations of a pair on one engine.
pub(super) struct Way {
    pub(super) transition: Transition,
    pub(super) files: Files,
    /// From nothing to each of the two.
    pub(super) fresh: [Files; 2],
    pub(super) up: Plan,
    pub(super) down: Plan,
    pub(super) sqlite: SqliteVersion,
}

impl Way {
    /// `None` where a type's change is refused by name.
    pub(super) fn new(pair: &Pair, engine: Engine) -> Result<Option<Self>, Failure> {
        let dialect = dialect(engine);
        let sqlite = if pair.before.old_sqlite {
            SqliteVersion::OLDEST
        } else {
            SqliteVersion::BUNDLED
        };
        let before = parsed(&written(&pair.before, None)).at("the schema before")?;
        let after = parsed(&written(&pair.after, Some(&pair.before))).at("the schema after")?;
        let (from, to) = (lower(&before, dialect), lower(&after, dialect));
        if !Transition::new(to.clone(), to.clone(), &Renames::default()).is_empty() {
            return failed("a schema differs from itself", format!("{to:#?}"));
        }
        let found = resolve(&Intent::of(&after, dialect), &from, &BTreeSet::new());
        if !found.unknown.is_empty() {
            return failed(
                "a hint speaks of what is not there",
                format!("{:#?}", found.unknown),
            );
        }
        let terms = Terms::simple(sqlite);
        let from_nothing = |catalog: &Catalog| {
            let transition = Transition::new(
                Catalog::empty(dialect),
                catalog.clone(),
                &Renames::default(),
            );
            let (up, down) = transition.plans(&terms);
            files(&up, &down)
        };
        let fresh = [from_nothing(&from), from_nothing(&to)];
        let transition = Transition::new(from, to, &found.renames);
        if !transition.there.unplanned.is_empty() || !transition.back.unplanned.is_empty() {
            return Ok(None);
        }
        let (up, down) = transition.plans(&terms);
        let files = files(&up, &down);
        Ok(Some(Self {
            transition,
            files,
            fresh,
            up,
            down,
            sqlite,
        }))
    }

    pub(super) fn before(&self) -> [&Files; 1] {
        [&self.fresh[0]]
    }

    pub(super) fn only_after(&self) -> [&Files; 1] {
        [&self.fresh[1]]
    }

    pub(super) fn both(&self) -> [&Files; 2] {
        [&self.fresh[0], &self.files]
    }

    pub(super) fn changes(&self) -> Vec<String> {
        let changes = self.transition.there.changes.iter();
        changes
            .map(|change| {
                let text = format!("{change:?}");
                text.split([' ', '{']).next().unwrap_or_default().to_owned()
            })
            .collect()
    }

    /// What is told of rows that may be in the way.
    pub(super) fn told_rows(&self) -> Vec<HazardNote> {
        let notes = HazardNote::of(&self.up, &self.transition).into_iter();
        notes
            .filter(|note| note.class == HazardClass::DataDependent)
            .collect()
    }

    pub(super) fn down_may_be_refused(&self) -> bool {
        self.down
            .hazards()
            .any(|hazard| hazard.class() == HazardClass::DataDependent)
    }
}
