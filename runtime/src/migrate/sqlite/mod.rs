//! The migrator on SQLite: each migration in one exclusive transaction of a connection that nobody else has meanwhile.

mod pragmas;
mod run;
mod tables;
mod transaction;

use rusqlite::Connection;

use super::attempt::Attempt;
use super::back::Back;
use super::error::{MigrationErrorKind, ScriptFile};
use super::ledger::{Ledger, Revert, Upkeep, Work};
use super::repair::{Repair, Repaired};
use super::report::{Applied, RolledBack, Status};
use super::script::Scripts;
use super::settings::Settings;
use crate::Dialect;
use pragmas::Prepared;

/// Applies what is pending. The connection must be outside any transaction, with no statement half-read.
pub fn migrate(
    connection: &mut Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<Applied, MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings)?;
    let mut applied = Applied::default();
    loop {
        // A look without a lock: an app that starts on a migrated database waits for nobody.
        let mut look = Look::at(prepared.connection())?;
        let ledger = std::mem::take(&mut look.ledger);
        let work = ledger.work(scripts, settings)?;
        if work.is_done()
            || migrate_seen(&prepared, &mut look, scripts, &work, &mut applied, settings)?
        {
            return Ok(applied);
        }
    }
}

/// Does what was found to be done as far as that stays the same; whether that is all of it.
fn migrate_seen(
    prepared: &Prepared<'_>,
    look: &mut Look,
    scripts: &Scripts,
    work: &Work<'_>,
    applied: &mut Applied,
    settings: &Settings,
) -> Result<bool, MigrationErrorKind> {
    let of = work.pending.len();
    let mut upkeep = Some(&work.upkeep);
    if work.pending.is_empty() {
        let transaction = prepared.begin()?;
        if look.renew(transaction.connection())? {
            return Ok(false);
        }
        let now = (settings.clock)();
        tables::prepare(transaction.connection(), &work.upkeep, now, &settings.by)?;
        transaction.commit(None, false)?;
        applied.note(&work.upkeep, settings);
        applied.stop(work);
        return Ok(true);
    }
    for (at, pending) in work.pending.iter().enumerate() {
        let script = pending.script;
        let steps = script.steps(ScriptFile::Up, Dialect::Sqlite)?;
        let foreign_keys = prepared.foreign_keys_for(&steps)?;
        let transaction = prepared.begin()?;
        if look.renew(transaction.connection())?
            && !look.ledger.work(scripts, settings)?.is_rest(work, at)
        {
            return Ok(false);
        }
        let mut attempt = Attempt::begin(script, ScriptFile::Up, (at + 1, of), settings);
        let upkeep = upkeep.take();
        if let Some(upkeep) = upkeep {
            let now = (settings.clock)();
            tables::prepare(transaction.connection(), upkeep, now, &settings.by)?;
        }
        let done = pending.resume.done;
        run::sections(
            transaction.connection(),
            &mut attempt,
            script,
            (ScriptFile::Up, &steps),
            done,
        )?;
        let now = (settings.clock)();
        tables::record(transaction.connection(), script, now, attempt.execution())?;
        transaction.commit(Some(script), foreign_keys.are_off())?;
        if let Some(upkeep) = upkeep {
            applied.note(upkeep, settings);
        }
        attempt.end(pending.out_of_order);
        applied.end(*pending);
    }
    applied.stop(work);
    Ok(true)
}

/// What the tracking tables held, and at what state of the database.
struct Look {
    version: i64,
    ledger: Ledger,
}

impl Look {
    fn at(connection: &Connection) -> Result<Self, MigrationErrorKind> {
        // In this order: what is written between the two is then seen as new.
        let version = tables::version(connection)?;
        let ledger = tables::read(connection)?;
        Ok(Self { version, ledger })
    }

    /// Looks again where another connection has written since, and says whether it has. What this one writes does not count.
    fn renew(&mut self, connection: &Connection) -> Result<bool, MigrationErrorKind> {
        let is_old = tables::version(connection)? != self.version;
        if is_old {
            *self = Self::at(connection)?;
        }
        Ok(is_old)
    }
}

/// Runs scripts as migrations are run, and keeps no track of them. The connection is to be as for [`migrate`].
pub fn apply(
    connection: &mut Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings)?;
    for script in scripts.iter() {
        let steps = script.steps(ScriptFile::Up, scripts.dialect())?;
        let foreign_keys = prepared.foreign_keys_for(&steps)?;
        let transaction = prepared.begin()?;
        let mut attempt = Attempt::begin(script, ScriptFile::Up, (1, 1), settings);
        run::sections(
            transaction.connection(),
            &mut attempt,
            script,
            (ScriptFile::Up, &steps),
            0,
        )?;
        transaction.commit(Some(script), foreign_keys.are_off())?;
    }
    Ok(())
}

/// Records the oldest migration as applied without running it; whether it was not so before. In one transaction.
pub fn adopt(
    connection: &mut Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<bool, MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings)?;
    let transaction = prepared.begin()?;
    let ledger = tables::read(transaction.connection())?;
    let Some(adopting) = ledger.adopting(scripts)? else {
        return Ok(false);
    };
    let now = (settings.clock)();
    tables::adopt(transaction.connection(), &adopting, now, &settings.by)?;
    transaction.commit(None, false)?;
    Ok(true)
}

