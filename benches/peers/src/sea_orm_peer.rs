//! SeaORM: entities, a pool; on SQLite one that reads and one connection that writes.

use dualect_measure::{New, POOL, Peer, READERS};
use sea_orm::sea_query::OnConflict;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectOptions, Database, DatabaseConnection, EntityTrait,
    IsolationLevel, QueryOrder, QuerySelect, TransactionTrait,
};

/// Both databases' peers differ in the type of a timestamp, and in how many rows a statement takes.
macro_rules! peer {
    ($name:ident, $timestamp:ty, $now:expr, $chunk:expr, $isolation:expr, $connect:item) => {
        pub mod $name {
            use super::*;

            mod entity {
                use sea_orm::entity::prelude::*;

                #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
                #[sea_orm(table_name = "runners")]
                pub struct Model {
                    #[sea_orm(primary_key, auto_increment = false)]
                    pub id: String,
                    pub host: String,
                    pub port: i32,
                    pub max_sandboxes: i32,
                    pub active_count: i32,
                    pub warming_count: i32,
                    pub last_heartbeat_at: $timestamp,
                    pub registered_at: $timestamp,
                }

                #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
                pub enum Relation {}

                impl ActiveModelBehavior for ActiveModel {}
            }

            use entity::{ActiveModel, Column, Entity};

            pub struct SeaOrm {
                readers: DatabaseConnection,
                writer: DatabaseConnection,
            }

            $connect

            fn model(new: New) -> ActiveModel {
                let now = $now;
                ActiveModel {
                    id: Set(new.id),
                    host: Set(new.host),
                    port: Set(new.port),
                    max_sandboxes: Set(100),
                    active_count: Set(0),
                    warming_count: Set(0),
                    last_heartbeat_at: Set(now),
                    registered_at: Set(now),
                }
            }

            impl Peer for SeaOrm {
                async fn get(&self, key: &str) -> bool {
                    let row = Entity::find_by_id(key).one(&self.readers).await;
                    row.expect("a row").is_some()
                }

                async fn list(&self, limit: u32) -> usize {
                    let rows = Entity::find()
                        .order_by_asc(Column::Id)
                        .limit(u64::from(limit))
                        .all(&self.readers)
                        .await;
                    rows.expect("rows").len()
                }

                async fn insert(&self, new: New) {
                    model(new).insert(&self.writer).await.expect("a row");
                }

                async fn insert_in_transaction(&self, new: Vec<New>) {
                    let tx = self
                        .writer
                        .begin_with_config($isolation, None)
                        .await
                        .expect("a transaction");
                    for new in new {
                        model(new).insert(&tx).await.expect("a row");
                    }
                    tx.commit().await.expect("a commit");
                }

                async fn bulk(&self, new: Vec<New>) {
                    let tx = self.writer.begin().await.expect("a transaction");
                    let mut rest = new.into_iter();
                    loop {
                        let rows: Vec<_> = rest.by_ref().take($chunk).map(model).collect();
                        if rows.is_empty() {
                            break;
                        }
                        Entity::insert_many(rows)
                            .exec_without_returning(&tx)
                            .await
                            .expect("rows");
                    }
                    tx.commit().await.expect("a commit");
                }

                async fn upsert(&self, new: New) {
                    let conflict = OnConflict::column(Column::Id)
                        .update_columns([Column::Host, Column::Port])
                        .to_owned();
                    Entity::insert(model(new))
                        .on_conflict(conflict)
                        .exec_with_returning(&self.writer)
                        .await
                        .expect("a row");
                }
            }
        }
    };
}

peer!(
    sqlite,
    i64,
    chrono::Utc::now().timestamp_micros(),
    64,
    None,
    pub async fn connect(url: &str) -> SeaOrm {
        let pool = async |size: usize| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(size as u32)
                .test_before_acquire(false)
                .sqlx_logging(false)
                .map_sqlx_sqlite_opts(|options| {
                    options
                        .journal_mode(SqliteJournalMode::Wal)
                        .synchronous(SqliteSynchronous::Normal)
                        .foreign_keys(true)
                });
            Database::connect(options).await.expect("the database")
        };
        SeaOrm {
            readers: pool(READERS).await,
            writer: pool(1).await,
        }
    }
);

peer!(
    postgres,
    DateTimeUtc,
    chrono::Utc::now(),
    1_000,
    Some(IsolationLevel::Serializable),
    pub async fn connect(url: &str) -> SeaOrm {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POOL as u32)
            .min_connections(POOL as u32)
            .test_before_acquire(false)
            .sqlx_logging(false);
        let pool = Database::connect(options).await.expect("the server");
        SeaOrm {
            readers: pool.clone(),
            writer: pool,
        }
    }
);
