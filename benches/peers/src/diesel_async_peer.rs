//! diesel-async: a deadpool of connections; on SQLite its wrapper, which runs each call on tokio's blocking threads.

use diesel::prelude::*;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod,
};
use diesel_async::sync_connection_wrapper::SyncConnectionWrapper;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use dualect_measure::{New, POOL, Peer, READERS};

fn fast<C: AsyncConnection + 'static>() -> ManagerConfig<C> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config
}

/// Both databases' peers differ in the type of a timestamp and of the connection, and in how many rows go in at once.
macro_rules! peer {
    ($name:ident, $connection:ty, $sql:ident, $timestamp:ty, $now:expr, $connect:item, $transaction:item, $bulk:item) => {
        pub mod $name {
            use super::*;

            diesel::table! {
                runners (id) {
                    id -> Text,
                    host -> Text,
                    port -> Integer,
                    max_sandboxes -> Integer,
                    active_count -> Integer,
                    warming_count -> Integer,
                    last_heartbeat_at -> $sql,
                    registered_at -> $sql,
                }
            }

            #[derive(Queryable, Selectable)]
            #[diesel(table_name = runners)]
            #[allow(dead_code, reason = "what is read is not used")]
            struct Runner {
                id: String,
                host: String,
                port: i32,
                max_sandboxes: i32,
                active_count: i32,
                warming_count: i32,
                last_heartbeat_at: $timestamp,
                registered_at: $timestamp,
            }

            #[derive(Insertable)]
            #[diesel(table_name = runners)]
            #[diesel(treat_none_as_default_value = false)]
            struct NewRunner {
                id: String,
                host: String,
                port: i32,
                max_sandboxes: i32,
                active_count: i32,
                warming_count: i32,
                last_heartbeat_at: $timestamp,
                registered_at: $timestamp,
            }

            impl NewRunner {
                fn of(new: New) -> Self {
                    let now = $now;
                    Self {
                        id: new.id,
                        host: new.host,
                        port: new.port,
                        max_sandboxes: 100,
                        active_count: 0,
                        warming_count: 0,
                        last_heartbeat_at: now,
                        registered_at: now,
                    }
                }
            }

            pub struct DieselAsync {
                readers: Pool<$connection>,
                writers: Pool<$connection>,
            }

            $connect

            async fn insert(connection: &mut $connection, new: New) {
                let row: Runner = diesel::insert_into(runners::table)
                    .values(NewRunner::of(new))
                    .returning(Runner::as_returning())
                    .get_result(connection)
                    .await
                    .expect("a row");
                drop(row);
            }

            async fn insert_all(connection: &mut $connection, new: Vec<New>) -> QueryResult<()> {
                for new in new {
                    insert(connection, new).await;
                }
                Ok(())
            }

            $transaction

            $bulk

            async fn on(pool: &Pool<$connection>) -> Object<$connection> {
                pool.get().await.expect("a connection")
            }

            impl Peer for DieselAsync {
                async fn get(&self, key: &str) -> bool {
                    let row: Option<Runner> = runners::table
                        .find(key.to_owned())
                        .select(Runner::as_select())
                        .first(&mut *on(&self.readers).await)
                        .await
                        .optional()
                        .expect("a row");
                    row.is_some()
                }

                async fn list(&self, limit: u32) -> usize {
                    let rows: Vec<Runner> = runners::table
                        .order(runners::id)
                        .limit(i64::from(limit))
                        .select(Runner::as_select())
                        .load(&mut *on(&self.readers).await)
                        .await
                        .expect("rows");
                    rows.len()
                }

                async fn insert(&self, new: New) {
                    insert(&mut *on(&self.writers).await, new).await;
                }

                async fn insert_in_transaction(&self, new: Vec<New>) {
                    transaction(&mut *on(&self.writers).await, new).await;
                }

                async fn bulk(&self, new: Vec<New>) {
                    let mut connection = on(&self.writers).await;
                    let connection: &mut $connection = &mut connection;
                    connection
                        .transaction(async |connection| insert_many(connection, new).await)
                        .await
                        .expect("rows");
                }

                async fn upsert(&self, new: New) {
                    let row: Runner = diesel::insert_into(runners::table)
                        .values(NewRunner::of(new))
                        .on_conflict(runners::id)
                        .do_update()
                        .set((
                            runners::host.eq(diesel::upsert::excluded(runners::host)),
                            runners::port.eq(diesel::upsert::excluded(runners::port)),
                        ))
                        .returning(Runner::as_returning())
                        .get_result(&mut *on(&self.writers).await)
                        .await
                        .expect("a row");
                    drop(row);
                }
            }
        }
    };
}

peer!(
    sqlite,
    SyncConnectionWrapper<SqliteConnection>,
    BigInt,
    i64,
    chrono::Utc::now().timestamp_micros(),
    pub async fn connect(url: &str) -> DieselAsync {
        use diesel_async::SimpleAsyncConnection;

        let path = url.strip_prefix("sqlite:").expect("an SQLite URL");
        let pool = |size: usize| {
            Pool::builder(AsyncDieselConnectionManager::new_with_config(path, fast()))
                .max_size(size)
                .build()
                .expect("a pool")
        };
        let opened = DieselAsync {
            readers: pool(READERS),
            writers: pool(1),
        };
        for pool in [&opened.readers, &opened.writers] {
            let mut connections = Vec::new();
            for _ in 0..pool.status().max_size {
                let mut connection = on(pool).await;
                connection
                    .batch_execute(
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
                         PRAGMA busy_timeout = 5000",
                    )
                    .await
                    .expect("the settings");
                connections.push(connection);
            }
        }
        opened
    },
    async fn transaction(connection: &mut SyncConnectionWrapper<SqliteConnection>, new: Vec<New>) {
        connection
            .immediate_transaction(async |connection| insert_all(connection, new).await)
            .await
            .expect("a commit");
    },
    // Its wrapper takes no statement of several rows, but the connection that it wraps does.
    async fn insert_many(
        connection: &mut SyncConnectionWrapper<SqliteConnection>,
        new: Vec<New>,
    ) -> QueryResult<()> {
        connection
            .spawn_blocking(move |connection| {
                let rows: Vec<_> = new.into_iter().map(NewRunner::of).collect();
                for rows in rows.chunks(64) {
                    diesel::RunQueryDsl::execute(
                        diesel::insert_into(runners::table).values(rows),
                        connection,
                    )?;
                }
                Ok(())
            })
            .await
    }
);

peer!(
    postgres,
    AsyncPgConnection,
    Timestamptz,
    chrono::DateTime<chrono::Utc>,
    chrono::Utc::now(),
    pub async fn connect(url: &str) -> DieselAsync {
        let pool = Pool::builder(AsyncDieselConnectionManager::new_with_config(url, fast()))
            .max_size(POOL)
            .build()
            .expect("a pool");
        DieselAsync {
            readers: pool.clone(),
            writers: pool,
        }
    },
    async fn transaction(connection: &mut AsyncPgConnection, new: Vec<New>) {
        connection
            .build_transaction()
            .serializable()
            .run(async |connection| insert_all(connection, new).await)
            .await
            .expect("a commit");
    },
    async fn insert_many(connection: &mut AsyncPgConnection, new: Vec<New>) -> QueryResult<()> {
        let mut rest = new.into_iter();
        loop {
            let rows: Vec<_> = rest.by_ref().take(8_000).map(NewRunner::of).collect();
            if rows.is_empty() {
                return Ok(());
            }
            diesel::insert_into(runners::table)
                .values(rows)
                .execute(connection)
                .await?;
        }
    }
);
