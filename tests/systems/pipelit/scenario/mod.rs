//! pipelit: keys that go in circles, kinds of credentials in tables of their own, migrations that go down and up again.

mod circles;
mod credentials;
mod executions;
mod migrations;

use dualect::{Db, Session};
use dualect_tests::engine::Database;
use pipelit_system_db::MIGRATIONS;
use pipelit_system_db::user_profiles::{self, NewUserProfile, UserProfile};
use pipelit_system_db::workflows::{self, NewWorkflow, Workflow};

async fn started(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}

async fn user(db: &Session, name: &str) -> UserProfile {
    user_profiles::insert(db, NewUserProfile::new(name))
        .await
        .unwrap()
}

async fn workflow(db: &Session, slug: &str, owner: &UserProfile) -> Workflow {
    workflows::insert(db, NewWorkflow::new(slug, slug, owner.id))
        .await
        .unwrap()
}
