//! The tracking tables on SQLite.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

use super::super::error::MigrationErrorKind;
use super::super::ledger::{
    Adopting, Execution, Layout, Ledger, Note, NoteState, Row, Upkeep, duration,
};
use super::super::repair::RecordChange;
use super::super::script::Script;
use super::super::{DRIZZLE_TABLE, DUALECT_TABLE};
use super::{failed, is_locked};

const READING: &str = "reading which migrations are applied";
const RECORDING: &str = "recording which migrations are applied";

/// Reads both tables; they need not be there. Writes nothing.
pub(super) fn read(connection: &Connection) -> Result<Ledger, MigrationErrorKind> {
    // Of the present layout they are as a rule, and one statement reads them. Where it cannot, what is there is looked up.
    read_at_once(connection).or_else(|_| read_any(connection))
}

/// Reads both tables of the present layout.
fn read_at_once(connection: &Connection) -> rusqlite::Result<Ledger> {
    let sql = format!(
        "SELECT 0, coalesce(id, rowid), hash, CAST(created_at AS INTEGER), name, applied_at, NULL, NULL FROM main.{DRIZZLE_TABLE}
         UNION ALL SELECT 1, section, hash, took_ms, name, NULL, state, applied_by FROM main.{DUALECT_TABLE}
         ORDER BY 1, 2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([])?;
    let (mut rows, mut notes) = (Vec::new(), BTreeMap::new());
    while let Some(row) = found.next()? {
        if row.get::<_, i64>(0)? == 0 {
            rows.push(Row {
                id: row.get(1)?,
                hash: row.get(2)?,
                created_at: row.get(3)?,
                name: row.get(4)?,
                applied_at: moment(row.get_ref(5)?),
            });
        } else {
            let state: String = row.get(6)?;
            let note = Note {
                hash: row.get(2)?,
                section: usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                state: NoteState::parse(&state).unwrap_or(NoteState::Applied),
                by: row.get(7)?,
                took: duration(row.get(3)?),
            };
            notes.insert(row.get(4)?, note);
        }
    }
    Ok(Ledger::new(Layout::Named, rows, Some(notes)))
}

fn moment(value: ValueRef<'_>) -> Option<Timestamp> {
    match value {
        ValueRef::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => None,
    }
}

/// Reads both tables, whichever of them are there, and of whichever layout.
fn read_any(connection: &Connection) -> Result<Ledger, MigrationErrorKind> {
    let read = || -> rusqlite::Result<Ledger> {
        // One transaction, so that the two tables agree; rolled back at the end, for there is nothing to commit.
        let alone = connection.is_autocommit();
        let _snapshot = alone
            .then(|| connection.unchecked_transaction())
            .transpose()?;
        let columns = columns_of(connection, DRIZZLE_TABLE)?;
        let layout = match (
            columns.is_empty(),
            columns.iter().any(|column| column == "name"),
        ) {
            (true, _) => Layout::Absent,
            (false, false) => Layout::WithoutNames,
            (false, true) => Layout::Named,
        };
        let columns = columns_of(connection, DUALECT_TABLE)?;
        let notes = (!columns.is_empty())
            .then(|| notes(connection, &columns))
            .transpose()?;
        Ok(Ledger::new(layout, rows(connection, layout)?, notes))
    };
    read().map_err(|error| {
        // Without write-ahead logging, a migrator at work keeps even readers out.
        if is_locked(&error) {
            MigrationErrorKind::Locked {
                waited: busy_timeout(connection),
            }
        } else {
            failed(READING)(error)
        }
    })
}

fn busy_timeout(connection: &Connection) -> Duration {
    let milliseconds: i64 = connection
        .query_row("PRAGMA busy_timeout", [], |row| row.get(0))
        .unwrap_or(0);
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}

fn columns_of(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM main.pragma_table_info(?1)")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

fn rows(connection: &Connection, layout: Layout) -> rusqlite::Result<Vec<Row>> {
    let columns = match layout {
        Layout::Absent => return Ok(Vec::new()),
        Layout::WithoutNames => "NULL, NULL",
        Layout::Named => "name, applied_at",
    };
    // drizzle-orm before 1.0 declared `id SERIAL`, which SQLite leaves null: the row's own number stands in.
    let sql = format!(
        "SELECT coalesce(id, rowid), hash, CAST(created_at AS INTEGER), {columns} FROM main.{DRIZZLE_TABLE} ORDER BY 1"
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| {
        let applied_at = moment(row.get_ref(4)?);
        Ok(Row {
            id: row.get(0)?,
            hash: row.get(1)?,
            created_at: row.get(2)?,
            name: row.get(3)?,
            applied_at,
        })
    })?;
    rows.collect()
}

fn notes(connection: &Connection, columns: &[String]) -> rusqlite::Result<BTreeMap<String, Note>> {
    let more = if has_executions(columns) {
        "applied_by, took_ms"
    } else {
        "NULL, NULL"
    };
    let mut statement = connection.prepare(&format!(
        "SELECT name, hash, section, state, {more} FROM main.{DUALECT_TABLE}"
    ))?;
    let notes = statement.query_map([], |row| {
        let state: String = row.get(3)?;
        // Written by us alone; should anything else stand there, the hash still tells an edit.
        let state = NoteState::parse(&state).unwrap_or(NoteState::Applied);
        let section = usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
        Ok((
            row.get(0)?,
            Note {
                hash: row.get(1)?,
                section,
                state,
                by: row.get(4)?,
                took: duration(row.get(5)?),
            },
        ))
    })?;
    notes.collect()
}

/// Whether our table is of the present layout; at first it had four columns.
fn has_executions(columns: &[String]) -> bool {
    columns.iter().any(|column| column == "applied_by")
}

/// A number that changes whenever another connection writes.
pub(super) fn version(connection: &Connection) -> Result<i64, MigrationErrorKind> {
    connection
        .prepare_cached("PRAGMA data_version")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(|error| {
            if is_locked(&error) {
                MigrationErrorKind::Locked {
                    waited: busy_timeout(connection),
                }
            } else {
                failed(READING)(error)
            }
        })
}

/// Makes the tables where they are missing, brings drizzle-orm's to its present layout, and notes what it applied, and the baselines
/// that need not be.
pub(super) fn prepare(
    connection: &Connection,
    upkeep: &Upkeep<'_>,
    now: Timestamp,
    by: &str,
) -> Result<(), MigrationErrorKind> {
    let prepare = || -> rusqlite::Result<()> {
        // Columns and types to the letter as drizzle-orm 1.x makes them.
        connection.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS main.{DRIZZLE_TABLE} (
	id INTEGER PRIMARY KEY,
	hash text NOT NULL,
	created_at numeric,
	name text,
	applied_at TEXT
);
CREATE TABLE IF NOT EXISTS main.{DUALECT_TABLE} (
	name TEXT PRIMARY KEY NOT NULL,
	hash TEXT NOT NULL,
	section INTEGER NOT NULL,
	state TEXT NOT NULL,
	applied_by TEXT,
	took_ms INTEGER,
	resume TEXT
);"
        ))?;
        if !has_executions(&columns_of(connection, DUALECT_TABLE)?) {
            connection.execute_batch(&format!(
                "ALTER TABLE main.{DUALECT_TABLE} ADD COLUMN applied_by TEXT;
                 ALTER TABLE main.{DUALECT_TABLE} ADD COLUMN took_ms INTEGER;
                 ALTER TABLE main.{DUALECT_TABLE} ADD COLUMN resume TEXT;"
            ))?;
        }
        if upkeep.upgrade {
            connection.execute_batch(&format!(
                "ALTER TABLE main.{DRIZZLE_TABLE} ADD COLUMN name text;
                 ALTER TABLE main.{DRIZZLE_TABLE} ADD COLUMN applied_at TEXT;"
            ))?;
        }
        for (id, name) in &upkeep.names {
            let sql =
                format!("UPDATE main.{DRIZZLE_TABLE} SET name = ?2 WHERE coalesce(id, rowid) = ?1");
            connection.execute(&sql, params![id, name])?;
        }
        upkeep
            .adopt
            .iter()
            .try_for_each(|script| note(connection, script, None))
    };
    prepare().map_err(failed(RECORDING))?;
    let execution = Execution {
        by,
        took: Duration::ZERO,
    };
    upkeep
        .baselines
        .iter()
        .try_for_each(|script| record(connection, script, now, execution))
}

