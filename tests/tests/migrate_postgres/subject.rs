//! A database and the migrations it is brought to.

use std::time::Duration;

use dualect::migrate::{Scripts, Settings, postgres};
use dualect::{Applied, Dialect, Migration, MigrationErrorKind, Migrations, RolledBack, Status};
use dualect_tests::postgres::Database;
use tokio_postgres::{Client, SimpleQueryMessage};

pub(crate) const INIT: Migration<'static> = Migration {
    tag: "20260131120000_init",
    up: "CREATE TABLE parents (id bigint PRIMARY KEY, name text NOT NULL);
--> statement-breakpoint
CREATE TABLE children (
  id bigint PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES parents (id) ON DELETE CASCADE
);
",
    down: "DROP TABLE children;\n--> statement-breakpoint\nDROP TABLE parents;\n",
};

pub(crate) const MORE: Migration<'static> = Migration {
    tag: "20260201120000_more",
    up: "ALTER TABLE parents ADD COLUMN note text;\n",
    down: "-- dualect: lossy: the column parents.note\nALTER TABLE parents DROP COLUMN note;\n",
};

pub(crate) struct Subject {
    pub(crate) database: Database,
    pub(crate) client: Client,
    pub(crate) settings: Settings,
}

impl Subject {
    pub(crate) async fn new() -> Self {
        let database = Database::create().await;
        let client = database.connect().await;
        let settings = Settings {
            lock_wait: Duration::from_secs(20),
            ..Settings::default()
        };
        Self {
            database,
            client,
            settings,
        }
    }

    pub(crate) async fn migrate(
        &mut self,
        migrations: &[Migration<'_>],
    ) -> Result<Applied, MigrationErrorKind> {
        postgres::migrate(&mut self.client, &scripts(migrations)?, &self.settings).await
    }

    pub(crate) async fn rollback(
        &mut self,
        migrations: &[Migration<'_>],
        steps: usize,
    ) -> Result<RolledBack, MigrationErrorKind> {
        postgres::rollback(
            &mut self.client,
            &scripts(migrations)?,
            steps,
            &self.settings,
        )
        .await
    }

    pub(crate) async fn status(&self, migrations: &[Migration<'_>]) -> Status {
        postgres::status(&self.client, &scripts(migrations).unwrap())
            .await
            .unwrap()
    }

    pub(crate) async fn execute(&self, sql: &str) {
        self.client.batch_execute(sql).await.unwrap();
    }

    /// Every row as text, columns joined by `|`.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        let messages = self.client.simple_query(sql).await.unwrap();
        let rows = messages.iter().filter_map(|message| {
            if let SimpleQueryMessage::Row(row) = message {
                Some(row)
            } else {
                None
            }
        });
        rows.map(|row| {
            (0..row.len())
                .map(|at| row.get(at).unwrap_or("null"))
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect()
    }

    pub(crate) async fn tables(&self) -> Vec<String> {
        self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
            .await
    }

    pub(crate) async fn notes(&self) -> Vec<String> {
        self.rows("SELECT name, section, state FROM drizzle.__dualect_migrations ORDER BY 1")
            .await
    }

    pub(crate) async fn recorded(&self) -> Vec<String> {
        self.rows("SELECT name FROM drizzle.__drizzle_migrations ORDER BY id")
            .await
    }
}

pub(crate) fn scripts(migrations: &[Migration<'_>]) -> Result<Scripts, MigrationErrorKind> {
    Scripts::read(
        &Migrations {
            schema_hash: "",
            sqlite: &[],
            postgres: migrations,
        },
        Dialect::Postgres,
    )
}
