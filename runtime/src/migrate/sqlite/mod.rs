//! The migrator on SQLite: each migration in one exclusive transaction of a connection that nobody else has meanwhile.

mod pragmas;
mod run;
mod tables;
mod transaction;

use rusqlite::Connection;

use super::error::{MigrationErrorKind, ScriptFile};
use super::report::{Applied, RolledBack, Status};
use super::script::Scripts;
use super::settings::Settings;
use pragmas::Prepared;
use transaction::Transaction;

/// Applies what is pending. The connection must be outside any transaction, with no statement half-read.
pub fn migrate(
    connection: &mut Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<Applied, MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings.lock_wait)?;
    let mut applied = Applied::default();
    loop {
        // A look without a lock: an app that starts on a migrated database waits for nobody.
        let ledger = tables::read(prepared.connection())?;
        let work = ledger.work(scripts, settings.allow_missing)?;
        if work.is_done() {
            return Ok(applied);
        }
        let next = work.pending.first().map(|pending| pending.script);
        let steps = next.map_or(Ok(Vec::new()), |script| {
            script.steps(ScriptFile::Up, scripts.dialect())
        })?;
        let foreign_keys = prepared.foreign_keys_for(&steps)?;
        let transaction = Transaction::begin(prepared.connection(), settings.lock_wait)?;

        // What we saw may have changed while we waited for the lock.
        let ledger = tables::read(transaction.connection())?;
        let work = ledger.work(scripts, settings.allow_missing)?;
        let pending = work.pending.first().copied();
        if pending.map(|pending| &pending.script.tag) != next.map(|script| &script.tag) {
            continue;
        }
        tables::prepare(transaction.connection(), &work.upkeep, (settings.clock)())?;
        if let Some(pending) = pending {
            run::sections(
                transaction.connection(),
                pending.script,
                ScriptFile::Up,
                &steps,
                pending.resume.done,
            )?;
            tables::record(transaction.connection(), pending.script, (settings.clock)())?;
        }
        transaction.commit(
            pending.map(|pending| pending.script),
            foreign_keys.are_off(),
        )?;

        applied.note(&work.upkeep);
        if let Some(pending) = pending {
            applied.tags.push(pending.script.tag.to_string());
            if pending.out_of_order {
                applied.out_of_order.push(pending.script.tag.to_string());
            }
        }
    }
}

/// Runs scripts as migrations are run, and keeps no track of them. The connection is to be as for [`migrate`].
pub fn apply(
    connection: &mut Connection,
    scripts: &Scripts,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings.lock_wait)?;
    for script in scripts.iter() {
        let steps = script.steps(ScriptFile::Up, scripts.dialect())?;
        let foreign_keys = prepared.foreign_keys_for(&steps)?;
        let transaction = Transaction::begin(prepared.connection(), settings.lock_wait)?;
        run::sections(transaction.connection(), script, ScriptFile::Up, &steps, 0)?;
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
    let prepared = Prepared::new(connection, settings.lock_wait)?;
    let transaction = Transaction::begin(prepared.connection(), settings.lock_wait)?;
    let ledger = tables::read(transaction.connection())?;
    let Some(adopting) = ledger.adopting(scripts)? else {
        return Ok(false);
    };
    tables::adopt(transaction.connection(), &adopting, (settings.clock)())?;
    transaction.commit(None, false)?;
    Ok(true)
}

/// Rolls back the newest `steps` migrations, or none where one of them cannot be.
pub fn rollback(
    connection: &mut Connection,
    scripts: &Scripts,
    steps: usize,
    settings: &Settings,
) -> Result<RolledBack, MigrationErrorKind> {
    let prepared = Prepared::new(connection, settings.lock_wait)?;
    let mut done = RolledBack::default();
    while done.tags.len() < steps {
        let ledger = tables::read(prepared.connection())?;
        // All that is left to do, not only the next: nothing is to be touched if a later one is refused.
        let reverts = ledger.reverts(scripts, steps - done.tags.len(), settings.accept_lossy)?;
        let Some(next) = reverts.first() else { break };
        let sections = next.script.steps(ScriptFile::Down, scripts.dialect())?;
        let foreign_keys = prepared.foreign_keys_for(&sections)?;
        let transaction = Transaction::begin(prepared.connection(), settings.lock_wait)?;

        let ledger = tables::read(transaction.connection())?;
        let reverts = ledger.reverts(scripts, steps - done.tags.len(), settings.accept_lossy)?;
        if reverts.first().map(|revert| &revert.script.tag) != Some(&next.script.tag) {
            continue;
        }
        let now = (settings.clock)();
        tables::prepare(transaction.connection(), &ledger.upkeep(scripts), now)?;
        run::sections(
            transaction.connection(),
            next.script,
            ScriptFile::Down,
            &sections,
            next.resume.done,
        )?;
        tables::forget(transaction.connection(), next.script)?;
        transaction.commit(Some(next.script), foreign_keys.are_off())?;
        done.tags.push(next.script.tag.to_string());
    }
    Ok(done)
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
    if let rusqlite::Error::SqliteFailure(_, Some(message))
    | rusqlite::Error::SqlInputError { msg: message, .. } = error
    {
        message.clone()
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