/// Records what a database has that came to be without us.
pub(super) fn adopt(
    connection: &Connection,
    adopting: &Adopting<'_>,
    now: Timestamp,
    by: &str,
) -> Result<(), MigrationErrorKind> {
    prepare(connection, &adopting.upkeep(), now, by)?;
    let sql = format!("UPDATE main.{DUALECT_TABLE} SET state = ?2 WHERE name = ?1");
    let (tag, state) = (adopting.script.tag.as_str(), NoteState::Adopted.as_str());
    connection
        .execute(&sql, [tag, state])
        .map_err(failed(RECORDING))?;
    let sql = format!(
        "INSERT OR REPLACE INTO main.{DUALECT_TABLE} (name, hash, section, state) VALUES (?1, ?2, 0, ?3)"
    );
    let mut rows = adopting.foreign.iter();
    rows.try_for_each(|row| {
        let state = NoteState::Foreign.as_str();
        connection
            .execute(&sql, params![row.foreign_name(), row.hash, state])
            .map(drop)
    })
    .map_err(failed(RECORDING))
}

/// Records a migration as applied, in both tables.
pub(super) fn record(
    connection: &Connection,
    script: &Script,
    now: Timestamp,
    execution: Execution<'_>,
) -> Result<(), MigrationErrorKind> {
    let sql = format!(
        "INSERT INTO main.{DRIZZLE_TABLE} (hash, created_at, name, applied_at) VALUES (?1, ?2, ?3, ?4)"
    );
    let [hash, ..] = script.file_hashes();
    let applied_at = written(now);
    let insert = || {
        let mut statement = connection.prepare_cached(&sql)?;
        statement.execute(params![
            hash,
            script.tag.unix_millis(),
            script.tag.as_str(),
            applied_at
        ])?;
        note(connection, script, Some(execution))
    };
    insert().map_err(failed(RECORDING))
}

