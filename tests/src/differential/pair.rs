//! The two databases that are held to the same answers.

use dualect::Db;

use crate::engine::{Database, Engine};

/// An SQLite and a Postgres database with the tables of `tests/schemas/parity`.
#[derive(Debug)]
pub struct Pair {
    /// SQLite.
    pub sqlite: Side,
    /// Postgres.
    pub postgres: Side,
}

/// One of the two.
#[derive(Debug)]
pub struct Side {
    /// As an app sees it.
    pub db: Db,
    /// Behind dualect's back.
    pub database: Database,
}

impl Pair {
    /// Two empty databases, migrated.
    pub async fn create() -> Self {
        let (sqlite, postgres) = tokio::join!(side(Engine::Sqlite), side(Engine::Postgres));
        Self { sqlite, postgres }
    }

    /// Deletes all rows.
    pub async fn empty(&self) {
        let tables: Vec<String> = self
            .postgres
            .database
            .rows("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
            .await
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        let truncate = format!("TRUNCATE {} CASCADE", tables.join(", "));
        self.postgres.database.execute(&truncate).await;
        let deletes: Vec<String> = tables
            .iter()
            .map(|table| format!("DELETE FROM {table};"))
            .collect();
        let deletes = format!(
            "PRAGMA foreign_keys = OFF; BEGIN; {} COMMIT",
            deletes.concat()
        );
        self.sqlite.database.execute(&deletes).await;
    }
}

async fn side(engine: Engine) -> Side {
    let database = engine.database().await;
    let db = Db::connect(&database.url())
        .await
        .expect("the database answers");
    db.migrate(&parity_db::MIGRATIONS)
        .await
        .expect("the tables can be made");
    Side { db, database }
}
