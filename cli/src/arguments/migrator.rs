//! The arguments of the commands that run migrations.

use std::time::Duration;

use clap::Args;
use dualect::migrate::Repair;
use jiff::SignedDuration;

use super::DatabaseArguments;
use crate::instant;

#[derive(Debug, Args)]
pub(crate) struct MigrateArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// Apply the migrations up to this one, by its whole tag, and leave the later ones pending
    #[arg(long, value_name = "TAG")]
    pub(crate) to: Option<String>,
    /// Apply nothing: print what is pending and the rows that are in its way, and end with 1 if there are any
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) lock: LockArguments,
}

#[derive(Debug, Args)]
pub(crate) struct RollbackArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// How many migrations to take back
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) steps: u32,
    /// Take back every migration that was applied after this one, which stays
    #[arg(long, value_name = "TAG", conflicts_with = "steps")]
    pub(crate) to: Option<String>,
    /// Go on where a migration's way back loses data
    #[arg(long)]
    pub(crate) accept_lossy: bool,
    #[command(flatten)]
    pub(crate) lock: LockArguments,
}

#[derive(Debug, Args)]
pub(crate) struct LockArguments {
    /// Give up when another migrator, or whoever uses a table, has been in the way for this long, as `5s` or `500ms`; without it, 1 min
    #[arg(long, value_name = "TIME", value_parser = wait)]
    pub(crate) lock_timeout: Option<Duration>,
}

#[derive(Debug, Args)]
pub(crate) struct StatusArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
}

#[derive(Debug, Args)]
pub(crate) struct HistoryArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// Say of each migration by what it was applied, and what its way back loses
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RepairArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// Record this migration as applied: what it does, or the rest of it, was done by hand
    #[arg(long, value_name = "TAG", group = "decision")]
    mark_applied: Option<String>,
    /// Record this migration as not applied: what it did was undone by hand, or it is gone for good
    #[arg(long, value_name = "TAG", group = "decision")]
    mark_not_applied: Option<String>,
    /// Record this migration as it is now: it was edited after it was applied, and that is meant
    #[arg(long, value_name = "TAG", group = "decision")]
    accept_edit: Option<String>,
    /// Write nothing: print what would be written
    #[arg(long, requires = "decision")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) lock: LockArguments,
}

impl RepairArguments {
    /// What is decided, and of which migration; `None` is only a question.
    pub(crate) fn decision(&self) -> Option<(&str, Repair)> {
        let decisions = [
            (&self.mark_applied, Repair::MarkApplied),
            (&self.mark_not_applied, Repair::MarkNotApplied),
            (&self.accept_edit, Repair::AcceptEdit),
        ];
        let mut decisions = decisions.into_iter();
        decisions.find_map(|(tag, repair)| Some((tag.as_deref()?, repair)))
    }
}

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The new migration's name, lower-case words joined by underscores
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Let it run a step in Rust of this name, which your own xtask registers, instead of statements
    #[arg(long)]
    pub(crate) rust: bool,
    /// The time in its tag, as YYYYMMDDHHMMSS (UTC) or RFC 3339; without it, now
    #[arg(long, value_name = "TIME", value_parser = instant::parse)]
    pub(crate) at: Option<i64>,
}

/// A number of seconds, or what says its units.
fn wait(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no time to wait: write it as `30s`, `500ms` or `2min`");
    if let Ok(seconds) = text.parse::<u32>() {
        return Ok(Duration::from_secs(seconds.into()));
    }
    let signed: SignedDuration = text.parse().map_err(|_| wrong())?;
    Duration::try_from(signed).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::wait;
    use std::time::Duration;

    #[test]
    fn a_time_to_wait_has_units_or_is_in_seconds() {
        assert_eq!(wait("30"), Ok(Duration::from_secs(30)));
        assert_eq!(wait("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(wait("2min"), Ok(Duration::from_secs(120)));
        for wrong in ["", "soon", "-5s"] {
            assert!(wait(wrong).is_err(), "{wrong}");
        }
    }
}