fn note(
    connection: &Connection,
    script: &Script,
    execution: Option<Execution<'_>>,
) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT OR REPLACE INTO main.{DUALECT_TABLE} (name, hash, section, state, applied_by, took_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    );
    let sections = i64::try_from(script.section_count()).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(&sql)?;
    statement.execute(params![
        script.tag.as_str(),
        script.hash(),
        sections,
        NoteState::Applied.as_str(),
        execution.map(|execution| execution.by),
        execution.map(Execution::milliseconds)
    ])?;
    Ok(())
}

/// Takes a migration that was rolled back out of both tables.
pub(super) fn forget(connection: &Connection, script: &Script) -> Result<(), MigrationErrorKind> {
    [DRIZZLE_TABLE, DUALECT_TABLE]
        .iter()
        .try_for_each(|table| {
            connection
                .execute(
                    &format!("DELETE FROM main.{table} WHERE name = ?1"),
                    [script.tag.as_str()],
                )
                .map(drop)
        })
        .map_err(failed(RECORDING))
}

/// Writes what a repair changes.
pub(super) fn change(
    connection: &Connection,
    changes: &[RecordChange],
    now: Timestamp,
    by: &str,
) -> Result<(), MigrationErrorKind> {
    let write = |change: &RecordChange| match change {
        RecordChange::Row {
            tag,
            hash,
            created_at,
        } => {
            let sql = format!(
                "INSERT INTO main.{DRIZZLE_TABLE} (hash, created_at, name, applied_at) VALUES (?1, ?2, ?3, ?4)"
            );
            connection.execute(&sql, params![hash, created_at, tag, written(now)])
        }
        RecordChange::RowHash { tag, hash } => {
            let sql = format!("UPDATE main.{DRIZZLE_TABLE} SET hash = ?2 WHERE name = ?1");
            connection.execute(&sql, [tag, hash])
        }
        RecordChange::NoRow { tag } => {
            let sql = format!("DELETE FROM main.{DRIZZLE_TABLE} WHERE name = ?1");
            connection.execute(&sql, [tag])
        }
        RecordChange::Note {
            tag,
            hash,
            sections,
            state,
        } => {
            let sql = format!(
                "INSERT INTO main.{DUALECT_TABLE} (name, hash, section, state, applied_by) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = excluded.section, state = excluded.state,
                     applied_by = excluded.applied_by"
            );
            let sections = i64::try_from(*sections).unwrap_or(i64::MAX);
            connection.execute(&sql, params![tag, hash, sections, state, by])
        }
        RecordChange::NoNote { tag } => {
            let sql = format!("DELETE FROM main.{DUALECT_TABLE} WHERE name = ?1");
            connection.execute(&sql, [tag])
        }
    };
    let mut changes = changes.iter();
    changes
        .try_for_each(|change| write(change).map(drop))
        .map_err(failed(RECORDING))
}

/// As JavaScript's `toISOString` writes it.
fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
