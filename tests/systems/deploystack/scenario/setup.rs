//! The set-up step: the app asks which database to use, keeps the answer in a file of its own, and says how far it is.

use std::fs;
use std::path::{Path, PathBuf};

use deploystack_system_db::{MIGRATIONS, global_settings};
use dualect::{Db, Dialect, Status};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use serde_json::json;

use super::settings::seed;

/// What the app knows of its database: nothing until it has been set up.
struct Installation {
    folder: PathBuf,
}

impl Installation {
    fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    fn selection(&self) -> PathBuf {
        self.folder.join("db.selection.json")
    }

    /// The answer of the set-up step: kept, tried, and made ready.
    async fn choose(&self, url: &str) -> dualect::Result<Db> {
        let db = Db::connect(url).await?;
        db.migrate(&MIGRATIONS).await?;
        let selection = json!({ "type": db.dialect().to_string(), "url": url });
        fs::write(self.selection(), selection.to_string()).unwrap();
        Ok(db)
    }

    async fn open(&self) -> Option<Db> {
        let selection = fs::read_to_string(self.selection()).ok()?;
        let selection: serde_json::Value = serde_json::from_str(&selection).unwrap();
        Some(
            Db::connect(selection["url"].as_str().unwrap())
                .await
                .unwrap(),
        )
    }

    /// What the status endpoint answers.
    async fn status(&self) -> Status {
        match self.open().await {
            Some(db) => db.status(&MIGRATIONS).await.unwrap(),
            None => Status::unconfigured(&MIGRATIONS, Dialect::Sqlite),
        }
    }
}

both_engines! {
    async fn an_installation_is_first_unconfigured_then_ready_and_remembers_what_was_chosen(database: Database) {
        let folder = tempfile::tempdir().unwrap();
        let installation = Installation::in_folder(folder.path());
        let status = installation.status().await;
        assert_eq!((status.configured, status.initialized), (false, false));
        assert_eq!(status.pending.len(), MIGRATIONS.of(Dialect::Sqlite).len());
        let db = installation.choose(&database.url()).await.unwrap();
        seed(&db).await.unwrap();
        db.close().await.unwrap();
        // After a restart the file says where the data is.
        let restarted = Installation::in_folder(folder.path());
        let status = restarted.status().await;
        let dialect = match database.engine() {
            Engine::Sqlite => Dialect::Sqlite,
            Engine::Postgres => Dialect::Postgres,
        };
        assert_eq!((status.configured, status.initialized, status.dialect), (true, true, dialect));
        assert_eq!(status.pending, []);
        let told = serde_json::to_value(&status).unwrap();
        assert_eq!(told["dialect"], json!(database.engine().name()));
        let db = restarted.open().await.unwrap();
        assert!(global_settings::count(&db).await.unwrap() > 0);
    }

    async fn a_database_that_was_chosen_but_never_migrated_is_configured_and_not_initialized(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        let status = db.status(&MIGRATIONS).await.unwrap();
        assert_eq!((status.configured, status.initialized), (true, false));
        assert_eq!(status.applied, []);
    }
}

#[tokio::test]
async fn a_choice_that_cannot_be_reached_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let installation = Installation::in_folder(folder.path());
    let nowhere = folder.path().join("no such folder/app.db");
    let refused = installation
        .choose(&format!("sqlite:{}", nowhere.display()))
        .await;
    assert!(refused.is_err());
    assert!(!installation.status().await.configured);
}
