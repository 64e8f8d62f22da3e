//! Bringing a database to the migrations that an app carries: apply, roll back, report.
//!
//! The two drivers share what needs no database: `script` reads the files, `ledger` holds what a database has recorded
//! against them. What touches a database is in `sqlite` and `postgres`, one of each for the same three calls.
//!
//! Two tables keep track. `__drizzle_migrations` is drizzle-orm 1.x's own, row for row as its migrator writes it, so that
//! either migrator finds nothing to do after the other. `__dualect_migrations` holds what that table cannot: a hash that
//! comments and white space do not change, who applied it and how long that took, and how far a migration came that cannot run
//! in one transaction.
//!
//! A migration may be a baseline: its `migration.sql` begins with a note for each migration that it replaces
//! ([`dualect_format::baseline`]). A new database runs it. One that has all of those records it without running it, in both
//! tables; their own rows stay, for they are what happened, and count as known. One that has some of them is refused.

mod attempt;
mod back;
mod baseline;
mod behind;
mod error;
mod ledger;
mod migration;
#[cfg(feature = "postgres")]
#[doc(hidden)]
pub mod postgres;
mod progress;
mod repair;
mod report;
mod script;
mod settings;
#[cfg(feature = "sqlite")]
#[doc(hidden)]
pub mod sqlite;
mod statement;
mod step;

pub use back::Back;
pub use baseline::{BaselineObstacle, BaselineRefusal};
pub use behind::Behind;
pub use error::{MigrationErrorKind, ScriptFile, SectionFailure};
pub use migration::{Migration, Migrations};
pub use progress::{Observer, Progress};
pub use repair::{RecordChange, Repair, Repaired};
pub use report::{
    Adoption, Applied, AppliedMigration, AppliedState, PendingMigration, Reversal, RolledBack,
    Status,
};
#[doc(hidden)]
pub use script::Scripts;
pub use settings::Settings;
pub(crate) use step::Work;
pub use step::{Batch, PendingStep, Steps};

/// The table that drizzle-orm and we both record applied migrations in.
pub const DRIZZLE_TABLE: &str = "__drizzle_migrations";
/// The table beside it that only we use.
pub const DUALECT_TABLE: &str = "__dualect_migrations";
/// The schema that both tables are in on Postgres; on SQLite they are in `main`.
pub const TRACKING_SCHEMA: &str = "drizzle";
