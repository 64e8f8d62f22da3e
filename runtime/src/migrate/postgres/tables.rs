//! The tracking tables on Postgres.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Transaction};

use super::super::error::{MigrationErrorKind, ScriptFile};
use super::super::ledger::{
    Adopting, Execution, Layout, Ledger, Note, NoteState, Row, Upkeep, duration,
};
use super::super::repair::RecordChange;
use super::super::script::Script;
use super::super::{DRIZZLE_TABLE, DUALECT_TABLE, TRACKING_SCHEMA};
use super::failed;
use crate::postgres::Flavor;

const READING: &str = "reading which migrations are applied";
pub(super) const RECORDING: &str = "recording which migrations are applied";

/// Reads both tables; they need not be there. Writes nothing.
pub(super) async fn read(client: &Client) -> Result<Ledger, MigrationErrorKind> {
    // Of the present layout they are as a rule, and one statement reads them. Where it cannot, what is there is looked up.
    match read_at_once(client).await {
        Ok(ledger) => Ok(ledger),
        Err(_) => read_any(client).await,
    }
}

/// Reads both tables of the present layout.
async fn read_at_once(client: &Client) -> Result<Ledger, Error> {
    let sql = format!(
        "SELECT 0::bigint, id::bigint, hash, created_at, name, applied_at, NULL, NULL FROM {TRACKING_SCHEMA}.{DRIZZLE_TABLE}
         UNION ALL SELECT 1::bigint, section::bigint, hash, took_ms, name, NULL, state, applied_by FROM {TRACKING_SCHEMA}.{DUALECT_TABLE}
         ORDER BY 1, 2"
    );
    let (mut rows, mut notes) = (Vec::new(), BTreeMap::new());
    for row in client.query_typed(&sql, &[]).await? {
        if row.try_get::<_, i64>(0)? == 0 {
            rows.push(Row {
                id: row.try_get(1)?,
                hash: row.try_get(2)?,
                created_at: row.try_get(3)?,
                name: row.try_get(4)?,
                applied_at: row.try_get(5)?,
            });
        } else {
            let note = Note {
                hash: row.try_get(2)?,
                section: usize::try_from(row.try_get::<_, i64>(1)?).unwrap_or(0),
                state: NoteState::parse(row.try_get(6)?).unwrap_or(NoteState::Applied),
                by: row.try_get(7)?,
                took: duration(row.try_get(3)?),
            };
            notes.insert(row.try_get(4)?, note);
        }
    }
    Ok(Ledger::new(Layout::Named, rows, Some(notes)))
}

/// Reads both tables, whichever of them are there, and of whichever layout.
async fn read_any(client: &Client) -> Result<Ledger, MigrationErrorKind> {
    let read = async {
        let columns = columns_of(client, DRIZZLE_TABLE).await?;
        let layout = match (
            columns.is_empty(),
            columns.iter().any(|column| column == "name"),
        ) {
            (true, _) => Layout::Absent,
            (false, false) => Layout::WithoutNames,
            (false, true) => Layout::Named,
        };
        // In this order: a row comes with its note or after it.
        let rows = rows(client, layout).await?;
        let columns = columns_of(client, DUALECT_TABLE).await?;
        let notes = if columns.is_empty() {
            None
        } else {
            Some(notes(client, &columns).await?)
        };
        Ok(Ledger::new(layout, rows, notes))
    };
    read.await.map_err(failed(READING))
}

async fn columns_of(client: &Client, table: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT a.attname::text FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped";
    client
        .query(sql, &[&TRACKING_SCHEMA, &table])
        .await?
        .iter()
        .map(|row| row.try_get(0))
        .collect()
}

async fn rows(client: &Client, layout: Layout) -> Result<Vec<Row>, Error> {
    let columns = match layout {
        Layout::Absent => return Ok(Vec::new()),
        Layout::WithoutNames => "NULL::text, NULL::timestamptz",
        Layout::Named => "name, applied_at",
    };
    let sql = format!(
        "SELECT id::bigint, hash, created_at, {columns} FROM {TRACKING_SCHEMA}.{DRIZZLE_TABLE} ORDER BY id"
    );
    let rows = client.query(&sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Row {
                id: row.try_get(0)?,
                hash: row.try_get(1)?,
                created_at: row.try_get(2)?,
                name: row.try_get(3)?,
                applied_at: row.try_get(4)?,
            })
        })
        .collect()
}

