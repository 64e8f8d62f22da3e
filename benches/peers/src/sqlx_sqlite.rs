//! sqlx on SQLite: a pool that reads, and one connection that writes, which keeps writers from polling for each other's lock.

use std::str::FromStr;

use chrono::Utc;
use dualect_measure::{New, Peer, READERS};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor, FromRow, QueryBuilder, Sqlite, SqlitePool};

const COLUMNS: usize = 8;
/// SQLite's parameters are 32,766; more rows than these gain nothing.
const CHUNK: usize = 64;

#[derive(FromRow)]
#[allow(dead_code, reason = "what is read is not used")]
struct Runner {
    id: String,
    host: String,
    port: i32,
    max_sandboxes: i32,
    active_count: i32,
    warming_count: i32,
    last_heartbeat_at: i64,
    registered_at: i64,
}

pub struct Sqlx {
    readers: SqlitePool,
    writer: SqlitePool,
}

pub async fn connect(url: &str) -> Sqlx {
    let options = SqliteConnectOptions::from_str(url)
        .expect("a URL")
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true);
    let pool = |size: usize| {
        SqlitePoolOptions::new()
            .max_connections(size as u32)
            .test_before_acquire(false)
            .connect_with(options.clone())
    };
    Sqlx {
        readers: pool(READERS).await.expect("the database"),
        writer: pool(1).await.expect("the database"),
    }
}

async fn insert<'e>(on: impl Executor<'e, Database = Sqlite>, new: New) -> Runner {
    let now = Utc::now().timestamp_micros();
    sqlx::query_as(
        "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) \
         VALUES (?1, ?2, ?3, 100, 0, 0, ?4, ?4) \
         RETURNING id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at",
    )
    .bind(new.id)
    .bind(new.host)
    .bind(new.port)
    .bind(now)
    .fetch_one(on)
    .await
    .expect("a row")
}

impl Peer for Sqlx {
    async fn get(&self, key: &str) -> bool {
        let row: Option<Runner> = sqlx::query_as(
            "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
             FROM runners WHERE id = ?1",
        )
        .bind(key)
        .fetch_optional(&self.readers)
        .await
        .expect("a row");
        row.is_some()
    }

    async fn list(&self, limit: u32) -> usize {
        let rows: Vec<Runner> = sqlx::query_as(
            "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
             FROM runners ORDER BY id LIMIT ?1",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await
        .expect("rows");
        rows.len()
    }

    async fn insert(&self, new: New) {
        insert(&self.writer, new).await;
    }

    async fn insert_in_transaction(&self, new: Vec<New>) {
        let mut tx = self.writer.begin().await.expect("a transaction");
        for new in new {
            insert(&mut *tx, new).await;
        }
        tx.commit().await.expect("a commit");
    }

    async fn bulk(&self, new: Vec<New>) {
        let now = Utc::now().timestamp_micros();
        let mut tx = self.writer.begin().await.expect("a transaction");
        for rows in new.chunks(CHUNK) {
            let mut query = QueryBuilder::<Sqlite>::new(
                "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) ",
            );
            query.push_values(rows, |mut row, new| {
                row.push_bind(&new.id)
                    .push_bind(&new.host)
                    .push_bind(new.port)
                    .push_bind(100)
                    .push_bind(0)
                    .push_bind(0)
                    .push_bind(now)
                    .push_bind(now);
            });
            debug_assert!(rows.len() * COLUMNS < 32_766);
            query.build().execute(&mut *tx).await.expect("rows");
        }
        tx.commit().await.expect("a commit");
    }

    async fn upsert(&self, new: New) {
        let now = Utc::now().timestamp_micros();
        let _: Runner = sqlx::query_as(
            "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) \
             VALUES (?1, ?2, ?3, 100, 0, 0, ?4, ?4) \
             ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port \
             RETURNING id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at",
        )
        .bind(new.id)
        .bind(new.host)
        .bind(new.port)
        .bind(now)
        .fetch_one(&self.writer)
        .await
        .expect("a row");
    }
}
