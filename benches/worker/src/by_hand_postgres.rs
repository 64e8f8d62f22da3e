//! What a careful person writes on tokio-postgres for the same work, with the same texts: statements prepared once a connection, lists
//! streamed, many rows by COPY.

use std::ops::{Deref, DerefMut};
use std::pin::pin;
use std::sync::Mutex;

use ash_db::runners::Runner;
use dualect::types::Timestamp;
use dualect_measure::{New, Peer};
use futures_util::TryStreamExt as _;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row, Statement};

const COLUMNS: &str =
    "id, host, port, max_sandboxes, active_count, warming_count, last_heartbeat_at, registered_at";

struct Connection {
    client: Client,
    get: Statement,
    page: Statement,
    insert: Statement,
    upsert: Statement,
    copy: Statement,
}

/// Connections, each used by one task at a time.
pub struct ByHand(Mutex<Vec<Connection>>);

/// Opens the connections.
pub async fn connect(url: &str, connections: usize) -> ByHand {
    let mut open = Vec::new();
    for _ in 0..connections {
        let (client, connection) = tokio_postgres::connect(url, NoTls)
            .await
            .expect("the server");
        tokio::spawn(connection);
        client
            .batch_execute("SET TIME ZONE 'UTC'")
            .await
            .expect("the zone");
        let prepare = async |sql: &str| client.prepare(sql).await.expect("a statement");
        open.push(Connection {
            get: prepare(&format!("SELECT {COLUMNS} FROM runners WHERE id = $1")).await,
            page: prepare(&format!("SELECT {COLUMNS} FROM runners ORDER BY id LIMIT $1")).await,
            insert: prepare(&format!(
                "INSERT INTO runners ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING {COLUMNS}"
            ))
            .await,
            upsert: prepare(&upsert()).await,
            copy: prepare(&format!("COPY runners ({COLUMNS}) FROM STDIN (FORMAT binary)")).await,
            client,
        });
    }
    ByHand(Mutex::new(open))
}

/// The text of the generated function.
fn upsert() -> String {
    let kept = [
        "max_sandboxes",
        "active_count",
        "warming_count",
        "last_heartbeat_at",
        "registered_at",
    ];
    let set: Vec<String> = kept
        .iter()
        .zip(9..)
        .map(|(column, at)| {
            format!("{column} = CASE WHEN ${at} THEN excluded.{column} ELSE stored.{column} END")
        })
        .collect();
    let differs: Vec<String> = kept
        .iter()
        .zip(9..)
        .map(|(column, at)| {
            format!("(${at} AND stored.{column} IS DISTINCT FROM excluded.{column})")
        })
        .collect();
    format!(
        "WITH written AS (INSERT INTO runners AS stored ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, {} \
         WHERE (stored.host IS DISTINCT FROM excluded.host OR stored.port IS DISTINCT FROM excluded.port OR {}) \
         RETURNING {COLUMNS}, xmax = 0 AS inserted) \
         SELECT * FROM written UNION ALL SELECT {COLUMNS}, NULL FROM runners \
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM written)",
        set.join(", "),
        differs.join(" OR ")
    )
}

/// A connection until it is given back.
struct Taken<'a> {
    free: &'a Mutex<Vec<Connection>>,
    connection: Option<Connection>,
}

impl ByHand {
    fn take(&self) -> Taken<'_> {
        let connection = self.0.lock().expect("the connections").pop();
        Taken {
            free: &self.0,
            connection: Some(connection.expect("a free connection")),
        }
    }
}

impl Deref for Taken<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("taken")
    }
}

impl DerefMut for Taken<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("taken")
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let connection = self.connection.take();
        self.free
            .lock()
            .expect("the connections")
            .extend(connection);
    }
}

impl Peer for ByHand {
    async fn get(&self, key: &str) -> bool {
        let on = self.take();
        let row = on.client.query_opt(&on.get, &[&key]).await.expect("a row");
        row.as_ref().map(read).is_some()
    }

    async fn list(&self, limit: u32) -> usize {
        let on = self.take();
        let rows = on
            .client
            .query_raw(&on.page, [i64::from(limit) + 1])
            .await
            .expect("rows");
        let mut rows = pin!(rows);
        let mut read_rows: Vec<Runner> = Vec::new();
        while let Some(row) = rows.try_next().await.expect("a row") {
            read_rows.push(read(&row));
        }
        read_rows.truncate(limit as usize);
        read_rows.len()
    }

    async fn insert(&self, new: New) {
        let on = self.take();
        insert_one(&on.client, &on.insert, new).await;
    }

    async fn insert_in_transaction(&self, new: Vec<New>) {
        let mut on = self.take();
        let insert = on.insert.clone();
        let transaction = on.client.build_transaction();
        let transaction = transaction
            .isolation_level(tokio_postgres::IsolationLevel::Serializable)
            .start()
            .await
            .expect("a transaction");
        for new in new {
            insert_one(transaction.client(), &insert, new).await;
        }
        transaction.commit().await.expect("a commit");
    }

    async fn bulk(&self, new: Vec<New>) {
        const TYPES: [Type; 8] = [
            Type::TEXT,
            Type::TEXT,
            Type::INT4,
            Type::INT4,
            Type::INT4,
            Type::INT4,
            Type::TIMESTAMPTZ,
            Type::TIMESTAMPTZ,
        ];

        let on = self.take();
        let sink = on.client.copy_in(&on.copy).await.expect("a copy");
        let mut writer = pin!(BinaryCopyInWriter::new(sink, &TYPES));
        let now = Timestamp::now();
        for new in &new {
            let row: [&(dyn ToSql + Sync); 8] =
                [&new.id, &new.host, &new.port, &100, &0, &0, &now, &now];
            writer.as_mut().write(&row).await.expect("a row");
        }
        writer.as_mut().finish().await.expect("rows");
    }

    async fn upsert(&self, new: New) {
        let on = self.take();
        let now = Timestamp::now();
        let New { id, host, port } = &new;
        let row = on
            .client
            .query_one(
                &on.upsert,
                &[
                    id, host, port, &100, &0, &0, &now, &now, &false, &false, &false, &false,
                    &false,
                ],
            )
            .await
            .expect("a row");
        let inserted: Option<bool> = row.get(8);
        (read(&row), inserted);
    }
}

async fn insert_one(client: &Client, insert: &Statement, new: New) -> Runner {
    let now = Timestamp::now();
    let New { id, host, port } = &new;
    let row = client
        .query_one(insert, &[id, host, port, &100, &0, &0, &now, &now])
        .await
        .expect("a row");
    read(&row)
}

fn read(row: &Row) -> Runner {
    Runner {
        id: row.get(0),
        host: row.get(1),
        port: row.get(2),
        max_sandboxes: row.get(3),
        active_count: row.get(4),
        warming_count: row.get(5),
        last_heartbeat_at: row.get(6),
        registered_at: row.get(7),
    }
}
