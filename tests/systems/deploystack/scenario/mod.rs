//! deploystack: a set-up step chooses the database, settings are seeded in batches, plugins bring tables, deletes say how much.

mod accounts;
mod catalogue;
mod deletes;
mod plugins;
mod settings;
mod setup;

use deploystack_system_db::MIGRATIONS;
use deploystack_system_db::auth_users::{AuthUser, NewAuthUser};
use deploystack_system_db::enums::AuthType;
use deploystack_system_db::teams::{NewTeam, Team};
use dualect::{Db, Session};
use dualect_tests::engine::Database;

async fn started(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}

async fn user(db: &Session, name: &str) -> AuthUser {
    let new = NewAuthUser::new(name, name, format!("{name}@example.org"), AuthType::Github);
    deploystack_system_db::auth_users::insert(db, new)
        .await
        .unwrap()
}

async fn team(db: &Session, id: &str, owner: &AuthUser) -> Team {
    let new = NewTeam::new(id, id, id, owner.id.as_str());
    deploystack_system_db::teams::insert(db, new).await.unwrap()
}
