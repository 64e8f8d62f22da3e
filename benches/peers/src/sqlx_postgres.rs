//! sqlx on Postgres: a pool, statements cached, many rows as one array a column.

use chrono::{DateTime, Utc};
use dualect_measure::{New, POOL, Peer};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Executor, FromRow, PgPool, Postgres};

#[derive(FromRow)]
#[allow(dead_code, reason = "what is read is not used")]
struct Runner {
    id: String,
    host: String,
    port: i32,
    max_sandboxes: i32,
    active_count: i32,
    warming_count: i32,
    last_heartbeat_at: DateTime<Utc>,
    registered_at: DateTime<Utc>,
}

pub struct Sqlx(PgPool);

pub async fn connect(url: &str) -> Sqlx {
    let pool = PgPoolOptions::new()
        .max_connections(POOL as u32)
        .min_connections(POOL as u32)
        .test_before_acquire(false)
        .connect(url)
        .await;
    Sqlx(pool.expect("the server"))
}

async fn insert<'e>(on: impl Executor<'e, Database = Postgres>, new: New) -> Runner {
    sqlx::query_as(
        "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) \
         VALUES ($1, $2, $3, 100, 0, 0, $4, $4) \
         RETURNING id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at",
    )
    .bind(new.id)
    .bind(new.host)
    .bind(new.port)
    .bind(Utc::now())
    .fetch_one(on)
    .await
    .expect("a row")
}

impl Peer for Sqlx {
    async fn get(&self, key: &str) -> bool {
        let row: Option<Runner> = sqlx::query_as(
            "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
             FROM runners WHERE id = $1",
        )
        .bind(key)
        .fetch_optional(&self.0)
        .await
        .expect("a row");
        row.is_some()
    }

    async fn list(&self, limit: u32) -> usize {
        let rows: Vec<Runner> = sqlx::query_as(
            "SELECT id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at \
             FROM runners ORDER BY id LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.0)
        .await
        .expect("rows");
        rows.len()
    }

    async fn insert(&self, new: New) {
        insert(&self.0, new).await;
    }

    async fn insert_in_transaction(&self, new: Vec<New>) {
        let mut tx = self
            .0
            .begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE")
            .await
            .expect("a transaction");
        for new in new {
            insert(&mut *tx, new).await;
        }
        tx.commit().await.expect("a commit");
    }

    async fn bulk(&self, new: Vec<New>) {
        let count = new.len();
        let now = Utc::now();
        let (mut ids, mut hosts, mut ports) = (Vec::new(), Vec::new(), Vec::new());
        for new in new {
            ids.push(new.id);
            hosts.push(new.host);
            ports.push(new.port);
        }
        sqlx::query(
            "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) \
             SELECT * FROM unnest($1::text[], $2::text[], $3::int4[], $4::int4[], $5::int4[], $6::int4[], $7::timestamptz[], \
             $8::timestamptz[])",
        )
        .bind(ids)
        .bind(hosts)
        .bind(ports)
        .bind(vec![100; count])
        .bind(vec![0; count])
        .bind(vec![0; count])
        .bind(vec![now; count])
        .bind(vec![now; count])
        .execute(&self.0)
        .await
        .expect("rows");
    }

    async fn upsert(&self, new: New) {
        let _: Runner = sqlx::query_as(
            "INSERT INTO runners (id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at) \
             VALUES ($1, $2, $3, 100, 0, 0, $4, $4) \
             ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port \
             RETURNING id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at",
        )
        .bind(new.id)
        .bind(new.host)
        .bind(new.port)
        .bind(Utc::now())
        .fetch_one(&self.0)
        .await
        .expect("a row");
    }
}
