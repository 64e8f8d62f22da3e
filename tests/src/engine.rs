//! One test body, both engines.

use std::fmt;

use crate::{postgres, sqlite};

/// The engines that every promise is tested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// SQLite, as compiled into the runtime.
    Sqlite,
    /// A real Postgres server.
    Postgres,
}

impl Engine {
    /// All of them, for a test that compares what they answer.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// A fresh, empty database of this engine.
    pub async fn database(self) -> Database {
        match self {
            Self::Sqlite => Database::Sqlite(sqlite::Database::create()),
            Self::Postgres => Database::Postgres(postgres::Database::create().await),
        }
    }

    /// The name, as the folders under `drizzle/` write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A fresh database of one engine, gone when this value goes.
#[derive(Debug)]
pub enum Database {
    /// A file in a temporary folder.
    Sqlite(sqlite::Database),
    /// A database on the server of this test process.
    Postgres(postgres::Database),
}

impl Database {
    /// Which engine it is of.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// The database as [`dualect::Db::connect`] takes it.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(database) => database.url(),
            Self::Postgres(database) => database.url(),
        }
    }

    /// The rows of a query, each value as the database's own text, behind dualect's back.
    pub async fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        match self {
            Self::Sqlite(database) => database.rows(sql),
            Self::Postgres(database) => postgres::rows(&database.connect().await, sql).await,
        }
    }

    /// Runs statements behind dualect's back.
    pub async fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite(database) => database
                .connect()
                .execute_batch(sql)
                .unwrap_or_else(|error| panic!("{error}\nin {sql}")),
            Self::Postgres(database) => {
                let outcome = database.connect().await.batch_execute(sql).await;
                outcome.unwrap_or_else(|error| panic!("{}\nin {sql}", postgres::in_full(&error)));
            }
        }
    }
}

/// Writes one async test body as two tests, `name::sqlite` and `name::postgres`, each on a fresh database.
///
/// ```
/// use dualect_tests::both_engines;
/// use dualect_tests::engine::Database;
///
/// both_engines! {
///     /// An empty database takes a table.
///     async fn an_empty_database_takes_a_table(database: Database) {
///         database.execute("CREATE TABLE t (id bigint PRIMARY KEY)").await;
///     }
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($database:ident: $Database:ty) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                use super::*;

                async fn body($database: $Database) $body

                #[tokio::test]
                async fn sqlite() {
                    body($crate::engine::Engine::Sqlite.database().await).await;
                }

                #[tokio::test]
                async fn postgres() {
                    body($crate::engine::Engine::Postgres.database().await).await;
                }
            }
        )+
    };
}
