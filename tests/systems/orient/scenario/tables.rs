//! The tables that the app needs are there.

use std::collections::BTreeSet;

use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use orient_system_db as orient;

use super::started;

/// What the app cannot start without.
const REQUIRED: [&str; 8] = [
    orient::agents::TABLE.name,
    orient::agent_skills::TABLE.name,
    orient::chat_permissions::TABLE.name,
    orient::dashboard_users::TABLE.name,
    orient::feature_flags::TABLE.name,
    orient::messages::TABLE.name,
    orient::scheduled_jobs::TABLE.name,
    orient::secrets::TABLE.name,
];

async fn tables(database: &Database) -> BTreeSet<String> {
    let sql = match database.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Engine::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    };
    database
        .rows(sql)
        .await
        .into_iter()
        .flatten()
        .flatten()
        .collect()
}

both_engines! {
    async fn every_required_table_is_there_after_the_first_start(database: Database) {
        let before = tables(&database).await;
        assert!(REQUIRED.iter().all(|table| !before.contains(*table)));
        started(&database).await;
        let after = tables(&database).await;
        let missing: Vec<_> = REQUIRED.iter().filter(|table| !after.contains(**table)).collect();
        assert_eq!(missing, Vec::<&&str>::new());
    }

    async fn a_table_that_somebody_dropped_is_missed(database: Database) {
        started(&database).await;
        let cascade = match database.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => " CASCADE",
        };
        database.execute(&format!("DROP TABLE agent_skills{cascade}")).await;
        let after = tables(&database).await;
        let missing: Vec<_> = REQUIRED.iter().filter(|table| !after.contains(**table)).collect();
        assert_eq!(missing, [&"agent_skills"]);
    }
}
