//! One migrator at a time: an advisory lock of the session.

use std::time::{Duration, Instant};

use tokio_postgres::Client;

use super::super::error::MigrationErrorKind;
use super::super::progress::Progress;
use super::super::settings::Settings;
use super::failed;
use crate::postgres::Flavor;

/// The key of the advisory lock that a migrator holds, `pg_try_advisory_lock(7238799094253319169)`: the letters `dualect`
/// and a 1. Advisory locks belong to one database of a server, so two databases are migrated at once.
pub const LOCK_KEY: i64 = i64::from_be_bytes(*b"dualect\x01");

pub(super) const LOCKING: &str = "waiting for other migrators";

/// Takes the lock as soon as it is free. It is asked for again and again, not waited for within the server: a waiting
/// statement would hold a snapshot, which `CREATE INDEX CONCURRENTLY` of the other migrator waits for in turn.
pub(super) async fn acquire(
    client: &Client,
    flavor: Flavor,
    settings: &Settings,
) -> Result<(), MigrationErrorKind> {
    if !flavor.has_advisory_locks() {
        // Whoever runs the migrator holds a row.
        return Ok(());
    }
    let lock_wait = settings.lock_wait;
    let started = Instant::now();
    let mut is_told = false;
    let mut pause = Duration::from_millis(20);
    loop {
        let row = client
            .query_one("SELECT pg_try_advisory_lock($1)", &[&LOCK_KEY])
            .await
            .map_err(failed(LOCKING))?;
        if row.try_get(0).map_err(failed(LOCKING))? {
            return Ok(());
        }
        if !is_told {
            settings.observer.tell(|| Progress::Waiting);
            is_told = true;
        }
        let waited = started.elapsed();
        if waited >= lock_wait {
            return Err(MigrationErrorKind::Locked { waited });
        }
        tokio::time::sleep(pause.min(lock_wait.saturating_sub(waited))).await;
        pause = (pause * 2).min(Duration::from_millis(500));
    }
}

/// Lets go of the lock. Where that fails the session is gone, and the lock with it.
pub(super) async fn release(client: &Client, flavor: Flavor) {
    if !flavor.has_advisory_locks() {
        return;
    }
    let _ = client
        .execute("SELECT pg_advisory_unlock($1)", &[&LOCK_KEY])
        .await;
}