async fn notes(client: &Client, columns: &[String]) -> Result<BTreeMap<String, Note>, Error> {
    let more = if has_executions(columns) {
        "applied_by, took_ms"
    } else {
        "NULL::text, NULL::bigint"
    };
    let sql = format!(
        "SELECT name, hash, section::bigint, state, {more} FROM {TRACKING_SCHEMA}.{DUALECT_TABLE}"
    );
    let rows = client.query(&sql, &[]).await?;
    rows.iter()
        .map(|row| {
            let section = usize::try_from(row.try_get::<_, i64>(2)?).unwrap_or(0);
            // Written by us alone; should anything else stand there, the hash still tells an edit.
            let state = NoteState::parse(row.try_get(3)?).unwrap_or(NoteState::Applied);
            Ok((
                row.try_get(0)?,
                Note {
                    hash: row.try_get(1)?,
                    section,
                    state,
                    by: row.try_get(4)?,
                    took: duration(row.try_get(5)?),
                },
            ))
        })
        .collect()
}

/// Whether our table is of the present layout; at first it had four columns.
fn has_executions(columns: &[String]) -> bool {
    columns.iter().any(|column| column == "applied_by")
}

/// Makes the tables where they are missing, brings drizzle-orm's to its present layout, and notes what it applied, and the baselines
/// that need not be.
pub(super) async fn prepare(
    client: &mut Client,
    upkeep: &Upkeep<'_>,
    flavor: Flavor,
    by: &str,
) -> Result<(), MigrationErrorKind> {
    make_alone(client, flavor).await?;
    let prepare = async {
        let transaction = client.transaction().await?;
        keep(&transaction, upkeep, by).await?;
        transaction.commit().await
    };
    prepare.await.map_err(failed(RECORDING))
}

/// Records what a database has that came to be without us, in one transaction.
pub(super) async fn adopt(
    client: &mut Client,
    adopting: &Adopting<'_>,
    flavor: Flavor,
    by: &str,
) -> Result<(), MigrationErrorKind> {
    make_alone(client, flavor).await?;
    let adopt = async {
        let transaction = client.transaction().await?;
        keep(&transaction, &adopting.upkeep(), by).await?;
        let script = adopting.script;
        note(
            &transaction,
            script,
            NoteState::Adopted,
            script.section_count(),
            None,
        )
        .await?;
        let sql = format!(
            "INSERT INTO {TRACKING_SCHEMA}.{DUALECT_TABLE} (name, hash, section, state) VALUES ($1, $2, 0, $3)"
        );
        for row in &adopting.foreign {
            let state = NoteState::Foreign.as_str();
            transaction
                .execute(&sql, &[&row.foreign_name(), &row.hash, &state])
                .await?;
        }
        transaction.commit().await
    };
    adopt.await.map_err(failed(RECORDING))
}

/// Makes what is missing statement by statement, where a transaction does not undo it.
async fn make_alone(client: &Client, flavor: Flavor) -> Result<(), MigrationErrorKind> {
    if flavor.has_transactional_ddl() {
        return Ok(());
    }
    let make = async {
        let schema = format!("CREATE SCHEMA IF NOT EXISTS {TRACKING_SCHEMA}");
        client.batch_execute(&schema).await?;
        for (table, sql) in [
            (DRIZZLE_TABLE, drizzle_table()),
            (DUALECT_TABLE, dualect_table()),
        ] {
            if columns_of(client, table).await?.is_empty() {
                client.batch_execute(&sql).await?;
            }
        }
        Ok(())
    };
    make.await.map_err(failed(RECORDING))
}

/// Columns and types to the letter as drizzle-orm 1.x makes them.
fn drizzle_table() -> String {
    format!(
        "CREATE TABLE {TRACKING_SCHEMA}.{DRIZZLE_TABLE} (
                    id SERIAL PRIMARY KEY,
                    hash text NOT NULL,
                    created_at bigint,
                    name text,
                    applied_at timestamp with time zone DEFAULT now()
                )"
    )
}

fn dualect_table() -> String {
    format!(
        "CREATE TABLE {TRACKING_SCHEMA}.{DUALECT_TABLE} (
                    name text PRIMARY KEY,
                    hash text NOT NULL,
                    section integer NOT NULL,
                    state text NOT NULL,
                    applied_by text,
                    took_ms bigint,
                    resume text
                )"
    )
}

