//! What a careful person writes on rusqlite for the same work.

use std::path::Path;

use ash_db::runners::Runner;
use dualect::types::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A connection with the settings of the runtime's.
pub fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("the database");
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                    PRAGMA case_sensitive_like = ON; PRAGMA busy_timeout = 5000";
    connection.execute_batch(settings).expect("the settings");
    connection
}

/// The row of that key.
pub fn get(connection: &Connection, id: &str) -> Option<Runner> {
    let sql = "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
               FROM runners WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql).expect("the statement");
    statement.query_row([id], read).optional().expect("a row")
}

/// The first rows in the order of the key, and one more.
pub fn page(connection: &Connection, size: u32) -> Vec<Runner> {
    let sql = "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
               FROM runners ORDER BY id LIMIT ?1";
    let mut statement = connection.prepare_cached(sql).expect("the statement");
    let rows = statement.query_map([size + 1], read).expect("rows");
    let mut rows: Vec<Runner> = rows.map(|row| row.expect("a row")).collect();
    rows.truncate(size as usize);
    rows
}

/// Inserts a row and reads it back.
pub fn insert(connection: &Connection, id: &str) -> Runner {
    let sql = "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, \
               registered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id, host, port, max_sandboxes, \
               active_count, warming_count, last_heartbeat_at, registered_at";
    let now = Timestamp::now().as_microsecond();
    let mut statement = connection.prepare_cached(sql).expect("the statement");
    statement
        .query_row(params![id, "localhost", 8080, 100, 0, 0, now, now], read)
        .expect("a row")
}

fn read(row: &Row<'_>) -> rusqlite::Result<Runner> {
    let instant = |column| {
        Ok::<_, rusqlite::Error>(Timestamp::from_microsecond(row.get(column)?).expect("an instant"))
    };
    Ok(Runner {
        id: row.get(0)?,
        host: row.get(1)?,
        port: row.get(2)?,
        max_sandboxes: row.get(3)?,
        active_count: row.get(4)?,
        warming_count: row.get(5)?,
        last_heartbeat_at: instant(6)?,
        registered_at: instant(7)?,
    })
}
