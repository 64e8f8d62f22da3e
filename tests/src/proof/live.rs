//! A database that is used again and again, and whose statements may fail.

use dualect::{Db, Migration, Migrations};
use dualect_codegen::inspect::{Inspected, postgres, sqlite};
use dualect_codegen::migration::Files;

use crate::engine::{Database, Engine};
use crate::live_catalog::describe;

/// A database, empty after [`reset`](Live::reset).
#[derive(Debug)]
pub struct Live {
    engine: Engine,
    database: Database,
    /// Of Postgres, which is slow in making connections.
    client: Option<tokio_postgres::Client>,
}

const EMPTIED: &str = "DO $$ DECLARE found text; BEGIN
    FOR found IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', found); END LOOP;
    CREATE SCHEMA public; END $$";

impl Live {
    /// A new one.
    pub async fn new(engine: Engine) -> Self {
        let database = engine.database().await;
        let client = match &database {
            Database::Sqlite(_) => None,
            Database::Postgres(database) => Some(database.connect().await),
        };
        Self {
            engine,
            database,
            client,
        }
    }

    /// Which engine it is of.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Empties it.
    pub async fn reset(&mut self) {
        match &self.client {
            Some(client) => client
                .batch_execute(EMPTIED)
                .await
                .unwrap_or_else(|error| panic!("a database cannot be emptied: {error:?}")),
            None => self.database = self.engine.database().await,
        }
    }

    /// Runs statements.
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(&self, sql: &str) -> Result<(), String> {
        match (&self.client, &self.database) {
            (Some(client), _) => client
                .batch_execute(sql)
                .await
                .map_err(|error| said(&error)),
            (None, Database::Sqlite(database)) => database
                .connect()
                .execute_batch(sql)
                .map_err(|error| error.to_string()),
            (None, Database::Postgres(_)) => unreachable!("Postgres has a client"),
        }
    }

    /// Runs each of these by itself, in one transaction without foreign keys and, on Postgres, without triggers; says which were
    /// refused. Where all were taken, or `keep` says so, they stay.
    ///
    /// # Errors
    /// Something else failed.
    pub async fn attempt(
        &self,
        statements: &[String],
        keep: bool,
    ) -> Result<Vec<(usize, String)>, String> {
        let mut refused = Vec::new();
        match (&self.client, &self.database) {
            (Some(client), _) => {
                let whole = format!(
                    "BEGIN; SET LOCAL session_replication_role = replica; SAVEPOINT one; {}",
                    statements.join("; ")
                );
                if client.batch_execute(&whole).await.is_err() {
                    let begun = client
                        .batch_execute(
                            "ROLLBACK; BEGIN; SET LOCAL session_replication_role = replica",
                        )
                        .await;
                    begun.map_err(|error| said(&error))?;
                    for (at, statement) in statements.iter().enumerate() {
                        let done = client
                            .batch_execute(&format!("SAVEPOINT one; {statement}; RELEASE one"))
                            .await;
                        if let Err(error) = done {
                            refused.push((at, said(&error)));
                            let back = client.batch_execute("ROLLBACK TO one").await;
                            back.map_err(|error| said(&error))?;
                        }
                    }
                }
                let end = if refused.is_empty() || keep {
                    "COMMIT"
                } else {
                    "ROLLBACK"
                };
                client
                    .batch_execute(end)
                    .await
                    .map_err(|error| said(&error))?;
            }
            (None, Database::Sqlite(database)) => {
                let connection = database.connect();
                let done = connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN");
                done.map_err(|error| error.to_string())?;
                for (at, statement) in statements.iter().enumerate() {
                    if let Err(error) = connection.execute_batch(statement) {
                        refused.push((at, error.to_string()));
                    }
                }
                let end = if refused.is_empty() || keep {
                    "COMMIT"
                } else {
                    "ROLLBACK"
                };
                connection
                    .execute_batch(end)
                    .map_err(|error| error.to_string())?;
            }
            (None, Database::Postgres(_)) => unreachable!("Postgres has a client"),
        }
        Ok(refused)
    }

    /// The rows of a query.
    ///
    /// # Errors
    /// What the database says.
    pub async fn rows(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, String> {
        match (&self.client, &self.database) {
            (Some(client), _) => {
                let messages = client
                    .simple_query(sql)
                    .await
                    .map_err(|error| said(&error))?;
                let rows = messages.into_iter().filter_map(|message| match message {
                    tokio_postgres::SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                Ok(rows
                    .map(|row| {
                        (0..row.len())
                            .map(|at| row.get(at).map(str::to_owned))
                            .collect()
                    })
                    .collect())
            }
            (None, database) => Ok(database.rows(sql).await),
        }
    }

    /// Brings it to these migrations.
    ///
    /// # Errors
    /// What the migrator says.
    pub async fn migrate(&self, migrations: &[&Files]) -> Result<(), String> {
        let connected = Db::connect(&self.database.url()).await;
        let db = connected.map_err(|error| error.to_string())?;
        let all = tagged(migrations);
        let done = db.migrate(&of_both(&all)).await;
        let _ = db.close().await;
        done.map(drop).map_err(|error| error.to_string())
    }

    /// Rolls the last of these migrations back, whatever it loses.
    ///
    /// # Errors
    /// What the migrator says.
    pub async fn rollback(&self, migrations: &[&Files]) -> Result<(), String> {
        let connected = Db::connect(&self.database.url()).await;
        let db = connected.map_err(|error| error.to_string())?;
        let all = tagged(migrations);
        let done = db.rollback(&of_both(&all), 1, true).await;
        let _ = db.close().await;
        done.map(drop).map_err(|error| error.to_string())
    }

    /// What it holds besides the migrators' own tables, as text.
    pub async fn shape(&self) -> String {
        let text = describe(&self.database).await;
        let is_own = |line: &&str| !line.contains("__dualect_") && !line.contains("__drizzle_");
        text.lines().filter(is_own).collect::<Vec<_>>().join("\n")
    }

    /// What the inspector reads out of it.
    ///
    /// # Errors
    /// It cannot.
    pub async fn inspected(&self) -> Result<Inspected, String> {
        let query = match self.engine {
            Engine::Sqlite => sqlite::QUERY,
            Engine::Postgres => postgres::QUERY,
        };
        let rows = self.rows(query).await?;
        let answer = rows
            .first()
            .and_then(|row| row.first()?.as_deref())
            .ok_or("no answer")?;
        let found = match self.engine {
            Engine::Sqlite => sqlite::read(answer),
            Engine::Postgres => postgres::read(answer),
        };
        found.map_err(|error| error.to_string())
    }
}

fn said(error: &tokio_postgres::Error) -> String {
    crate::postgres::in_full(error)
}

const TAGS: [&str; 2] = ["20260105090000_first", "20260105100000_second"];

fn tagged<'f>(files: &[&'f Files]) -> Vec<Migration<'f>> {
    let migrations = TAGS.iter().zip(files).map(|(tag, files)| Migration {
        tag,
        up: &files.up,
        down: &files.down,
    });
    migrations.collect()
}

fn of_both<'m>(migrations: &'m [Migration<'m>]) -> Migrations<'m> {
    Migrations {
        schema_hash: "",
        sqlite: migrations,
        postgres: migrations,
    }
}