async fn keep(transaction: &Transaction<'_>, upkeep: &Upkeep<'_>, by: &str) -> Result<(), Error> {
    // Asked for first: even `IF NOT EXISTS` needs the right to create a schema, where a user may have none.
    let sql = "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1)";
    if !transaction
        .query_one(sql, &[&TRACKING_SCHEMA])
        .await?
        .try_get::<_, bool>(0)?
    {
        transaction
            .batch_execute(&format!("CREATE SCHEMA {TRACKING_SCHEMA}"))
            .await?;
    }
    if columns_of(transaction.client(), DRIZZLE_TABLE)
        .await?
        .is_empty()
    {
        let sql = drizzle_table();
        transaction.batch_execute(&sql).await?;
    }
    let columns = columns_of(transaction.client(), DUALECT_TABLE).await?;
    if columns.is_empty() {
        let sql = dualect_table();
        transaction.batch_execute(&sql).await?;
    } else if !has_executions(&columns) {
        let sql = format!(
            "ALTER TABLE {TRACKING_SCHEMA}.{DUALECT_TABLE}
                 ADD COLUMN applied_by text, ADD COLUMN took_ms bigint, ADD COLUMN resume text"
        );
        transaction.batch_execute(&sql).await?;
    }
    if upkeep.upgrade {
        let sql = format!(
                "ALTER TABLE {TRACKING_SCHEMA}.{DRIZZLE_TABLE} ADD COLUMN name text;
                 ALTER TABLE {TRACKING_SCHEMA}.{DRIZZLE_TABLE} ADD COLUMN applied_at timestamp with time zone DEFAULT now();"
            );
        transaction.batch_execute(&sql).await?;
    }
    for (id, name) in &upkeep.names {
        // When they were applied is not known: the default above has filled in the present.
        let sql = format!(
            "UPDATE {TRACKING_SCHEMA}.{DRIZZLE_TABLE} SET name = $2, applied_at = NULL WHERE id::bigint = $1"
        );
        transaction.execute(&sql, &[id, name]).await?;
    }
    for script in &upkeep.adopt {
        note(
            transaction,
            script,
            NoteState::Applied,
            script.section_count(),
            None,
        )
        .await?;
    }
    for script in &upkeep.baselines {
        let took = Duration::ZERO;
        let end = Reached::End(script.section_count(), Execution { by, took });
        record(transaction, script, ScriptFile::Up, end).await?;
    }
    Ok(())
}

/// How far a file was run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reached<'a> {
    /// So many sections were.
    Sections(usize),
    /// So many were, and the next, outside any transaction, is about to be.
    Begun(usize),
    /// It was run to its end.
    End(usize, Execution<'a>),
}

/// Records how far a file was run; at its end that the migration is applied, or that it never was.
pub(super) async fn record(
    transaction: &Transaction<'_>,
    script: &Script,
    file: ScriptFile,
    reached: Reached<'_>,
) -> Result<(), Error> {
    match (file, reached) {
        (ScriptFile::Up, Reached::Sections(0)) => forget(transaction, script, DUALECT_TABLE).await,
        (ScriptFile::Up, Reached::Sections(done)) => {
            note(transaction, script, NoteState::Partial, done, None).await
        }
        (ScriptFile::Up, Reached::Begun(done)) => {
            note(transaction, script, NoteState::PartialBegun, done, None).await
        }
        (ScriptFile::Up, Reached::End(done, execution)) => {
            // The column's default says when, as it does for drizzle-orm.
            let sql = format!(
                "INSERT INTO {TRACKING_SCHEMA}.{DRIZZLE_TABLE} (hash, created_at, name) VALUES ($1, $2, $3)"
            );
            let [hash, ..] = script.file_hashes();
            let (at, tag) = (script.tag.unix_millis(), script.tag.as_str());
            let row: [(&(dyn ToSql + Sync), Type); 3] =
                [(hash, Type::TEXT), (&at, Type::INT8), (&tag, Type::TEXT)];
            // On their way together: thousands of small migrations wait for little else.
            let (row, note) = future::join(
                transaction.execute_typed(&sql, &row),
                note(
                    transaction,
                    script,
                    NoteState::Applied,
                    done,
                    Some(execution),
                ),
            )
            .await;
            row?;
            note
        }
        (ScriptFile::Down, Reached::Sections(0)) => {
            note(
                transaction,
                script,
                NoteState::Applied,
                script.section_count(),
                None,
            )
            .await
        }
        (ScriptFile::Down, Reached::Sections(done)) => {
            note(transaction, script, NoteState::Reverting, done, None).await
        }
        (ScriptFile::Down, Reached::Begun(done)) => {
            note(transaction, script, NoteState::RevertingBegun, done, None).await
        }
        (ScriptFile::Down, Reached::End(..)) => {
            forget(transaction, script, DRIZZLE_TABLE).await?;
            forget(transaction, script, DUALECT_TABLE).await
        }
    }
}