/// Rolls back the newest migrations, or none where one of them cannot be.
pub fn rollback(
    connection: &mut Connection,
    scripts: &Scripts,
    back: impl Into<Back>,
    settings: &Settings,
) -> Result<RolledBack, MigrationErrorKind> {
    let back = back.into();
    let prepared = Prepared::new(connection, settings)?;
    let mut done = RolledBack::default();
    loop {
        let mut look = Look::at(prepared.connection())?;
        let left = back.after(done.tags.len());
        let ledger = std::mem::take(&mut look.ledger);
        // All that is left to do, not only the next: nothing is to be touched if a later one is refused.
        let reverts = ledger.reverts(scripts, &left, settings.accept_lossy)?;
        let upkeep = ledger.upkeep(scripts);
        let is_same = |look: &Look, at: usize| {
            let left = left.after(at);
            let now = look.ledger.reverts(scripts, &left, settings.accept_lossy)?;
            Ok(Revert::are_rest(&now, &reverts, at))
        };
        if reverts.is_empty()
            || rollback_seen(
                &prepared,
                &mut look,
                (&reverts, upkeep),
                is_same,
                &mut done,
                settings,
            )?
        {
            return Ok(done);
        }
    }
}

/// Takes back what was found as far as that stays the same; whether that is all of it.
fn rollback_seen(
    prepared: &Prepared<'_>,
    look: &mut Look,
    (reverts, upkeep): (&[Revert<'_>], Upkeep<'_>),
    is_same: impl Fn(&Look, usize) -> Result<bool, MigrationErrorKind>,
    done: &mut RolledBack,
    settings: &Settings,
) -> Result<bool, MigrationErrorKind> {
    let of = reverts.len();
    let mut upkeep = Some(upkeep);
    for (at, revert) in reverts.iter().enumerate() {
        let script = revert.script;
        let steps = script.steps(ScriptFile::Down, Dialect::Sqlite)?;
        let foreign_keys = prepared.foreign_keys_for(&steps)?;
        let transaction = prepared.begin()?;
        if look.renew(transaction.connection())? && !is_same(look, at)? {
            return Ok(false);
        }
        let mut attempt = Attempt::begin(script, ScriptFile::Down, (at + 1, of), settings);
        if let Some(upkeep) = upkeep.take() {
            let now = (settings.clock)();
            tables::prepare(transaction.connection(), &upkeep, now, &settings.by)?;
        }
        let resume = revert.resume.done;
        run::sections(
            transaction.connection(),
            &mut attempt,
            script,
            (ScriptFile::Down, &steps),
            resume,
        )?;
        tables::forget(transaction.connection(), script)?;
        transaction.commit(Some(script), foreign_keys.are_off())?;
        attempt.end(false);
        done.tags.push(script.tag.to_string());
    }
    Ok(true)
}

/// Changes the record of a migration, in one transaction; with `dry` says only what it would change.
pub fn repair(
    connection: &mut Connection,
    scripts: &Scripts,
    (tag, repair, dry): (&str, Repair, bool),
    settings: &Settings,
) -> Result<Repaired, MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings)?;
    let transaction = prepared.begin()?;
    let ledger = tables::read(transaction.connection())?;
    let changes = ledger.repairing(scripts, tag, repair)?;
    if !dry {
        let now = (settings.clock)();
        let upkeep = ledger.upkeep(scripts);
        tables::prepare(transaction.connection(), &upkeep, now, &settings.by)?;
        tables::change(transaction.connection(), &changes, now, &settings.by)?;
        transaction.commit(None, false)?;
    }
    Ok(Repaired { changes })
}

/// Refuses where a migration is not applied, or not in full; writes nothing, and is one query where all are.
pub fn require_current(
    connection: &Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    tables::read(connection)?.require_current(scripts, settings)
}

/// Reports; writes nothing, so that any connection will do.
pub fn status(connection: &Connection, scripts: &Scripts) -> Result<Status, MigrationErrorKind> {
    Ok(tables::read(connection)?.status(scripts))
}

fn failed(doing: &'static str) -> impl Fn(rusqlite::Error) -> MigrationErrorKind {
    move |error| MigrationErrorKind::Database {
        doing,
        message: message(&error),
        code: code(&error),
    }
}

/// What SQLite said, without the statement that rusqlite puts beside it.
fn message(error: &rusqlite::Error) -> String {
    if let rusqlite::Error::SqliteFailure(code, Some(message)) = error {
        crate::sqlite::explained(*code, message)
    } else if let rusqlite::Error::SqlInputError { msg, .. } = error {
        msg.clone()
    } else {
        error.to_string()
    }
}

fn code(error: &rusqlite::Error) -> Option<String> {
    let error = error.sqlite_error()?;
    // 1 is the code of every error that has none.
    (error.extended_code != 1).then(|| error.extended_code.to_string())
}

fn is_locked(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}
