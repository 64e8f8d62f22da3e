//! ash: upserts, a queue, sessions with events in sequence, a start before the database's, sums of usage, tenants kept apart.

mod agents;
mod queue;
mod sessions;
mod start_up;
mod tenants;
mod usage;

use ash_system_db::MIGRATIONS;
use ash_system_db::agents::{Agent, NewAgent};
use ash_system_db::sessions::{NewSession, Session};
use dualect::{Db, Scoped};
use dualect_tests::engine::Database;

/// The host as it is after its start: migrations are applied on connect.
async fn started(database: &Database) -> Db {
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate(&MIGRATIONS).await.unwrap();
    db
}

async fn agent(scope: &Scoped, name: &str) -> Agent {
    let new = NewAgent::new(name, format!("/agents/{name}"));
    ash_system_db::agents::insert(scope, new).await.unwrap()
}

async fn session(scope: &Scoped, agent: &Agent) -> Session {
    let new = NewSession::new(agent.name.as_str());
    ash_system_db::sessions::insert(scope, new).await.unwrap()
}
