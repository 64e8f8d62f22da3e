//! The migrator on Postgres: each migration in one transaction where the database can, under a lock of the session.

mod alone;
mod lock;
mod row_lock;
mod run;
mod tables;

use tokio_postgres::Client;

pub use lock::LOCK_KEY;
pub(crate) use row_lock::hold;

use super::attempt::Attempt;
use super::back::Back;
use super::error::{MigrationErrorKind, ScriptFile};
use super::ledger::Resume;
use super::repair::{Repair, Repaired};
use super::report::{Applied, RolledBack, Status};
use super::script::Scripts;
use super::settings::Settings;
use run::Run;

/// Applies what is pending. The client should be one that nobody else uses and that ends with this call: the lock is its
/// session's, so that a call which is not awaited to its end lets go of it only with the session.
pub async fn migrate(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<Applied, MigrationErrorKind> {
    // A look without a lock: an app that starts on a migrated database waits for nobody. What looks wrong may be another
    // migrator's work half-seen, so only the look under the lock decides that.
    let ledger = tables::read(client).await?;
    if ledger
        .work(scripts, settings)
        .is_ok_and(|work| work.is_done())
    {
        return Ok(Applied::default());
    }
    lock::acquire(client, scripts.flavor(), settings).await?;
    let outcome = migrate_locked(client, scripts, settings).await;
    lock::release(client, scripts.flavor()).await;
    outcome
}

async fn migrate_locked(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<Applied, MigrationErrorKind> {
    // What we saw may have changed while we waited for the lock.
    let ledger = tables::read(client).await?;
    let work = ledger.work(scripts, settings)?;
    let mut applied = Applied::default();
    if work.is_done() {
        return Ok(applied);
    }
    tables::prepare(client, &work.upkeep, scripts.flavor(), &settings.by).await?;
    applied.note(&work.upkeep, settings);
    let of = work.pending.len();
    for (at, pending) in work.pending.iter().enumerate() {
        let file = ScriptFile::Up;
        let mut attempt = Attempt::begin(pending.script, file, (at + 1, of), settings);
        let run = Run::new(client, (pending.script, scripts.flavor()), file, settings);
        run.from(pending.resume, &mut attempt).await?;
        attempt.end(pending.out_of_order);
        applied.end(*pending);
    }
    applied.stop(&work);
    Ok(applied)
}

/// Runs scripts as migrations are run, and keeps no track of them. The client is to be as for [`migrate`].
pub async fn apply(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    lock::acquire(client, scripts.flavor(), settings).await?;
    let outcome = apply_locked(client, scripts, settings).await;
    lock::release(client, scripts.flavor()).await;
    outcome
}

async fn apply_locked(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    for script in scripts.iter() {
        let mut attempt = Attempt::begin(script, ScriptFile::Up, (1, 1), settings);
        let run = Run::new(client, (script, scripts.flavor()), ScriptFile::Up, settings);
        let run = run.unrecorded();
        run.from(Resume::default(), &mut attempt).await?;
    }
    Ok(())
}

/// Records the oldest migration as applied without running it; whether it was not so before. In one transaction; the client is to be
/// as for [`migrate`].
pub async fn adopt(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<bool, MigrationErrorKind> {
    lock::acquire(client, scripts.flavor(), settings).await?;
    let outcome = adopt_locked(client, scripts, settings).await;
    lock::release(client, scripts.flavor()).await;
    outcome
}

async fn adopt_locked(
    client: &mut Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<bool, MigrationErrorKind> {
    let ledger = tables::read(client).await?;
    let Some(adopting) = ledger.adopting(scripts)? else {
        return Ok(false);
    };
    tables::adopt(client, &adopting, scripts.flavor(), &settings.by).await?;
    Ok(true)
}

/// Rolls back the newest migrations, or none where one of them cannot be. The client is to be as for [`migrate`].
pub async fn rollback(
    client: &mut Client,
    scripts: &Scripts,
    back: impl Into<Back>,
    settings: &Settings,
) -> Result<RolledBack, MigrationErrorKind> {
    let back = back.into();
    lock::acquire(client, scripts.flavor(), settings).await?;
    let outcome = rollback_locked(client, scripts, &back, settings).await;
    lock::release(client, scripts.flavor()).await;
    outcome
}

async fn rollback_locked(
    client: &mut Client,
    scripts: &Scripts,
    back: &Back,
    settings: &Settings,
) -> Result<RolledBack, MigrationErrorKind> {
    let ledger = tables::read(client).await?;
    let reverts = ledger.reverts(scripts, back, settings.accept_lossy)?;
    let mut done = RolledBack::default();
    if reverts.is_empty() {
        return Ok(done);
    }
    let upkeep = ledger.upkeep(scripts);
    tables::prepare(client, &upkeep, scripts.flavor(), &settings.by).await?;
    let of = reverts.len();
    for (at, revert) in reverts.iter().enumerate() {
        let file = ScriptFile::Down;
        let mut attempt = Attempt::begin(revert.script, file, (at + 1, of), settings);
        let run = Run::new(client, (revert.script, scripts.flavor()), file, settings);
        run.from(revert.resume, &mut attempt).await?;
        attempt.end(false);
        done.tags.push(revert.script.tag.to_string());
    }
    Ok(done)
}

/// Changes the record of a migration, in one transaction; with `dry` says only what it would change.
pub async fn repair(
    client: &mut Client,
    scripts: &Scripts,
    (tag, repair, dry): (&str, Repair, bool),
    settings: &Settings,
) -> Result<Repaired, MigrationErrorKind> {
    lock::acquire(client, scripts.flavor(), settings).await?;
    let outcome = repair_locked(client, scripts, (tag, repair, dry), settings).await;
    lock::release(client, scripts.flavor()).await;
    outcome
}

async fn repair_locked(
    client: &mut Client,
    scripts: &Scripts,
    (tag, repair, dry): (&str, Repair, bool),
    settings: &Settings,
) -> Result<Repaired, MigrationErrorKind> {
    let ledger = tables::read(client).await?;
    let changes = ledger.repairing(scripts, tag, repair)?;
    if !dry {
        let upkeep = ledger.upkeep(scripts);
        tables::prepare(client, &upkeep, scripts.flavor(), &settings.by).await?;
        tables::change(client, &changes, &settings.by).await?;
    }
    Ok(Repaired { changes })
}

/// Refuses where a migration is not applied, or not in full; writes nothing, and is one query where all are.
pub async fn require_current(
    client: &Client,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    let ledger = tables::read(client).await?;
    ledger.require_current(scripts, settings)
}

/// Reports; writes nothing.
pub async fn status(client: &Client, scripts: &Scripts) -> Result<Status, MigrationErrorKind> {
    Ok(tables::read(client).await?.status(scripts))
}

fn failed(doing: &'static str) -> impl Fn(tokio_postgres::Error) -> MigrationErrorKind {
    move |error| {
        let message = message(&error);
        if is_lost(&error) {
            let doing = doing.to_owned();
            return MigrationErrorKind::Disconnected { doing, message };
        }
        let code = code(&error);
        MigrationErrorKind::Database {
            doing,
            message,
            code,
        }
    }
}

/// Whether the connection is gone with it: what was asked may have been done or not.
fn is_lost(error: &tokio_postgres::Error) -> bool {
    match error.code() {
        Some(code) => crate::postgres::is_disconnect(code),
        None => error.is_closed() || crate::postgres::source::<std::io::Error>(error).is_some(),
    }
}

/// What the server said, without its detail: that holds values.
fn message(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(error), _) => error.message().to_owned(),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

fn code(error: &tokio_postgres::Error) -> Option<String> {
    error.code().map(|state| state.code().to_owned())
}
