//! What a careful person writes for the same tables on both drivers: a struct, and get, list, insert, update and delete twice.

pub const MANIFEST: &str = r#"[workspace]

[package]
name = "by-hand"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
jiff = { version = "0.2.43", default-features = false, features = ["std"] }
rusqlite = { version = "0.41.1", default-features = false, features = ["bundled", "cache"] }
serde_json = "1.0.154"
tokio-postgres = { version = "0.7.18", features = ["with-jiff-0_2", "with-uuid-1", "with-serde_json-1"] }
uuid = { version = "1.29.1", features = ["v4", "v7"] }
"#;

const COLUMNS: &str =
    "id, parent_id, slug, title, note, rank, amount, total, active, state, labels, created_at";

/// One table's functions.
pub fn module(number: usize) -> String {
    let table = format!("table_{number:05}");
    format!(
        r#"use jiff::Timestamp;
use rusqlite::{{Connection, OptionalExtension, params}};
use serde_json::Value as Json;
use tokio_postgres::Client;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq)]
pub struct Row {{
    pub id: Uuid,
    pub parent_id: Uuid,
    pub slug: String,
    pub title: String,
    pub note: Option<String>,
    pub rank: i16,
    pub amount: i32,
    pub total: i64,
    pub active: bool,
    pub state: String,
    pub labels: Json,
    pub created_at: Timestamp,
}}

fn sqlite_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {{
    let wrong = |column, ty| rusqlite::Error::InvalidColumnType(column, String::new(), ty);
    Ok(Row {{
        id: Uuid::from_bytes(row.get(0)?),
        parent_id: Uuid::from_bytes(row.get(1)?),
        slug: row.get(2)?,
        title: row.get(3)?,
        note: row.get(4)?,
        rank: row.get(5)?,
        amount: row.get(6)?,
        total: row.get(7)?,
        active: row.get(8)?,
        state: row.get(9)?,
        labels: serde_json::from_str(row.get_ref(10)?.as_str()?).map_err(|_| wrong(10, rusqlite::types::Type::Text))?,
        created_at: Timestamp::from_microsecond(row.get(11)?).map_err(|_| wrong(11, rusqlite::types::Type::Integer))?,
    }})
}}

pub fn sqlite_get(connection: &Connection, id: Uuid) -> rusqlite::Result<Option<Row>> {{
    let mut statement = connection.prepare_cached("SELECT {COLUMNS} FROM {table} WHERE id = ?1")?;
    statement.query_row([id.as_bytes()], sqlite_row).optional()
}}

pub fn sqlite_list(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Row>> {{
    let mut statement = connection.prepare_cached("SELECT {COLUMNS} FROM {table} ORDER BY id LIMIT ?1")?;
    statement.query_map([limit], sqlite_row)?.collect()
}}

pub fn sqlite_insert(connection: &Connection, row: &Row) -> rusqlite::Result<Row> {{
    let mut statement = connection.prepare_cached(
        "INSERT INTO {table} ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING {COLUMNS}",
    )?;
    statement.query_row(
        params![
            row.id.as_bytes(),
            row.parent_id.as_bytes(),
            row.slug,
            row.title,
            row.note,
            row.rank,
            row.amount,
            row.total,
            row.active,
            row.state,
            row.labels.to_string(),
            row.created_at.as_microsecond()
        ],
        sqlite_row,
    )
}}

pub fn sqlite_update(connection: &Connection, id: Uuid, title: &str, note: Option<&str>) -> rusqlite::Result<Option<Row>> {{
    let mut statement =
        connection.prepare_cached("UPDATE {table} SET title = ?1, note = ?2 WHERE id = ?3 RETURNING {COLUMNS}")?;
    statement.query_row(params![title, note, id.as_bytes()], sqlite_row).optional()
}}

pub fn sqlite_delete(connection: &Connection, id: Uuid) -> rusqlite::Result<bool> {{
    let mut statement = connection.prepare_cached("DELETE FROM {table} WHERE id = ?1")?;
    Ok(statement.execute([id.as_bytes()])? > 0)
}}

fn postgres_row(row: &tokio_postgres::Row) -> Result<Row, tokio_postgres::Error> {{
    Ok(Row {{
        id: row.try_get(0)?,
        parent_id: row.try_get(1)?,
        slug: row.try_get(2)?,
        title: row.try_get(3)?,
        note: row.try_get(4)?,
        rank: row.try_get(5)?,
        amount: row.try_get(6)?,
        total: row.try_get(7)?,
        active: row.try_get(8)?,
        state: row.try_get(9)?,
        labels: row.try_get(10)?,
        created_at: row.try_get(11)?,
    }})
}}

pub async fn postgres_get(client: &Client, id: Uuid) -> Result<Option<Row>, tokio_postgres::Error> {{
    let row = client.query_opt("SELECT {COLUMNS} FROM {table} WHERE id = $1", &[&id]).await?;
    row.as_ref().map(postgres_row).transpose()
}}

pub async fn postgres_list(client: &Client, limit: i64) -> Result<Vec<Row>, tokio_postgres::Error> {{
    let rows = client.query("SELECT {COLUMNS} FROM {table} ORDER BY id LIMIT $1", &[&limit]).await?;
    rows.iter().map(postgres_row).collect()
}}

pub async fn postgres_insert(client: &Client, row: &Row) -> Result<Row, tokio_postgres::Error> {{
    let row = client
        .query_one(
            "INSERT INTO {table} ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING {COLUMNS}",
            &[
                &row.id,
                &row.parent_id,
                &row.slug,
                &row.title,
                &row.note,
                &row.rank,
                &row.amount,
                &row.total,
                &row.active,
                &row.state,
                &row.labels,
                &row.created_at,
            ],
        )
        .await?;
    postgres_row(&row)
}}

pub async fn postgres_update(client: &Client, id: Uuid, title: &str, note: Option<&str>) -> Result<Option<Row>, tokio_postgres::Error> {{
    let row = client
        .query_opt("UPDATE {table} SET title = $1, note = $2 WHERE id = $3 RETURNING {COLUMNS}", &[&title, &note, &id])
        .await?;
    row.as_ref().map(postgres_row).transpose()
}}

pub async fn postgres_delete(client: &Client, id: Uuid) -> Result<bool, tokio_postgres::Error> {{
    Ok(client.execute("DELETE FROM {table} WHERE id = $1", &[&id]).await? > 0)
}}
"#
    )
}
