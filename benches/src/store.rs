//! A database for each peer, so that nobody's writes empty another's caches.

use ash_db::MIGRATIONS;
use ash_db::runners::{self, NewRunner};
use dualect::Db;
use dualect_measure::{ROWS, key};
use dualect_tests::postgres;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A database with the rows that are there from the start.
pub struct Store {
    url: String,
    runtime: Runtime,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server(postgres::Database),
}

impl Store {
    pub fn create(database: Database) -> Self {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let (url, place) = match database {
            Database::Sqlite => {
                let folder = TempDir::new().expect("a folder");
                let url = format!("sqlite:{}", folder.path().join("bench.db").display());
                (url, Place::Folder(folder))
            }
            Database::Postgres => {
                let database = runtime.block_on(postgres::Database::create());
                (database.url(), Place::Server(database))
            }
        };
        runtime.block_on(async {
            let db = Db::connect(&url).await.expect("the database");
            db.migrate(&MIGRATIONS).await.expect("the tables");
            let rows = (0..ROWS).map(|number| NewRunner::new(key(number), "localhost", 8080));
            runners::insert_many(&db, rows.collect())
                .await
                .expect("the rows");
            db.close().await.expect("an end");
        });
        let store = Self {
            url,
            runtime,
            place,
        };
        store.clean();
        store
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Takes out what a round has put in, and leaves no work for later that another peer would pay for.
    pub fn clean(&self) {
        match &self.place {
            Place::Folder(folder) => {
                let connection = rusqlite::Connection::open(folder.path().join("bench.db"))
                    .expect("the database");
                connection
                    .execute_batch(
                        "PRAGMA busy_timeout = 5000; DELETE FROM runners WHERE id >= 'z'; \
                         PRAGMA wal_checkpoint(TRUNCATE)",
                    )
                    .expect("a clean table");
            }
            Place::Server(database) => self.runtime.block_on(async {
                let client = database.connect().await;
                for sql in [
                    "DELETE FROM runners WHERE id >= 'z'",
                    "VACUUM ANALYZE runners",
                ] {
                    client.batch_execute(sql).await.expect("a clean table");
                }
            }),
        }
    }
}
