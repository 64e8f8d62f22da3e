//! Migrations: three of them, down one by one, down to nothing and up again.

use dualect::{Db, ErrorKind, MigrationErrorKind};
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use pipelit_system_db::user_profiles::{self, UserProfilePatch};
use pipelit_system_db::{MIGRATIONS, workflows};

use super::{started, user, workflow};

/// The tables that the app's migrations have made.
async fn tables(database: &Database) -> usize {
    let sql = match database.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        Engine::Postgres => {
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%'"
        }
    };
    database.rows(sql).await.len()
}

both_engines! {
    async fn what_loses_nothing_goes_back_and_forth_with_every_row_kept(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let back = db.rollback(&MIGRATIONS, 1, false).await.unwrap();
        assert_eq!(back.tags.len(), 1);
        assert_eq!(workflows::get(&db, flow.id).await.unwrap().as_ref(), Some(&flow));
        assert_eq!(db.migrate(&MIGRATIONS).await.unwrap().tags, back.tags);
        assert_eq!(workflows::get(&db, flow.id).await.unwrap().as_ref(), Some(&flow));
        assert_eq!(user_profiles::get(&db, owner.id).await.unwrap(), Some(owner));
    }

    async fn what_loses_something_waits_for_consent_and_then_loses_only_that(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        let flow = workflow(&db, "report", &owner).await;
        let secret = UserProfilePatch { totp_secret: Some(Some(vec![1])), mfa_enabled: Some(true), ..UserProfilePatch::default() };
        user_profiles::update(&db, owner.id, secret).await.unwrap();
        db.rollback(&MIGRATIONS, 1, false).await.unwrap();
        let refused = db.rollback(&MIGRATIONS, 1, false).await.unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::Migration(MigrationErrorKind::Lossy { .. })), "{refused}");
        db.rollback(&MIGRATIONS, 1, true).await.unwrap();
        assert_eq!(workflows::get(&db, flow.id).await.unwrap().as_ref(), Some(&flow));
        db.migrate(&MIGRATIONS).await.unwrap();
        let owner = user_profiles::get(&db, owner.id).await.unwrap().unwrap();
        assert_eq!((owner.username.as_str(), owner.totp_secret, owner.mfa_enabled), ("ada", None, false));
        assert_eq!(workflows::get(&db, flow.id).await.unwrap(), Some(flow));
    }

    async fn down_to_nothing_and_up_again_is_the_database_of_the_first_day(database: Database) {
        let db = started(&database).await;
        let owner = user(&db, "ada").await;
        workflow(&db, "report", &owner).await;
        let all = tables(&database).await;
        assert_eq!(all, 32);
        let back = db.rollback(&MIGRATIONS, 99, true).await.unwrap();
        assert_eq!(back.tags.len(), 3);
        assert_eq!(tables(&database).await, 0);
        db.close().await.unwrap();
        let db: Db = started(&database).await;
        assert_eq!(tables(&database).await, all);
        assert_eq!(user_profiles::count(&db).await.unwrap(), 0);
        user(&db, "ada").await;
    }
}
