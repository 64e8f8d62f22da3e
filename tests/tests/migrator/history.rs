//! `db-history`.

use dualect_cli::Exit;
use dualect_tests::both_engines;
use dualect_tests::engine::{Database, Engine};
use serde_json::json;

use crate::shop::{json, shop};

both_engines! {
    async fn the_history_says_when_by_what_and_what_the_way_back_is(database: Database) {
        let (project, [first, second, third]) = shop();
        project.run(&["db-migrate", "--to", &second], Some(&database)).assert_ended(Exit::Done);
        let ran = project.run(&["db-history"], Some(&database));
        ran.assert_ended(Exit::Done);
        let lines: Vec<&str> = ran.out.lines().collect();
        assert!(lines[0].contains(": 2 migrations applied in ") && lines[0].ends_with("ms, 1 pending"), "{}", ran.out);
        assert!(lines[1].starts_with(&format!("  applied    {first}  20")), "{}", ran.out);
        assert!(lines[2].ends_with(" ms  lossy"), "{}", ran.out);
        assert_eq!(lines[3], format!("  pending    {third}  lossy"));
        let ran = project.run(&["db-history", "--verbose"], Some(&database));
        assert!(ran.out.contains(&format!("    by: dualect db-migrate {}\n", env!("CARGO_PKG_VERSION"))), "{}", ran.out);
        assert!(ran.out.contains("    way back: loses "), "{}", ran.out);

        let ran = project.run(&["db-history", "--json"], Some(&database));
        let said = json(&ran.out);
        let history = said["history"].as_array().unwrap();
        assert_eq!(history.len(), 3);
        assert_eq!(history[0]["state"], json!("applied"));
        assert!(history[0]["took_ms"].is_u64(), "{said}");
        assert_eq!(history[1]["reversal"]["class"], json!("lossy"));
        assert_eq!(history[2]["state"], json!("pending"));
    }

    async fn a_database_of_an_earlier_version_gets_the_new_columns_when_it_is_next_written_to(database: Database) {
        let (project, [_, second, _]) = shop();
        project.run(&["db-migrate", "--to", &second], Some(&database)).assert_ended(Exit::Done);
        let table = match database.engine() {
            Engine::Sqlite => "__dualect_migrations",
            Engine::Postgres => "drizzle.__dualect_migrations",
        };
        for column in ["applied_by", "took_ms", "resume"] {
            database.execute(&format!("ALTER TABLE {table} DROP COLUMN {column}")).await;
        }
        let ran = project.run(&["db-history", "--verbose"], Some(&database));
        ran.assert_ended(Exit::Done);
        assert!(ran.out.contains("by: it is not recorded by what"), "{}", ran.out);
        project.migrate(&database);
        let ran = project.run(&["db-history", "--json"], Some(&database));
        let said = json(&ran.out);
        assert_eq!(said["history"][0]["applied_by"], json!(null));
        assert!(said["history"][2]["applied_by"].is_string(), "{said}");
    }
}
