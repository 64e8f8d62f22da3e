//! One migrator at a time where there are no advisory locks: a row that a transaction of another connection holds.
//!
//! The transaction is never committed, and ends with its connection: who is killed holds nothing.

use std::time::{Duration, Instant};

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::super::TRACKING_SCHEMA;
use super::super::error::MigrationErrorKind;
use super::super::progress::Progress;
use super::super::settings::Settings;
use super::{failed, lock};

/// The table with that row, beside those that keep track.
const LOCK_TABLE: &str = "__dualect_lock";

/// Takes the row as soon as it is free, on a connection that is to be kept, and used for nothing else, until the migrator is done.
pub(crate) async fn hold(client: &Client, settings: &Settings) -> Result<(), MigrationErrorKind> {
    // Whatever waits in the server holds up the index that the holder may be building: it is asked again and again.
    let brief = client.batch_execute("SET lock_timeout = '50ms'").await;
    brief.map_err(failed(lock::LOCKING))?;
    let started = Instant::now();
    let mut is_told = false;
    let mut pause = Duration::from_millis(20);
    loop {
        let taken = take(client).await;
        if let Ok(true) = taken {
            return Ok(());
        }
        let rolled_back = client.batch_execute("ROLLBACK").await;
        let is_missing = match taken {
            Ok(_) => true,
            Err(error) if is_missing(&error) => true,
            Err(error) if is_held(&error) => false,
            Err(error) => return Err(failed(lock::LOCKING)(error)),
        };
        rolled_back.map_err(failed(lock::LOCKING))?;
        if is_missing {
            make(client, settings).await?;
            continue;
        }
        if !is_told {
            settings.observer.tell(|| Progress::Waiting);
            is_told = true;
        }
        let waited = started.elapsed();
        if waited >= settings.lock_wait {
            return Err(MigrationErrorKind::Locked { waited });
        }
        tokio::time::sleep(pause.min(settings.lock_wait.saturating_sub(waited))).await;
        pause = (pause * 2).min(Duration::from_millis(500));
    }
}

/// Makes the row, where nobody holds it yet; each statement by itself, for several migrators may do so at once.
async fn make(client: &Client, settings: &Settings) -> Result<(), MigrationErrorKind> {
    let statements = [
        format!("CREATE SCHEMA IF NOT EXISTS {TRACKING_SCHEMA}"),
        format!(
            "CREATE TABLE IF NOT EXISTS {TRACKING_SCHEMA}.{LOCK_TABLE} (id bigint PRIMARY KEY)"
        ),
        format!(
            "INSERT INTO {TRACKING_SCHEMA}.{LOCK_TABLE} (id) VALUES (1) ON CONFLICT (id) DO NOTHING"
        ),
    ];
    let started = Instant::now();
    for sql in statements {
        loop {
            match client.batch_execute(&sql).await {
                Ok(()) => break,
                // Somebody holds the row, so that it is there.
                Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => return Ok(()),
                Err(error) if is_met(&error) && started.elapsed() < settings.lock_wait => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err(error) => return Err(failed(lock::LOCKING)(error)),
            }
        }
    }
    Ok(())
}

/// Whether there is a row, which is held then.
async fn take(client: &Client) -> Result<bool, tokio_postgres::Error> {
    client.batch_execute("BEGIN").await?;
    let row =
        format!("SELECT id FROM {TRACKING_SCHEMA}.{LOCK_TABLE} WHERE id = 1 FOR UPDATE NOWAIT");
    if client.query_typed(&row, &[]).await?.is_empty() {
        return Ok(false);
    }
    // Written as well as locked: a lock that a read takes is only a help to others there.
    let written = format!("UPDATE {TRACKING_SCHEMA}.{LOCK_TABLE} SET id = id WHERE id = 1");
    client.batch_execute(&written).await.map(|()| true)
}

/// Whether nobody has made it yet.
fn is_missing(error: &tokio_postgres::Error) -> bool {
    let missing = [SqlState::UNDEFINED_TABLE, SqlState::INVALID_SCHEMA_NAME];
    error.code().is_some_and(|code| missing.contains(code))
}

/// Whether somebody else has the row.
fn is_held(error: &tokio_postgres::Error) -> bool {
    error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE)
        || error.code() == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
}

/// Whether somebody else was making the same at the same moment.
fn is_met(error: &tokio_postgres::Error) -> bool {
    let met = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::UNIQUE_VIOLATION,
        SqlState::DUPLICATE_SCHEMA,
        SqlState::DUPLICATE_TABLE,
        SqlState::DUPLICATE_OBJECT,
    ];
    error.code().is_some_and(|code| met.contains(code))
}
