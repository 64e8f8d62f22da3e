//! What a migrator says when it is done.

use std::time::Duration;

use jiff::Timestamp;

use super::migration::{Migration, Migrations};
use super::script::reversal;
use super::step::PendingStep;
use crate::Dialect;

/// What a run of the migrator did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Applied {
    /// The migrations applied, in the order in which they were.
    pub tags: Vec<String>,
    /// Those among them that are older than one which the database already had: two branches met.
    pub out_of_order: Vec<String>,
    /// Migrations that drizzle-orm had applied, and that we recorded as known.
    pub adopted: Vec<String>,
    /// Baselines that were recorded and not run, for the database has all that they replace.
    pub baselines: Vec<String>,
    /// The step in Rust before which a driver stopped; never of what [`Db::migrate`](crate::Db::migrate) gives back.
    #[doc(hidden)]
    #[cfg_attr(feature = "serde", serde(skip))]
    pub step: Option<PendingStep>,
}

impl Applied {
    /// What was done after this.
    pub(crate) fn add(&mut self, later: Self) {
        let Self {
            tags,
            out_of_order,
            adopted,
            baselines,
            step,
        } = later;
        self.tags.extend(tags);
        self.out_of_order.extend(out_of_order);
        self.adopted.extend(adopted);
        self.baselines.extend(baselines);
        self.step = step;
    }
}

/// What a rollback did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RolledBack {
    /// The migrations rolled back, in the order in which they were: newest first.
    pub tags: Vec<String>,
}

/// How a database stands against the migrations of an app.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Status {
    /// Whether there is a database to ask.
    pub configured: bool,
    /// Whether it was ever migrated.
    pub initialized: bool,
    /// Which database it is.
    #[cfg_attr(feature = "serde", serde(serialize_with = "dialect_name"))]
    pub dialect: Dialect,
    /// What it has, in the order in which it was applied.
    pub applied: Vec<AppliedMigration>,
    /// What it has not, in the order in which it would be applied.
    pub pending: Vec<PendingMigration>,
}

impl Status {
    /// The report where there is no database to ask: everything is pending.
    ///
    /// ```
    /// use dualect::{Dialect, Migrations, Status};
    ///
    /// let migrations = Migrations { schema_hash: "", sqlite: &[], postgres: &[] };
    /// assert!(!Status::unconfigured(&migrations, Dialect::Sqlite).configured);
    /// ```
    #[must_use]
    pub fn unconfigured(migrations: &Migrations<'_>, dialect: Dialect) -> Self {
        let mut all: Vec<&Migration<'_>> = migrations.of(dialect).iter().collect();
        all.sort_unstable_by_key(|one| one.tag);
        let pending = all.into_iter().map(|one| PendingMigration {
            tag: one.tag.to_owned(),
            out_of_order: false,
            resumes_at: None,
            edited: false,
            reversal: reversal(one.down),
            adoption: None,
        });
        Self {
            configured: false,
            initialized: false,
            dialect,
            applied: Vec::new(),
            pending: pending.collect(),
        }
    }
}

/// How sure taking a migration back is, as its `down.sql` says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "class", rename_all = "snake_case")
)]
pub enum Reversal {
    /// Nothing is lost.
    Lossless,
    /// Something is lost, so that it waits for consent.
    Lossy {
        /// What is lost.
        lost: String,
    },
    /// There is no way back.
    Irreversible {
        /// Why not.
        reason: String,
    },
}

/// A migration that a database has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AppliedMigration {
    /// Its tag.
    pub tag: String,
    /// When it was applied, where that is recorded.
    pub applied_at: Option<Timestamp>,
    /// By what, where that is recorded: [`Settings::by`](super::Settings::by) of then.
    pub applied_by: Option<String>,
    /// How long that took, where it is recorded.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "took_ms", serialize_with = "milliseconds")
    )]
    pub took: Option<Duration>,
    /// How it stands against the app's.
    pub state: AppliedState,
    /// The section of its `down.sql` that comes next, from 1, where a rollback was interrupted within it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub resumes_at: Option<usize>,
    /// What its way back is; `None` where its `down.sql` is not here.
    pub reversal: Option<Reversal>,
}

/// How an applied migration stands against the app's migration of that tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum AppliedState {
    /// They are the same.
    Clean,
    /// The app's was changed after it was applied.
    Edited,
    /// The app has none.
    Missing,
    /// A rollback of it was interrupted.
    Reverting,
    /// The app has a baseline in its place.
    Replaced,
}

/// A migration that a database has not, or not in full.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PendingMigration {
    /// Its tag.
    pub tag: String,
    /// Whether the database has a newer one already.
    pub out_of_order: bool,
    /// The section that comes next, from 1, where an earlier run was interrupted within it.
    pub resumes_at: Option<usize>,
    /// Whether the sections that were run of it are not as they were.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub edited: bool,
    /// What its way back is.
    pub reversal: Reversal,
    /// What becomes of a baseline where the database has migrations that it replaces.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub adoption: Option<Adoption>,
}

/// What becomes of a baseline in a database that has migrations which it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum Adoption {
    /// It is recorded without being run: all that it replaces is applied.
    Recorded,
    /// It is refused.
    Refused {
        /// Those that it replaces and that the database lacks, or has in part.
        missing: Vec<String>,
    },
}

#[cfg(feature = "serde")]
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes the field by reference"
)]
fn dialect_name<S: serde::Serializer>(dialect: &Dialect, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(dialect.as_str())
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde passes the field by reference")]
fn milliseconds<S: serde::Serializer>(
    took: &Option<Duration>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let took = took.map(|took| u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
    serde::Serialize::serialize(&took, serializer)
}