async fn forget(transaction: &Transaction<'_>, script: &Script, table: &str) -> Result<(), Error> {
    let sql = format!("DELETE FROM {TRACKING_SCHEMA}.{table} WHERE name = $1");
    transaction
        .execute(&sql, &[&script.tag.as_str()])
        .await
        .map(drop)
}

async fn note(
    transaction: &Transaction<'_>,
    script: &Script,
    state: NoteState,
    sections: usize,
    execution: Option<Execution<'_>>,
) -> Result<(), Error> {
    let hash = match state {
        NoteState::Applied | NoteState::Adopted | NoteState::Foreign => script.hash().to_owned(),
        NoteState::Partial | NoteState::PartialBegun => {
            script.hash_of_first(ScriptFile::Up, sections)
        }
        NoteState::Reverting | NoteState::RevertingBegun => {
            script.hash_of_first(ScriptFile::Down, sections)
        }
    };
    let sql = format!(
        "INSERT INTO {TRACKING_SCHEMA}.{DUALECT_TABLE} AS it (name, hash, section, state, applied_by, took_ms)
         VALUES ($1, $2, $3::int4, $4, $5, $6)
         ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = excluded.section, state = excluded.state,
             applied_by = coalesce(excluded.applied_by, it.applied_by), took_ms = coalesce(excluded.took_ms, it.took_ms)"
    );
    let by = execution.map(|execution| execution.by);
    let took = execution.map(Execution::milliseconds);
    let sections = i32::try_from(sections).unwrap_or(i32::MAX);
    let values: [(&(dyn ToSql + Sync), Type); 6] = [
        (&script.tag.as_str(), Type::TEXT),
        (&hash, Type::TEXT),
        (&sections, Type::INT4),
        (&state.as_str(), Type::TEXT),
        (&by, Type::TEXT),
        (&took, Type::INT8),
    ];
    transaction.execute_typed(&sql, &values).await.map(drop)
}

/// Writes what a repair changes, in one transaction.
pub(super) async fn change(
    client: &mut Client,
    changes: &[RecordChange],
    by: &str,
) -> Result<(), MigrationErrorKind> {
    let write = async {
        let transaction = client.transaction().await?;
        for change in changes {
            write(&transaction, change, by).await?;
        }
        transaction.commit().await
    };
    write.await.map_err(failed(RECORDING))
}

async fn write(
    transaction: &Transaction<'_>,
    change: &RecordChange,
    by: &str,
) -> Result<(), Error> {
    let (drizzle, dualect) = (
        format!("{TRACKING_SCHEMA}.{DRIZZLE_TABLE}"),
        format!("{TRACKING_SCHEMA}.{DUALECT_TABLE}"),
    );
    let written = match change {
        RecordChange::Row {
            tag,
            hash,
            created_at,
        } => {
            let sql = format!("INSERT INTO {drizzle} (hash, created_at, name) VALUES ($1, $2, $3)");
            transaction.execute(&sql, &[hash, created_at, tag]).await
        }
        RecordChange::RowHash { tag, hash } => {
            let sql = format!("UPDATE {drizzle} SET hash = $2 WHERE name = $1");
            transaction.execute(&sql, &[tag, hash]).await
        }
        RecordChange::NoRow { tag } => {
            let sql = format!("DELETE FROM {drizzle} WHERE name = $1");
            transaction.execute(&sql, &[tag]).await
        }
        RecordChange::Note {
            tag,
            hash,
            sections,
            state,
        } => {
            let sql = format!(
                "INSERT INTO {dualect} (name, hash, section, state, applied_by) VALUES ($1, $2, $3::int4, $4, $5)
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, section = excluded.section, state = excluded.state,
                     applied_by = excluded.applied_by"
            );
            let sections = i32::try_from(*sections).unwrap_or(i32::MAX);
            transaction
                .execute(&sql, &[tag, hash, &sections, state, &by])
                .await
        }
        RecordChange::NoNote { tag } => {
            let sql = format!("DELETE FROM {dualect} WHERE name = $1");
            transaction.execute(&sql, &[tag]).await
        }
    };
    written.map(drop)
}
