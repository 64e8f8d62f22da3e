//! What the service's health endpoint answers.

use codespar_system_db::MIGRATIONS;
use dualect::{Db, Dialect, ErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};

use super::started;

both_engines! {
    async fn a_service_says_which_database_it_has_and_whether_it_is_migrated(database: Database) {
        let db = Db::connect(&database.url()).await.unwrap();
        let before = db.status(&MIGRATIONS).await.unwrap();
        assert_eq!((before.initialized, before.pending.len()), (false, 1));
        db.migrate(&MIGRATIONS).await.unwrap();
        let after = db.status(&MIGRATIONS).await.unwrap();
        assert_eq!((after.initialized, after.pending.len()), (true, 0));
        let health = db.health().await.unwrap();
        let expected = match database.engine() {
            Engine::Sqlite => Dialect::Sqlite,
            Engine::Postgres => Dialect::Postgres,
        };
        assert_eq!((health.dialect, after.dialect), (expected, expected));
    }

    async fn a_service_whose_database_is_gone_says_so(database: Database) {
        let db = started(&database).await;
        db.close().await.unwrap();
        assert_eq!(db.health().await.unwrap_err().kind(), &ErrorKind::Closed);
    }
}
