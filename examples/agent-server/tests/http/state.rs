//! The service tells how it and its database are.

use dualect_tests::both_engines;
use dualect_tests::engine::Database;
use serde_json::json;

use crate::server::Server;

both_engines! {
    async fn a_service_that_has_started_is_well_and_has_nothing_pending(database: Database) {
        let server = Server::start(&database);
        let engine = database.engine().name();

        let health = server.client().get("/health").expect(200);
        assert_eq!((&health["ok"], &health["dialect"]), (&json!(true), &json!(engine)));
        assert!(health["version"].as_str().unwrap().starts_with(|first: char| first.is_ascii_digit()));

        let migrations = &ash_db::MIGRATIONS;
        let [sqlite, postgres] = [migrations.sqlite, migrations.postgres]
            .map(|all| all.iter().map(|migration| migration.tag).collect::<Vec<_>>());
        assert_eq!(sqlite, postgres);
        assert!(!sqlite.is_empty());
        let expected = json!({
            "configured": true,
            "initialized": true,
            "dialect": engine,
            "applied": sqlite,
            "pending": [],
        });
        assert_eq!(server.client().get("/status").expect(200), expected);
    }
}
